import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { TRPCError } from '@trpc/server'
import jsQR from 'jsqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, type Ctx, violatedKey } from '@xiaopu/shared/database'
import { orderSubject } from '@xiaopu/shared/orders'
import { depositSubject } from '@xiaopu/shared/wallet'
import { sandboxProvider, usePaymentPorts } from '@xiaopu/shared/payments'
import { startSandboxServer } from '@xiaopu/shared/payments/sandbox-server'
import { testDatabase } from '@xiaopu/shared/testing'
import type { RequestCtx } from '../context.ts'
import { createCallerFactory, refusalOf } from '../trpc.ts'
import { payRouter } from './pay.ts'

interface PngReader { PNG: { sync: { read: (bytes: Buffer) => { data: Uint8Array, width: number, height: number } } } }
const { PNG } = createRequire(import.meta.url)('pngjs') as PngReader // comes without types

const test = testDatabase()
let sandbox: Awaited<ReturnType<typeof startSandboxServer>>
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xiaopu-qr-'))
  sandbox = await startSandboxServer({ port: 0, dataDir: folder })
  const provider = sandboxProvider({ ...sandbox.settings, notifyUrl: 'http://127.0.0.1:9/notify/sandbox' })
  usePaymentPorts(test.sql, { providers: new Map([['sandbox', provider]]), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => undefined })
  await test.db.paymentMethod.createMany({ data: [{ code: 'sandbox', name: '沙箱支付' }, { code: 'bank', name: '银行汇款' }] })
})
afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

let counter = 0

async function anOrder() {
  counter++
  const user = await test.db.user.create({ data: { name: `buyer${counter}`, nameKey: `buyer${counter}` } })
  const now = new Date()
  return test.db.order.create({ data: { sn: `202603010000000${counter}`, userId: user.id, goodsAmountFen: 1250, orderAmountFen: 1250, payId: 1, payCode: 'sandbox', addedAt: now, payDeadline: new Date(now.getTime() + 1_800_000) } })
}

const caller = createCallerFactory(payRouter)

function as(actor: Actor, now = new Date()) {
  const ctx: Ctx = test.ctx(actor, now)
  return caller({ ...ctx, isSessionInvalid: false } as RequestCtx).qrcode // the procedure reads nothing else of a request
}

const buyerOf = ({ userId }: { userId: number }, appId = 0): Actor => ({ kind: 'shopper', userId, sessionId: 1, appId, ip: '203.0.113.7' })

async function wordOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'done', (error: unknown) => (error instanceof TRPCError ? refusalOf(error).word : String(violatedKey(error))))
}

describe('a payment code', () => {
  it('drawn as PNG says the text, byte for byte, and is the same code when asked for again', async () => {
    const order = await anOrder()
    const { payment } = await as(buyerOf(order)).create({ orderSn: order.sn })

    expect([payment.amountFen, payment.status, payment.subjectSn, payment.payCode, payment.expireTime]).toEqual([1250, 'pending', order.sn, 'sandbox', order.payDeadline?.toISOString()])
    expect(payment.image).toMatchObject({ format: 'png', width: 300, height: 300 })
    const png = PNG.sync.read(Buffer.from(payment.image.dataUrl.replace('data:image/png;base64,', ''), 'base64'))
    expect(jsQR(Uint8ClampedArray.from(png.data), png.width, png.height)?.data).toBe(payment.qrPayload)
    const again = await as(buyerOf(order)).create({ orderId: order.id, payCode: 'sandbox', image: 'svg', size: 120 })
    expect([again.payment.paymentSn, again.payment.image.dataUrl.startsWith('data:image/svg+xml;base64,')]).toEqual([payment.paymentSn, true])
  })

  it('is asked for and closed by its own session or program only', async () => {
    const [order, other] = [await anOrder(), await anOrder()]
    const { payment: { paymentSn } } = await as(buyerOf(order, 5)).create({ orderSn: order.sn, image: 'none' })

    expect((await as({ kind: 'guest', appId: 5, ip: '' }).query({ qrId: paymentSn })).payment.status).toBe('pending')
    expect(await wordOf(as(buyerOf(other)).query({ paymentSn }))).toBe('NOT_FOUND')
    expect(await wordOf(as({ kind: 'guest', appId: 0, ip: '' }).query({ paymentSn }))).toBe('NOT_FOUND')
    expect(await wordOf(as(buyerOf(other)).close({ paymentSn }))).toBe('NOT_FOUND')
    expect((await as(buyerOf(order)).close({ paymentSn })).payment).toMatchObject({ status: 'closed', qrPayload: '' })
  })

  it('waiting for it finds the payment, and asks the provider at most every three seconds', async () => {
    const order = await anOrder()
    const now = new Date()
    const { payment: { paymentSn } } = await as(buyerOf(order), now).create({ orderSn: order.sn, image: 'none' })
    const status = async (afterMs: number) => (await as(buyerOf(order), new Date(now.getTime() + afterMs)).query({ paymentSn })).payment.status
    const first = await status(0)
    await fetch(`${sandbox.url}/control/pay/${paymentSn}`, { method: 'POST' })

    expect([first, await status(2999), await status(3000)]).toEqual(['pending', 'pending', 'paid'])
    expect(await wordOf(as(buyerOf(order)).close({ paymentSn }))).toBe('ORDER_PAID')
    expect(await wordOf(as(buyerOf(order)).create({ orderSn: order.sn }))).toBe('ORDER_PAID')
  })

  it.each([
    ['nothing named', {}, 'PARAM_INVALID'], ['two named', { orderId: 1, orderSn: 'x' }, 'PARAM_INVALID'], ['a stranger\'s order', { orderSn: '2026030100000001' }, 'NOT_FOUND'],
    ['a link of a friend', { agentSn: 'x' }, 'AGENT_LINK_INVALID'], ['a method that is not there', { own: true, payCode: 'wxpay' }, 'PAYMENT_UNAVAILABLE'], ['a method without codes', { own: true, payCode: 'bank' }, 'PAYMENT_QR_UNSUPPORTED'],
  ])('%s is refused', async (_case, { own, ...input }: { own?: boolean, orderId?: number, orderSn?: string, agentSn?: string, payCode?: string }, word) => {
    const order = await anOrder()

    expect(await wordOf(as(buyerOf(order)).create(own ? { ...input, orderSn: order.sn } : input))).toBe(word)
  })

  it('needs a session', async () => {
    const order = await anOrder()

    expect(await wordOf(as({ kind: 'guest', appId: 0, ip: '' }).create({ orderSn: order.sn }))).toBe('SESSION_REQUIRED')
  })
})
