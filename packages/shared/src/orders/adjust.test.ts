import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import type { Actor, Ctx } from '../database/index.ts'
import { adjustPrice, BIN, binDeskOrder, binOwnOrder, getOwnOrder, getOwnOrders, historyOf, listDeskOrders, searchOrders } from './index.ts'
import { anOrder, DAY_MS, type OrderFixture, portsOf, STAFF, staffOf, wordOf } from './testing/fixture.ts'

const test = testDatabase()
const ports = portsOf()
const as = (actor: Actor): Ctx => test.ctx(actor)

const STEPS = [{ stage: 'activities', amountFen: -500, notes: [{ code: 'activity_off', params: { name: '满减' }, amountFen: -500, applied: true, lineId: 0 }] }, { stage: 'total', amountFen: 10_500, notes: [] }]

/** Lines of 66.67 and 33.33 after a discount of 5.00, 5.00 shipping: 105.00 to pay. */
async function unpaid(order: OrderFixture['order'] = {}): Promise<{ id: number, sn: string, userId: number }> {
  const user = await test.db.user.create({ data: { name: `u${Math.random()}`, nameKey: `u${Math.random()}` } })
  const { id, sn } = await anOrder(test, { method: 'bank', order: { userId: user.id, goodsAmountFen: 10_500, discountFen: 500, shippingFeeFen: 500, orderAmountFen: 10_500, priceSteps: STEPS, ...order } })
  await test.db.orderLine.deleteMany({ where: { orderId: id } })
  const line = { goodsId: 1, goodsSn: 'a', goodsName: '壶', goodsThumb: '', marketPriceFen: 0, quantity: 1 }
  await test.db.orderLine.createMany({ data: [{ ...line, orderId: id, unitPriceFen: 7000, subtotalFen: 7000, discountShareFen: 333, netAmountFen: 6667 }, { ...line, orderId: id, unitPriceFen: 3500, subtotalFen: 3500, discountShareFen: 167, netAmountFen: 3333 }] })
  return { id, sn, userId: user.id }
}
const linesOf = (orderId: number) => test.db.orderLine.findMany({ where: { orderId }, orderBy: { id: 'asc' }, select: { discountShareFen: true, adjustShareFen: true, netAmountFen: true } })
const adjust = (orderId: number, changeFen: number, actor = STAFF) => adjustPrice(as(actor), ports, { orderId, changeFen })

describe('staff takes something off an unpaid order', () => {
  it('as a discount on its lines; fees stay, the explanation and the logs tell it', async () => {
    const { id } = await unpaid()
    await adjust(id, -1000)
    expect(await test.db.order.findUniqueOrThrow({ where: { id } })).toMatchObject({ adjustedFen: 1000, discountFen: 1500, orderAmountFen: 9500, shippingFeeFen: 500, priceSteps: [
      { stage: 'activities', amountFen: -1500, notes: [{ code: 'activity_off', amountFen: -500 }, { code: 'staff_adjusted', amountFen: -1000 }] }, { stage: 'total', amountFen: 9500 }] })
    expect(await linesOf(id)).toEqual([{ discountShareFen: 1000, adjustShareFen: 667, netAmountFen: 6000 }, { discountShareFen: 500, adjustShareFen: 333, netAmountFen: 3000 }])
    expect(await historyOf(as(STAFF), id)).toMatchObject([{ event: 'adjust', byName: '小王', note: '-10.00' }])
    expect(await test.db.auditEntry.findFirstOrThrow({ where: { action: 'order.adjust', targetId: String(id) } })).toMatchObject({ before: { adjustedFen: 0, orderAmountFen: 10_500 }, after: { adjustedFen: 1000, orderAmountFen: 9500 } })
  })

  it('and takes it back to the fen, but no more than was taken off', async () => {
    const { id } = await unpaid()
    const before = await linesOf(id)
    await adjust(id, -1001)
    await adjust(id, 500)
    await adjust(id, 501)
    expect([await linesOf(id), (await test.db.order.findUniqueOrThrow({ where: { id } })).priceSteps]).toEqual([before, STEPS])
    expect(await wordOf(adjust(id, 1))).toBe('AMOUNT_INVALID')
    expect(await wordOf(adjust(id, 0))).toBe('AMOUNT_INVALID')
  })

  it('down to one fen, and never more than the goods are worth', async () => {
    const { id } = await unpaid({ shippingFeeFen: 0, orderAmountFen: 10_000 })
    expect(await wordOf(adjust(id, -10_000))).toBe('AMOUNT_INVALID')
    await adjust(id, -9999)
    expect(await test.db.order.findUniqueOrThrow({ where: { id } })).toMatchObject({ orderAmountFen: 1 })
    const shipped = await unpaid({ shippingFeeFen: 2000, orderAmountFen: 12_000 })
    expect(await wordOf(adjust(shipped.id, -10_001))).toBe('AMOUNT_INVALID')
  })

  it('eight at once leave what their sum is', async () => {
    const { id } = await unpaid()
    await Promise.all(Array.from({ length: 8 }, () => adjust(id, -100)))
    const [order, lines] = [await test.db.order.findUniqueOrThrow({ where: { id } }), await linesOf(id)]
    expect([order.adjustedFen, order.orderAmountFen, order.discountFen]).toEqual([800, 9700, 1300])
    expect(lines.map((line) => line.netAmountFen + line.discountShareFen)).toEqual([7000, 3500])
    expect(lines.reduce((sum, line) => sum + line.adjustShareFen, 0)).toBe(800)
  })

  it.each([['paid', { orderStatus: 1, payStatus: 2, orderAmountFen: 0, moneyPaidFen: 10_500 }, 'ORDER_PAID'], ['being paid', { payStatus: 1 }, 'ORDER_PAYING'], ['cancelled', { orderStatus: 2 }, 'ORDER_STATE_INVALID']])('not of one that is %s', async (_case, columns, word) => {
    const { id } = await unpaid(columns)
    expect(await wordOf(adjust(id, -100))).toBe(word)
  })

  it('nor of another seller\'s', async () => {
    const { id } = await unpaid()
    expect(await wordOf(adjust(id, -100, staffOf(7)))).toBe('NOT_FOUND')
  })
})

