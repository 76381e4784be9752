import type { Area } from '../../areas.ts'

export default {
  menu: [
    { route: 'users', label: 'users.menu', order: 51, group: 'users', permission: 'users.view' },
    { route: 'ranks', label: 'ranks.menu', order: 52, group: 'users', permission: 'users.view' },
  ],
  routes: [
    { path: '/users', name: 'users', component: () => import('./UsersPage.vue'), meta: { title: 'users.menu', permission: 'users.view' } },
    { path: '/users/:id(\\d+)', name: 'user', component: () => import('./UserPage.vue'), meta: { title: 'users.detail', permission: 'users.view', parent: 'users' } },
    { path: '/ranks', name: 'ranks', component: () => import('./RanksPage.vue'), meta: { title: 'ranks.menu', permission: 'users.view' } },
  ],
} satisfies Area
