import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { type SandboxWorld, sandboxWorld } from '../payments/sandbox-server/testing.ts'
import { cancelOwnOrder, receiveOwnOrder } from './buyer.ts'
import { type Carrier, simulatedCarrier } from './carriers.ts'
import { type CarrierFailed, expressOfOwnOrder } from './express.ts'
import * as merchant from './merchant.ts'
import { getOwnOrder } from './own.ts'
import { payOwnOrder, updateOwnOrder } from './pay-own.ts'
import { type DeskFilters, deskOrders } from './staff-list.ts'
import { orderForStaff } from './staff-read.ts'
import { anOrder, buyerCtx, DAY_MS, HOUR_MS, MINUTE_MS, payNow, portsOf, readLines, readOrder, STAFF, staffOf, type TestPorts, wordOf } from './testing/fixture.ts'

const test = testDatabase()
let world: SandboxWorld
let ports: TestPorts

beforeAll(async () => {
  world = await sandboxWorld()
  ports = portsOf({ sandbox: world.provider })
})
afterAll(() => world.close())

const staff = () => test.ctx(STAFF)
const ANY: DeskFilters = { state: 'all', q: '', userId: 0, payId: 0, shippingId: 0, from: '', to: '', paidFrom: '', paidTo: '', waitedHours: 0, isShort: false, isBinned: false }

async function packed(order: OrderRow, quantity: number): Promise<number> {
  const [line] = await readLines(test, order.id)
  return (await merchant.makeDelivery(staff(), ports, { orderId: order.id, lines: [{ orderLineId: line?.id ?? 0, quantity }] })).deliveryId
}

async function shipped(order: OrderRow, quantity: number): Promise<void> {
  await merchant.handOver(staff(), ports, { orderId: order.id, deliveryId: await packed(order, quantity), trackingNo: 'SF1' })
}

async function paid(): Promise<OrderRow> {
  const order = await anOrder(test)
  await payNow(test, order)
  return readOrder(test, order.id)
}

const withStep = (step: (order: OrderRow) => Promise<unknown>, make: () => Promise<OrderRow> = paid) => async (): Promise<OrderRow> => {
  const order = await make()
  await step(order)
  return readOrder(test, order.id)
}

const cash = () => anOrder(test, { method: 'cod' })

/** Every way an order can stand, reached by its own operations. */
const STANDS: Record<string, () => Promise<OrderRow>> = {
  'unpaid': () => anOrder(test),
  'unpaid by bank': () => anOrder(test, { method: 'bank' }),
  'confirmed, unpaid': withStep((order) => merchant.confirm(staff(), ports, { orderId: order.id }), () => anOrder(test)),
  'payment under way': () => anOrder(test, { order: { payStatus: 1 } }),
  'expired': () => anOrder(test, { order: { payDeadline: new Date('2026-01-01') } }),
  'paid': paid,
  'in preparation': withStep((order) => merchant.prepare(staff(), ports, { orderId: order.id })),
  'partly packed': withStep((order) => packed(order, 1)),
  'packed': withStep((order) => packed(order, 2)),
  'partly shipped': withStep((order) => shipped(order, 1)),
  'partly shipped, the rest packed': withStep(async (order) => { await shipped(order, 1); await packed(order, 1) }),
  'shipped': withStep((order) => shipped(order, 2)),
  'received': withStep(async (order) => { await shipped(order, 2); await receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id }) }),
  'cancelled by the buyer': withStep((order) => cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })),
  'cancelled by the merchant': withStep((order) => merchant.cancel(staff(), ports, { orderId: order.id, reason: 'x' })),
  'invalid': withStep((order) => merchant.invalidate(staff(), ports, { orderId: order.id, reason: 'x' }), () => anOrder(test)),
  'cash, unconfirmed': cash,
  'cash, in preparation': withStep((order) => merchant.prepare(staff(), ports, { orderId: order.id }), cash),
  'cash, packed': withStep((order) => packed(order, 2), cash),
  'cash, shipped': withStep((order) => shipped(order, 2), cash),
  'cash, received': withStep(async (order) => { await shipped(order, 2); await merchant.receive(staff(), ports, { orderId: order.id }) }, cash),
  'cash, refused': withStep(async (order) => { await shipped(order, 2); await merchant.refuseAtDoor(staff(), ports, { orderId: order.id }) }, cash),
}

