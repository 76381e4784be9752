import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'wrappings', label: 'wrapping.menu', order: 105, group: 'settings', permission: 'shop.shipping' }],
  routes: [{ path: '/settings/wrappings', name: 'wrappings', component: () => import('./WrappingsPage.vue'), meta: { title: 'wrapping.menu', permission: 'shop.shipping' } }],
} satisfies Area
