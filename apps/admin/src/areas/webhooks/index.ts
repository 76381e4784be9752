import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [{ route: 'webhooks', label: 'webhooks.menu', order: 92, group: 'platform', permission: 'apps.manage', badge: async () => (await api.webhooks.trouble.query()).count }],
  routes: [
    { path: '/webhooks', name: 'webhooks', component: () => import('./WebhooksPage.vue'), meta: { title: 'webhooks.menu', permission: 'apps.manage' } },
    { path: '/webhooks/:id(\\d+)', name: 'webhook', component: () => import('./EndpointPage.vue'), meta: { title: 'webhooks.menu', permission: 'apps.manage', parent: 'webhooks' } },
  ],
} satisfies Area
