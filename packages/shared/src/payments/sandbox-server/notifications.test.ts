import type { CreateRequest, ProviderEvent } from '../providers/index.ts'
import type { Heard, SandboxWorld } from './testing.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SignatureError } from '../providers/index.ts'
import { paymentOf, sandboxWorld } from './testing.ts'

let world: SandboxWorld
beforeEach(async () => { world = await sandboxWorld() })
afterEach(() => world.close())

async function paid(change: Partial<CreateRequest> = {}): Promise<CreateRequest> {
  const request = paymentOf(change)
  await world.provider.create(request)
  await world.control(`pay/${request.paymentSn}`)
  return request
}

function parse({ body, headers }: Heard): Promise<ProviderEvent> {
  return world.provider.parse(body, headers)
}

async function firstHeard(): Promise<Heard> {
  const [first] = await world.shop.hears(1)
  if (!first) throw new Error('nothing was heard')
  return first
}

describe('a payment that went through', () => {
  it('is told in a signed and sealed message', async () => {
    const request = await paid()

    const heard = await firstHeard()

    expect(heard.body.toString()).not.toContain(request.paymentSn)
    expect(await parse(heard)).toEqual({
      id: expect.stringMatching(/^EV-[\da-f]{32}$/),
      kind: 'paid',
      paymentSn: request.paymentSn,
      refundSn: '',
      amountFen: 1250,
      currency: 'CNY',
      account: world.provider.account,
      appId: world.provider.appId,
      tradeNo: expect.stringMatching(/^42\d{20}$/),
      providerRefundNo: '',
      at: expect.any(Date),
    })
  })

  it('is told again with the same id until the shop says 2xx', async () => {
    world.shop.answers.status = 500
    await paid()
    await world.shop.hears(2)
    world.shop.answers.status = 204

    const events = await Promise.all((await world.shop.hears(3)).map(parse))

    expect(new Set(events.map(({ id }) => id)).size).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(world.shop.heard).toHaveLength(3)
  })

  it('a failed one is told as failed', async () => {
    const request = paymentOf()
    await world.provider.create(request)
    await world.control(`pay/${request.paymentSn}`, { action: 'fail' })

    expect(await parse(await firstHeard())).toMatchObject({ kind: 'failed', paymentSn: request.paymentSn })
  })
})

describe('faults of notifications', () => {
  it('wrong_sign does not pass', async () => {
    await world.control('faults', { notifications: [{ kind: 'wrong_sign' }] })
    await paid()

    await expect(parse(await firstHeard())).rejects.toBeInstanceOf(SignatureError)
  })

  it.each([
    ['wrong_amount', { amountFen: 1249 }],
    ['wrong_mchid', { account: '19000001099' }],
  ])('%s is signed all right and shows in the event', async (kind, shown) => {
    await world.control('faults', { notifications: [{ kind }] })
    await paid()

    expect(await parse(await firstHeard())).toMatchObject({ kind: 'paid', ...shown })
  })

  it('drop is never told, the next one is', async () => {
    await world.control('faults', { notifications: [{ kind: 'drop' }] })
    const dropped = await paid()
    const told = await paid()

    expect(await parse(await firstHeard())).toMatchObject({ paymentSn: told.paymentSn })
    expect(await world.provider.query(dropped.paymentSn)).toMatchObject({ state: 'paid' })
    expect(world.shop.heard).toHaveLength(1)
  })

  it('twice comes twice', async () => {
    await world.control('faults', { notifications: [{ kind: 'twice' }] })
    await paid()

    const events = await Promise.all((await world.shop.hears(2)).map(parse))

    expect(events[0]).toEqual(events[1])
  })

  it('delay comes later', async () => {
    await world.control('faults', { notifications: [{ kind: 'delay', seconds: 0.3 }] })
    const startedMs = Date.now()
    await paid()

    await firstHeard()

    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(299)
  })

  it('reorder: the refund is told before the payment', async () => {
    await world.control('faults', { notifications: [{ kind: 'reorder' }] })
    const request = await paid()
    await world.provider.refund({
      paymentSn: request.paymentSn,
      refundSn: 'R2026010108000000000000001',
      amountFen: 1250,
      totalFen: 1250,
      currency: 'CNY',
      reason: '不想要了',
    })

    const events = await Promise.all((await world.shop.hears(2)).map(parse))

    expect(events.map(({ kind }) => kind)).toEqual(['refunded', 'paid'])
  })
})

describe('messages of strangers', () => {
  it.each(['WECHATPAY/SIGNTEST/', 'SANDBOX/SIGNTEST/'])('the probe %s… fails like any wrong signature', async (prefix) => {
    await paid()
    const { body, headers } = await firstHeard()
    const genuine = String(headers['sandbox-signature'])

    for (const signature of [`${prefix}${genuine}`, `${prefix}${genuine.slice(prefix.length)}`, prefix]) {
      await expect(parse({ body, headers: { ...headers, 'sandbox-signature': signature } })).rejects.toBeInstanceOf(SignatureError)
    }
  })

  it('a changed byte, an unknown serial, no headers: refused', async () => {
    await paid()
    const { body, headers } = await firstHeard()
    const changed = Uint8Array.from(body, (byte, at) => at === 20 ? byte ^ 1 : byte)

    await expect(world.provider.parse(changed, headers)).rejects.toBeInstanceOf(SignatureError)
    await expect(parse({ body, headers: { ...headers, 'sandbox-serial': 'ABC' } })).rejects.toBeInstanceOf(SignatureError)
    await expect(parse({ body, headers: {} })).rejects.toBeInstanceOf(SignatureError)
  })

  it('is answered the way the provider understands', () => {
    expect(world.provider.acknowledge('ok')).toEqual({ status: 204, headers: {}, body: '' })
    expect(world.provider.acknowledge('unverified')).toMatchObject({ status: 401, body: '{"code":"FAIL","message":"wrong signature"}' })
    expect(world.provider.acknowledge('error')).toMatchObject({ status: 500 })
  })
})
