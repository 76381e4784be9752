import type { VitePWAOptions } from 'vite-plugin-pwa'

export const manifest: VitePWAOptions['manifest'] = {
  name: '小铺',
  short_name: '小铺',
  description: '茶器、家居、时令生鲜，价格写得清清楚楚',
  lang: 'zh-CN',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#F7F5F2',
  theme_color: '#FFFFFF',
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}

/**
 * Pages come from the network first, so a new version shows at once; without one the last copy is shown, and without a
 * copy the offline page. Files with a hash in their name never change. Answers of the shop are never kept here.
 */
export const workbox: VitePWAOptions['workbox'] = {
  globPatterns: ['offline.{html,css}', 'icons/icon-192.png'],
  navigateFallback: null,
  cleanupOutdatedCaches: true,
  clientsClaim: true,
  skipWaiting: true,
  runtimeCaching: [
    {
      // The admin and the gateway share the origin; their addresses are not ours to answer.
      urlPattern: ({ request, url }) => request.mode === 'navigate' && /^\/(?:$|(?:categories|search|list|goods|packages|coupons|articles|help|cart|checkout|cashier|result|orders|aftersales|sign-in|sign-up|forgot|me|confirm-email|reset-password|survey)(?:\/|$))/.test(url.pathname),
      handler: 'NetworkFirst',
      options: { cacheName: 'pages', networkTimeoutSeconds: 5, precacheFallback: { fallbackURL: 'offline.html' }, expiration: { maxEntries: 20 } },
    },
    {
      urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
      handler: 'CacheFirst',
      options: { cacheName: 'assets', expiration: { maxEntries: 120 } },
    },
    {
      urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/media/'),
      handler: 'StaleWhileRevalidate',
      options: { cacheName: 'pictures', expiration: { maxEntries: 200, maxAgeSeconds: 604_800 } },
    },
  ],
}