const BUYER: Record<string, (order: OrderRow) => Promise<unknown>> = {
  pay: (order) => payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }),
  cancel: (order) => cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' }),
  update: (order) => updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, consignee: '王五' }),
  receive: (order) => receiveOwnOrder(buyerCtx(test, order), ports, { orderId: order.id }),
}

async function deliveryIn(order: OrderRow, status: number): Promise<number> {
  return (await test.db.delivery.findFirst({ where: { orderId: order.id, status } }))?.id ?? 0
}

const MERCHANT: Record<string, (order: OrderRow) => Promise<unknown>> = {
  confirm: ({ id: orderId }) => merchant.confirm(staff(), ports, { orderId }),
  prepare: ({ id: orderId }) => merchant.prepare(staff(), ports, { orderId }),
  async makeDelivery(order) {
    const open = (await readLines(test, order.id)).find((line) => line.packedQuantity < line.quantity)
    await merchant.makeDelivery(staff(), ports, { orderId: order.id, lines: [{ orderLineId: open?.id ?? 0, quantity: 1 }] })
  },
  dropDelivery: async (order) => merchant.dropDelivery(staff(), ports, { orderId: order.id, deliveryId: await deliveryIn(order, 2) }),
  handOver: async (order) => merchant.handOver(staff(), ports, { orderId: order.id, deliveryId: await deliveryIn(order, 2), trackingNo: 'SF9' }),
  takeBack: async (order) => merchant.takeBack(staff(), ports, { orderId: order.id, deliveryId: await deliveryIn(order, 0) }),
  receive: ({ id: orderId }) => merchant.receive(staff(), ports, { orderId }),
  bookOffline: ({ id: orderId }) => merchant.bookOffline(staff(), ports, { orderId, amountFen: 10_000, receivedAt: new Date(), reference: `B${orderId}` }),
  setUnpaid: ({ id: orderId }) => merchant.setUnpaid(staff(), ports, { orderId, reason: 'x' }),
  cancel: ({ id: orderId }) => merchant.cancel(staff(), ports, { orderId, reason: 'x' }),
  invalidate: ({ id: orderId }) => merchant.invalidate(staff(), ports, { orderId, reason: 'x' }),
  refuseAtDoor: ({ id: orderId }) => merchant.refuseAtDoor(staff(), ports, { orderId }),
}

/** What a repeated call answers without doing anything again is not an operation to offer. */
const REPEATS = new Set(['cancelled by the buyer cancel', 'received receive', 'cash, received receive'])

describe('what is offered is what is taken', () => {
  it.each(Object.entries(STANDS))('an order that is %s', async (stand, make) => {
    const wrong: string[] = []
    for (const [name, run] of Object.entries(BUYER)) {
      const order = await make()
      const offered = (await getOwnOrder(buyerCtx(test, order), ports, { orderId: order.id })).operations.includes(name)
      const taken = await wordOf(run(order))
      if (offered !== (taken === 'done') && !REPEATS.has(`${stand} ${name}`)) wrong.push(`buyer ${name}: offered ${offered}, ${taken}`)
    }
    for (const [name, run] of Object.entries(MERCHANT)) {
      const order = await make()
      const offered = (await orderForStaff(staff(), ports, order.id)).staffOperations.includes(name)
      const taken = await wordOf(run(order))
      if (offered !== (taken === 'done') && !REPEATS.has(`${stand} ${name}`)) wrong.push(`merchant ${name}: offered ${offered}, ${taken}`)
    }

    expect(wrong).toEqual([])
  })
})

