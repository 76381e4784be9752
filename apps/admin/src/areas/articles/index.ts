import type { Area } from '../../areas.ts'
import { Newspaper } from 'lucide-vue-next'

const editPage = () => import('./ArticleEditPage.vue')
const right = { permission: 'articles.edit' } as const

export default {
  menu: [
    { route: 'articles', label: 'articles.menu', order: 76, group: 'content', ...right },
    { route: 'article-categories', label: 'articles.categories.menu', order: 77, group: 'content', ...right },
  ],
  routes: [
    { path: '/articles', name: 'articles', component: () => import('./ArticlesPage.vue'), meta: { title: 'articles.menu', ...right } },
    { path: '/articles/new', name: 'article-new', component: editPage, meta: { title: 'articles.new', parent: 'articles', ...right } },
    { path: '/articles/:id(\\d+)', name: 'article', component: editPage, meta: { title: 'articles.menu', parent: 'articles', ...right } },
    { path: '/articles/categories', name: 'article-categories', component: () => import('./ArticleCategoriesPage.vue'), meta: { title: 'articles.categories.menu', ...right } },
  ],
  actions: [{ route: 'article-new', label: 'articles.new', icon: Newspaper, ...right }],
} satisfies Area
