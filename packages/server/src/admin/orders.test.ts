import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { orderSubject } from '@xiaopu/shared/orders'
import { depositSubject } from '@xiaopu/shared/wallet'
import { usePaymentPorts } from '@xiaopu/shared/payments'
import { forgetCaches } from '@xiaopu/shared/shop'
import { testDatabase } from '@xiaopu/shared/testing'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:20:00Z')
const staff = (permissions: string[], sellerId: number): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' })

function desk(permissions = ['*'], now = NOW, sellerId = 0) {
  const ctx = test.ctx(staff(permissions, sellerId), now)
  usePaymentPorts(ctx.sql, { providers: new Map(), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => {} })
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA })
}

const refused = (word: string) => ({ cause: { word } })
const actions = async (): Promise<string[]> => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)
let counter = 0

async function anOrder(order: { triple?: [number, number, number], isCod?: boolean, payCode?: string, balanceFen?: number, moneyPaidFen?: number, addedAt?: Date, paidAt?: Date | null, sellerId?: number } = {}): Promise<{ id: number, lineIds: number[], userId: number, goodsId: number }> {
  const no = ++counter
  const { triple: [orderStatus, shippingStatus, payStatus] = [1, 0, 2], isCod = false, payCode = isCod ? 'cod' : 'sandbox', balanceFen = 0, addedAt = NOW, sellerId = 0 } = order
  const moneyPaidFen = order.moneyPaidFen ?? (payStatus === 2 ? 32800 : 0)
  const user = await test.db.user.create({ data: { name: `buyer${no}`, nameKey: `buyer${no}`, signedUpAt: addedAt } })
  const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '茶具' }, update: {} })
  const method = await test.db.paymentMethod.upsert({ where: { code: payCode }, create: { code: payCode, name: payCode }, update: {} })
  const lines = []
  for (const [at, unitPriceFen] of [19900, 12900].entries()) {
    const sn = `XP${no}-${at}`
    const goods = await test.db.goods.create({ data: { sn, snKey: sn.toLowerCase(), name: at === 0 ? '羊毛混纺围巾' : '帆布托特包', categoryId: category.id, sellerId, shopPriceFen: unitPriceFen, stock: 10 } })
    lines.push({ goodsId: goods.id, goodsSn: sn, goodsName: goods.name, goodsThumb: '', marketPriceFen: unitPriceFen, unitPriceFen, quantity: 1, subtotalFen: unitPriceFen, netAmountFen: unitPriceFen, takenQuantity: 1 })
  }
  const row = await test.db.order.create({
    data: {
      sn: `20260318${String(no).padStart(8, '0')}`, userId: user.id, sellerId, orderStatus, shippingStatus, payStatus, isCod, payId: method.id, payCode, payName: payCode, consignee: '许婉清', mobile: '13812342059', goodsAmountFen: 32800, balanceFen, moneyPaidFen, orderAmountFen: 32800 - balanceFen - moneyPaidFen,
      addedAt, paidAt: order.paidAt === undefined ? (payStatus === 2 ? addedAt : null) : order.paidAt, lines: { create: lines }, priceSteps: [{ stage: 'goods', amountFen: 32800, notes: [{ code: 'shop_price', params: { unitFen: 19900, quantity: 1 }, amountFen: 19900, applied: true, lineId: 7 }] }],
    },
    include: { lines: { orderBy: { id: 'asc' } } },
  })
  return { id: row.id, lineIds: row.lines.map((line) => line.id), userId: user.id, goodsId: row.lines[0]?.goodsId ?? 0 }
}

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Order", "OrderLine", "Delivery", "Payment", "Refund", "User", "Goods", "PaymentMethod", "AuditEntry", "OutboxEvent" CASCADE`
  forgetCaches()
})

