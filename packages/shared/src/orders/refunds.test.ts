import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, type OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { handleNotification, refundPayment, requestRefund, runDueRefunds } from '../payments/index.ts'
import { type SandboxWorld, sandboxWorld } from '../payments/sandbox-server/testing.ts'
import { cancelOwnOrder } from './buyer.ts'
import { payOwnOrder } from './pay-own.ts'
import { anOrder, buyerCtx, MINUTE_MS, payNow, portsOf, purseOf, readOrder, type TestPorts, wordOf } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 15 })
let world: SandboxWorld
let ports: TestPorts

beforeAll(async () => {
  world = await sandboxWorld({ callTimeoutMs: 1000 })
  ports = portsOf({ sandbox: world.provider })
})
afterEach(async () => {
  // What a test left to be sent must not meet the next one's faults.
  await runDueRefunds(test.ctx(), ports)
  await world.control('reset')
  world.shop.heard.length = 0
})
afterAll(() => world.close())

/** An order paid at the sandbox and told of. */
async function paidOrder(): Promise<OrderRow> {
  const order = await anOrder(test)
  const { logId } = await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' })
  const payment = await test.db.payment.findUniqueOrThrow({ where: { id: logId } })
  await world.control(`pay/${payment.sn}`)
  const [heard] = await world.shop.hears(1)
  if (heard) await handleNotification(test.ctx(), ports, 'sandbox', heard.body, heard.headers)
  return readOrder(test, order.id)
}

const refundsOf = (order: OrderRow) => test.db.refund.findMany({ where: { payment: { orderId: order.id } }, orderBy: { id: 'asc' } })
const ask = (order: Pick<OrderRow, 'id'>, amountFen: number, key: string) =>
  inTransaction(test.ctx(), (tx) => requestRefund(tx, { subjectKind: 'order', subjectId: order.id, amountFen, key, reason: '' }))
const later = (minutes: number) => test.ctx(undefined, new Date(Date.now() + minutes * MINUTE_MS))
const cancel = (order: OrderRow) => cancelOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, refundTo: 'original' })

