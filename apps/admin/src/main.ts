import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, showLanguage } from './i18n/index.ts'
import { createQueryClient } from './query-client.ts'
import { createAdminRouter } from './router.ts'
import { usePreferences } from './stores/preferences.ts'
import { useSession } from './stores/session.ts'
import 'element-plus/theme-chalk/base.css'
import './styles/tokens.css'
import './styles/element.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)

// A deploy removes old chunks; a tab opened before it takes the new version once.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('xp.reloadedAt') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('xp.reloadedAt', String(Date.now()))
  window.location.reload()
})

async function start(): Promise<void> {
  await showLanguage(usePreferences().language)
  const router = createAdminRouter()
  const queryClient = createQueryClient(() => {
    useSession().forget()
    const from = router.currentRoute.value
    if (!from.meta.isPublic) void router.replace({ name: 'sign-in', query: { next: from.fullPath } })
  })
  app.use(VueQueryPlugin, { queryClient })
  app.use(router)
  app.mount('#app')
}

void start()
