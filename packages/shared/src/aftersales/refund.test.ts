import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { cancelOwnOrder, receiveOwnOrder } from '../orders/buyer.ts'
import { merchantOrders } from '../orders/index.ts'
import { anOrder, buyerCtx, DAY_MS, type OrderFixture, purseOf, readLines, readOrder, setSetting, stockOf, tripleIn, wordOf } from '../orders/testing/fixture.ts'
import { deskCases, previewRefund, sendOwnCaseBack } from './index.ts'
import { ask, paidOrder, PORTS, readCase, receivedOrder, ship, shippedOrder, staffCtx } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const PARCEL = { shippingName: '中通', trackingNo: '7854' }

const agree = (aftersaleId: number, more: { extraFen?: number, quantity?: number } = {}) => deskCases.agree(staffCtx(test), PORTS, { aftersaleId, ...more })

/** Sent back, received by the shop and refunded. */
async function returned(order: Awaited<ReturnType<typeof paidOrder>>, aftersaleId: number, choice: { restock?: boolean, quantity?: number } = {}): Promise<void> {
  await agree(aftersaleId)
  await sendOwnCaseBack(buyerCtx(test, order), PORTS, { aftersaleId, ...PARCEL })
  await deskCases.receiveBack(staffCtx(test), PORTS, { aftersaleId })
  await deskCases.refund(staffCtx(test), PORTS, { aftersaleId, ...choice })
}

const refundsOf = async (orderId: number) => (await test.db.refund.findMany({ where: { payment: { orderId } }, orderBy: { id: 'asc' } })).map(({ key, amountFen, state }) => [key.split(':')[0], amountFen, state])
const TWO: OrderFixture = { lines: [{ quantity: 2, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 3000 }] }

describe('one of two units comes back', () => {
  it('by the way it was paid; the line, the order, the stock and the sales count it', async () => {
    const order = await receivedOrder(test, TWO)
    const [before] = await stockOf(test, order.id)
    const id = await ask(test, order, { kind: 1 })

    await returned(order, id)

    const row = await readCase(test, id)
    expect([row.state, row.isRefunded, row.refundedFen, row.restockedQuantity, row.takenBackPoints]).toEqual([4, true, 5000, 1, 34])
    expect((await readLines(test, order.id)).map(({ returnedQuantity, refundedFen, takenQuantity }) => [returnedQuantity, refundedFen, takenQuantity])).toEqual([[1, 5000, 1], [0, 0, 1]])
    const after = await readOrder(test, order.id)
    expect([after.refundedFen, after.refundStatus]).toEqual([5000, 2])
    expect(await refundsOf(order.id)).toEqual([['case', 5000, 'created']])
    expect((await stockOf(test, order.id))[0]).toBe((before ?? 0) + 1)
    expect(await tripleIn(test, order.id)).toEqual([5, 2, 2])
    const [line] = await readLines(test, order.id)
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: line?.goodsId ?? 0 } })).salesCount).toBe(1)
  })

  it('to the balance when the buyer chose it; the payment keeps account', async () => {
    const order = await receivedOrder(test, { ...TWO, order: { givePoints: 0 } })

    await returned(order, await ask(test, order, { kind: 1, refundTo: 'balance' }))

    expect(await purseOf(test, order)).toEqual({ balanceFen: 5000, points: 0 })
    expect(await refundsOf(order.id)).toEqual([['case', 5000, 'credited']])
  })

  it('without going back on the shelf when the shop says so', async () => {
    const order = await receivedOrder(test, TWO)
    const before = await stockOf(test, order.id)

    await returned(order, await ask(test, order, { kind: 1 }), { restock: false })

    expect(await stockOf(test, order.id)).toEqual(before)
  })

  it('fewer than were asked for, when fewer came back', async () => {
    const order = await receivedOrder(test, { lines: [{ quantity: 3, unitPriceFen: 3333 }] })
    const id = await ask(test, order, { kind: 1, quantity: 3 })

    await returned(order, id, { quantity: 2 })

    expect([(await readCase(test, id)).quantity, (await readOrder(test, order.id)).refundedFen]).toEqual([2, 6666])
    expect(await wordOf(ask(test, order, { kind: 1, quantity: 1 }))).toBe('done')
  })
})

