import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [
    { route: 'refunds', label: 'refunds.menu', order: 65, group: 'money', permission: 'orders.money', badge: async () => (await api.refunds.failedCount.query()).count },
    { route: 'payments', label: 'payments.menu', order: 103, group: 'settings', permission: 'shop.payment' },
  ],
  routes: [
    { path: '/refunds', name: 'refunds', component: () => import('./RefundsPage.vue'), meta: { title: 'refunds.menu', permission: 'orders.money' } },
    { path: '/payments', name: 'payments', component: () => import('./PaymentsPage.vue'), meta: { title: 'payments.menu', permission: 'shop.payment' } },
  ],
} satisfies Area
