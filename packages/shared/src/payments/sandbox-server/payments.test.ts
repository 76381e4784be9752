import type { SandboxWorld } from './testing.ts'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sandboxProvider, timedFetch } from '../providers/index.ts'
import { paySignText } from '../providers/rsa-v3.ts'
import { listeningShop, paymentOf, sandboxWorld } from './testing.ts'

let world: SandboxWorld
beforeAll(async () => { world = await sandboxWorld({ callTimeoutMs: 400 }) })
beforeEach(() => world.control('reset'))
afterAll(() => world.close())

function failure(kind: string, code?: string) {
  return expect.objectContaining(code === undefined ? { name: 'ProviderError', kind } : { name: 'ProviderError', kind, code })
}

describe('create', () => {
  it('the same number and amount again is the same payment', async () => {
    const request = paymentOf()

    const first = await world.provider.create(request)
    const second = await world.provider.create(request)

    expect(first.qrCode).toBe(`${world.sandbox.url}/pay/${first.providerId}`)
    expect(second).toEqual(first)
  })

  it('the same number with another amount is refused', async () => {
    const request = paymentOf()
    await world.provider.create(request)

    await expect(world.provider.create({ ...request, amountFen: 1249 })).rejects.toEqual(failure('refused', 'OUT_TRADE_NO_USED'))
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'open', amountFen: 1250 })
  })

  it.each([
    ['h5', ''],
    ['page', ''],
  ] as const)('%s leads the browser to the payer\'s page', async (channel, qrCode) => {
    const created = await world.provider.create(paymentOf({ channel }))

    expect(created).toEqual({ payUrl: `${world.sandbox.url}/pay/${created.providerId}`, qrCode, params: {}, providerId: created.providerId })
  })

  it('jsapi hands out parameters that our key signed', async () => {
    const { params, providerId } = await world.provider.create(paymentOf({ channel: 'jsapi', openid: 'o1' }))

    const { appId = '', timeStamp = '', nonceStr = '', paySign = '' } = params
    const text = paySignText({ appId, timestamp: timeStamp, nonce: nonceStr, prepayId: providerId })
    const ourKey = createPublicKey(world.sandbox.settings.privateKeyPem)
    expect(params).toMatchObject({ package: `prepay_id=${providerId}`, signType: 'RSA' })
    expect(verify('sha256', text, ourKey, Buffer.from(paySign, 'base64'))).toBe(true)
  })

  it('jsapi without an openid is refused', async () => {
    await expect(world.provider.create(paymentOf({ channel: 'jsapi' }))).rejects.toEqual(failure('refused', 'PARAM_ERROR'))
  })

  it('a long description is cut to what the provider takes', async () => {
    const created = await world.provider.create(paymentOf({ description: '🍵'.repeat(200) }))

    const page = await fetch(created.qrCode).then((answer) => answer.text())
    expect(page.match(/🍵/gu)).toHaveLength(127)
  })

  it('an amount of 0 or in dollars is refused', async () => {
    await expect(world.provider.create(paymentOf({ amountFen: 0 }))).rejects.toEqual(failure('refused', 'PARAM_ERROR'))
    await expect(world.provider.create(paymentOf({ currency: 'USD' }))).rejects.toEqual(failure('refused', 'PARAM_ERROR'))
  })

  it('a shop with another key is not let in', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const settings = { ...world.sandbox.settings, privateKeyPem, notifyUrl: world.shop.notifyUrl }

    await expect(sandboxProvider(settings).query('P1234567')).rejects.toEqual(failure('unreachable'))
    await expect(sandboxProvider(settings).create(paymentOf())).rejects.toEqual(failure('unreachable'))
  })
})

