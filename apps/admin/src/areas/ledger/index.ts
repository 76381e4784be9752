import type { Area } from '../../areas.ts'
import { api } from '../../api.ts'

export default {
  menu: [{ route: 'ledger', label: 'ledger.menu', order: 68, group: 'money', permission: 'ledger.check', badge: async () => (await api.ledger.list.query({ pageSize: 1 })).items[0]?.differences ?? 0 }],
  routes: [{ path: '/ledger', name: 'ledger', component: () => import('./LedgerPage.vue'), meta: { title: 'ledger.menu', permission: 'ledger.check' } }],
} satisfies Area
