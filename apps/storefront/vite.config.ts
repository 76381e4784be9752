import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { manifest, workbox } from './pwa.config.ts'

// The server compares Origin with Host, so the proxy must leave Host as the browser sent it.
const SERVER = { target: 'http://127.0.0.1:3000', changeOrigin: false }

export default defineConfig({
  base: '/',
  plugins: [
    vue(),
    VitePWA({ registerType: 'autoUpdate', injectRegister: null, manifest, workbox, includeAssets: [] }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    port: 5173,
    proxy: { '/trpc': SERVER, '/media': SERVER },
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 2048,
    // All styles together are smaller than one picture; in one file no page waits for its own.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules[\\/](?!\.pnpm[\\/](?:vant|lucide)|vant|lucide)/, priority: 2 },
            // What several pages share comes in one file rather than in twenty.
            { name: 'shell', test: /src[\\/](?:components|composables|stores|i18n[\\/]zh-CN)|lucide-vue-next/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
})
