import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [
    { route: 'comments', label: 'feedback.comments.menu', order: 81, group: 'content', permission: 'comments.edit', badge: async () => (await api.comments.waitingCount.query()).count },
    { route: 'messages', label: 'feedback.messages.menu', order: 82, group: 'content', permission: 'messages.edit' },
  ],
  routes: [
    { path: '/comments', name: 'comments', component: () => import('./CommentsPage.vue'), meta: { title: 'feedback.comments.menu', permission: 'comments.edit' } },
    { path: '/messages', name: 'messages', component: () => import('./MessagesPage.vue'), meta: { title: 'feedback.messages.menu', permission: 'messages.edit' } },
  ],
} satisfies Area
