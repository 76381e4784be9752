import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'contacts', label: 'contacts.menu', order: 79, group: 'content', permission: 'contacts.edit' }],
  routes: [{ path: '/contacts', name: 'contacts', component: () => import('./ContactsPage.vue'), meta: { title: 'contacts.menu', permission: 'contacts.edit' } }],
} satisfies Area
