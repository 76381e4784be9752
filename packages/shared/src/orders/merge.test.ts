import { describe, expect, it } from 'vitest'
import type { OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { forgetCaches } from '../shop/index.ts'
import { cancelOwnOrder } from './buyer.ts'
import { mergeOrders, mergePartners, previewMerge } from './merge.ts'
import { getOwnOrder, getOwnOrders } from './own.ts'
import { anOrder, buyerCtx, MINUTE_MS, type OrderFixture, payNow, portsOf, purseOf, readLines, readOrder, STAFF, stockOf, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const ports = portsOf()

const merge = (from: OrderRow, to: OrderRow, now?: Date) => mergeOrders(buyerCtx(test, to, now), ports, { fromOrder: from.sn, toOrder: to.sn })

/** 3 kg for 12.00, 6.00 for every further kilogram. */
async function byWeight(): Promise<number> {
  const { id } = await test.db.shippingMethod.findFirst({ where: { code: 'kg' } }) ?? await test.db.shippingMethod.create({ data: { code: 'kg', name: '快递' } })
  if (await test.db.shippingArea.count({ where: { methodId: id } }) === 0) {
    await test.db.shippingArea.create({ data: { methodId: id, name: '全国', formula: 'by_weight', baseFeeFen: 1200, firstGrams: 3000, stepGrams: 1000, stepFeeFen: 600, regionIds: [1] } })
  }
  forgetCaches()
  return id
}

async function aBonus(order: OrderRow, moneyFen: number): Promise<number> {
  const at = new Date(Date.now() - MINUTE_MS)
  const type = await test.db.bonusType.create({ data: { name: '红包', moneyFen, sendStartAt: at, sendEndAt: at, useStartAt: at, useEndAt: at } })
  const { id } = await test.db.bonus.create({ data: { typeId: type.id, userId: order.userId, orderId: order.id, usedAt: at } })
  await test.db.order.update({ where: { id: order.id }, data: { bonusId: id } })
  return id
}

type Shares = { discountShareFen?: number, bonusShareFen?: number, pointsShareFen?: number, netAmountFen: number }

async function withShares(order: OrderRow, shares: readonly Shares[]): Promise<void> {
  const lines = await readLines(test, order.id)
  for (const [at, line] of lines.entries()) await test.db.orderLine.update({ where: { id: line.id }, data: { weightGrams: 1000, ...shares[at] } })
  await test.db.goods.updateMany({ where: { id: { in: lines.map((line) => line.goodsId) } }, data: { pointsLimitYuan: 10 } })
}

/** The two orders of the worked example. */
async function example() {
  const shippingId = await byWeight()
  const to = await anOrder(test, {
    method: 'bank',
    lines: [{ quantity: 1, unitPriceFen: 4500 }, { quantity: 2, unitPriceFen: 3000 }],
    order: { countryId: 1, shippingId, discountFen: 500, shippingFeeFen: 1200, bonusFen: 1000, orderAmountFen: 10_200, buyerNote: '请包好', consignee: '李四' },
  })
  await withShares(to, [{ discountShareFen: 214, bonusShareFen: 429, netAmountFen: 3857 }, { discountShareFen: 286, bonusShareFen: 571, netAmountFen: 5143 }])
  const from = await anOrder(test, {
    method: 'bank',
    lines: [{ quantity: 1, unitPriceFen: 6000 }],
    balanceFen: 1500,
    points: 500,
    order: { userId: to.userId, countryId: 1, shippingId, shippingFeeFen: 1200, bonusFen: 2000, orderAmountFen: 3200, buyerNote: '晚上送', payDeadline: new Date(Date.now() + 90 * MINUTE_MS) },
  })
  await withShares(from, [{ bonusShareFen: 2000, pointsShareFen: 500, netAmountFen: 3500 }])
  return { from, to, kept: await aBonus(to, 1000), freed: await aBonus(from, 2000) }
}

/** Two plain orders of one buyer, and their bank transfer. */
async function pair(special: OrderFixture = {}, other: OrderFixture = special): Promise<{ from: OrderRow, to: OrderRow }> {
  const shippingId = await byWeight()
  const to = await anOrder(test, { method: 'bank', ...special, order: { countryId: 1, shippingId, ...special.order } })
  const from = await anOrder(test, { method: 'bank', ...other, order: { userId: to.userId, countryId: 1, shippingId, ...other.order } })
  return { from, to }
}

describe('two orders become one', () => {
  it('worth 148.00 in the worked example', async () => {
    const { from, to, kept, freed } = await example()
    const stocks = [...await stockOf(test, to.id), ...await stockOf(test, from.id)]

    const merged = await merge(from, to)

    const { goodsAmountFen, discountFen, shippingFeeFen, bonusFen, points, pointsMoneyFen, balanceFen, payFeeFen, orderAmountFen } = merged.totals
    expect([goodsAmountFen, discountFen, shippingFeeFen, bonusFen, points, pointsMoneyFen, balanceFen, payFeeFen, orderAmountFen]).toEqual([16_500, 500, 1800, 1000, 500, 500, 1500, 0, 14_800])
    expect(merged.lines.map((line) => [line.goodsPriceFen, line.quantity, line.discountShareFen])).toEqual([[4500, 1, 214], [3000, 2, 286], [6000, 1, 0]])
    expect(merged.lines.reduce((sum, line) => sum + line.netAmountFen, 0)).toBe(14_500)
    expect([merged.consignee.consignee, merged.buyerNote, merged.state, merged.orderSn]).toEqual(['李四', '请包好\n晚上送', 'await_pay', expect.stringMatching(/^\d{16}$/)])
    expect(merged.payDeadline).toBe(from.payDeadline?.toISOString())
    const bonusOf = async (id: number) => (await test.db.bonus.findUniqueOrThrow({ where: { id } })).orderId
    expect([await bonusOf(kept), await bonusOf(freed)]).toEqual([merged.orderId, null])
    expect([...await stockOf(test, to.id), ...await stockOf(test, from.id)]).toEqual(stocks)
    expect((await readLines(test, merged.orderId)).map((line) => line.takenQuantity)).toEqual([1, 2, 1])
    for (const old of [from, to]) {
      const row = await readOrder(test, old.id)
      expect([row.orderStatus, row.shippingStatus, row.payStatus, row.mergedIntoSn]).toEqual([2, 0, 0, merged.orderSn])
      expect((await readLines(test, old.id)).every((line) => line.takenQuantity === 0)).toBe(true)
    }
  })

  it('cancelled afterwards, gives everything back once', async () => {
    const { from, to, kept } = await example()
    const merged = await merge(from, to)

    await cancelOwnOrder(buyerCtx(test, to), ports, { orderId: merged.orderId, refundTo: 'balance' })

    expect(await purseOf(test, to)).toEqual({ balanceFen: 1500, points: 500 })
    expect((await test.db.bonus.findUniqueOrThrow({ where: { id: kept } })).orderId).toBeNull()
    expect([...await stockOf(test, to.id), ...await stockOf(test, from.id)]).toEqual([101, 102, 101])
  })

  it('keeps the points its cap takes and gives the others back', async () => {
    const { from, to } = await pair({ lines: [{ quantity: 1, unitPriceFen: 2000 }], points: 500 })
    for (const order of [from, to]) await withShares(order, [{ pointsShareFen: 500, netAmountFen: 1500 }])
    await test.db.goods.updateMany({ where: { id: (await readLines(test, to.id))[0]?.goodsId ?? 0 }, data: { pointsLimitYuan: 3 } })
    await test.db.goods.updateMany({ where: { id: (await readLines(test, from.id))[0]?.goodsId ?? 0 }, data: { pointsLimitYuan: 4 } })

    const merged = await merge(from, to)

    expect([merged.totals.points, merged.totals.pointsMoneyFen, merged.lines.map((line) => line.pointsShareFen)]).toEqual([700, 700, [300, 400]])
    expect(await purseOf(test, to)).toEqual({ balanceFen: 0, points: 300 })
  })

  it('is confirmed only when both were', async () => {
    const { from, to } = await pair({ order: { orderStatus: 1 } }, { order: { orderStatus: 0 } })

    expect((await merge(from, to)).orderStatus).toBe(0)
  })

  it('with nothing left to pay is paid, counts its sales, and gives back the balance it has no room for', async () => {
    const shippingId = await byWeight()
    const { from, to } = await pair({ lines: [{ quantity: 1, unitPriceFen: 5000 }], balanceFen: 5000, order: { shippingId, shippingFeeFen: 1, orderAmountFen: 1 } }, { lines: [{ quantity: 1, unitPriceFen: 5000 }], balanceFen: 6200, order: { shippingId, shippingFeeFen: 1201, orderAmountFen: 1 } })

    const merged = await merge(from, to)

    expect([merged.orderStatus, merged.shippingStatus, merged.payStatus, merged.totals.balanceFen, merged.totals.orderAmountFen]).toEqual([1, 0, 2, 11_200, 0])
    expect(merged.payDeadline).toBe('')
  })

  it('sent twenty times at once is done once', async () => {
    const { from, to } = await pair()

    const words = await Promise.all(Array.from({ length: 20 }, () => wordOf(merge(from, to))))

    expect(words.filter((word) => word === 'done')).toHaveLength(1)
    expect(words.filter((word) => word !== 'done' && word !== 'ORDER_NOT_MERGEABLE')).toEqual([])
    expect(await test.db.order.count({ where: { userId: to.userId } })).toBe(3)
  })

  it('by a member is the same; the old ones show only among all and cancelled', async () => {
    const { from, to } = await pair()

    const merged = await mergeOrders(test.ctx(STAFF), ports, { fromOrder: from.sn, toOrder: to.sn })

    expect((await test.db.auditEntry.findMany()).map(({ action, targetId }) => [action, targetId])).toEqual([['order.merge', String(merged.orderId)]])
    const listed = async (state: 'all' | 'canceled' | 'await_pay') => (await getOwnOrders(buyerCtx(test, to), ports, { state, pageNo: 1, pageSize: 10 })).items.map(({ orderSn }) => orderSn)
    expect(await listed('await_pay')).toEqual([merged.orderSn])
    expect(new Set(await listed('all'))).toEqual(new Set([merged.orderSn, from.sn, to.sn]))
    expect(new Set(await listed('canceled'))).toEqual(new Set([from.sn, to.sn]))
  })
})

describe('what cannot be merged', () => {
  it('an order with itself, or with a stranger\'s', async () => {
    const { to } = await pair()
    const stranger = await anOrder(test)

    expect(await wordOf(merge(to, to))).toBe('ORDER_SAME')
    expect(await wordOf(merge(stranger, to))).toBe('NOT_FOUND')
    expect(await wordOf(mergeOrders(test.ctx(STAFF), ports, { fromOrder: stranger.sn, toOrder: to.sn }))).toBe('ORDER_NOT_MERGEABLE')
  })

  it.each<[string, OrderFixture, string]>([
    ['whose payment is under way', { order: { payStatus: 1 } }, 'ORDER_PAYING'],
    ['of an activity', { order: { extensionCode: 'group_buy' } }, 'ORDER_NOT_MERGEABLE'],
    ['in preparation', { order: { orderStatus: 1, shippingStatus: 3 } }, 'ORDER_NOT_MERGEABLE'],
    ['of another seller', { order: { sellerId: 7 } }, 'ORDER_NOT_MERGEABLE'],
    ['collected at the door and confirmed', { method: 'cod', order: { orderStatus: 1 } }, 'ORDER_NOT_MERGEABLE'],
    ['cancelled', { order: { orderStatus: 2 } }, 'ORDER_NOT_MERGEABLE'],
    ['whose time has passed', { order: { payDeadline: new Date(Date.now() - MINUTE_MS) } }, 'ORDER_NOT_MERGEABLE'],
  ])('one %s', async (_case, other, word) => {
    const { from, to } = await pair({}, other)

    expect(await wordOf(merge(from, to))).toBe(word)
    expect((await getOwnOrder(buyerCtx(test, to), ports, { orderId: to.id })).operations).not.toContain('merge')
    expect(await mergePartners(buyerCtx(test, to), ports, { orderSn: to.sn })).toEqual([])
  })

  it('a paid one', async () => {
    const { from, to } = await pair()
    await payNow(test, from, 'bank')

    expect(await wordOf(merge(from, to))).toBe('ORDER_NOT_MERGEABLE')
  })

  it('goods too heavy together for the shipping method', async () => {
    const { from, to } = await pair()
    for (const order of [from, to]) await withShares(order, [{ netAmountFen: 10_000 }])
    await test.db.shippingArea.updateMany({ data: { maxGrams: 3000 } })
    forgetCaches()

    expect(await wordOf(merge(from, to))).toBe('ORDER_NOT_MERGEABLE')
    await test.db.shippingArea.updateMany({ data: { maxGrams: 0 } })
    forgetCaches()
  })
})

it('an order that can be merged says so and with which', async () => {
  const { from, to } = await pair()

  expect((await getOwnOrder(buyerCtx(test, to), ports, { orderId: to.id })).operations).toContain('merge')
  expect((await mergePartners(buyerCtx(test, to), ports, { orderSn: to.sn })).map(({ orderSn, units }) => [orderSn, units])).toEqual([[from.sn, 2]])
})

it('a member sees before merging what it comes to, and nothing happens yet', async () => {
  const { from, to } = await example()
  const asked = { fromOrder: from.sn, toOrder: to.sn }

  const preview = await previewMerge(test.ctx(STAFF), asked)

  expect((await readOrder(test, to.id)).mergedIntoSn).toBe('')
  const merged = await mergeOrders(test.ctx(STAFF), ports, asked)
  expect(preview).toMatchObject({ fromFen: 3200, toFen: 10_200, mergedFen: merged.totals.orderAmountFen, shippingFeeFen: merged.totals.shippingFeeFen, units: 4, freesBonus: true, backFen: 1500 - merged.totals.balanceFen, backPoints: 500 - merged.totals.points })
  expect(preview.consignee).toContain('李四')
  expect(await wordOf(previewMerge(test.ctx(STAFF), asked))).toBe('ORDER_NOT_MERGEABLE')
  expect(await wordOf(previewMerge(test.ctx(STAFF), { fromOrder: to.sn, toOrder: to.sn }))).toBe('ORDER_SAME')
})
