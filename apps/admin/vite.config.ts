import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { elementStyles } from './element-styles.ts'

// The server compares Origin with Host, so the proxy must leave Host as the browser sent it.
const SERVER = { target: 'http://127.0.0.1:3000', changeOrigin: false }

export default defineConfig({
  base: '/admin/',
  plugins: [vue(), elementStyles()],
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    port: 5174,
    proxy: { '/admin/trpc': SERVER, '/admin/upload': SERVER, '/trpc': SERVER, '/media': SERVER },
  },
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 2048 },
})