describe('the price of an unpaid order', () => {
  it('is cut to what staff says, between the bounds the page shows, unless somebody was quicker', async () => {
    const { id } = await anOrder({ triple: [0, 0, 0] })
    const shown = await desk().orders.get({ orderId: id })
    expect(shown.priceCut).toEqual({ cutFen: 0, leastFen: 1, mostFen: 32_800 })
    expect(shown.staffOperations).toContain('adjust')

    await desk().orders.adjust({ orderId: id, seenFen: 32_800, toFen: 30_000 })
    expect(await desk().orders.get({ orderId: id })).toMatchObject({ priceCut: { cutFen: 2800, leastFen: 1, mostFen: 32_800 }, totals: { orderAmountFen: 30_000, discountFen: 2800 } })
    await expect(desk().orders.adjust({ orderId: id, seenFen: 32_800, toFen: 31_000 })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(desk().orders.adjust({ orderId: id, seenFen: 30_000, toFen: 32_801 })).rejects.toMatchObject(refused('AMOUNT_INVALID'))
    await desk().orders.adjust({ orderId: id, seenFen: 30_000, toFen: 32_800 })
    expect((await desk().orders.get({ orderId: id })).priceCut.cutFen).toBe(0)
    await expect(desk(['orders.confirm']).orders.adjust({ orderId: id, seenFen: 32_800, toFen: 1 })).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  it('is fixed once it is paid', async () => {
    const { id } = await anOrder()
    expect((await desk().orders.get({ orderId: id })).staffOperations).not.toContain('adjust')
    await expect(desk().orders.adjust({ orderId: id, seenFen: 0, toFen: 1 })).rejects.toMatchObject(refused('ORDER_PAID'))
  })
})

describe('the bin', () => {
  const idsIn = async (isBinned: boolean, sellerId = 0) => (await desk(['*'], NOW, sellerId).orders.list({ isBinned })).items.map(({ orderId }) => orderId)

  it('takes ended orders off the lists and gives them back', async () => {
    const [ended, live] = [await anOrder({ triple: [2, 0, 0] }), await anOrder()]
    expect((await desk().orders.get({ orderId: ended.id })).staffOperations).toEqual(['putAway', 'setNote'])
    await desk().orders.putAway({ orderId: ended.id })
    expect([await idsIn(false), await idsIn(true)]).toEqual([[live.id], [ended.id]])
    expect((await desk().orders.get({ orderId: ended.id })).staffOperations).toEqual(['restore', 'setNote'])

    await desk().orders.restore({ orderId: ended.id })
    expect([await idsIn(false), await idsIn(true)]).toEqual([[ended.id, live.id].sort((a, b) => b - a), []])
    expect(await actions()).toEqual(['order.bin', 'order.bin'])
  })

  it('refuses those that are going on, one by one among many, and is its seller\'s', async () => {
    const [ended, live, strange] = [await anOrder({ triple: [2, 0, 0] }), await anOrder(), await anOrder({ triple: [2, 0, 0], sellerId: 5 })]
    await expect(desk().orders.putAway({ orderId: live.id })).rejects.toMatchObject(refused('ORDER_STATE_INVALID'))
    expect((await desk().orders.putAwayMany({ orderIds: [ended.id, live.id] })).outcomes.map(({ isDone, word }) => [isDone, word])).toEqual([[true, ''], [false, 'ORDER_STATE_INVALID']])
    await expect(desk(['*'], NOW, 5).orders.putAway({ orderId: ended.id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await desk(['*'], NOW, 5).orders.putAway({ orderId: strange.id })
    expect(await idsIn(true, 5)).toEqual([strange.id])
  })
})

describe('the list of orders', () => {
  it('counts every state, and the states add up to all', async () => {
    await anOrder({ triple: [0, 0, 0] })
    await anOrder({ triple: [0, 0, 0], isCod: true })
    await anOrder()
    await anOrder({ triple: [5, 1, 2] })
    await anOrder({ triple: [2, 0, 0] })
    const { counts, items, totalResults } = await desk().orders.list({ state: 'await_ship' })
    const { all, ...states } = counts
    expect(all).toBe(5)
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(all)
    expect(counts).toMatchObject({ await_pay: 1, await_confirm: 1, await_ship: 1, shipped: 1, canceled: 1 })
    expect([items.length, totalResults]).toEqual([1, 1])
    expect(items[0]).toMatchObject({ waitingSince: NOW.toISOString(), consignee: { mobile: '138 **** 2059' } })
  })

  it('is searched by number, consignee, mobile and goods, and filtered by waiting', async () => {
    await anOrder({ addedAt: new Date(NOW.getTime() - 25 * 3_600_000) })
    await anOrder()
    const { orders } = desk()
    for (const q of ['许婉', '13812342059', '托特包', `buyer${counter}`]) expect((await orders.list({ q })).totalResults).toBeGreaterThan(0)
    expect((await orders.list({ q: String(counter).padStart(8, '0') })).totalResults).toBe(1)
    expect((await orders.list({ q: '没有' })).counts.all).toBe(0)
    expect((await orders.list({ waitedHours: 24 })).counts).toMatchObject({ all: 1, await_ship: 1 })
    expect(await orders.waiting()).toEqual({ count: 2 })
  })

  it('is the own seller’s only', async () => {
    const { id } = await anOrder({ sellerId: 3 })
    await anOrder()
    expect((await desk(['*'], NOW, 3).orders.list({})).counts.all).toBe(1)
    await expect(desk(['*'], NOW, 4).orders.get({ orderId: id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(['*'], NOW, 4).orders.confirm({ orderId: id })).rejects.toMatchObject(refused('NOT_FOUND'))
  })
})

describe('one order', () => {
  it('goes out in two parcels, each step with its row in the log', async () => {
    const { id: orderId, lineIds: [scarf = 0, bag = 0] } = await anOrder()
    const { orders } = desk()
    await orders.prepare({ orderId })
    const { deliveryId } = await orders.makeDelivery({ orderId, lines: [{ orderLineId: scarf, quantity: 1 }] })
    await expect(orders.handOver({ orderId, deliveryId, trackingNo: '' })).rejects.toMatchObject(refused('PARAM_MISSING'))
    await orders.handOver({ orderId, deliveryId, trackingNo: 'SF1402883490217', shippingName: '顺丰速运' })
    const half = await orders.get({ orderId })
    expect(half).toMatchObject({ state: 'part_shipped', parcels: [{ deliveryId, trackingNo: 'SF1402883490217' }], lineFacts: [{ openUnits: 0 }, { openUnits: 1 }] })
    expect(half.priceSteps[0]?.notes[0]?.code).toBe('shop_price')
    expect(half.staffOperations).toContain('takeBack')
    await orders.takeBack({ orderId, deliveryId })
    await orders.dropDelivery({ orderId, deliveryId })
    await orders.makeDelivery({ orderId, lines: [{ orderLineId: scarf, quantity: 1 }, { orderLineId: bag, quantity: 1 }] })
    expect(await actions()).toEqual(['order.prepare', 'order.makeDelivery', 'order.handOver', 'order.takeBack', 'order.dropDelivery', 'order.makeDelivery'])
    expect(await test.db.auditEntry.findFirst({ where: { action: 'order.handOver' } })).toMatchObject({ requestId: 't4c8m2x6q0w9k3z7', after: expect.objectContaining({ trackingNo: 'SF1402883490217', state: 'part_shipped' }) })
  })

  it('that is cancelled gives back what the page said, and takes the right to money', async () => {
    const { id: orderId, userId } = await anOrder({ balanceFen: 10000, moneyPaidFen: 22800, payCode: 'bank' })
    await expect(desk(['orders.view', 'orders.confirm']).orders.cancel({ orderId, reason: '缺货' })).rejects.toMatchObject(refused('FORBIDDEN'))
    const { orders } = desk()
    expect((await orders.get({ orderId })).giveBack).toEqual({ moneyFen: 22800, balanceFen: 10000, points: 0, hasBonus: false, units: 2 })
    await orders.cancel({ orderId, reason: '缺货' })
    expect(await orders.get({ orderId })).toMatchObject({ state: 'canceled', giveBack: { moneyFen: 0, balanceFen: 0, units: 0 } })
    expect((await test.db.user.findUniqueOrThrow({ where: { id: userId } })).balanceFen).toBe(32800)
    await expect(orders.cancel({ orderId, reason: '再来' })).rejects.toMatchObject(refused('ORDER_STATE_INVALID'))
    expect(await actions()).toEqual(['order.cancel'])
  })

  it('collected at the door is confirmed, shipped and paid in cash', async () => {
    const { id: orderId } = await anOrder({ triple: [0, 0, 0], isCod: true })
    const { orders } = desk()
    await orders.confirm({ orderId })
    expect((await orders.shipMany({ parcels: [{ orderId, trackingNo: 'YT1' }] })).outcomes).toEqual([{ orderId, isDone: true, word: '' }])
    await expect(desk(['orders.view', 'orders.ship']).orders.receive({ orderId })).rejects.toMatchObject(refused('FORBIDDEN'))
    await orders.receive({ orderId })
    expect(await orders.get({ orderId })).toMatchObject({ state: 'finished', totals: { moneyPaidFen: 32800, orderAmountFen: 0 } })
  })

  it('paid by bank is booked once, and set unpaid again', async () => {
    const { id: orderId } = await anOrder({ triple: [0, 0, 0], payCode: 'bank' })
    const { orders } = desk()
    await orders.bookOffline({ orderId, amountFen: 32800, receivedAt: NOW.toISOString(), reference: 'CMB-1' })
    await expect(orders.bookOffline({ orderId, amountFen: 32800, receivedAt: NOW.toISOString(), reference: 'CMB-2' })).rejects.toMatchObject(refused('ORDER_PAID'))
    await orders.setUnpaid({ orderId, reason: '记错了' })
    expect(await orders.get({ orderId })).toMatchObject({ state: 'await_pay', payments: [{ providerTradeNo: 'CMB-1', amountFen: 32800 }] })
    expect(await actions()).toEqual(['order.bookOffline', 'order.setUnpaid'])
  })

  it('tells who looked at the phone number, and keeps notes apart', async () => {
    const { id: orderId } = await anOrder()
    const { orders } = desk()
    expect(await orders.revealContact({ orderId })).toEqual({ mobile: '13812342059', tel: '' })
    await orders.setNote({ orderId, staffNote: '易碎' })
    await orders.setNote({ orderId, toBuyer: '明天发出' })
    expect(await orders.get({ orderId })).toMatchObject({ staffNote: '易碎', toBuyer: '明天发出' })
    expect(await actions()).toEqual(['order.revealContact', 'order.setNote', 'order.setNote'])
  })
})

describe('several orders at once', () => {
  it('are shipped but for those the preview refused', async () => {
    const ready = await anOrder()
    const unpaid = await anOrder({ triple: [0, 0, 0] })
    const { orders } = desk()
    const { lines } = await orders.previewShip({ orderIds: [unpaid.id, ready.id] })
    expect(lines.map(({ orderId, refusal, units }) => [orderId, refusal, units])).toEqual([[unpaid.id, 'state', 2], [ready.id, '', 2]])
    const { outcomes } = await orders.shipMany({ parcels: [{ orderId: ready.id, trackingNo: 'SF1' }, { orderId: unpaid.id, trackingNo: 'SF2' }] })
    expect(outcomes).toEqual([{ orderId: ready.id, isDone: true, word: '' }, { orderId: unpaid.id, isDone: false, word: 'ORDER_STATE_INVALID' }])
    expect((await orders.list({})).counts).toMatchObject({ shipped: 1, await_pay: 1 })
    expect((await orders.prepareMany({ orderIds: [unpaid.id] })).outcomes[0]?.isDone).toBe(false)
    expect(await actions()).toEqual(['order.sendParcel', 'order.shipMany', 'order.prepareMany'])
  })

  it('leave no packed parcel behind when the goods are not there at the hand-over', async () => {
    const { id: orderId, goodsId } = await anOrder()
    await test.db.orderLine.updateMany({ where: { orderId }, data: { takenQuantity: 0 } })
    await test.db.goods.update({ where: { id: goodsId }, data: { stock: 0 } })
    await test.db.setting.upsert({ where: { key: 'stockDecTime' }, create: { key: 'stockDecTime', value: 0 }, update: { value: 0 } })
    forgetCaches()

    const { outcomes } = await desk().orders.shipMany({ parcels: [{ orderId, trackingNo: 'SF1' }] })

    expect(outcomes).toEqual([{ orderId, isDone: false, word: 'OUT_OF_STOCK' }])
    expect(await test.db.delivery.count()).toBe(0)
    await test.db.setting.delete({ where: { key: 'stockDecTime' } })
  })
})

describe('the dashboard', () => {
  it('compares today with yesterday at the same time, and each figure is its list', async () => {
    await anOrder()
    const { goodsId } = await anOrder()
    await anOrder({ addedAt: new Date(NOW.getTime() - 25 * 3_600_000) })
    await anOrder({ addedAt: new Date(NOW.getTime() - 23 * 3_600_000) })
    const { goodsId: optioned } = await anOrder({ triple: [0, 0, 0] })
    await test.db.goods.update({ where: { id: goodsId }, data: { stock: 1, warnStock: 2 } })
    await test.db.goods.update({ where: { id: optioned }, data: { stock: 50, warnStock: 5, hasSku: true } })
    await test.db.sku.createMany({ data: [{ goodsId: optioned, sn: 'LOW-1', snKey: 'low-1', optionKey: '1', stock: 0 }, { goodsId: optioned, sn: 'LOW-2', snKey: 'low-2', optionKey: '2', stock: 50 }] })
    const board = await desk(['*'], new Date(NOW.getTime() + 60_000)).dashboard.get({ days: 7 })
    expect(board.today).toEqual({ paidFen: 65600, orders: 2, buyers: 2, members: 3, refundFen: 0, refunds: 0 })
    expect(board.yesterday).toMatchObject({ paidFen: 32800, orders: 1, members: 1 })
    expect(board.days).toHaveLength(7)
    expect(board.days.at(-1)).toEqual({ day: '2026-03-18', paidFen: 65600, orders: 2 })
    expect(board.days.at(-2)).toEqual({ day: '2026-03-17', paidFen: 65600, orders: 2 })
    expect(board.toDos).toEqual({ awaitShip: 4, waitingLong: 1, awaitConfirm: 0, awaitPay: 1, short: 0, lowStock: 2, soldOut: 1 })
    expect((await desk().goods.shortCount()).count).toBe(board.toDos.lowStock)
    expect(board.top[0]).toMatchObject({ name: '羊毛混纺围巾', quantity: 1, paidFen: 19900 })
    expect((await desk().orders.list({ paidFrom: board.todayFrom })).counts.all).toBe(board.today.orders)
    await expect(desk(['orders.view']).dashboard.get({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})
