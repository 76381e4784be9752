import type { RouteRecordRaw, Router } from 'vue-router'
import { createRouter, createWebHistory } from 'vue-router'
import { areas } from './areas.ts'
import { i18n } from './i18n/index.ts'
import { useSession } from './stores/session.ts'

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: { title: 'signIn.title', isPublic: true } },
  ...areas.flatMap((area) => area.routes),
  { path: '/forbidden', name: 'forbidden', component: () => import('./pages/ForbiddenPage.vue'), meta: { title: 'common.forbidden.title' } },
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue'), meta: { title: 'common.notFound.title' } },
]

/** Where a member lands: the dashboard, else the first entry they may see. */
function homeRoute(): string {
  const session = useSession()
  const entries = areas.flatMap((area) => area.menu).toSorted((a, b) => a.order - b.order)
  return entries.find((entry) => session.may(entry.permission))?.route ?? 'forbidden'
}

export function createAdminRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/admin/'),
    routes: [...routes, ...(routes.some((route) => route.path === '/') ? [] : [{ path: '/', name: 'home', redirect: () => ({ name: homeRoute() }) }])],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  })
  router.beforeEach(async (to) => {
    const session = useSession()
    if (to.meta.isPublic) return
    if (!await session.ensure()) return { name: 'sign-in', query: { next: to.fullPath }, replace: true }
    if (to.path === '/' && !session.may(to.meta.permission)) return { name: homeRoute() }
    if (!session.may(to.meta.permission)) return { name: 'forbidden', query: { from: to.fullPath } }
  })
  router.afterEach((to) => {
    const { t } = i18n.global
    document.title = to.meta.title ? `${t(to.meta.title)} · ${t('common.shopName')}` : t('common.shopName')
  })
  return router
}
