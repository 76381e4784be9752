import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'bookings', label: 'bookings.menu', order: 53, group: 'users', permission: 'users.bookings' }],
  routes: [{ path: '/bookings', name: 'bookings', component: () => import('./BookingsPage.vue'), meta: { title: 'bookings.menu', permission: 'users.bookings' } }],
} satisfies Area