describe('ended orders leave the lists', () => {
  const ended = { orderStatus: 2, canceledAt: new Date(Date.now() - DAY_MS) }
  const buyerOf = (userId: number): Actor => ({ kind: 'shopper', userId, sessionId: 0, appId: 0, ip: '' })
  const ownList = async (ctx: Ctx): Promise<string[]> => (await getOwnOrders(ctx, ports, { state: 'all', pageNo: 1, pageSize: 10 })).items.map(({ orderSn }) => orderSn)
  const search = (ctx: Ctx, isBinned: boolean) => searchOrders(ctx, { state: 'all', isBinned, keywords: '', consignee: '', mobile: '', payId: null, from: null, to: null, account: '', sort: 'order_id', isAscending: false }, { pageNo: 1, pageSize: 100 })
  const found = async (ctx: Ctx, isBinned: boolean): Promise<string[]> => (await search(ctx, isBinned)).items.map(({ orderSn }) => orderSn)

  it('the buyer\'s own: into the bin, back, and off every list; the shop goes on seeing it', async () => {
    const { sn, userId } = await unpaid(ended)
    const ctx = as(buyerOf(userId))
    await binOwnOrder(ctx, { orderSn: sn, place: BIN.binned })
    expect([await ownList(ctx), await found(ctx, false), await found(ctx, true)]).toEqual([[], [], [sn]])
    await binOwnOrder(ctx, { orderSn: sn, place: BIN.none })
    expect([await ownList(ctx), await found(ctx, true)]).toEqual([[sn], []])
    await binOwnOrder(ctx, { orderSn: sn, place: BIN.gone })
    expect([await ownList(ctx), await found(ctx, true)]).toEqual([[], []])
    expect(await wordOf(getOwnOrder(ctx, ports, { orderSn: sn }))).toBe('NOT_FOUND')
    expect(await wordOf(binOwnOrder(ctx, { orderSn: sn, place: BIN.none }))).toBe('NOT_FOUND')
    expect(await found(as(STAFF), false)).toContain(sn)
  })

  it('the shop\'s: told in the log, and the buyer still has it', async () => {
    const { sn, userId } = await unpaid(ended)
    const staff = as(STAFF)
    await binDeskOrder(staff, { orderSn: sn, place: BIN.binned })
    const desk = await listDeskOrders(staff, { state: 'all', q: sn, userId: 0, payId: 0, shippingId: 0, from: '', to: '', paidFrom: '', paidTo: '', waitedHours: 0, isShort: false, isBinned: false }, { pageNo: 1, pageSize: 10 })
    expect([desk.items, desk.counts.all, await ownList(as(buyerOf(userId)))]).toEqual([[], 0, [sn]])
    expect(await test.db.auditEntry.count({ where: { action: 'order.bin' } })).toBe(1)
  })

  it('but no live one, none with an open case, and nobody else\'s', async () => {
    const live = await unpaid()
    const other = await unpaid(ended)
    expect(await wordOf(binOwnOrder(as(buyerOf(live.userId)), { orderSn: live.sn, place: BIN.binned }))).toBe('ORDER_STATE_INVALID')
    expect(await wordOf(binOwnOrder(as(buyerOf(live.userId)), { orderSn: other.sn, place: BIN.binned }))).toBe('NOT_FOUND')
    expect(await wordOf(binDeskOrder(as(STAFF), { orderSn: live.sn, place: BIN.gone }))).toBe('ORDER_STATE_INVALID')
  })
})

it('what staff notes for itself is not in the order as its buyer reads it', async () => {
  const { id, sn, userId } = await unpaid()
  await test.db.orderLog.createMany({ data: ['note', 'reveal', 'confirm'].map((event) => ({ orderId: id, event, byName: '小王', staffId: 1, orderStatus: 0, shippingStatus: 0, payStatus: 0, note: event, at: new Date() })) })
  const buyer: Actor = { kind: 'shopper', userId, sessionId: 0, appId: 0, ip: '' }
  expect((await getOwnOrder(as(buyer), ports, { orderSn: sn })).log.map(({ actionNote }) => actionNote)).toEqual(['confirm'])
  expect((await historyOf(as(buyer), id)).map(({ event }) => event)).toEqual(['confirm'])
  expect((await historyOf(as(STAFF), id)).map(({ event }) => event)).toEqual(['note', 'reveal', 'confirm'])
})