describe('who brought the buyer', () => {
  it('earns on the units kept', async () => {
    const order = await receivedOrder(test, TWO)
    const { id: userId } = await test.db.user.create({ data: { name: '引路人', nameKey: '引路人' } })
    const rates = { moneyRateBasisPoints: 100, pointRateBasisPoints: 500, sharePercent: 60 }
    await test.db.commission.create({ data: { orderId: order.id, userId, level: 1, ...rates, baseFen: 13_000, moneyFen: 78, points: 0, addedAt: new Date(), dueAt: new Date(Date.now() + DAY_MS) } })

    await returned(order, await ask(test, order, { kind: 1 }))

    // 1 % of 80.00 is 0.80, of which 60 %.
    expect(await test.db.commission.findFirst({ where: { orderId: order.id }, select: { baseFen: true, moneyFen: true, state: true } })).toEqual({ baseFen: 8000, moneyFen: 48, state: 'pending' })
  })
})

describe('tenders', () => {
  it('money goes back first the way it came, then the balance; points come back as points', async () => {
    const order = await paidOrder(test, { lines: [{ quantity: 2, unitPriceFen: 5000 }], balanceFen: 4000, points: 1000, order: { givePoints: 0 } })
    await test.db.orderLine.updateMany({ where: { orderId: order.id }, data: { pointsShareFen: 1000, netAmountFen: 9000 } })
    await ship(test, order, [2])

    await agree(await ask(test, order))
    expect([await refundsOf(order.id), await purseOf(test, order)]).toEqual([[['case', 4500, 'created']], { balanceFen: 0, points: 500 }])
    await agree(await ask(test, order))

    expect(await refundsOf(order.id)).toEqual([['case', 4500, 'created'], ['case', 500, 'created']])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 4000, points: 1000 })
    const after = await readOrder(test, order.id)
    expect([after.refundedFen, after.refundedPoints, after.refundStatus]).toEqual([9000, 1000, 3])
  })

  it('cash collected at the door goes to the balance, whatever was asked', async () => {
    const order = await anOrder(test, { method: 'cod', order: { givePoints: 0 } })
    await ship(test, order, [2])
    await merchantOrders.receive(staffCtx(test), PORTS, { orderId: order.id })

    await returned(await readOrder(test, order.id), await ask(test, order, { kind: 1, refundTo: 'original' }))

    expect(await purseOf(test, order)).toEqual({ balanceFen: 5000, points: 0 })
  })

  it('of a payment that takes nothing back go to the balance', async () => {
    const order = await shippedOrder(test, { method: 'bank', order: { givePoints: 0 } })

    await agree(await ask(test, order))

    expect(await purseOf(test, order)).toEqual({ balanceFen: 5000, points: 0 })
  })

  it('the shop adds shipping once, at most what it cost, and only after goods have left', async () => {
    const fees: OrderFixture = { lines: [{ quantity: 3, unitPriceFen: 5000 }], order: { shippingFeeFen: 1000, insureFeeFen: 200, orderAmountFen: 16_200, givePoints: 0 } }
    const order = await shippedOrder(test, fees)
    const first = await ask(test, order)
    await expect(agree(first, { extraFen: 1201 })).rejects.toMatchObject({ word: 'AFTERSALE_AMOUNT', params: { left: '12.00' } })
    await agree(first, { extraFen: 1200 })
    expect((await readOrder(test, order.id)).refundedFen).toBe(6200)
    await expect(agree(await ask(test, order), { extraFen: 1 })).rejects.toMatchObject({ params: { left: '0.00' } })

    const waiting = await paidOrder(test, fees)
    await expect(agree(await ask(test, waiting), { extraFen: 1 })).rejects.toMatchObject({ params: { left: '0.00' } })
  })

  it('a refund agreed twenty times at once is paid once', async () => {
    const order = await shippedOrder(test, { method: 'bank', order: { givePoints: 0 } })
    const id = await ask(test, order)

    const words = await Promise.all(Array.from({ length: 20 }, () => wordOf(agree(id))))

    expect(words.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'ORDER_STATE_INVALID'), 'done'])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 5000, points: 0 })
  })
})

