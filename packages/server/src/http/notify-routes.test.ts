import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PaymentPorts, type PaymentProvider, sandboxDescription } from '@xiaopu/shared/payments'
import { orderSubject } from '@xiaopu/shared/orders'
import { depositSubject } from '@xiaopu/shared/wallet'
import { testDatabase } from '@xiaopu/shared/testing'
import type { Shop } from '../shop.ts'
import { registerNotify } from './notify-routes.ts'

const test = testDatabase()
const seen: { body: string, signature: unknown }[] = []
let app: FastifyInstance

/** Only what a notification needs: it keeps what it was handed and says that nothing happened. */
const provider = {
  account: 'm',
  appId: 'a',
  describe: () => sandboxDescription,
  async parse(body: Uint8Array, headers: Record<string, unknown>) {
    seen.push({ body: Buffer.from(body).toString('utf8'), signature: headers['sandbox-signature'] })
    return { id: `E${seen.length}`, kind: 'ignored', paymentSn: '', refundSn: '', amountFen: 0, currency: '', account: '', appId: '', tradeNo: '', providerRefundNo: '', at: new Date() }
  },
  acknowledge: () => ({ status: 204, headers: { 'x-said': 'ok' }, body: '' }),
} as unknown as PaymentProvider // the other operations are never called here

beforeAll(async () => {
  const ports: PaymentPorts = { providers: new Map([['sandbox', provider]]), subjects: { order: orderSubject, deposit: depositSubject }, baseUrl: 'https://shop.example', log: () => undefined }
  app = Fastify()
  app.post('/other', async (request) => ({ body: request.body }))
  await registerNotify(app, { systemCtx: () => test.ctx() } as Shop, ports) // a notification asks the shop for nothing else
})
afterAll(() => app.close())

const post = (url: string, payload: string, contentType: string | undefined = 'application/json') =>
  app.inject({ method: 'POST', url, payload, headers: { ...contentType && { 'content-type': contentType }, 'sandbox-signature': 's' } })

describe('the address of notifications', () => {
  it.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain;charset=utf-8'])('hands over the raw bytes of %s and answers in the provider\'s form', async (contentType) => {
    const answer = await post('/notify/sandbox', '{"a": 1 }\n', contentType)

    expect([answer.statusCode, answer.headers['x-said'], answer.body]).toEqual([204, 'ok', ''])
    expect(seen.at(-1)).toEqual({ body: '{"a": 1 }\n', signature: 's' })
  })

  it.each([['64 KiB', 64 * 1024, 204], ['a byte more', 64 * 1024 + 1, 413]])('takes %s', async (_case, size, status) => {
    expect((await post('/notify/sandbox', 'x'.repeat(size))).statusCode).toBe(status)
  })

  it('takes POST only, of providers there are, and tells no other origin anything', async () => {
    expect((await app.inject({ method: 'GET', url: '/notify/sandbox' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'OPTIONS', url: '/notify/sandbox', headers: { 'origin': 'https://evil.example', 'access-control-request-method': 'POST' } })).headers['access-control-allow-origin']).toBeUndefined()
    expect((await post('/notify/nobody', '{}')).statusCode).toBe(404)
  })

  it('leaves other addresses their own body parser', async () => {
    expect((await post('/other', '{"a":1}')).json()).toEqual({ body: { a: 1 } })
  })
})