describe('refunds', () => {
  it('N10 of 60.00 and 50.00 at once on a payment of 100.00: one succeeds', async () => {
    const order = await paidOrder()

    const words = await Promise.all([wordOf(ask(order, 6000, 'case:1')), wordOf(ask(order, 5000, 'case:2'))])
    await runDueRefunds(test.ctx(), ports)

    expect(words.toSorted()).toEqual(['REFUND_TOO_LARGE', 'done'])
    expect((await refundsOf(order)).map(({ state }) => state)).toEqual(['succeeded'])
  })

  it('asked for twenty times with one key is one', async () => {
    const order = await paidOrder()

    await Promise.all(Array.from({ length: 20 }, () => ask(order, 4000, 'case:7')))

    expect((await refundsOf(order)).map(({ amountFen }) => amountFen)).toEqual([4000])
    const [payment] = await test.db.payment.findMany({ where: { orderId: order.id } })
    const row = await inTransaction(test.ctx(), (tx) => refundPayment(tx, payment?.id ?? 0, { amountFen: 4000, key: 'case:7', reason: '' }))
    expect([row.amountFen, row.key, payment?.refundedFen]).toEqual([4000, 'case:7', 4000])
  })

  it('N11 with an unknown outcome that succeeded: one refund at the provider', async () => {
    const order = await paidOrder()
    await world.control('faults', { calls: [{ kind: 'unknown', on: 'refund' }] })
    await cancel(order)
    await runDueRefunds(test.ctx(), ports)
    expect((await refundsOf(order)).map(({ state }) => state)).toEqual(['processing'])

    await Promise.all([runDueRefunds(later(1), ports), runDueRefunds(later(1), ports)])

    const [refund] = await refundsOf(order)
    expect([refund?.state, refund?.amountFen]).toEqual(['succeeded', 10_000])
    expect((await readOrder(test, order.id)).refundStatus).toBe(3)
    const bill: string[] = []
    for (const offset of [0, 1]) {
      const day = new Date(Date.now() + 8 * 60 * MINUTE_MS - offset * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)
      for await (const row of world.provider.bill(day)) { if (row.kind === 'refund') bill.push(row.refundSn) }
    }
    expect(bill).toEqual([refund?.sn])
  })

  it('that never reached the provider is sent again with the same number', async () => {
    const order = await paidOrder()
    await world.control('faults', { calls: [{ kind: '500', on: 'refund' }] })
    await cancel(order)
    await runDueRefunds(test.ctx(), ports)
    const [before] = await refundsOf(order)
    await runDueRefunds(later(1), ports)

    expect((await refundsOf(order)).map(({ sn, state }) => [sn, state])).toEqual([[before?.sn, 'succeeded']])
  })

  it('N12 failed three times goes to the balance, in one ledger row', async () => {
    const order = await paidOrder()
    await world.control('faults', { refunds: [{ kind: 'fail', count: 3 }] })
    await cancel(order)

    for (const minutes of [0, 4, 5, 6, 34, 41, 200]) await Promise.all([runDueRefunds(later(minutes), ports), runDueRefunds(later(minutes), ports)])

    expect((await refundsOf(order)).map(({ attempt, state }) => [attempt, state])).toEqual([[1, 'failed'], [2, 'failed'], [3, 'credited']])
    expect(await purseOf(test, order)).toEqual({ balanceFen: 10_000, points: 0 })
    expect(await test.db.ledgerEntry.count({ where: { userId: order.userId } })).toBe(1)
    expect((await readOrder(test, order.id)).refundStatus).toBe(3)
    const [payment] = await test.db.payment.findMany({ where: { orderId: order.id } })
    expect(payment?.refundedFen).toBe(10_000)
  })

  it('that breaks down afterwards is tried again when the provider says so', async () => {
    const order = await paidOrder()
    await world.control('faults', { refunds: [{ kind: 'abnormal' }] })
    await cancel(order)
    await runDueRefunds(test.ctx(), ports)
    const [, heard] = await world.shop.hears(2)
    for (let times = 0; times < 2; times++) {
      if (heard) await handleNotification(test.ctx(), ports, 'sandbox', heard.body, heard.headers)
    }
    await runDueRefunds(later(6), ports)

    expect((await refundsOf(order)).map(({ attempt, state }) => [attempt, state])).toEqual([[1, 'failed'], [2, 'succeeded']])
  })

  it('of money that came by bank is left to the caller, and noted', async () => {
    const order = await anOrder(test, { method: 'bank' })
    await payNow(test, order, 'bank')

    expect(await ask(order, 4000, 'case:1')).toBe(false)
    expect((await refundsOf(order)).map(({ state, amountFen }) => [state, amountFen])).toEqual([['credited', 4000]])
  })

  it('never add up to more than came in, whatever is asked in whatever order', async () => {
    const asks = fc.array(fc.record({ amountFen: fc.integer({ min: 1, max: 9000 }), key: fc.constantFrom('case:1', 'case:2', 'case:3', 'case:4', 'case:5') }), { minLength: 1, maxLength: 8 })
    await fc.assert(fc.asyncProperty(asks, fc.boolean(), async (list, isAtOnce) => {
      const order = await anOrder(test)
      await payNow(test, order)
      const words: string[] = []
      if (isAtOnce) words.push(...await Promise.all(list.map(({ amountFen, key }) => wordOf(ask(order, amountFen, key)))))
      for (const { amountFen, key } of isAtOnce ? [] : list) words.push(await wordOf(ask(order, amountFen, key)))

      const rows = await refundsOf(order)
      const sumFen = rows.reduce((sum, row) => sum + row.amountFen, 0)
      const [payment] = await test.db.payment.findMany({ where: { orderId: order.id } })
      expect(payment?.refundedFen).toBe(sumFen)
      expect(sumFen).toBeLessThanOrEqual(10_000)
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      expect(words.filter((word) => word !== 'done' && word !== 'REFUND_TOO_LARGE')).toEqual([])
    }), { numRuns: 25 })
  })
})
