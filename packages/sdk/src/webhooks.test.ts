import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WebhookError } from './errors.ts'
import { verifyWebhook } from './webhooks.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const BODY = '{"test": 2432232314}'
const HEADERS = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }
const NOW = new Date(1_614_265_330_000)

const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)

describe('a notice signed by the Standard Webhooks convention', () => {
  it('is the convention\'s own example', async () => {
    expect(await verifyWebhook({ secret: SECRET, headers: HEADERS, body: BODY, now: NOW })).toEqual({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt: NOW, payload: { test: 2432232314 } })
    expect(await verifyWebhook({ secret: SECRET, headers: new Headers(HEADERS), body: BODY, now: NOW })).toMatchObject({ payload: { test: 2432232314 } })
  })

  it('may carry several signatures, and be checked with an old and a new secret', async () => {
    const other = `v1,${createHmac('sha256', 'other').update('x').digest('base64')}`
    const headers = { ...HEADERS, 'webhook-signature': `${other} v2,ignored ${HEADERS['webhook-signature']}` }
    await expect(verifyWebhook({ secret: ['whsec_b3RoZXI=', SECRET], headers, body: BODY, now: NOW })).resolves.toMatchObject({ id: HEADERS['webhook-id'] })
  })

  it('is good for five minutes either way, and no second longer', async () => {
    for (const seconds of [-300, 300]) await expect(verifyWebhook({ secret: SECRET, headers: HEADERS, body: BODY, now: later(seconds) })).resolves.toBeDefined()
    for (const seconds of [-301, 301]) await expect(verifyWebhook({ secret: SECRET, headers: HEADERS, body: BODY, now: later(seconds) })).rejects.toThrow(WebhookError)
  })
})

describe('a notice is refused', () => {
  const refused = (change: Partial<Parameters<typeof verifyWebhook>[0]>) => expect(verifyWebhook({ secret: SECRET, headers: HEADERS, body: BODY, now: NOW, ...change })).rejects.toThrow(WebhookError)

  it('with another body, id or time than was signed', async () => {
    await refused({ body: '{"test": 2432232315}' })
    await refused({ headers: { ...HEADERS, 'webhook-id': 'msg_other' } })
    await refused({ headers: { ...HEADERS, 'webhook-timestamp': '1614265331' } })
  })

  it('with another secret, or one that is none', async () => {
    await refused({ secret: 'whsec_b3RoZXI=' })
    await refused({ secret: 'whsec_' })
    await refused({ secret: 'whsec_%%%' })
  })

  it('without signature headers, or with a shortened or empty signature', async () => {
    await refused({ headers: {} })
    await refused({ headers: { ...HEADERS, 'webhook-signature': 'v1,' } })
    await refused({ headers: { ...HEADERS, 'webhook-signature': HEADERS['webhook-signature'].slice(0, 20) } })
    await refused({ headers: { ...HEADERS, 'webhook-timestamp': 'now' } })
  })
})
