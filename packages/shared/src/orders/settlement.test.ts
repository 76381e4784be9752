import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, type OrderRow, type PaymentRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { handleNotification, queryDuePayments, runDueRefunds } from '../payments/index.ts'
import { type Heard, type SandboxWorld, sandboxWorld } from '../payments/sandbox-server/testing.ts'
import { cancelOwnOrder } from './buyer.ts'
import { tickOrders } from './clock.ts'
import { lockOrder } from './lock.ts'
import * as merchant from './merchant.ts'
import { payOwnOrder, updateOwnOrder } from './pay-own.ts'
import { markPaying } from './pay.ts'
import { anOrder, buyerCtx, HOUR_MS, MINUTE_MS, paymentMethodsOf, portsOf, purseOf, readOrder, STAFF, type TestPorts, tripleIn, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
let world: SandboxWorld
let ports: TestPorts

beforeAll(async () => {
  world = await sandboxWorld({ callTimeoutMs: 1500 })
  ports = portsOf({ sandbox: world.provider })
})
afterEach(async () => {
  await world.control('reset')
  world.shop.heard.length = 0
})
afterAll(() => world.close())

async function asked(order: OrderRow, change: { payId?: number } = {}): Promise<PaymentRow> {
  const { logId } = await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5', ...change })
  return test.db.payment.findUniqueOrThrow({ where: { id: logId } })
}

const paymentsOf = (order: OrderRow) => test.db.payment.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
const refundsOf = (order: OrderRow) => test.db.refund.findMany({ where: { payment: { orderId: order.id } }, orderBy: { id: 'asc' } })
const alarmsOf = async (sn: string) => (await test.db.outboxEvent.findMany({ where: { topic: 'payment.alarm' } })).filter(({ payload }) => JSON.stringify(payload).includes(sn)).length

/** The payer pressed the button; what the provider then said to the shop. */
async function paidBy(payment: PaymentRow): Promise<Heard> {
  const before = world.shop.heard.length
  await world.control(`pay/${payment.sn}`)
  const heard = (await world.shop.hears(before + 1))[before]
  if (!heard) throw new Error('nothing heard')
  return heard
}

const tell = ({ body, headers }: Heard) => handleNotification(test.ctx(), ports, 'sandbox', body, headers)

describe('a success is booked once', () => {
  it('N1 told once', async () => {
    const order = await anOrder(test, { payFeeFen: 60 })
    const payment = await asked(order)

    expect((await tell(await paidBy(payment)))?.status).toBe(204)

    const row = await readOrder(test, order.id)
    expect([row.orderStatus, row.shippingStatus, row.payStatus, row.moneyPaidFen, row.orderAmountFen]).toEqual([1, 0, 2, 10_060, 0])
    expect(await test.db.orderLog.count({ where: { orderId: order.id } })).toBe(1)
    expect(await test.db.outboxEvent.count({ where: { topic: 'order.paid', payload: { path: ['orderId'], equals: order.id } } })).toBe(1)
    expect((await paymentsOf(order)).map(({ state, providerTradeNo }) => [state, providerTradeNo?.slice(0, 2)])).toEqual([['paid', '42']])
  })

  it('N2 told twenty times at once', async () => {
    const order = await anOrder(test)
    const heard = await paidBy(await asked(order))

    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(heard)))

    expect(answers.map((answer) => answer?.status)).toEqual(Array.from({ length: 20 }, () => 204))
    expect((await readOrder(test, order.id)).moneyPaidFen).toBe(10_000)
    expect(await test.db.orderLog.count({ where: { orderId: order.id } })).toBe(1)
    expect(await refundsOf(order)).toEqual([])
  })

  it('N3 never told: found by asking after half a minute', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control('faults', { notifications: [{ kind: 'drop' }] })
    await world.control(`pay/${payment.sn}`)
    const at = (ms: number) => test.ctx(undefined, new Date(payment.createdAt.getTime() + ms))

    await queryDuePayments(at(29_999), ports)
    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
    await Promise.all([queryDuePayments(at(30_000), ports), queryDuePayments(at(30_000), ports)])

    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    expect((await readOrder(test, order.id)).moneyPaidFen).toBe(10_000)
  })

  it('N4 found paid at expiry; the late notification changes nothing', async () => {
    const order = await anOrder(test)
    const heard = await paidBy(await asked(order))
    await tickOrders(test.ctx(undefined, new Date(order.addedAt.getTime() + 30 * MINUTE_MS)), ports)
    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])

    expect((await tell(heard))?.status).toBe(204)

    expect(await test.db.orderLog.count({ where: { orderId: order.id } })).toBe(1)
    expect(await refundsOf(order)).toEqual([])
  })

  it('an unpaid payment is closed when its time is up, and the order with it', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await tickOrders(test.ctx(undefined, new Date(order.addedAt.getTime() + 30 * MINUTE_MS)), ports)

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
    expect((await paymentsOf(order)).map(({ state }) => state)).toEqual(['closed'])
    expect((await world.provider.query(payment.sn)).state).toBe('closed')
  })
})

