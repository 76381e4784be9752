import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import * as merchant from './merchant.ts'
import { anOrder, DAY_MS, HOUR_MS, payNow, portsOf, purseOf, readLines, readOrder, setSetting, STAFF, staffOf, stockOf, tripleIn, wordOf } from './testing/fixture.ts'
import { tickOrders } from './clock.ts'

const test = testDatabase()
const ports = portsOf()
const staff = (now = new Date()) => test.ctx(STAFF, now)

beforeEach(async () => { if (test.db) await setSetting(test, 'stockDecTime', 1) })

async function paidOrder(fixture: Parameters<typeof anOrder>[1] = {}): Promise<{ id: number, userId: number, lines: number[] }> {
  const order = await anOrder(test, fixture)
  await payNow(test, order)
  return { id: order.id, userId: order.userId, lines: (await readLines(test, order.id)).map((line) => line.id) }
}

async function parcel(orderId: number, lines: [lineId: number, quantity: number][]): Promise<number> {
  const { deliveryId } = await merchant.makeDelivery(staff(), ports, { orderId, lines: lines.map(([orderLineId, quantity]) => ({ orderLineId, quantity })) })
  return deliveryId
}

const go = (orderId: number, deliveryId: number, now = new Date()) => merchant.handOver(staff(now), ports, { orderId, deliveryId, trackingNo: 'SF1001' })

