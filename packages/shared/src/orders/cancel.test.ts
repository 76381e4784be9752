import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { cancelOwnOrder, receiveOwnOrder } from './buyer.ts'
import { tickOrders } from './clock.ts'
import * as merchant from './merchant.ts'
import { getOwnOrder, getOwnOrders } from './own.ts'
import { anOrder, buyerCtx, DAY_MS, MINUTE_MS, payNow, portsOf, purseOf, readLines, readOrder, STAFF, stockOf, tripleIn, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const ports = portsOf()
const staff = (now = new Date()) => test.ctx(STAFF, now)

async function ledgerOf(userId: number): Promise<number[][]> {
  return (await test.db.ledgerEntry.findMany({ where: { userId }, orderBy: { id: 'asc' } })).map(({ type, balanceFen, points }) => [type, balanceFen, points])
}

async function aBonus(userId: number, orderId: number): Promise<number> {
  const at = new Date()
  const type = await test.db.bonusType.create({ data: { name: '满减', moneyFen: 500, sendStartAt: at, sendEndAt: at, useStartAt: at, useEndAt: at } })
  return (await test.db.bonus.create({ data: { typeId: type.id, userId, orderId, usedAt: at } })).id
}

describe('cancelling by the buyer', () => {
  it('sent twenty times at once gives everything back once', async () => {
    const order = await anOrder(test, { balanceFen: 2000, points: 1000, payFeeFen: 55 })
    const bonus = await aBonus(order.userId, order.id)
    await payNow(test, order)

    const answers = await Promise.all(Array.from({ length: 20 }, () => cancelOwnOrder(buyerCtx(test, order), ports, { orderSn: order.sn, refundTo: 'balance' })))

    expect(answers.map((answer) => answer.refundMoneyFen).sort((a, b) => b - a)).toEqual([9055, ...Array.from({ length: 19 }, () => 0)])
    expect(answers.every((answer) => answer.order.state === 'canceled')).toBe(true)
    expect(await purseOf(test, order)).toEqual({ balanceFen: 9055, points: 1000 })
    expect(await ledgerOf(order.userId)).toEqual([[4, 9055, 1000]])
    expect(await stockOf(test, order.id)).toEqual([102])
    expect((await test.db.bonus.findUniqueOrThrow({ where: { id: bonus } })).orderId).toBeNull()
    const refunds = await test.db.refund.findMany({ where: { payment: { orderId: order.id } } })
    expect(refunds.map(({ amountFen, state, reason }) => [amountFen, state, reason])).toEqual([[7055, 'credited', order.sn]])
    const row = await readOrder(test, order.id)
    expect([row.refundedFen, row.refundStatus, row.payStatus]).toEqual([9055, 3, 0])
  })

  it('back the way it came puts the money on its way and the balance back at once', async () => {
    const order = await anOrder(test, { balanceFen: 2000 })
    await payNow(test, order)

    const answer = await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'original' })

    expect([answer.refundMoneyFen, answer.order.refundStatus]).toEqual([10_000, 1])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 2000, points: 0 })
  })

  it('of an order in preparation asks the merchant, once', async () => {
    const order = await anOrder(test)
    await payNow(test, order)
    await merchant.prepare(staff(), ports, { orderId: order.id })

    const answers = [await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' }), await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })]

    expect(answers.map(({ pending, refundMoneyFen }) => [pending, refundMoneyFen])).toEqual([[true, 0], [true, 0]])
    expect(await tripleIn(test, order.id)).toEqual([1, 3, 2])
    expect((await test.db.aftersale.findMany({ where: { orderId: order.id } })).map(({ kind, quantity, requestedFen }) => [kind, quantity, requestedFen])).toEqual([[2, 2, 10_000]])
  })

  it.each([
    ['shipped', { orderStatus: 5, shippingStatus: 1, payStatus: 2 }, 'ORDER_STATE_INVALID'],
    ['invalid', { orderStatus: 3 }, 'ORDER_STATE_INVALID'],
    ['under way', { payStatus: 1 }, 'ORDER_PAYING'],
    ['expired by the clock', { orderStatus: 2 }, 'ORDER_STATE_INVALID'],
  ])('of an order that is %s: %s', async (_case, codes, word) => {
    const order = await anOrder(test, { order: codes })

    expect(await wordOf(cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' }))).toBe(word)
    expect(await ledgerOf(order.userId)).toEqual([])
  })

  it('of a stranger\'s order: not found', async () => {
    const [mine, theirs] = [await anOrder(test), await anOrder(test)]

    expect(await wordOf(cancelOwnOrder(buyerCtx(test, mine), ports, { orderId: theirs.id, refundTo: 'balance' }))).toBe('NOT_FOUND')
    expect(await tripleIn(test, theirs.id)).toEqual([0, 0, 0])
  })
})

describe('the clock', () => {
  it('expires an unpaid order once, however many run at once', async () => {
    const order = await anOrder(test, { balanceFen: 3000, points: 100 })
    const late = () => test.ctx(undefined, new Date(Date.now() + 30 * MINUTE_MS))

    await Promise.all(Array.from({ length: 20 }, () => tickOrders(late(), ports)))

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
    expect(await ledgerOf(order.userId)).toEqual([[4, 3000, 100]])
    expect(await stockOf(test, order.id)).toEqual([102])
  })

  it('acts on reading: past its deadline an order is read as cancelled, in the list as well', async () => {
    const [first, second] = [await anOrder(test), await anOrder(test)]
    const late = new Date((first.payDeadline ?? first.addedAt).getTime())

    expect((await getOwnOrder(buyerCtx(test, first, late), ports, { orderId: first.id })).state).toBe('canceled')
    const list = await getOwnOrders(buyerCtx(test, second, new Date(late.getTime() + MINUTE_MS)), ports, { state: 'await_pay', pageNo: 1, pageSize: 10 })
    expect(list.totalResults).toBe(0)
    expect((await test.db.orderLog.findMany({ where: { orderId: second.id } })).map(({ event, byName }) => [event, byName])).toEqual([['expire', 'system']])
  })

  it('leaves an order alone a millisecond before', async () => {
    const order = await anOrder(test)
    const early = new Date((order.payDeadline ?? order.addedAt).getTime() - 1)

    expect((await getOwnOrder(buyerCtx(test, order, early), ports, { orderId: order.id })).state).toBe('await_pay')
  })

  it('waits while an after-sales case is open', async () => {
    const at = new Date(Date.now() - DAY_MS)
    const order = await anOrder(test, { order: { orderStatus: 5, shippingStatus: 1, payStatus: 2, receiveDeadline: at, payDeadline: null } })
    const [line] = await readLines(test, order.id)
    const row = await test.db.aftersale.create({ data: { sn: 'R1', orderId: order.id, orderLineId: line?.id ?? 0, kind: 1, quantity: 1, addedAt: at } })

    await tickOrders(test.ctx(), ports)
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    expect(await wordOf(receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id }))).toBe('ORDER_HAS_AFTERSALE')

    await test.db.aftersale.update({ where: { id: row.id }, data: { state: 5 } })
    await tickOrders(test.ctx(), ports)
    expect(await tripleIn(test, order.id)).toEqual([5, 2, 2])
  })
})

