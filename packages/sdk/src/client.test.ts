import { describe, expect, it, vi } from 'vitest'
import { createClient } from './client.ts'
import { ConnectionError, GatewayError, isRefusal } from './errors.ts'

type Answer = { status?: number, body: unknown, headers?: Record<string, string> } | Error

const item: Answer = { body: { response: { item: { goods_id: 1 } } } }
const refusal = (code: number, headers: Record<string, string> = {}): Answer => ({ body: { error_response: { code, msg: 'no', params: {} } }, headers: { 'X-Request-Id': 'req1', ...headers } })

/** A gateway that answers in this order and remembers what it was sent. */
function gateway(...answers: Answer[]) {
  const sent: Record<string, string>[] = []
  const fake = vi.fn<typeof fetch>(async (_url, init) => {
    const body = init?.body
    sent.push(body instanceof URLSearchParams ? Object.fromEntries(body) : {})
    const answer = answers[sent.length - 1] ?? answers.at(-1)
    if (answer instanceof Error || !answer) throw answer ?? new TypeError('nothing')
    return new Response(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body), { status: answer.status ?? 200, headers: answer.headers })
  })
  return { sent, fake, client: createClient({ baseUrl: 'https://shop.example/', appKey: '12345678', secret: 'helloworld', fetch: fake }) }
}

const broken = new TypeError('fetch failed')

describe('a call', () => {
  it('is signed, carries the session and a nonce, and goes to the gateway', async () => {
    const { client, sent, fake } = gateway(item)
    await client.withSession('abc').call('ectouch.cart.add', { goods_id: 1, spec: [118, 121], buy_now: true })
    expect(fake.mock.calls[0]?.[0]).toBe('https://shop.example/router/rest')
    expect(sent[0]).toMatchObject({ app_key: '12345678', method: 'ectouch.cart.add', goods_id: '1', spec: '[118,121]', buy_now: 'true', session: 'abc', sign_method: 'hmac-sha256', format: 'json' })
    expect(sent[0]?.sign).toMatch(/^[\dA-F]{64}$/)
  })

  it('is the same by name, by member and where a name continues another', async () => {
    const { client, sent } = gateway(item)
    await client.item.sku.get({ goods_id: 1 })
    await client.user.signup.fields()
    await client.shop.ad({ action: 'list', position_code: 'home' })
    expect(sent.map(({ method }) => method)).toEqual(['ectouch.item.sku.get', 'ectouch.user.signup.fields', 'ectouch.shop.ad'])
    expect(typeof client.user.signup).toBe('function')
  })

  it('sends times in GMT+8 and leaves out what is undefined', async () => {
    const { client, sent } = gateway(item)
    await client.orders.get({ start_time: new Date(Date.UTC(2026, 2, 18, 0)), keywords: undefined })
    expect(sent[0]).toMatchObject({ start_time: '2026-03-18 08:00:00' })
    expect(sent[0]).not.toHaveProperty('keywords')
  })

  it('throws what the shop refuses by its word', async () => {
    const { client } = gateway(refusal(50301))
    const error: unknown = await client.item.get({ goods_id: 1 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GatewayError)
    expect(error).toMatchObject({ word: 'OUT_OF_STOCK', code: 50301, requestId: 'req1' })
    expect(isRefusal(error, 'NOT_FOUND', 'OUT_OF_STOCK')).toBe(true)
    expect(isRefusal(error, 'NOT_FOUND')).toBe(false)
  })
})

describe('what is sent again', () => {
  it('a read or a write whose line broke, with the very same signature', async () => {
    for (const call of ['read', 'write'] as const) {
      const { client, sent } = gateway(broken, { status: 502, body: '<html>' }, item)
      await (call === 'read' ? client.item.get({ goods_id: 1 }) : client.cart.add({ goods_id: 1 }))
      expect(sent).toHaveLength(3)
      expect(new Set(sent.map(({ sign }) => sign)).size).toBe(1)
    }
  })

  it('never a sign-in whose line broke', async () => {
    const { client, sent } = gateway(broken)
    await expect(client.user.signin({ user_name: 'wang', password: 'x' })).rejects.toThrow(ConnectionError)
    expect(sent).toHaveLength(1)
  })

  it('a read after an error inside the shop, never a write', async () => {
    const read = gateway(refusal(-1), item)
    await read.client.item.get({ goods_id: 1 })
    expect(read.sent).toHaveLength(2)
    const write = gateway(refusal(-1), item)
    await expect(write.client.cart.add({ goods_id: 1 })).rejects.toMatchObject({ word: 'SYSTEM_ERROR' })
    expect(write.sent).toHaveLength(1)
  })

  it('a limited call, after the seconds the gateway names', async () => {
    vi.useFakeTimers()
    try {
      const { fake, sent } = gateway(refusal(50007, { 'Retry-After': '7' }), item)
      // MD5 is worked out at once; HMAC takes real time.
      const answer = createClient({ baseUrl: 'https://shop.example', appKey: '12345678', secret: 'helloworld', signMethod: 'md5', fetch: fake }).cart.add({ goods_id: 1 })
      await vi.advanceTimersByTimeAsync(6900)
      expect(sent).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(500)
      await answer
      expect(sent).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('at most twice, and nothing after the caller gave up', async () => {
    const { client, sent } = gateway(broken)
    await expect(client.item.get({ goods_id: 1 })).rejects.toThrow(ConnectionError)
    expect(sent).toHaveLength(3)
    const given = gateway(broken)
    const stop = new AbortController()
    const answer = given.client.item.get({ goods_id: 1 }, { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    expect(given.sent.length).toBeLessThanOrEqual(1)
  })
})
