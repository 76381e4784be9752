import { beforeAll, describe, expect, it } from 'vitest'
import { ask, ship } from '../aftersales/testing/fixture.ts'
import { deskCases } from '../aftersales/index.ts'
import { inTransaction, type OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { installSecretKey } from '../secrets/index.ts'
import { cancelOwnOrder, receiveOwnOrder } from './buyer.ts'
import { tickOrders } from './clock.ts'
import { lockOrder } from './lock.ts'
import * as merchant from './merchant.ts'
import { getOwnOrder, getOwnOrders } from './own.ts'
import { payOwnOrder } from './pay-own.ts'
import { markPaid } from './pay.ts'
import { orderForStaff } from './staff-read.ts'
import { deskOrder } from './staff-page.ts'
import { addCards } from '../virtual-cards/testing/add-cards.ts'
import { anOrder, buyerCtx, DAY_MS, type OrderFixture, payNow, portsOf, purseOf, readLines, readOrder, setSetting, STAFF, stockOf, tripleIn, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const ports = portsOf()
const staff = (now = new Date()) => test.ctx(STAFF, now)
const seen = (order: OrderRow) => getOwnOrder(buyerCtx(test, order), ports, { orderId: order.id })
const cardsOf = (order: OrderRow) => test.db.virtualCard.count({ where: { orderLine: { orderId: order.id } } })
const oneOfCards = (cards: string[], quantity = 1, stock = cards.length - quantity): NonNullable<OrderFixture['lines']>[number] => ({ quantity, unitPriceFen: 5000, stock, cards })
const goodsOf = async (order: OrderRow): Promise<number> => (await readLines(test, order.id)).find((line) => !line.isReal)?.goodsId ?? 0

beforeAll(() => installSecretKey(Buffer.alloc(32, 3)))

describe('an order of cards alone', () => {
  it('has its codes and is shipped the moment it is paid', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['A-1', 'A-2', 'A-3'], 2)] })
    expect((await seen(order)).codes).toEqual([])

    await payNow(test, order)

    const [line] = await readLines(test, order.id)
    const answered = await seen(order)
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    expect(answered.codes).toEqual(['A-1', 'A-2'].map((code) => ({ kind: 'card', orderLineId: line?.id, code, password: [...code].toReversed().join(''), state: 'unused', expireTime: '' })))
    expect(answered.lines).toMatchObject([{ shippedQuantity: 2, canAftersale: false }])
    expect(answered.log.map((row) => [row.actionUser, row.orderStatus, row.shippingStatus, row.payStatus])).toEqual([['system', 1, 0, 2], ['system', 5, 1, 2]])
    expect(Date.parse(answered.receiveDeadline) - Date.parse(answered.shippingTime)).toBe(10 * DAY_MS)
    expect(answered.operations).toEqual(expect.arrayContaining(['receive']))
    expect(answered.operations).not.toContain('cancel')
    expect(await stockOf(test, order.id)).toEqual([1])
    await receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id })
    expect(await tripleIn(test, order.id)).toEqual([5, 2, 2])
  })

  it('shows them to its buyer only, and only when the one order is asked for', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['B-1-SECRET'])] })
    await payNow(test, order)
    const stranger = await anOrder(test)

    const listed = await getOwnOrders(buyerCtx(test, order), ports, { state: 'all', pageNo: 1, pageSize: 10 })
    const received = await receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id })
    const [desk, row] = [await deskOrder(staff(), ports, order.id), await orderForStaff(staff(), ports, order.id)]

    expect(listed.items.map((item) => item.codes)).toEqual([[]])
    expect([received.codes, desk.codes, row.codes]).toEqual([[], [], []])
    expect(desk.cards).toMatchObject([{ tail: 'CRET' }])
    expect(JSON.stringify([listed, received, desk, row])).not.toContain('B-1-SECRET')
    expect(await wordOf(getOwnOrder(buyerCtx(test, stranger), ports, { orderId: order.id }))).toBe('NOT_FOUND')
    const stored = await test.db.$queryRaw<{ text: string }[]>`SELECT v::text AS "text" FROM "VirtualCard" v`
    expect(stored.map((one) => one.text).join()).not.toContain('B-1-SECRET')
  })

  it('paid from the balance has them too', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['C-1'])], method: 'balance', user: { balanceFen: 9000 } })

    await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' })

    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    expect((await seen(order)).codes.map((code) => code.code)).toEqual(['C-1'])
  })

  it('with the same goods on two lines gives each its own', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['D-1', 'D-2', 'D-3'], 2, 0)] })
    const { id: _, packageGoods: __, ...same } = await test.db.orderLine.findFirstOrThrow({ where: { orderId: order.id } })
    await test.db.orderLine.create({ data: { ...same, quantity: 1, takenQuantity: 1, subtotalFen: 0, netAmountFen: 0, giftPromotionId: 9 } })

    await payNow(test, order)

    const codes = (await seen(order)).codes
    expect(codes.map((code) => code.code)).toEqual(['D-1', 'D-2', 'D-3'])
    expect(new Set(codes.map((code) => code.orderLineId)).size).toBe(2)
  })

  it('takes the card that runs out first, never one whose day is over', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['E-1'], 1, 2)] })
    const goodsId = await goodsOf(order)
    await addCards(test, goodsId, ['E-OLD'], new Date(Date.now() - DAY_MS))
    const soon = new Date(Date.now() + DAY_MS)
    await addCards(test, goodsId, ['E-SOON'], soon)

    await payNow(test, order)

    expect((await seen(order)).codes).toMatchObject([{ code: 'E-SOON', expireTime: soon.toISOString() }])
  })

  it('can neither be cancelled nor set unpaid any more', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['F-1'])] })
    await payNow(test, order)

    expect(await wordOf(cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' }))).toBe('ORDER_STATE_INVALID')
    expect(await wordOf(merchant.cancel(staff(), ports, { orderId: order.id, reason: '点错了' }))).toBe('ORDER_STATE_INVALID')
    expect(await wordOf(ask(test, order))).toBe('ORDER_STATE_INVALID')
    expect(await purseOf(test, order)).toEqual({ balanceFen: 0, points: 0 })
  })
})

