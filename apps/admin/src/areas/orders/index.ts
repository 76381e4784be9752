import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [
    { route: 'orders', label: 'orders.menu', order: 21, group: 'orders', permission: 'orders.view', badge: async () => (await api.orders.waiting.query()).count },
  ],
  routes: [
    { path: '/orders', name: 'orders', component: () => import('./OrdersPage.vue'), meta: { title: 'orders.menu', permission: 'orders.view' } },
    { path: '/orders/:id(\\d+)', name: 'order', component: () => import('./OrderPage.vue'), meta: { title: 'orders.detail', permission: 'orders.view', parent: 'orders' } },
  ],
} satisfies Area
