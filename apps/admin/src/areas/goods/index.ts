import type { Area } from '../../areas.ts'
import { PackagePlus } from 'lucide-vue-next'
import { api } from '../../api.ts'

const listPage = () => import('./GoodsListPage.vue')
const editPage = () => import('./GoodsEditPage.vue')

export default {
  menu: [
    { route: 'goods', label: 'goods.menu', order: 31, group: 'goods', permission: 'goods.view' },
    { route: 'categories', label: 'catalogue.categories.menu', order: 32, group: 'goods', permission: 'goods.view' },
    { route: 'brands', label: 'catalogue.brands.menu', order: 33, group: 'goods', permission: 'goods.view' },
    { route: 'goods-types', label: 'catalogue.types.menu', order: 34, group: 'goods', permission: 'goods.view' },
    { route: 'goods-stock', label: 'goods.stockMenu', order: 35, group: 'goods', permission: 'goods.view', badge: async () => (await api.goods.shortCount.query()).count },
  ],
  routes: [
    { path: '/goods', name: 'goods', component: listPage, meta: { title: 'goods.menu', permission: 'goods.view' } },
    { path: '/goods/stock', name: 'goods-stock', component: listPage, meta: { title: 'goods.stockMenu', permission: 'goods.view' } },
    { path: '/goods/new', name: 'goods-new', component: editPage, meta: { title: 'goods.new', permission: 'goods.edit', parent: 'goods' } },
    { path: '/goods/:id(\\d+)', name: 'goods-edit', component: editPage, meta: { title: 'goods.menu', permission: 'goods.view', parent: 'goods' } },
    { path: '/goods/:id(\\d+)/stock', name: 'goods-movements', component: () => import('./StockPage.vue'), meta: { title: 'goods.movements.menu', permission: 'goods.view', parent: 'goods' } },
    { path: '/goods/:id(\\d+)/cards', name: 'goods-cards', component: () => import('./CardsPage.vue'), meta: { title: 'virtualCards.menu', permission: 'goods.view', parent: 'goods' } },
    { path: '/categories', name: 'categories', component: () => import('./CategoriesPage.vue'), meta: { title: 'catalogue.categories.menu', permission: 'goods.view' } },
    { path: '/brands', name: 'brands', component: () => import('./BrandsPage.vue'), meta: { title: 'catalogue.brands.menu', permission: 'goods.view' } },
    { path: '/goods-types', name: 'goods-types', component: () => import('./GoodsTypesPage.vue'), meta: { title: 'catalogue.types.menu', permission: 'goods.view' } },
  ],
  actions: [{ route: 'goods-new', label: 'goods.new', icon: PackagePlus, permission: 'goods.edit' }],
} satisfies Area
