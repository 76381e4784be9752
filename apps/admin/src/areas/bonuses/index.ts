import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'bonuses', label: 'bonus.menu', order: 41, group: 'promotions', permission: 'promotions.edit' }],
  routes: [{ path: '/bonuses', name: 'bonuses', component: () => import('./BonusTypesPage.vue'), meta: { title: 'bonus.menu', permission: 'promotions.edit' } }],
} satisfies Area
