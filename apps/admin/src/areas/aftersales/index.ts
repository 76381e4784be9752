import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [
    { route: 'aftersales', label: 'aftersales.menu', order: 22, group: 'orders', permission: 'orders.aftersales', badge: async () => (await api.aftersales.waiting.query()).count },
  ],
  routes: [
    { path: '/aftersales', name: 'aftersales', component: () => import('./AftersalesPage.vue'), meta: { title: 'aftersales.menu', permission: 'orders.aftersales' } },
  ],
} satisfies Area
