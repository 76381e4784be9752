import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  root: import.meta.dirname,
  test: { name: 'storefront', environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
