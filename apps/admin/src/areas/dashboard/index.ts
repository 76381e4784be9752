import type { Area } from '../../areas.ts'
import { LayoutDashboard } from 'lucide-vue-next'

export default {
  menu: [{ route: 'dashboard', label: 'dashboard.menu', order: 10, icon: LayoutDashboard, permission: 'dashboard.view' }],
  routes: [{ path: '/', name: 'dashboard', component: () => import('./DashboardPage.vue'), meta: { title: 'dashboard.menu', permission: 'dashboard.view' } }],
} satisfies Area