describe('money nobody waits for goes back', () => {
  it('N5 cancelled while the provider could not be reached, paid afterwards', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control('faults', { calls: [{ kind: '500', on: 'close', count: 2 }] })
    const canceled = await cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'balance' })
    expect(canceled.order.state).toBe('canceled')

    const heard = await paidBy(payment)
    await Promise.all([tell(heard), tell(heard), tell(heard)])
    await runDueRefunds(test.ctx(), ports)

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
    expect((await paymentsOf(order)).map(({ state, refundedFen }) => [state, refundedFen])).toEqual([['paid', 10_000]])
    expect((await refundsOf(order)).map(({ key, state, amountFen }) => [key, state, amountFen])).toEqual([[`late:${payment.sn}`, 'succeeded', 10_000]])
    expect(await test.db.outboxEvent.count({ where: { topic: 'payment.refunded', payload: { path: ['subjectId'], equals: order.id } } })).toBe(1)
  })

  it('an expiry waits for a provider that cannot be reached, but not for ever', async () => {
    const order = await anOrder(test)
    await asked(order)
    const after = (minutes: number) => test.ctx(undefined, new Date(order.addedAt.getTime() + (30 + minutes) * MINUTE_MS))
    await world.control('faults', { calls: [{ kind: '500', on: 'close', count: 2 }] })

    await tickOrders(after(29), ports)
    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
    await tickOrders(after(30), ports)

    expect(await tripleIn(test, order.id)).toEqual([2, 0, 0])
  })

  it('N6 paid twice by two methods: the first pays, the second goes back', async () => {
    const { bank } = await paymentMethodsOf(test)
    const order = await anOrder(test)
    const online = await asked(order)
    // Closed in our books only: the provider still takes it.
    await test.db.payment.update({ where: { id: online.id }, data: { state: 'closed' } })
    await asked(order, { payId: bank })
    await merchant.bookOffline(test.ctx(STAFF), ports, { orderId: order.id, amountFen: 10_000, receivedAt: new Date(), reference: 'BANK-6' })

    await tell(await paidBy(online))
    await runDueRefunds(test.ctx(), ports)

    expect((await readOrder(test, order.id)).moneyPaidFen).toBe(10_000)
    expect((await paymentsOf(order)).map(({ provider, state, refundedFen }) => [provider, state, refundedFen])).toEqual([['sandbox', 'paid', 10_000], ['bank', 'closed', 0], ['bank', 'paid', 0]])
    expect((await refundsOf(order)).map(({ key, state, amountFen }) => [key, state, amountFen])).toEqual([[`double:${online.sn}`, 'succeeded', 10_000]])
  })

  it('N15 the balance is used while a payment is open: the old one is closed and cannot be paid', async () => {
    const order = await anOrder(test, { user: { balanceFen: 5000 } })
    const old = await asked(order)

    const { payment } = await updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, balanceFen: 4000 })

    expect([payment.amountFen, payment.logId > old.id]).toEqual([6036, true])
    expect((await paymentsOf(order)).map(({ state, amountFen }) => [state, amountFen])).toEqual([['closed', 10_000], ['pending', 6036]])
    await expect(world.control(`pay/${old.sn}`)).rejects.toThrow('NOT_PAYABLE')
  })

  it('of another amount than the order has by now goes back, and the order keeps waiting (E6)', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await test.db.order.update({ where: { id: order.id }, data: { balanceFen: 1000, orderAmountFen: 9000 } })
    await tell(await paidBy(payment))
    await runDueRefunds(test.ctx(), ports)

    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
    expect((await refundsOf(order)).map(({ key, state }) => [key, state])).toEqual([[`changed:${payment.sn}`, 'succeeded']])
  })

  it('an open payment found paid while the buyer changes or cancels pays the order', async () => {
    const [one, two] = [await anOrder(test, { user: { balanceFen: 5000 } }), await anOrder(test)]
    for (const order of [one, two]) await world.control(`pay/${(await asked(order)).sn}`)

    expect(await wordOf(updateOwnOrder(buyerCtx(test, one), ports, { orderId: one.id, balanceFen: 100 }))).toBe('ORDER_PAID')
    expect(await wordOf(cancelOwnOrder(buyerCtx(test, two), ports, { orderId: two.id, refundTo: 'balance' }))).toBe('ORDER_PAID')

    expect([await tripleIn(test, one.id), await tripleIn(test, two.id)]).toEqual([[1, 0, 2], [1, 0, 2]])
    expect((await purseOf(test, one)).balanceFen).toBe(5000)
  })
})