describe('receiving by the buyer', () => {
  it('twenty times at once gives points and bonuses once', async () => {
    const order = await anOrder(test, { order: { orderStatus: 5, shippingStatus: 1, payStatus: 2, payDeadline: null } })
    const [line] = await readLines(test, order.id)
    const window = { sendStartAt: new Date(Date.now() - DAY_MS), sendEndAt: new Date(Date.now() + DAY_MS) }
    const use = { useStartAt: window.sendStartAt, useEndAt: window.sendEndAt }
    const byGoods = await test.db.bonusType.create({ data: { name: '商品红包', moneyFen: 100, sendKind: 1, ...window, ...use } })
    const byAmount = await test.db.bonusType.create({ data: { name: '订单红包', moneyFen: 100, sendKind: 2, minSendAmountFen: 4000, ...window, ...use } })
    await test.db.goods.update({ where: { id: line?.goodsId ?? 0 }, data: { bonusTypeId: byGoods.id } })

    await Promise.all(Array.from({ length: 20 }, () => receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id })))
    await test.db.bonusType.update({ where: { id: byAmount.id }, data: { sendKind: 0 } })

    expect(await purseOf(test, order)).toEqual({ balanceFen: 0, points: 88 })
    const bonuses = await test.db.bonus.findMany({ where: { userId: order.userId } })
    expect([bonuses.filter((row) => row.typeId === byGoods.id).length, bonuses.filter((row) => row.typeId === byAmount.id).length]).toEqual([2, 2])
  })
})

