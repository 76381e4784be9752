import type { Area } from '../../areas.ts'

export default {
  menu: [
    { route: 'message-channels', label: 'messages.channelsMenu', order: 104, group: 'settings', permission: 'shop.messages' },
    { route: 'message-templates', label: 'messages.templatesMenu', order: 105, group: 'settings', permission: 'shop.messages' },
    { route: 'messages', label: 'messages.menu', order: 106, group: 'settings', permission: 'shop.messages' },
  ],
  routes: [
    { path: '/messages', name: 'messages', component: () => import('./MessagesPage.vue'), meta: { title: 'messages.menu', permission: 'shop.messages' } },
    { path: '/messages/channels', name: 'message-channels', component: () => import('./ChannelsPage.vue'), meta: { title: 'messages.channelsMenu', permission: 'shop.messages' } },
    { path: '/messages/templates', name: 'message-templates', component: () => import('./TemplatesPage.vue'), meta: { title: 'messages.templatesMenu', permission: 'shop.messages' } },
  ],
} satisfies Area
