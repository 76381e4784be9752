import type { Area } from '../../areas.ts'
import { Plug } from 'lucide-vue-next'

export default {
  menu: [
    { route: 'apps', label: 'apps.menu', order: 91, group: 'platform', permission: 'apps.manage' },
    { route: 'calls', label: 'apps.calls.menu', order: 93, group: 'platform', permission: 'apps.manage' },
    { route: 'signature', label: 'signature.menu', order: 94, group: 'platform', permission: 'apps.manage' },
  ],
  routes: [
    { path: '/apps', name: 'apps', component: () => import('./AppsPage.vue'), meta: { title: 'apps.menu', permission: 'apps.manage' } },
    { path: '/apps/new', name: 'app-new', component: () => import('./AppEditPage.vue'), meta: { title: 'apps.new', permission: 'apps.manage', parent: 'apps' } },
    { path: '/apps/:id(\\d+)', name: 'app', component: () => import('./AppPage.vue'), meta: { title: 'apps.menu', permission: 'apps.manage', parent: 'apps' } },
    { path: '/apps/:id(\\d+)/edit', name: 'app-edit', component: () => import('./AppEditPage.vue'), meta: { title: 'apps.edit', permission: 'apps.manage', parent: 'apps' } },
    { path: '/signature', name: 'signature', component: () => import('./SignaturePage.vue'), meta: { title: 'signature.menu', permission: 'apps.manage' } },
    { path: '/calls', name: 'calls', component: () => import('./CallsPage.vue'), meta: { title: 'apps.calls.menu', permission: 'apps.manage' } },
  ],
  actions: [{ route: 'app-new', label: 'apps.new', icon: Plug, permission: 'apps.manage' }],
} satisfies Area
