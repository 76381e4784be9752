import type { BillRow, CreateRequest, RefundRequest } from '../providers/index.ts'
import type { SandboxWorld } from './testing.ts'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sandboxProvider, timedFetch } from '../providers/index.ts'
import { dayInGmt8 } from '../providers/gmt8.ts'
import { paymentOf, sandboxWorld } from './testing.ts'

let world: SandboxWorld
let payment: CreateRequest
beforeAll(async () => { world = await sandboxWorld({ callTimeoutMs: 1_000 }) })
beforeEach(async () => {
  await world.control('reset')
  payment = paymentOf({ amountFen: 10_000 })
  await world.provider.create(payment)
  await world.control(`pay/${payment.paymentSn}`)
})
afterAll(() => world.close())

function refundOf(refundSn: string, amountFen: number): RefundRequest {
  return { paymentSn: payment.paymentSn, refundSn, amountFen, totalFen: 10_000, currency: 'CNY', reason: '退货' }
}

async function billToday(provider = world.provider): Promise<BillRow[]> {
  const rows: BillRow[] = []
  for await (const row of provider.bill(dayInGmt8(new Date()))) rows.push(row)
  return rows
}

describe('refund', () => {
  it('the same number twice is one refund', async () => {
    const first = await world.provider.refund(refundOf('R000001', 6_000))
    const second = await world.provider.refund(refundOf('R000001', 6_000))

    expect(first).toEqual({ state: 'succeeded', amountFen: 6_000, providerRefundNo: expect.stringMatching(/^50\d{20}$/), reason: '' })
    expect(second).toEqual(first)
    expect((await billToday()).filter(({ kind }) => kind === 'refund')).toHaveLength(1)
  })

  it('the same number with another amount is refused', async () => {
    await world.provider.refund(refundOf('R000001', 6_000))

    await expect(world.provider.refund(refundOf('R000001', 5_999))).rejects.toMatchObject({ kind: 'refused', code: 'OUT_REFUND_NO_USED' })
  })

  it('one fen beyond what is left is refused, exactly what is left is not', async () => {
    await world.provider.refund(refundOf('R000001', 6_000))

    await expect(world.provider.refund(refundOf('R000002', 4_001))).rejects.toMatchObject({ kind: 'refused', code: 'REFUND_EXCEEDS_PAYMENT' })
    expect(await world.provider.queryRefund('R000002')).toMatchObject({ state: 'missing' })
    expect(await world.provider.refund(refundOf('R000002', 4_000))).toMatchObject({ state: 'succeeded' })
  })

  it('of 60.00 and 50.00 at once on 100.00 one is refused', async () => {
    const outcomes = await Promise.allSettled([
      world.provider.refund(refundOf('R000001', 6_000)),
      world.provider.refund(refundOf('R000002', 5_000)),
    ])

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('an unpaid payment gives nothing back', async () => {
    const open = paymentOf()
    await world.provider.create(open)

    await expect(world.provider.refund({ ...refundOf('R000001', 1), paymentSn: open.paymentSn, totalFen: 1250 }))
      .rejects
      .toMatchObject({ kind: 'refused', code: 'ORDER_NOT_PAID' })
  })

  it('unknown outcome: the refund is found by its number and there is only one', async () => {
    await world.control('faults', { calls: [{ kind: 'unknown', on: 'refund' }] })

    await expect(world.provider.refund(refundOf('R000001', 6_000))).rejects.toMatchObject({ kind: 'unknown_outcome' })
    expect(await world.provider.queryRefund('R000001')).toMatchObject({ state: 'succeeded', amountFen: 6_000 })
    expect(await world.provider.query(payment.paymentSn)).toMatchObject({ state: 'paid' })
  })

  it('a refund that fails at once takes nothing of the payment', async () => {
    await world.control('faults', { refunds: [{ kind: 'fail' }] })

    expect(await world.provider.refund(refundOf('R000001', 10_000))).toMatchObject({ state: 'failed', reason: 'the fault fail was asked for' })
    expect(await world.provider.refund(refundOf('R000002', 10_000))).toMatchObject({ state: 'succeeded' })
  })

  it('an abnormal one is processing first and failed when asked for', async () => {
    await world.control('faults', { refunds: [{ kind: 'abnormal' }] })

    expect(await world.provider.refund(refundOf('R000001', 10_000))).toMatchObject({ state: 'processing', reason: '' })
    expect(await world.provider.queryRefund('R000001')).toMatchObject({ state: 'failed' })
    await vi.waitFor(async () => {
      const events = await Promise.all(world.shop.heard.map(({ body, headers }) => world.provider.parse(body, headers)))
      expect(events).toContainEqual(expect.objectContaining({ kind: 'refund_failed', refundSn: 'R000001', amountFen: 10_000 }))
    })
  })
})

describe('bill', () => {
  it('lists what was paid and given back that day, with the fee', async () => {
    await world.provider.refund(refundOf('R000001', 6_000))

    const rows = await billToday()

    expect(rows.map(({ kind, paymentSn, refundSn, amountFen, feeFen }) => [kind, paymentSn, refundSn, amountFen, feeFen])).toEqual([
      ['payment', payment.paymentSn, '', 10_000, 60],
      ['refund', payment.paymentSn, 'R000001', 6_000, -36],
    ])
  })

  it('another day is empty', async () => {
    const rows = world.provider.bill('2020-01-01')

    expect((await rows[Symbol.asyncIterator]().next()).done).toBe(true)
  })

  it('no day is refused', async () => {
    await expect(world.provider.bill('yesterday')[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: 'refused' })
  })

  it('carries the SHA-1 of its bytes; a row of a bill that does not match is never seen', async () => {
    const seen: { body: Buffer, sha1: string | null }[] = []
    const network = timedFetch()
    const settings = { ...world.sandbox.settings, notifyUrl: world.shop.notifyUrl }
    const watched = sandboxProvider(settings, async (url, init) => {
      const answer = await network(url, init)
      if (!url.includes('/v1/bills')) return answer
      const body = Buffer.from(await answer.arrayBuffer())
      seen.push({ body, sha1: answer.headers.get('sandbox-bill-sha1') })
      const headers = Object.entries({ ...headersOf(answer), 'sandbox-bill-sha1': '0'.repeat(40) })
      return new Response(body, { status: 200, headers })
    })

    await expect(billToday(watched)).rejects.toThrow('SHA-1')
    expect(seen.map(({ sha1 }) => sha1)).toEqual(seen.map(({ body }) => createHash('sha1').update(body).digest('hex')))
    expect(seen).toHaveLength(1)
  })
})

function headersOf(answer: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  answer.headers.forEach((value, name) => { headers[name] = value })
  return headers
}