describe('every unit is refunded', () => {
  const FEES: OrderFixture = { lines: [{ quantity: 2, unitPriceFen: 5000 }], balanceFen: 2000, points: 300, order: { shippingFeeFen: 1000, orderAmountFen: 8700, givePoints: 0 } }

  async function aBonus(order: { userId: number, id: number }): Promise<number> {
    const at = new Date()
    const type = await test.db.bonusType.create({ data: { name: '满减', moneyFen: 500, sendStartAt: at, sendEndAt: at, useStartAt: at, useEndAt: at } })
    return (await test.db.bonus.create({ data: { typeId: type.id, userId: order.userId, orderId: order.id, usedAt: at } })).id
  }

  it('before anything was handed over: the order is cancelled, fees, points, bonus and stock come back', async () => {
    const order = await paidOrder(test, FEES)
    await test.db.orderLine.updateMany({ where: { orderId: order.id }, data: { pointsShareFen: 300, netAmountFen: 9700 } })
    const bonus = await aBonus(order)

    await agree(await ask(test, order))
    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    await agree(await ask(test, order))

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
    const after = await readOrder(test, order.id)
    expect([after.refundedFen, after.refundStatus, after.refundedPoints]).toEqual([10_700, 3, 300])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 2000, points: 300 })
    expect((await refundsOf(order.id)).reduce((sum, [, amountFen]) => sum + Number(amountFen), 0)).toBe(8700)
    expect((await test.db.bonus.findUniqueOrThrow({ where: { id: bonus } })).orderId).toBeNull()
    expect(await stockOf(test, order.id)).toEqual([102])
    expect((await readLines(test, order.id)).map(({ takenQuantity, withdrawnQuantity }) => [takenQuantity, withdrawnQuantity])).toEqual([[0, 2]])
  })

  it('after goods have left: the order is returned, its bonus is free and those it gave are gone', async () => {
    const order = await receivedOrder(test, { lines: [{ quantity: 1, unitPriceFen: 5000 }] })
    const used = await aBonus(order)
    const type = await test.db.bonusType.findFirstOrThrow()
    const given = await test.db.bonus.create({ data: { typeId: type.id, userId: order.userId, givenByOrderId: order.id } })

    await returned(order, await ask(test, order, { kind: 1 }))

    expect(await tripleIn(test, order.id)).toEqual([4, 0, 0])
    const after = await readOrder(test, order.id)
    expect([after.refundStatus, after.receiveDeadline]).toEqual([3, null])
    expect((await test.db.bonus.findUniqueOrThrow({ where: { id: used } })).orderId).toBeNull()
    expect(await test.db.bonus.findUnique({ where: { id: given.id } })).toBeNull()
  })

  it('a request to cancel is answered for all its lines at once', async () => {
    const order = await paidOrder(test, { ...TWO, order: { givePoints: 0 }, method: 'bank' })
    await merchantOrders.prepare(staffCtx(test), PORTS, { orderId: order.id })
    await cancelOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id, refundTo: 'balance' })
    const [first] = await test.db.aftersale.findMany({ where: { orderId: order.id } })

    await agree(first?.id ?? 0)

    expect((await test.db.aftersale.findMany({ where: { orderId: order.id } })).map(({ state, isRefunded }) => [state, isRefunded])).toEqual([[4, true], [4, true]])
    expect(await tripleIn(test, order.id)).toEqual([2, 3, 0])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 13_000, points: 0 })
    expect(await stockOf(test, order.id)).toEqual([102, 101])
  })

  it('an order the shop cancels meanwhile closes its cases', async () => {
    const order = await paidOrder(test, TWO)
    const id = await ask(test, order)

    await merchantOrders.cancel(staffCtx(test), PORTS, { orderId: order.id, reason: '缺货' })

    expect([(await readCase(test, id)).state, (await readCase(test, id)).isRefunded]).toEqual([4, true])
    expect(await wordOf(agree(id))).toBe('ORDER_STATE_INVALID')
  })
})