const unheard: CarrierFailed = () => expect.unreachable('the simulator never fails')

describe('tracking', () => {
  it('asks the carrier at most once in ten minutes, and tells the last known when it does not answer', async () => {
    const order = await paid()
    await shipped(order, 2)
    const start = new Date()
    let asked = 0
    const carrier: Carrier = {
      async trace() {
        asked++
        if (asked === 3) throw new Error('down')
        return { state: 'in_transit', steps: [{ time: start.toISOString(), text: `第 ${asked} 次`, location: '' }] }
      },
    }
    const told: string[] = []
    const failed: CarrierFailed = ({ deliverySn, error }) => told.push(`${deliverySn} ${error instanceof Error ? error.message : ''}`)
    const at = (minutes: number) => expressOfOwnOrder(buyerCtx(test, order, new Date(start.getTime() + minutes * MINUTE_MS)), { orderId: order.id }, failed, carrier)

    const answers = [await at(0), await at(9), await at(10), await at(20)]

    expect(asked).toBe(3)
    expect(told).toEqual([`${answers[0]?.[0]?.deliverySn} down`])
    expect(answers.map(([trace]) => trace?.traces[0]?.text)).toEqual(['第 1 次', '第 1 次', '第 2 次', '第 2 次'])
    expect(answers.map(([trace]) => trace?.updatedAt)).toEqual([0, 0, 10, 10].map((minutes) => new Date(start.getTime() + minutes * MINUTE_MS).toISOString()))
  })

  it('of the simulator follows the clock; nothing shipped, nothing told', async () => {
    const order = await paid()
    expect(await expressOfOwnOrder(buyerCtx(test, order), { orderId: order.id }, unheard, simulatedCarrier)).toEqual([])
    await shipped(order, 1)
    const [trace] = await expressOfOwnOrder(buyerCtx(test, order, new Date(Date.now() + 45 * HOUR_MS)), { orderId: order.id }, unheard, simulatedCarrier)

    expect([trace?.state, trace?.traces.length]).toEqual(['delivering', 4])
  })
})

describe('the members\' list', () => {
  it('shows the seller\'s orders with counts that add up', async () => {
    for (const state of ['', '', 'paid']) {
      const order = await anOrder(test, { order: { sellerId: 42, staffNote: '老客户' } })
      if (state === 'paid') await payNow(test, order)
    }
    const page = await deskOrders(test.ctx(staffOf(42)), { ...ANY, state: 'await_pay' }, { pageNo: 1, pageSize: 1 })

    expect([page.items.length, page.totalResults, page.counts.all, page.counts.await_pay, page.counts.await_ship]).toEqual([1, 2, 3, 2, 1])
    expect([page.items[0]?.staffNote, page.items[0]?.state]).toEqual(['老客户', 'await_pay'])
    expect((await deskOrders(test.ctx(staffOf(43)), ANY, { pageNo: 1, pageSize: 10 })).counts.all).toBe(0)
  })

  it('finds by number, buyer and product, and shows one order whole', async () => {
    const order = await anOrder(test, { order: { priceSteps: [{ stage: 'goods' }], addedAt: new Date(Date.now() - DAY_MS) } })
    const [line] = await readLines(test, order.id)
    for (const q of [order.sn, line?.goodsName ?? '']) {
      expect((await deskOrders(staff(), { ...ANY, q }, { pageNo: 1, pageSize: 10 })).items.map(({ orderSn }) => orderSn)).toEqual([order.sn])
    }
    const whole = await orderForStaff(staff(), ports, order.id)
    expect([whole.priceSteps, whole.payments, whole.history]).toEqual([[{ stage: 'goods' }], [], []])
    expect(await wordOf(orderForStaff(test.ctx(staffOf(9)), ports, order.id))).toBe('NOT_FOUND')
  })
})
