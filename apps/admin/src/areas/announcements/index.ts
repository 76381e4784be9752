import type { Area } from '../../areas.ts'
import { Megaphone } from 'lucide-vue-next'

const right = { permission: 'messages.edit' } as const
const editPage = () => import('./AnnouncementEditPage.vue')

export default {
  menu: [{ route: 'announcements', label: 'announcements.menu', order: 79, group: 'content', ...right }],
  routes: [
    { path: '/announcements', name: 'announcements', component: () => import('./AnnouncementsPage.vue'), meta: { title: 'announcements.menu', ...right } },
    { path: '/announcements/new', name: 'announcement-new', component: editPage, meta: { title: 'announcements.new', parent: 'announcements', ...right } },
    { path: '/announcements/:id(\\d+)', name: 'announcement', component: editPage, meta: { title: 'announcements.menu', parent: 'announcements', ...right } },
  ],
  actions: [{ route: 'announcement-new', label: 'announcements.new', icon: Megaphone, ...right }],
} satisfies Area