describe('what cannot be trusted settles nothing', () => {
  it.each([['N7 a fen less', 'wrong_amount'], ['another account', 'wrong_mchid']])('%s: suspect, with an alarm', async (_case, kind) => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control('faults', { notifications: [{ kind }] })

    const heard = await paidBy(payment)
    expect([(await tell(heard))?.status, (await tell(heard))?.status]).toEqual([204, 204])

    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
    const [row] = await paymentsOf(order)
    expect([row?.state, row?.queryCount, await alarmsOf(payment.sn)]).toEqual(['suspect', 1, 1])
    expect(row?.note).toContain('asked: paid 10000 CNY')
    expect(ports.entries.filter(({ event, paymentSn }) => event === 'NOTIFY_AMOUNT_MISMATCH' && paymentSn === payment.sn)).toHaveLength(1)
  })

  it('N8 a wrong signature, and a probe', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control('faults', { notifications: [{ kind: 'wrong_sign' }] })
    const heard = await paidBy(payment)
    const probe = { ...heard, headers: { ...heard.headers, 'sandbox-signature': `SANDBOX/SIGNTEST/${String(heard.headers['sandbox-signature'])}` } }

    expect([(await tell(heard))?.status, (await tell(probe))?.status]).toEqual([401, 401])

    expect((await paymentsOf(order)).map(({ state }) => state)).toEqual(['pending'])
    const stored = await test.db.paymentNotification.findMany({ where: { isVerified: false } })
    expect(stored.map(({ body, result }) => [body, result])).toEqual([['', 'NOTIFY_SIGNATURE_INVALID'], ['', 'NOTIFY_SIGNATURE_INVALID']])
  })

  it('a payment we do not know is stored, acknowledged and reported', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    const heard = await paidBy(payment)
    await test.db.payment.update({ where: { id: payment.id }, data: { sn: 'P2026000000000000000000000' } })

    expect((await tell(heard))?.status).toBe(204)
    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
    expect(await alarmsOf(payment.sn)).toBe(1)
  })
})

