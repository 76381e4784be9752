import { describe, expect, it } from 'vitest'
import { inProcessRates } from './rates.ts'
import { call, errorOf, fakeGateway, publicParams, send } from './testing/fake-gateway.ts'

const at = (ms: number): Date => new Date(1_000_000 + ms)

describe('token buckets', () => {
  const bucket = { key: 'a', perSecond: 5, burst: 10 }

  it('lets a burst through, then as many as flow in', () => {
    const rates = inProcessRates()
    for (let n = 0; n < 10; n++) expect(rates.take([bucket], at(0))).toBe(0)
    expect(rates.take([bucket], at(0))).toBe(1)
    expect(rates.take([bucket], at(199))).toBe(1)
    expect(rates.take([bucket], at(200))).toBe(0)
    expect(rates.take([bucket], at(200))).toBe(1)
    for (let n = 0; n < 10; n++) expect(rates.take([bucket], at(60_000))).toBe(0)
    expect(rates.take([bucket], at(60_000))).toBe(1)
  })

  it('takes of all buckets or of none', () => {
    const rates = inProcessRates()
    const narrow = { key: 'b', perSecond: 0.5, burst: 1 }
    expect(rates.take([bucket, narrow], at(0))).toBe(0)
    for (let n = 0; n < 20; n++) expect(rates.take([bucket, narrow], at(0))).toBe(2)
    for (let n = 0; n < 9; n++) expect(rates.take([bucket], at(0))).toBe(0)
    expect(rates.take([bucket], at(0))).toBe(1)
  })

  it('0 is no limit', () => {
    const rates = inProcessRates()
    for (let n = 0; n < 1000; n++) expect(rates.take([{ key: 'a', perSecond: 0, burst: 0 }], at(0))).toBe(0)
  })

  it('forgets keys nobody uses', () => {
    const rates = inProcessRates()
    for (let n = 0; n < 50_000; n++) rates.take([{ ...bucket, key: `k${n}` }], at(n * 1000))
    expect(rates.take([{ ...bucket, key: 'k1' }], at(50_000_000))).toBe(0)
  })
})

describe('failures of one address', () => {
  it('more than 120 in a minute shut it out for the rest of that minute', () => {
    const rates = inProcessRates()
    for (let n = 0; n < 120; n++) expect(rates.countFailure('x', at(n))).toBe(0)
    expect(rates.blockedFor('x', at(30_000))).toBe(0)
    expect(rates.countFailure('x', at(30_000))).toBe(30)
    expect(rates.blockedFor('x', at(59_500))).toBe(1)
    expect(rates.blockedFor('y', at(59_500))).toBe(0)
    expect(rates.blockedFor('x', at(60_000))).toBe(0)
    expect(rates.countFailure('x', at(60_000))).toBe(0)
  })
})

describe('rates of an app', () => {
  async function countPassed(method: string, tries: number): Promise<number> {
    const gateway = fakeGateway()
    let passed = 0
    for (let n = 0; n < tries; n++) {
      const reply = await call(gateway, method, { nonce: String(n), session: 'test' })
      if (reply.code !== 50007) passed += 1
    }
    return passed
  }

  it.each([['ectouch.shop.help', 100], ['ectouch.cart.add', 40], ['ectouch.user.signin', 10]])('%s: %i in one moment', async (method, burst) => {
    expect(await countPassed(method, burst + 5)).toBe(burst)
  })

  it('all methods together: 200', async () => {
    const gateway = fakeGateway()
    gateway.app.rates = { method: { perSecond: 0, burst: 0 } }
    let limited = 0
    for (let n = 0; n < 205; n++) limited += (await call(gateway, n % 2 ? 'ectouch.shop.help' : 'ectouch.no.such')).code === 50007 ? 1 : 0
    expect(limited).toBe(5)
  })

  it('the app\'s own figures count', async () => {
    const gateway = fakeGateway()
    gateway.app.rates = { write: { perSecond: 0, burst: 0 }, method: { perSecond: 1, burst: 2 } }
    const codes = [0, 1, 2].map(async (n) => (await call(gateway, 'ectouch.cart.add', { goods_id: '1', nonce: String(n) })).code)
    expect(await Promise.all(codes)).toEqual([0, 0, 50007])
    gateway.clock.now = new Date(gateway.clock.now.getTime() + 1000)
    expect((await call(gateway, 'ectouch.cart.add', { goods_id: '1', nonce: '2' })).code).toBe(0)
    expect(gateway.calls).toHaveLength(3)
  })

  it('an address that fails 121 times is limited, whoever it says it is', async () => {
    const gateway = fakeGateway()
    const wrong = { ...publicParams('ectouch.shop.help'), sign: 'ab'.repeat(16) }
    for (let n = 0; n < 120; n++) expect((await send(gateway, wrong)).code).toBe(40005)
    expect((await call(gateway, 'ectouch.shop.help')).code).toBe(0)
    const reply = await send(gateway, wrong)
    expect(errorOf(reply).code).toBe(50007)
    expect(reply.headers['retry-after']).toBe('60')
    expect((await call(gateway, 'ectouch.shop.help')).code).toBe(50007)
    expect((await send(gateway, wrong, { ip: '198.51.100.1' })).code).toBe(40005)
    gateway.clock.now = new Date(gateway.clock.now.getTime() + 60_000)
    expect((await call(gateway, 'ectouch.shop.help')).code).toBe(0)
  })
})
