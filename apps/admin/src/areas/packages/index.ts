import type { Area } from '../../areas.ts'
import { Gift } from 'lucide-vue-next'

const editPage = () => import('./PackageEditPage.vue')

export default {
  menu: [{ route: 'packages', label: 'packages.menu', order: 42, group: 'promotions', permission: 'promotions.edit' }],
  routes: [
    { path: '/packages', name: 'packages', component: () => import('./PackagesPage.vue'), meta: { title: 'packages.menu', permission: 'promotions.edit' } },
    { path: '/packages/new', name: 'package-new', component: editPage, meta: { title: 'packages.new', permission: 'promotions.edit', parent: 'packages' } },
    { path: '/packages/:id(\\d+)', name: 'package', component: editPage, meta: { title: 'packages.menu', permission: 'promotions.edit', parent: 'packages' } },
  ],
  actions: [{ route: 'package-new', label: 'packages.new', icon: Gift, permission: 'promotions.edit' }],
} satisfies Area
