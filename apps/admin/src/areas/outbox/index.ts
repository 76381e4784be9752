import type { Area } from '../../areas.ts'

export default {
  menu: [
    { route: 'message-channels', label: 'outbox.channelsMenu', order: 104, group: 'settings', permission: 'shop.messages' },
    { route: 'message-templates', label: 'outbox.templatesMenu', order: 105, group: 'settings', permission: 'shop.messages' },
    { route: 'outbox', label: 'outbox.menu', order: 106, group: 'settings', permission: 'shop.messages' },
  ],
  routes: [
    { path: '/outbox', name: 'outbox', component: () => import('./MessagesPage.vue'), meta: { title: 'outbox.menu', permission: 'shop.messages' } },
    { path: '/outbox/channels', name: 'message-channels', component: () => import('./ChannelsPage.vue'), meta: { title: 'outbox.channelsMenu', permission: 'shop.messages' } },
    { path: '/outbox/templates', name: 'message-templates', component: () => import('./TemplatesPage.vue'), meta: { title: 'outbox.templatesMenu', permission: 'shop.messages' } },
  ],
} satisfies Area
