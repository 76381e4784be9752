import type { Area } from '../../areas.ts'
import { BadgePercent } from 'lucide-vue-next'

const editPage = () => import('./FavourableEditPage.vue')

export default {
  menu: [{ route: 'favourables', label: 'favourables.menu', order: 40, group: 'promotions', permission: 'promotions.edit' }],
  routes: [
    { path: '/favourables', name: 'favourables', component: () => import('./FavourablesPage.vue'), meta: { title: 'favourables.menu', permission: 'promotions.edit' } },
    { path: '/favourables/new', name: 'favourable-new', component: editPage, meta: { title: 'favourables.new', permission: 'promotions.edit', parent: 'favourables' } },
    { path: '/favourables/:id(\\d+)', name: 'favourable', component: editPage, meta: { title: 'favourables.menu', permission: 'promotions.edit', parent: 'favourables' } },
  ],
  actions: [{ route: 'favourable-new', label: 'favourables.new', icon: BadgePercent, permission: 'promotions.edit' }],
} satisfies Area
