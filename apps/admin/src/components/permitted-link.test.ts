import { expect, it } from 'vitest'
import { useSession } from '../stores/session.ts'
import { mountPage } from '../testing/mount-page.ts'
import PermittedLink from './PermittedLink.vue'

const EMPTY = { render: () => null }

it.each([['orders.view', 'A', '/order'], ['orders.aftersales', 'SPAN', undefined]])('with %s the order number is a %s', async (permission, tag, href) => {
  useSession().remember({ staffId: 1, name: 'packer', displayName: '小包', roleName: '售后', sellerId: 0, permissions: [permission] })
  const { page } = await mountPage(PermittedLink, { route: { path: '/order', name: 'order', component: EMPTY, meta: { permission: 'orders.view' } }, props: { to: { name: 'order' } }, slots: { default: () => '2026' } })
  expect([page.element.tagName, page.attributes('href'), page.text()]).toEqual([tag, href, '2026'])
})