describe('ending an order by the merchant', () => {
  it('cancels a packed order: parcels dropped, money on its way back, stock back', async () => {
    const order = await anOrder(test, { balanceFen: 1000 })
    await payNow(test, order)
    const [line] = await readLines(test, order.id)
    await merchant.makeDelivery(staff(), ports, { orderId: order.id, lines: [{ orderLineId: line?.id ?? 0, quantity: 2 }] })

    expect(await wordOf(merchant.cancel(staff(), ports, { orderId: order.id, reason: ' ' }))).toBe('PARAM_MISSING')
    await merchant.cancel(staff(), ports, { orderId: order.id, reason: '缺货' })

    expect(await tripleIn(test, order.id)).toEqual([2, 3, 0])
    expect(await test.db.delivery.count({ where: { orderId: order.id } })).toBe(0)
    expect(await purseOf(test, order)).toEqual({ balanceFen: 1000, points: 0 })
    expect((await readOrder(test, order.id)).refundStatus).toBe(1)
    expect(await stockOf(test, order.id)).toEqual([102])
    expect(await wordOf(merchant.cancel(staff(), ports, { orderId: order.id, reason: '缺货' }))).toBe('ORDER_STATE_INVALID')
  })

  it('marks an order invalid', async () => {
    const order = await anOrder(test)
    await merchant.invalidate(staff(), ports, { orderId: order.id, reason: '重复下单' })

    expect(await tripleIn(test, order.id)).toEqual([3, 0, 0])
    expect(await stockOf(test, order.id)).toEqual([102])
  })

  it('sets a paid order unpaid: the money goes back and it waits anew; again and again', async () => {
    const order = await anOrder(test)
    for (const round of [1, 2]) {
      await payNow(test, await readOrder(test, order.id))
      await merchant.setUnpaid(staff(), ports, { orderId: order.id, reason: '对账' })
      const row = await readOrder(test, order.id)
      expect([row.orderStatus, row.payStatus, row.orderAmountFen, row.moneyPaidFen, row.paidAt]).toEqual([1, 0, 10_000, 0, null])
      const refunds = await test.db.refund.findMany({ where: { payment: { orderId: order.id } } })
      expect(refunds.map(({ amountFen }) => amountFen)).toEqual(Array.from({ length: round }, () => 10_000))
    }
  })

  it('money that came by bank goes to the balance', async () => {
    const order = await anOrder(test, { method: 'bank' })
    await merchant.bookOffline(staff(), ports, { orderId: order.id, amountFen: 10_000, receivedAt: new Date(), reference: 'TT-1' })
    await merchant.setUnpaid(staff(), ports, { orderId: order.id, reason: '对账' })
    await merchant.bookOffline(staff(), ports, { orderId: order.id, amountFen: 10_000, receivedAt: new Date(), reference: 'TT-2' })
    await merchant.setUnpaid(staff(), ports, { orderId: order.id, reason: '对账' })

    expect(await ledgerOf(order.userId)).toEqual([[4, 10_000, 0], [4, 10_000, 0]])
    expect((await test.db.payment.findMany({ where: { orderId: order.id } })).map(({ refundedFen }) => refundedFen)).toEqual([10_000, 10_000])
  })
})
