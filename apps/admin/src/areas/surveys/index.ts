import type { Area } from '../../areas.ts'

export default {
  menu: [{ route: 'surveys', label: 'surveys.menu', order: 48, group: 'promotions', permission: 'surveys.edit' }],
  routes: [
    { path: '/surveys', name: 'surveys', component: () => import('./SurveysPage.vue'), meta: { title: 'surveys.menu', permission: 'surveys.edit' } },
    { path: '/surveys/new', name: 'survey-new', component: () => import('./SurveyEditPage.vue'), meta: { title: 'surveys.create', permission: 'surveys.edit', parent: 'surveys' } },
    { path: '/surveys/:id(\\d+)/edit', name: 'survey-edit', component: () => import('./SurveyEditPage.vue'), meta: { title: 'surveys.edit', permission: 'surveys.edit', parent: 'surveys' } },
    { path: '/surveys/:id(\\d+)', name: 'survey', component: () => import('./SurveyResultsPage.vue'), meta: { title: 'surveys.results', permission: 'surveys.edit', parent: 'surveys' } },
  ],
} satisfies Area