describe('shipping', () => {
  it('whole: prepared, packed, handed over, received; points once', async () => {
    const { id, lines: [line = 0], userId } = await paidOrder()
    await merchant.prepare(staff(), ports, { orderId: id })
    expect(await tripleIn(test, id)).toEqual([1, 3, 2])
    const delivery = await parcel(id, [[line, 2]])
    expect(await tripleIn(test, id)).toEqual([5, 5, 2])
    const now = new Date()
    await go(id, delivery, now)
    expect(await tripleIn(test, id)).toEqual([5, 1, 2])
    expect((await readOrder(test, id)).receiveDeadline).toEqual(new Date(now.getTime() + 10 * DAY_MS))

    const later = test.ctx(undefined, new Date(now.getTime() + 10 * DAY_MS))
    await Promise.all([tickOrders(later, ports), tickOrders(later, ports), tickOrders(later, ports)])

    expect(await tripleIn(test, id)).toEqual([5, 2, 2])
    expect(await purseOf(test, { userId })).toEqual({ balanceFen: 0, points: 88 })
    const log = await test.db.orderLog.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } })
    expect(log.map(({ event, byName }) => `${event} ${byName}`)).toEqual(['pay system', 'prepare 小王', 'pack 小王', 'handOver 小王', 'receive system'])
  })

  it('in parts: two parcels of one line, one of the other', async () => {
    const { id, lines: [first = 0, second = 0] } = await paidOrder({ lines: [{ quantity: 3, unitPriceFen: 1000 }, { quantity: 1, unitPriceFen: 500 }] })
    const one = await parcel(id, [[first, 2]])
    expect(await tripleIn(test, id)).toEqual([6, 5, 2])
    await go(id, one)
    expect(await tripleIn(test, id)).toEqual([6, 4, 2])
    const rest = await parcel(id, [[first, 1], [second, 1]])
    expect(await tripleIn(test, id)).toEqual([5, 4, 2])
    expect((await readOrder(test, id)).receiveDeadline).toBeNull()

    await go(id, rest)

    expect(await tripleIn(test, id)).toEqual([5, 1, 2])
    expect((await readLines(test, id)).map((line) => [line.packedQuantity, line.shippedQuantity])).toEqual([[3, 3], [1, 1]])
  })

  it.each([
    ['more than is open', 3, 'PARAM_INVALID'],
    ['nothing', 0, 'PARAM_INVALID'],
  ])('of %s is refused', async (_case, quantity, word) => {
    const { id, lines: [line = 0] } = await paidOrder()

    expect(await wordOf(parcel(id, [[line, quantity]]))).toBe(word)
    expect(await tripleIn(test, id)).toEqual([1, 0, 2])
  })

  it('of the same line twice in one parcel, or of a virtual product, is refused', async () => {
    const { id, lines: [real = 0, virtual = 0] } = await paidOrder({ lines: [{ quantity: 2, unitPriceFen: 100 }, { quantity: 1, unitPriceFen: 100, isReal: false }] })

    expect(await wordOf(parcel(id, [[real, 1], [real, 2]]))).toBe('PARAM_INVALID')
    expect(await wordOf(parcel(id, [[virtual, 1]]))).toBe('PARAM_INVALID')
    await go(id, await parcel(id, [[real, 2]]))
    expect(await tripleIn(test, id)).toEqual([5, 1, 2])
  })

  it('without a number is refused, except for pick-up', async () => {
    const { id, lines: [line = 0] } = await paidOrder({ order: { outletId: 3 } })
    const other = await paidOrder()
    const delivery = await parcel(id, [[line, 2]])
    const otherDelivery = await parcel(other.id, [[other.lines[0] ?? 0, 2]])

    expect(await wordOf(merchant.handOver(staff(), ports, { orderId: other.id, deliveryId: otherDelivery, trackingNo: ' ' }))).toBe('PARAM_MISSING')
    await merchant.handOver(staff(), ports, { orderId: id, deliveryId: delivery, trackingNo: '' })
    await merchant.receive(staff(), ports, { orderId: id })
    expect(await tripleIn(test, id)).toEqual([5, 2, 2])
    await go(other.id, otherDelivery)
    expect(await wordOf(merchant.receive(staff(), ports, { orderId: other.id }))).toBe('ORDER_STATE_INVALID')
  })

  it('a dropped parcel opens its units again', async () => {
    const { id, lines: [line = 0] } = await paidOrder()
    const one = await parcel(id, [[line, 1]])
    const two = await parcel(id, [[line, 1]])
    await merchant.dropDelivery(staff(), ports, { orderId: id, deliveryId: two })
    expect(await tripleIn(test, id)).toEqual([6, 5, 2])
    await go(id, one)
    const again = await parcel(id, [[line, 1]])
    await merchant.dropDelivery(staff(), ports, { orderId: id, deliveryId: again })
    expect(await tripleIn(test, id)).toEqual([6, 4, 2])

    expect(await wordOf(merchant.dropDelivery(staff(), ports, { orderId: id, deliveryId: one }))).toBe('ORDER_STATE_INVALID')
    expect((await readLines(test, id))[0]?.packedQuantity).toBe(1)
  })

  it('the only parcel dropped leaves the order in preparation', async () => {
    const { id, lines: [line = 0] } = await paidOrder()
    await merchant.dropDelivery(staff(), ports, { orderId: id, deliveryId: await parcel(id, [[line, 2]]) })

    expect(await tripleIn(test, id)).toEqual([1, 3, 2])
  })

  it('a hand-over is taken back within a day, not later', async () => {
    const { id, lines: [line = 0] } = await paidOrder()
    const delivery = await parcel(id, [[line, 2]])
    const at = new Date()
    await go(id, delivery, at)

    const ref = { orderId: id, deliveryId: delivery }
    expect(await wordOf(merchant.takeBack(staff(new Date(at.getTime() + DAY_MS + 1)), ports, ref))).toBe('ORDER_STATE_INVALID')
    await merchant.takeBack(staff(new Date(at.getTime() + DAY_MS)), ports, ref)

    expect(await tripleIn(test, id)).toEqual([5, 5, 2])
    expect((await readOrder(test, id)).receiveDeadline).toBeNull()
    expect((await readLines(test, id))[0]?.shippedQuantity).toBe(0)
  })

  it('a stranger\'s member finds no order', async () => {
    const { id } = await paidOrder({ order: { sellerId: 7 } })
    const stranger = test.ctx(staffOf(8))

    expect(await wordOf(merchant.prepare(stranger, ports, { orderId: id }))).toBe('NOT_FOUND')
    expect(await wordOf(merchant.setNote(stranger, ports, { orderId: id, staffNote: 'x' }))).toBe('NOT_FOUND')
    await merchant.prepare(test.ctx(staffOf(7)), ports, { orderId: id })
    expect(await tripleIn(test, id)).toEqual([1, 3, 2])
  })
})