describe('codes at once', () => {
  it('twenty reports of one payment hand out once', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['G-1', 'G-2', 'G-3'])] })
    const pay = () => inTransaction(test.ctx(), async (tx) => markPaid(tx, await lockOrder(tx, { orderId: order.id }), 5000, { party: 'provider' }))

    const words = await Promise.all(Array.from({ length: 20 }, () => wordOf(pay())))

    expect(words.filter((word) => word === 'done')).toHaveLength(1)
    expect(await cardsOf(order)).toBe(1)
  })

  it('twenty orders of one product get twenty different cards', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => `H-${at}`)
    const first = await anOrder(test, { lines: [oneOfCards(numbers, 1, 0)] })
    const goodsId = await goodsOf(first)
    const others = await Promise.all(Array.from({ length: 19 }, () => anOrder(test, { lines: [oneOfCards([], 1, 0)] })))
    await test.db.orderLine.updateMany({ where: { orderId: { in: others.map((order) => order.id) } }, data: { goodsId } })

    await Promise.all([first, ...others].map((order) => payNow(test, order)))

    const codes = (await Promise.all([first, ...others].map(seen))).flatMap((order) => order.codes.map((code) => code.code))
    expect(codes.toSorted()).toEqual(numbers.toSorted())
  })
})

describe('an order of cards and parcels', () => {
  const mixed = (cards: string[]): Promise<OrderRow> => anOrder(test, { lines: [{ quantity: 1, unitPriceFen: 3000 }, oneOfCards(cards)] })

  it('has its codes at once and goes on with the parcels', async () => {
    const order = await mixed(['I-1'])
    await payNow(test, order)

    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    expect((await seen(order)).codes.map((code) => code.code)).toEqual(['I-1'])
    expect(await test.db.orderLog.findMany({ where: { orderId: order.id, event: 'deliverCodes' } })).toMatchObject([{ byName: 'system', note: '× 1' }])
    const words = [
      await wordOf(cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })),
      await wordOf(merchant.cancel(staff(), ports, { orderId: order.id, reason: '点错了' })),
      await wordOf(merchant.setUnpaid(staff(), ports, { orderId: order.id, reason: '点错了' })),
    ]
    expect(words).toEqual(['ORDER_STATE_INVALID', 'ORDER_STATE_INVALID', 'ORDER_STATE_INVALID'])
    expect((await orderForStaff(staff(), ports, order.id)).staffOperations).toEqual(['prepare', 'makeDelivery', 'setNote'])
    await ship(test, order, [1])
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
  })

  it('is shipped when its parcels are refunded before they went', async () => {
    const order = await mixed(['J-1'])
    await payNow(test, order)
    const caseId = await ask(test, order, { line: 0 })

    await deskCases.agree(staff(), ports, { aftersaleId: caseId })

    const row = await readOrder(test, order.id)
    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    expect([row.refundedFen, row.refundStatus, row.receiveDeadline === null, row.shippedAt === null]).toEqual([3000, 2, false, false])
  })

  it('is shipped by late cards when its parcels were refunded in preparation', async () => {
    const order = await anOrder(test, { lines: [{ quantity: 1, unitPriceFen: 3000 }, oneOfCards([], 1, 0)] })
    await payNow(test, order)
    await merchant.prepare(staff(), ports, { orderId: order.id })
    await deskCases.agree(staff(), ports, { aftersaleId: await ask(test, order, { line: 0 }) })
    expect(await tripleIn(test, order.id)).toEqual([1, 3, 2])
    await addCards(test, await goodsOf(order), ['V-1'])

    await tickOrders(test.ctx(), ports)

    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
  })

  it('asks to cancel only for what can come back', async () => {
    const order = await mixed(['K-1'])
    await payNow(test, order)
    await merchant.prepare(staff(), ports, { orderId: order.id })

    await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })

    expect((await test.db.aftersale.findMany({ where: { orderId: order.id } })).map((row) => row.requestedFen)).toEqual([3000])
  })
})