describe('units that were not handed over', () => {
  it('leave the open units; what is shipped is then all there is', async () => {
    const order = await paidOrder(test)
    await ship(test, order, [1])
    expect(await tripleIn(test, order.id)).toEqual([6, 4, 2])

    await agree(await ask(test, order))

    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    const after = await readOrder(test, order.id)
    expect((after.receiveDeadline?.getTime() ?? 0) - Date.now()).toBeGreaterThan(9.9 * DAY_MS)
    expect(await stockOf(test, order.id)).toEqual([101])
  })

  it('leave the parcel they were packed in', async () => {
    const order = await paidOrder(test, TWO)
    const [first, second] = await readLines(test, order.id)
    await merchantOrders.makeDelivery(staffCtx(test), PORTS, { orderId: order.id, lines: [{ orderLineId: first?.id ?? 0, quantity: 2 }, { orderLineId: second?.id ?? 0, quantity: 1 }] })

    await agree(await ask(test, order))
    expect(await tripleIn(test, order.id)).toEqual([5, 5, 2])
    expect((await test.db.deliveryLine.findMany({ where: { orderLineId: first?.id ?? 0 } })).map(({ quantity }) => quantity)).toEqual([1])
    await agree(await ask(test, order))

    expect(await test.db.deliveryLine.count({ where: { orderLineId: first?.id ?? 0 } })).toBe(0)
    expect((await readLines(test, order.id)).map(({ packedQuantity, withdrawnQuantity }) => [packedQuantity, withdrawnQuantity])).toEqual([[0, 2], [1, 0]])
  })

  it('are not confused with units that came back: those still to come can be shipped', async () => {
    const order = await paidOrder(test)
    await ship(test, order, [1])
    await returned(order, await ask(test, order, { kind: 1 }))

    await ship(test, order, [1])

    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
  })

  it('give nothing back to stock that was not taken', async () => {
    await setSetting(test, 'stockDecTime', 0)
    const order = await paidOrder(test, { isTaken: false })
    await ship(test, order, [1])
    expect(await stockOf(test, order.id)).toEqual([99])

    await agree(await ask(test, order))

    expect(await stockOf(test, order.id)).toEqual([99])
    await setSetting(test, 'stockDecTime', 1)
  })
})

describe('points given on receipt', () => {
  it('are given for the units kept when some were refunded before', async () => {
    const order = await paidOrder(test, { order: { givePoints: 100 } })
    await ship(test, order, [1])
    await agree(await ask(test, order))
    await receiveOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id })

    expect((await purseOf(test, order)).points).toBe(50)
  })

  it('that were spent come off the money', async () => {
    const order = await receivedOrder(test, { method: 'bank', order: { givePoints: 100 } })
    await test.db.user.update({ where: { id: order.userId }, data: { points: 20 } })

    await returned(order, await ask(test, order, { kind: 1 }))

    // 50 points are due; 20 are there, the other 30 are worth 0.30.
    expect(await purseOf(test, order)).toEqual({ balanceFen: 4970, points: 0 })
    expect((await readOrder(test, order.id)).refundedFen).toBe(4970)
  })
})

describe('gifts', () => {
  const WITH_GIFT: OrderFixture = { method: 'bank', lines: [{ quantity: 2, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 0 }], order: { givePoints: 0 } }

  async function withGift(minAmountFen: number) {
    const order = await shippedOrder(test, WITH_GIFT)
    const [, gift] = await readLines(test, order.id)
    const config = { type: 0, giftLimit: 0, rankIds: [0], minAmountFen, gifts: [{ goodsId: gift?.goodsId ?? 0, priceFen: 0 }] }
    const activity = await test.db.promotion.create({ data: { kind: 'favourable', name: `满赠 ${order.sn}`, state: 'published', config, startAt: new Date(), endAt: new Date() } })
    await test.db.orderLine.update({ where: { id: gift?.id ?? 0 }, data: { giftPromotionId: activity.id, marketPriceFen: 1500 } })
    return order
  }

  it('that stay although their condition is gone come off the refund, once', async () => {
    const order = await withGift(8000)

    await returned(order, await ask(test, order, { kind: 1 }))
    await returned(order, await ask(test, order, { kind: 1 }))

    expect((await purseOf(test, order)).balanceFen).toBe(3500 + 5000)
  })

  it('cost nothing while their condition is met, or when they come back too', async () => {
    const met = await withGift(5000)
    await returned(met, await ask(test, met, { kind: 1 }))
    const back = await withGift(8000)
    await ask(test, back, { kind: 1, line: 1 })
    await returned(back, await ask(test, back, { kind: 1 }))

    expect([(await purseOf(test, met)).balanceFen, (await purseOf(test, back)).balanceFen]).toEqual([5000, 5000])
  })
})

