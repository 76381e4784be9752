import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, showLanguage } from './i18n/index.ts'
import { queryClient } from './query-client.ts'
import { createShopRouter } from './router.ts'
import { useSession } from './stores/session.ts'
import './styles/tokens.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
app.use(VueQueryPlugin, { queryClient })

// A deploy removes old chunks; a tab opened before it takes the new version once.
window.addEventListener('vite:preloadError', () => {
  // Without a line there is no new version to take, and a reload would lose the page that is being read.
  if (!navigator.onLine) return
  const last = Number(sessionStorage.getItem('xp.reloadedAt') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('xp.reloadedAt', String(Date.now()))
  window.location.reload()
})

async function start(): Promise<void> {
  await showLanguage(useSession().language)
  app.use(createShopRouter())
  app.mount('#app')
}

void start()

// After everything the first page needs; without one (in development, or an old browser) the shop works as well.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined))
}
