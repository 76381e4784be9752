import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { searchEverything } from './search.ts'

const test = testDatabase()
const staff = (permissions: string[], sellerId = 0): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '' })
const find = (q: string, permissions = ['*'], sellerId = 0) => searchEverything(test.ctx(staff(permissions, sellerId)), q)

beforeAll(async () => {
  const category = await test.db.category.create({ data: { name: '茶器' } })
  const goods = (sn: string, name: string, sellerId: number) => test.db.goods.create({ data: { sn, snKey: sn.toLowerCase(), name, sellerId, categoryId: category.id, shopPriceFen: 26_800, stock: 133 } })
  await goods('XP-ZS01', '紫砂西施壶', 0)
  await goods('XP-2059', '白瓷盖碗杯', 7)
  const user = await test.db.user.create({ data: { name: '林晓雯', nameKey: '林晓雯', mobile: '13812342059', mobileKey: '13812342059' } })
  await test.db.order.create({ data: { sn: '2026031847205918', userId: user.id, consignee: '林晓雯', goodsAmountFen: 66_260, discountFen: 6000, taxFen: 603, shippingFeeFen: 1700, orderAmountFen: 62_563, addedAt: new Date() } })
})

it('one figure finds orders, goods and members', async () => {
  const hits = await find('2059')

  expect(hits.orders).toEqual([expect.objectContaining({ sn: '2026031847205918', consignee: '林晓雯', totalFen: 62_563 })])
  expect(hits.users).toEqual([expect.objectContaining({ name: '林晓雯', mobile: '138 **** 2059', rankName: '' })])
  expect((await find('xp-2')).goods).toEqual([expect.objectContaining({ sn: 'XP-2059', name: '白瓷盖碗杯', priceFen: 26_800, stock: 133 })])
  expect((await find('西施')).goods.map((one) => one.sn)).toEqual(['XP-ZS01'])
})

it('a member finds only what they may see', async () => {
  const hits = await find('2059', ['goods.view'])
  expect(hits).toMatchObject({ orders: [], users: [] })
  expect((await find('xp', ['*'], 7)).goods.map((one) => one.sn)).toEqual(['XP-2059'])
  expect((await find('林晓雯', ['*'], 7)).users).toEqual([])
})

it('a wildcard is a letter', async () => {
  expect((await find('%')).goods).toEqual([])
  expect(await find('  ')).toEqual({ orders: [], goods: [], users: [] })
})