describe('stock', () => {
  it.each([[1, [100, 100, 100, 100]], [2, [100, 98, 98, 98]], [0, [100, 100, 98, 100]]] as const)('with stock_dec_time %s: placed, paid, handed over, taken back', async (time, expected) => {
    await setSetting(test, 'stockDecTime', time)
    const order = await anOrder(test, { isTaken: false })
    const seen = [await stockOf(test, order.id)]
    await payNow(test, order)
    seen.push(await stockOf(test, order.id))
    const [line] = await readLines(test, order.id)
    const delivery = await parcel(order.id, [[line?.id ?? 0, 2]])
    await go(order.id, delivery)
    seen.push(await stockOf(test, order.id))
    await merchant.takeBack(staff(), ports, { orderId: order.id, deliveryId: delivery })
    seen.push(await stockOf(test, order.id))

    expect(seen.flat()).toEqual(expected)
  })

  it('handed over with too little of it: refused, nothing changed', async () => {
    await setSetting(test, 'stockDecTime', 0)
    const { id, lines: [line = 0] } = await paidOrder({ lines: [{ quantity: 2, unitPriceFen: 100, stock: 1 }], isTaken: false })
    const delivery = await parcel(id, [[line, 2]])

    expect(await wordOf(go(id, delivery))).toBe('OUT_OF_STOCK')
    expect(await tripleIn(test, id)).toEqual([5, 5, 2])
    expect(await stockOf(test, id)).toEqual([1])
  })

  it('a setting changed on the way takes no unit twice', async () => {
    const { id, lines: [line = 0] } = await paidOrder({ isTaken: true })
    await setSetting(test, 'stockDecTime', 0)

    await go(id, await parcel(id, [[line, 2]]))

    expect(await stockOf(test, id)).toEqual([100])
    expect((await readLines(test, id))[0]?.takenQuantity).toBe(2)
  })

  it('paid, and the stock is gone: it waits and gets the first that comes', async () => {
    await setSetting(test, 'stockDecTime', 2)
    const { id, lines } = await paidOrder({ lines: [{ quantity: 2, unitPriceFen: 100, stock: 1 }], isTaken: false })
    expect((await readOrder(test, id)).isShort).toBe(true)
    expect(await tripleIn(test, id)).toEqual([1, 0, 2])
    const [goods] = await test.db.orderLine.findMany({ where: { id: lines[0] ?? 0 } })
    await test.db.goods.update({ where: { id: goods?.goodsId ?? 0 }, data: { stock: 5 } })

    expect((await tickOrders(test.ctx(), ports)).filled).toBe(1)

    expect((await readOrder(test, id)).isShort).toBe(false)
    expect(await stockOf(test, id)).toEqual([3])
  })

  it('paid, the stock is gone and the buyer wants to cancel: everything goes back at once', async () => {
    await setSetting(test, 'stockDecTime', 2)
    const { id } = await paidOrder({ lines: [{ quantity: 2, unitPriceFen: 100, stock: 1 }], isTaken: false, order: { oosChoice: 1 } })

    expect(await tripleIn(test, id)).toEqual([2, 0, 0])
    const refunds = await test.db.refund.findMany({ where: { payment: { orderId: id } } })
    expect(refunds.map(({ amountFen, key, state }) => [amountFen, key, state])).toEqual([[200, `cancel:${id}`, 'created']])
    expect(await stockOf(test, id)).toEqual([1])
  })
})

describe('cash on delivery', () => {
  it('is confirmed, shipped and received when the money is in', async () => {
    await setSetting(test, 'stockDecTime', 2)
    const order = await anOrder(test, { method: 'cod', isTaken: false })
    const [line] = await readLines(test, order.id)
    await merchant.confirm(staff(), ports, { orderId: order.id })
    expect(await stockOf(test, order.id)).toEqual([98])
    await go(order.id, await parcel(order.id, [[line?.id ?? 0, 2]]))
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 0])
    await tickOrders(test.ctx(undefined, new Date(Date.now() + 30 * DAY_MS)), ports)
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 0])

    await merchant.receive(staff(), ports, { orderId: order.id })
    await merchant.receive(staff(), ports, { orderId: order.id })

    const received = await readOrder(test, order.id)
    expect([received.orderStatus, received.shippingStatus, received.payStatus, received.moneyPaidFen, received.orderAmountFen]).toEqual([5, 2, 2, 10_000, 0])
    const payments = await test.db.payment.findMany({ where: { orderId: order.id } })
    expect(payments.map(({ provider, channel, amountFen, state }) => [provider, channel, amountFen, state])).toEqual([['cod', 'offline', 10_000, 'paid']])
    expect((await purseOf(test, order)).points).toBe(88)
  })

  it('unconfirmed, is confirmed by packing it', async () => {
    const order = await anOrder(test, { method: 'cod' })
    const [line] = await readLines(test, order.id)
    await parcel(order.id, [[line?.id ?? 0, 1]])

    expect(await tripleIn(test, order.id)).toEqual([6, 5, 0])
    expect((await readOrder(test, order.id)).confirmedAt).not.toBeNull()
  })

  it('refused at the door gives balance, points and stock back', async () => {
    const order = await anOrder(test, { method: 'cod', balanceFen: 2000, points: 500 })
    const [line] = await readLines(test, order.id)
    await go(order.id, await parcel(order.id, [[line?.id ?? 0, 2]]))

    await merchant.refuseAtDoor(staff(new Date(Date.now() + HOUR_MS)), ports, { orderId: order.id })

    expect(await tripleIn(test, order.id)).toEqual([4, 0, 0])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 2000, points: 500 })
    expect(await stockOf(test, order.id)).toEqual([102])
    expect((await test.db.delivery.findMany({ where: { orderId: order.id } })).map(({ status }) => status)).toEqual([1])
  })
})
