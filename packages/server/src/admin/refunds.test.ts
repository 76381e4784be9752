import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { testDatabase } from '@xiaopu/shared/testing'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:20:00Z')
const HOUR_AGO = new Date('2026-03-18T07:20:00Z')

function desk(permissions = ['*'], sellerId = 0) {
  const actor: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }
  return createCallerFactory(adminRouter)({ ...test.ctx(actor, NOW), requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA }).refunds
}

const refused = (word: string) => ({ cause: { word } })
let counter = 0

async function aPayment({ sellerId = 0, isDeposit = false } = {}): Promise<number> {
  const no = ++counter
  const user = await test.db.user.create({ data: { name: `buyer${no}`, nameKey: `buyer${no}`, signedUpAt: NOW } })
  const method = await test.db.paymentMethod.upsert({ where: { code: 'sandbox' }, create: { code: 'sandbox', name: '沙箱支付' }, update: {} })
  const order = isDeposit
    ? null
    : await test.db.order.create({ data: { sn: `20260318${String(no).padStart(8, '0')}`, userId: user.id, sellerId, orderStatus: 2, payStatus: 0, payId: method.id, payCode: 'sandbox', payName: '沙箱支付', consignee: '许婉清', mobile: '13812342059', addedAt: NOW } })
  const payment = await test.db.payment.create({ data: { sn: `P${no}`, subjectKind: isDeposit ? 'deposit' : 'order', orderId: order?.id ?? null, subjectId: order?.id ?? 1, payId: method.id, provider: 'sandbox', channel: 'h5', amountFen: 32800, refundedFen: 32800, state: 'paid', createdAt: HOUR_AGO, paidAt: HOUR_AGO } })
  return payment.id
}

async function aRefund(paymentId: number, state: string, { attempt = 1, nextTryAt = null as Date | null } = {}): Promise<number> {
  const { id } = await test.db.refund.create({ data: { sn: `R${++counter}`, paymentId, amountFen: 32800, reason: '缺货', key: 'cancel', attempt, state, createdAt: HOUR_AGO, nextTryAt } })
  return id
}

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Order", "Payment", "Refund", "User", "PaymentMethod", "AuditEntry" CASCADE`
  counter = 0
})

describe('the list of refunds', () => {
  it('shows each refund as its last attempt, and its states add up to all', async () => {
    const twice = await aPayment()
    await aRefund(twice, 'failed')
    await aRefund(twice, 'created', { attempt: 2, nextTryAt: NOW })
    await aRefund(await aPayment(), 'processing', { nextTryAt: NOW })
    await aRefund(await aPayment(), 'processing')
    await aRefund(await aPayment(), 'failed', { attempt: 3 })
    await aRefund(await aPayment(), 'succeeded')
    await aRefund(await aPayment(), 'credited')
    const { counts, items } = await desk().list({})
    expect(counts).toEqual({ all: 6, pending: 2, failed: 2, done: 2 })
    expect(items.at(-1)).toMatchObject({ orderSn: '2026031800000001', paymentSn: 'P1', payName: '沙箱支付', channel: 'h5', amountFen: 32800, state: 'created', attempt: 2, reason: '缺货', canRetry: false, nextTryAt: NOW.toISOString() })
    expect((await desk().list({ state: 'failed' })).items.map(({ state, attempt, canRetry }) => [state, attempt, canRetry])).toEqual([['failed', 3, true], ['processing', 1, true]])
    expect(await desk().failedCount()).toEqual({ count: 2 })
  })

  it('is found by the number of the order, the payment or the refund', async () => {
    const refundId = await aRefund(await aPayment(), 'succeeded')
    await aRefund(await aPayment(), 'succeeded')
    for (const q of ['2026031800000001', 'P1', 'R2']) expect((await desk().list({ q })).items.map((row) => row.id)).toEqual([refundId])
    expect((await desk().list({ q: '没有' })).counts.all).toBe(0)
  })

  it('is the own seller’s only, a deposit nobody’s but the house’s, and takes the right to money', async () => {
    const id = await aRefund(await aPayment({ sellerId: 3 }), 'failed')
    const deposit = await aRefund(await aPayment({ isDeposit: true }), 'failed')
    expect((await desk().list({})).items.map((row) => [row.id, row.orderId > 0])).toEqual([[deposit, false], [id, true]])
    expect((await desk(['*'], 3).list({})).items.map((row) => row.id)).toEqual([id])
    await expect(desk(['*'], 4).retry({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(['*'], 3).retry({ id: deposit })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(['orders.view']).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['orders.view']).retry({ id })).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('a refund that waits for a person', () => {
  it('goes out once more as a new attempt, once, without taking more from the payment', async () => {
    const paymentId = await aPayment()
    const id = await aRefund(paymentId, 'failed', { attempt: 3 })
    const both = await Promise.allSettled([desk().retry({ id }), desk().retry({ id })])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await desk().list({})).items).toMatchObject([{ state: 'created', attempt: 4, amountFen: 32800, canRetry: false, nextTryAt: NOW.toISOString() }])
    expect(await test.db.payment.findUniqueOrThrow({ where: { id: paymentId } })).toMatchObject({ refundedFen: 32800 })
    expect(await test.db.auditEntry.findMany()).toMatchObject([{ action: 'refund.retry', targetKind: 'refund', targetId: String(id), targetName: '2026031800000001', before: { state: 'failed', attempt: 3 }, after: { state: 'created', attempt: 4 } }])
  })

  it('with an unknown outcome is asked for under its own number, never sent twice', async () => {
    const id = await aRefund(await aPayment(), 'processing')
    await desk().retry({ id })
    expect(await test.db.refund.findMany()).toMatchObject([{ id, state: 'processing', attempt: 1, nextTryAt: NOW }])
    await expect(desk().retry({ id })).rejects.toMatchObject(refused('CONFLICT'))
  })

  it('is not one that is done', async () => {
    const id = await aRefund(await aPayment(), 'succeeded')
    await expect(desk().retry({ id })).rejects.toMatchObject(refused('CONFLICT'))
    expect(await test.db.auditEntry.count()).toBe(0)
  })
})
