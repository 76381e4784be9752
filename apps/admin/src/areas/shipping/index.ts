import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'shipping', label: 'shipping.menu', order: 102, group: 'settings', permission: 'shop.shipping' }],
  routes: [
    { path: '/shipping', name: 'shipping', component: () => import('./ShippingPage.vue'), meta: { title: 'shipping.menu', permission: 'shop.shipping' } },
    { path: '/shipping/new', name: 'shipping-new', component: () => import('./ShippingEditPage.vue'), meta: { title: 'shipping.new', permission: 'shop.shipping', parent: 'shipping' } },
    { path: '/shipping/:id(\\d+)', name: 'shipping-edit', component: () => import('./ShippingEditPage.vue'), meta: { title: 'shipping.edit', permission: 'shop.shipping', parent: 'shipping' } },
  ],
} satisfies Area