describe('with too few cards', () => {
  it('the money stays, no card goes out, and the first new ones do', async () => {
    const order = await anOrder(test, { lines: [oneOfCards(['L-1'], 2, 0)] })
    await payNow(test, order)

    expect([await tripleIn(test, order.id), (await readOrder(test, order.id)).isShort, await cardsOf(order)]).toEqual([[1, 0, 2], true, 0])
    expect(await wordOf(merchant.prepare(staff(), ports, { orderId: order.id }))).toBe('ORDER_STATE_INVALID')
    expect((await orderForStaff(staff(), ports, order.id)).staffOperations).toEqual(['deliverCodes', 'setUnpaid', 'cancel', 'setNote'])
    expect(await tickOrders(test.ctx(), ports)).toMatchObject({ filled: 0 })
    await addCards(test, await goodsOf(order), ['L-2'])
    expect(await tickOrders(test.ctx(), ports)).toMatchObject({ filled: 1 })

    expect([await tripleIn(test, order.id), (await readOrder(test, order.id)).isShort]).toEqual([[5, 1, 2], false])
    expect((await seen(order)).codes.map((code) => code.code)).toEqual(['L-1', 'L-2'])
  })

  it('a buyer who would not wait has the money back', async () => {
    const order = await anOrder(test, { lines: [oneOfCards([], 1, 0)], order: { oosChoice: 1 } })

    await payNow(test, order)

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
    expect((await readOrder(test, order.id)).refundedFen).toBe(5000)
    expect(await stockOf(test, order.id)).toEqual([1])
  })

  it('a buyer who wants to be asked waits for the shop', async () => {
    const order = await anOrder(test, { lines: [oneOfCards([], 1, 0)], order: { oosChoice: 2 } })
    await payNow(test, order)
    const deliver = () => merchant.deliverCodes(staff(), ports, { orderId: order.id })
    expect((await orderForStaff(staff(), ports, order.id)).staffOperations).toContain('deliverCodes')
    expect(await wordOf(deliver())).toBe('OUT_OF_STOCK')
    await addCards(test, await goodsOf(order), ['M-1'])
    expect(await tickOrders(test.ctx(), ports)).toMatchObject({ filled: 0 })

    await deliver()

    expect(await tripleIn(test, order.id)).toEqual([5, 1, 2])
    expect(await wordOf(deliver())).toBe('ORDER_STATE_INVALID')
  })

  it('one that did not get its codes yet can be cancelled with everything back', async () => {
    const order = await anOrder(test, { lines: [oneOfCards([], 1, 0)] })
    await payNow(test, order)

    await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })

    expect([await tripleIn(test, order.id), await purseOf(test, order)]).toEqual([[2, 0, 0], { balanceFen: 5000, points: 0 }])
  })
})

describe('whenever the shop counts its stock', () => {
  it.each([['when paid', 'stockDecTime', 2, 1], ['when handed over', 'stockDecTime', 0, 1], ['never', 'useStorage', false, true]] as const)('%s, a card that goes out leaves it', async (when, key, value, usual) => {
    await setSetting(test, key, value)
    try {
      const order = await anOrder(test, { isTaken: false, lines: [oneOfCards([`N-${when}-1`, `N-${when}-2`], 1, 2)] })

      await payNow(test, order)

      expect([await tripleIn(test, order.id), await stockOf(test, order.id), (await readLines(test, order.id)).map((line) => line.takenQuantity)]).toEqual([[5, 1, 2], [1], [1]])
    } finally {
      await setSetting(test, key, usual)
    }
  })

  it('cash on delivery hands the codes out when the money is in', async () => {
    const order = await anOrder(test, { method: 'cod', lines: [{ quantity: 1, unitPriceFen: 3000 }, oneOfCards(['O-1'])] })
    await merchant.confirm(staff(), ports, { orderId: order.id })
    await ship(test, order, [1])
    expect((await seen(order)).codes).toEqual([])

    await merchant.receive(staff(), ports, { orderId: order.id })

    expect(await tripleIn(test, order.id)).toEqual([5, 2, 2])
    expect((await seen(order)).codes.map((code) => code.code)).toEqual(['O-1'])
  })
})