describe('query and close', () => {
  it('a paid payment tells everything that is compared with our row', async () => {
    const request = paymentOf()
    await world.provider.create(request)
    await world.control(`pay/${request.paymentSn}`)

    expect(await world.provider.query(request.paymentSn)).toEqual({
      state: 'paid',
      amountFen: 1250,
      currency: 'CNY',
      account: world.provider.account,
      appId: world.provider.appId,
      tradeNo: expect.stringMatching(/^42\d{20}$/),
      paidAt: expect.any(Date),
    })
  })

  it('a failed attempt is failed and cannot be paid any more', async () => {
    const request = paymentOf()
    await world.provider.create(request)
    await world.control(`pay/${request.paymentSn}`, { action: 'fail' })

    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'failed', tradeNo: '', paidAt: null })
    await expect(world.control(`pay/${request.paymentSn}`)).rejects.toThrow('NOT_PAYABLE')
  })

  it('an unknown payment is open with no amount, and closing it is closed', async () => {
    expect(await world.provider.query('P202601010000000000000000')).toMatchObject({ state: 'open', amountFen: 0, account: '' })
    expect(await world.provider.close('P202601010000000000000000')).toBe('closed')
  })

  it('closed is closed, again too, and nobody can pay it', async () => {
    const request = paymentOf()
    await world.provider.create(request)

    expect(await world.provider.close(request.paymentSn)).toBe('closed')
    expect(await world.provider.close(request.paymentSn)).toBe('closed')
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'closed' })
    await expect(world.control(`pay/${request.paymentSn}`)).rejects.toThrow('NOT_PAYABLE')
  })

  it('closing a paid one says paid', async () => {
    const request = paymentOf()
    await world.provider.create(request)
    await world.control(`pay/${request.paymentSn}`)

    expect(await world.provider.close(request.paymentSn)).toBe('paid')
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'paid' })
  })
})

describe('calls that go wrong', () => {
  it.each(['timeout', 'unknown'])('%s: create has an unknown outcome and query finds the payment', async (kind) => {
    const request = paymentOf()
    await world.control('faults', { calls: [{ kind }] })

    await expect(world.provider.create(request)).rejects.toEqual(failure('unknown_outcome'))
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'open', amountFen: 1250 })
  })

  it('500: create has an unknown outcome and nothing happened', async () => {
    const request = paymentOf()
    await world.control('faults', { calls: [{ kind: '500' }] })

    await expect(world.provider.create(request)).rejects.toEqual(failure('unknown_outcome'))
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'open', amountFen: 0 })
  })

  it('a read is tried twice, not three times', async () => {
    const request = paymentOf()
    await world.provider.create(request)
    await world.control('faults', { calls: [{ kind: '500', count: 3, on: 'query' }] })

    await expect(world.provider.query(request.paymentSn)).rejects.toEqual(failure('unreachable'))
    expect(await world.provider.query(request.paymentSn)).toMatchObject({ state: 'open', amountFen: 1250 })
  })

  it('a slow answer within the limit is an answer', async () => {
    await world.control('faults', { calls: [{ kind: 'slow', seconds: 0.1 }] })

    expect(await world.provider.create(paymentOf())).toMatchObject({ payUrl: '' })
  })

  it('a wrongly signed answer to a write leaves its outcome unknown', async () => {
    const network = timedFetch()
    const settings = { ...world.sandbox.settings, notifyUrl: world.shop.notifyUrl }
    const provider = sandboxProvider(settings, async (url, init) => {
      const answer = await network(url, init)
      if (init.method === 'POST') answer.headers.set('sandbox-nonce', 'changed')
      return answer
    })

    await expect(provider.create(paymentOf())).rejects.toMatchObject({ kind: 'unknown_outcome', cause: { name: 'SignatureError' } })
  })

  it('nobody there: unreachable, for writes too', async () => {
    const gone = await listeningShop()
    await gone.close()
    const settings = { ...world.sandbox.settings, baseUrl: new URL(gone.notifyUrl).origin, notifyUrl: world.shop.notifyUrl }

    await expect(sandboxProvider(settings).create(paymentOf())).rejects.toEqual(failure('unreachable'))
    await expect(sandboxProvider(settings, fetch).create(paymentOf())).rejects.toEqual(failure('unreachable'))
    await expect(sandboxProvider(settings).query('P1234567')).rejects.toEqual(failure('unreachable'))
  })
})
