import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'payments', label: 'payments.menu', order: 103, group: 'settings', permission: 'shop.payment' }],
  routes: [{ path: '/payments', name: 'payments', component: () => import('./PaymentsPage.vue'), meta: { title: 'payments.menu', permission: 'shop.payment' } }],
} satisfies Area
