import type { Area } from '../../areas.ts'
import { Settings, UserPlus } from 'lucide-vue-next'

export default {
  menu: [
    { route: 'shop-settings', label: 'settings.menu', order: 101, group: 'settings', permission: 'shop.settings' },
    { route: 'staff', label: 'staff.menu', order: 108, group: 'settings', permission: 'staff.manage' },
    { route: 'audit', label: 'audit.menu', order: 109, group: 'settings', permission: 'audit.view' },
  ],
  routes: [
    { path: '/settings/shop', name: 'shop-settings', component: () => import('./ShopSettingsPage.vue'), meta: { title: 'settings.menu', permission: 'shop.settings' } },
    { path: '/settings/staff', name: 'staff', component: () => import('./StaffPage.vue'), meta: { title: 'staff.menu', permission: 'staff.manage' } },
    { path: '/settings/audit', name: 'audit', component: () => import('./AuditPage.vue'), meta: { title: 'audit.menu', permission: 'audit.view' } },
  ],
  actions: [
    { route: 'staff', label: 'staff.menu', icon: UserPlus, permission: 'staff.manage' },
    { route: 'shop-settings', label: 'settings.menu', icon: Settings, permission: 'shop.settings' },
  ],
} satisfies Area