describe('a line the shop cannot deliver', () => {
  it('is refunded at once as far as it was not handed over, when its buyer wished so', async () => {
    const order = await paidOrder(test, { ...TWO, method: 'bank', order: { oosChoice: 1, givePoints: 0 } })
    await ship(test, order, [1])
    const [line] = await readLines(test, order.id)

    await deskCases.cannotDeliver(staffCtx(test), PORTS, { orderId: order.id, orderLineId: line?.id ?? 0, reason: '工厂停产' })

    expect((await test.db.aftersale.findFirstOrThrow({ where: { orderId: order.id } })).toBuyer).toBe('工厂停产')
    expect((await test.db.refund.findFirstOrThrow({ where: { payment: { orderId: order.id } } })).reason).toBe('商家缺货')
    expect(await purseOf(test, order)).toEqual({ balanceFen: 5000, points: 0 })
    expect((await test.db.aftersale.findMany({ where: { orderId: order.id } })).map(({ kind, state, quantity }) => [kind, state, quantity])).toEqual([[2, 4, 1]])
    expect(await tripleIn(test, order.id)).toEqual([6, 4, 2])
  })

  it('waits for what the two agree on when its buyer wished that, and a stranger\'s member finds none', async () => {
    const order = await paidOrder(test, { order: { oosChoice: 2 } })
    const [line] = await readLines(test, order.id)
    const input = { orderId: order.id, orderLineId: line?.id ?? 0 }

    expect(await wordOf(deskCases.cannotDeliver(staffCtx(test), PORTS, input))).toBe('ORDER_STATE_INVALID')
    expect(await wordOf(deskCases.cannotDeliver(test.ctx({ kind: 'staff', staffId: 3, name: 'x', sellerId: 9, permissions: ['*'], ip: '' }), PORTS, input))).toBe('NOT_FOUND')
  })
})

it('an order of which something was refunded, or is asked for, is not set unpaid', async () => {
  const order = await paidOrder(test, { method: 'bank' })
  const setUnpaid = () => wordOf(merchantOrders.setUnpaid(staffCtx(test), PORTS, { orderId: order.id, reason: '退回汇款' }))
  const id = await ask(test, order)

  expect(await setUnpaid()).toBe('ORDER_HAS_AFTERSALE')
  await agree(id)

  expect(await setUnpaid()).toBe('ORDER_STATE_INVALID')
  expect((await purseOf(test, order)).balanceFen).toBe(5000)
})

it('the preview is what happens, and a stranger\'s member sees none', async () => {
  const order = await receivedOrder(test, { ...TWO, balanceFen: 1000 })
  const id = await ask(test, order, { kind: 1, quantity: 2 })
  const preview = await previewRefund(staffCtx(test), PORTS, { aftersaleId: id })

  await returned(order, id)

  expect([preview.amountFen, preview.toMethodFen, preview.toBalanceFen, preview.maxQuantity, preview.isWhole, preview.paidFen]).toEqual([10_000, 10_000, 0, 2, false, 13_000])
  expect((await readCase(test, id)).refundedFen).toBe(preview.amountFen)
  expect(await wordOf(previewRefund(test.ctx({ kind: 'staff', staffId: 3, name: 'x', sellerId: 9, permissions: ['*'], ip: '' }), PORTS, { aftersaleId: id }))).toBe('NOT_FOUND')
})
