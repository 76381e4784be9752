import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [
    { route: 'withdrawals', label: 'wallet.withdrawals', order: 61, group: 'money', permission: 'users.view', badge: async () => (await api.wallet.list.query({ kind: 1, pageSize: 1 })).totalResults },
    { route: 'deposits', label: 'wallet.deposits', order: 62, group: 'money', permission: 'users.view' },
  ],
  routes: [
    { path: '/withdrawals', name: 'withdrawals', component: () => import('./RequestsPage.vue'), props: { kind: 1 }, meta: { title: 'wallet.withdrawals', permission: 'users.view' } },
    { path: '/deposits', name: 'deposits', component: () => import('./RequestsPage.vue'), props: { kind: 0 }, meta: { title: 'wallet.deposits', permission: 'users.view' } },
  ],
} satisfies Area