describe('order of events', () => {
  it('N9 the refund is told of before the payment: both end right', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control('faults', { notifications: [{ kind: 'delay', seconds: 1 }] })
    await world.control(`pay/${payment.sn}`)
    await world.provider.refund({ paymentSn: payment.sn, refundSn: 'R20260301080000DESK00001', amountFen: 10_000, totalFen: 10_000, currency: 'CNY', reason: '' })
    const [refund] = await world.shop.hears(1)
    if (refund) await tell(refund)
    const [, late] = await world.shop.hears(2)
    if (late) await tell(late)

    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    expect((await paymentsOf(order)).map(({ state, refundedFen }) => [state, refundedFen])).toEqual([['paid', 10_000]])
    expect((await refundsOf(order)).map(({ state, amountFen }) => [state, amountFen])).toEqual([['succeeded', 10_000]])
  })

  it('N14 created twice with a crash in between is one payment at the provider', async () => {
    const order = await anOrder(test)
    await world.control('faults', { calls: [{ kind: 'unknown', on: 'create' }] })
    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }))).toBe('PAYMENT_PROVIDER_ERROR')
    expect((await paymentsOf(order)).map(({ state }) => state)).toEqual(['created'])

    const again = await asked(order)

    expect((await paymentsOf(order)).map(({ id, state }) => [id, state])).toEqual([[again.id, 'pending']])
    await tell(await paidBy(again))
    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
  })

  it('a payer who fails leaves the order waiting, and the next call asks anew', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    await world.control(`pay/${payment.sn}`, { action: 'fail' })
    const [heard] = await world.shop.hears(1)
    if (heard) await tell(heard)

    expect((await paymentsOf(order)).map(({ state }) => state)).toEqual(['closed'])
    expect((await asked(order)).id).toBeGreaterThan(payment.id)
  })

  it('under way, reported so by the provider (T2): nothing else may be asked for, it waits a day, and waits again when it failed', async () => {
    const order = await anOrder(test)
    const payment = await asked(order)
    const now = new Date()
    await inTransaction(test.ctx(undefined, now), async (tx) => markPaying(tx, await lockOrder(tx, { orderId: order.id })))
    expect(await tripleIn(test, order.id)).toEqual([0, 0, 1])
    expect((await readOrder(test, order.id)).payDeadline).toEqual(new Date(now.getTime() + 24 * HOUR_MS))
    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }))).toBe('ORDER_PAYING')

    await world.control(`pay/${payment.sn}`, { action: 'fail' })
    const [heard] = await world.shop.hears(1)
    if (heard) await tell(heard)

    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
  })

  it('is asked for at the steps of the rules and closed at the end', async () => {
    const order = await anOrder(test, { order: { payDeadline: null } })
    const payment = await asked(order)
    const seen: number[] = []
    for (let now = payment.createdAt; ;) {
      const [row] = await paymentsOf(order)
      if (!row?.nextQueryAt) break
      now = row.nextQueryAt
      seen.push((now.getTime() - payment.createdAt.getTime()) / MINUTE_MS)
      await queryDuePayments(test.ctx(undefined, now), ports)
    }

    expect(seen).toEqual([0.5, 1, 2, 5, 10, 15, 30, 60, 90, 120])
    expect((await paymentsOf(order)).map(({ state, expiresAt }) => [state, expiresAt?.getTime()])).toEqual([['closed', payment.createdAt.getTime() + 2 * HOUR_MS]])
  })
})

describe('everything at once', () => {
  it('whatever wins, each fen is in exactly one place', async () => {
    for (const round of Array.from({ length: 12 }, (_, at) => at)) {
      const order = await anOrder(test, { user: { balanceFen: 5000 } })
      const heard = await paidBy(await asked(order))
      const ctx = () => buyerCtx(test, order)
      const late = () => test.ctx(undefined, new Date(order.addedAt.getTime() + (round % 2) * 30 * MINUTE_MS))
      const calls = [
        () => tell(heard),
        () => wordOf(cancelOwnOrder(ctx(), ports, { orderId: order.id, refundTo: round % 3 === 0 ? 'original' : 'balance' })),
        () => wordOf(updateOwnOrder(ctx(), ports, { orderId: order.id, balanceFen: 3000 })),
        () => tickOrders(late(), ports),
        () => queryDuePayments(test.ctx(undefined, new Date(Date.now() + MINUTE_MS)), ports),
        () => wordOf(merchant.cancel(test.ctx(STAFF), ports, { orderId: order.id, reason: 'x' })),
      ]

      await Promise.all([...calls, ...calls].map((call) => call()))
      await tell(heard)
      await runDueRefunds(test.ctx(), ports)

      const row = await readOrder(test, order.id)
      const sentBack = (await refundsOf(order)).filter(({ state }) => state === 'succeeded').reduce((sum, { amountFen }) => sum + amountFen, 0)
      const received = (await paymentsOf(order)).filter(({ state }) => state === 'paid').reduce((sum, { amountFen }) => sum + amountFen, 0)
      const isLive = row.orderStatus <= 1
      const heldFen = isLive ? row.moneyPaidFen + row.balanceFen : 0
      expect([round, received - sentBack + 5000]).toEqual([round, (await purseOf(test, order)).balanceFen + heldFen])
      expect(received).toBe(10_000)
    }
  })
})
