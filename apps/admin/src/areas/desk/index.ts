import type { Area } from '../../areas.ts'
import { FileUp } from 'lucide-vue-next'

const importPage = () => import('./ImportPage.vue')
const jobPage = () => import('./JobPage.vue')

export default {
  menu: [
    { route: 'parcel-import', label: 'desk.parcelImport.menu', order: 22, group: 'orders', permission: 'orders.ship' },
    { route: 'goods-import', label: 'desk.goodsImport.menu', order: 36, group: 'goods', permission: 'goods.edit' },
    { route: 'bulk-edits', label: 'desk.bulkEdit.menu', order: 37, group: 'goods', permission: 'goods.edit' },
  ],
  routes: [
    { path: '/goods/import', name: 'goods-import', component: importPage, props: { kind: 'goodsImport' }, meta: { title: 'desk.goodsImport.menu', permission: 'goods.edit' } },
    { path: '/goods/import/:id(\\d+)', name: 'goods-import-job', component: jobPage, props: { kind: 'goodsImport' }, meta: { title: 'desk.goodsImport.menu', permission: 'goods.edit', parent: 'goods-import' } },
    { path: '/goods/bulk-edits', name: 'bulk-edits', component: () => import('./BulkEditsPage.vue'), meta: { title: 'desk.bulkEdit.menu', permission: 'goods.edit' } },
    { path: '/goods/bulk-edits/:id(\\d+)', name: 'bulk-edit', component: jobPage, props: { kind: 'bulkEdit' }, meta: { title: 'desk.bulkEdit.menu', permission: 'goods.edit', parent: 'bulk-edits' } },
    { path: '/orders/ship-file', name: 'parcel-import', component: importPage, props: { kind: 'parcelImport' }, meta: { title: 'desk.parcelImport.menu', permission: 'orders.ship' } },
    { path: '/orders/ship-file/:id(\\d+)', name: 'parcel-import-job', component: jobPage, props: { kind: 'parcelImport' }, meta: { title: 'desk.parcelImport.menu', permission: 'orders.ship', parent: 'parcel-import' } },
    { path: '/orders/print', name: 'orders-print', component: () => import('./PrintPage.vue'), meta: { title: 'desk.print.title', permission: 'orders.ship', parent: 'orders', isBare: true } },
  ],
  actions: [{ route: 'goods-import', label: 'desk.goodsImport.menu', icon: FileUp, permission: 'goods.edit' }],
} satisfies Area
