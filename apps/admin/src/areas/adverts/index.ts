import type { Area } from '../../areas.ts'

const right = { permission: 'ads.edit' } as const

export default {
  menu: [{ route: 'adverts', label: 'adverts.menu', order: 78, group: 'content', ...right }],
  routes: [
    { path: '/adverts', name: 'adverts', component: () => import('./AdvertsPage.vue'), meta: { title: 'adverts.menu', ...right } },
    { path: '/adverts/positions', name: 'advert-positions', component: () => import('./PositionsPage.vue'), meta: { title: 'adverts.positions.menu', parent: 'adverts', ...right } },
  ],
} satisfies Area
