import { ERRORS, type ErrorWord } from '@xiaopu/shared/errors'
import { describe, expect, it } from 'vitest'
import { formatGmt8 } from '../../gmt8.ts'
import type { Reply } from '../../call.ts'
import { call, errorOf, fakeGateway, NOW, publicParams, responseOf, send, signed } from '../../testing/fake-gateway.ts'

const SHOPPER = { session: 'test' }

function expectWord(reply: Reply, word: ErrorWord): void {
  expect(errorOf(reply).code).toBe(ERRORS[word].code)
}

describe('the order of checks', () => {
  const unsigned = (params: Record<string, string | undefined>) => publicParams('ectouch.shop.help', params)

  it('asks for the app key first', async () => {
    const reply = await send(fakeGateway(), { format: 'json' })
    expect(errorOf(reply)).toEqual({ code: 40001, msg: 'missing app id', params: { format: 'json' } })
    expectWord(await send(fakeGateway(), unsigned({ app_key: '' })), 'APP_KEY_MISSING')
  })

  it('says an unknown app before a missing timestamp', async () => {
    const reply = await send(fakeGateway(), unsigned({ app_key: '87654321', timestamp: undefined }))
    expect(errorOf(reply)).toMatchObject({ code: 40002, msg: 'invalid app' })
  })

  it('says a missing timestamp before a missing sign, a stale one before a right sign', async () => {
    expectWord(await send(fakeGateway(), unsigned({ timestamp: undefined })), 'TIMESTAMP_INVALID')
    expectWord(await send(fakeGateway(), signed(unsigned({ timestamp: '2016-01-01 11:00:00' }))), 'TIMESTAMP_INVALID')
  })

  it('says a missing sign, then a wrong one before an unknown method', async () => {
    expectWord(await send(fakeGateway(), unsigned({})), 'SIGN_MISSING')
    expectWord(await send(fakeGateway(), { ...unsigned({ method: 'ectouch.no.such' }), sign: 'ab'.repeat(16) }), 'SIGN_INVALID')
  })

  it('takes a sign of the secret before the present one until its time is over, and says which one it was', async () => {
    const gateway = fakeGateway()
    const used: string[] = []
    gateway.ports.apps.touch = (_id, _now, secret) => used.push(secret)
    Object.assign(gateway.app, { oldSecret: 'the one before', oldSecretUntil: new Date(NOW.getTime() + 1) })
    const old = signed(unsigned({}), 'the one before')

    expect(responseOf(await send(gateway, old))).toBeDefined()
    expect(responseOf(await send(gateway, signed(unsigned({}))))).toBeDefined()
    expectWord(await send(gateway, signed(unsigned({}), 'a third one')), 'SIGN_INVALID')
    gateway.app.oldSecretUntil = NOW
    expectWord(await send(gateway, old), 'SIGN_INVALID')
    expect(used).toEqual(['old', 'present'])
  })

  it('says a missing method, an unknown one, then v and format', async () => {
    expectWord(await send(fakeGateway(), signed(unsigned({ method: undefined }))), 'METHOD_MISSING')
    expectWord(await send(fakeGateway(), signed(unsigned({ method: '' }))), 'METHOD_MISSING')
    for (const method of ['ectouch.no.such', 'ECTOUCH.shop.help', 'inside', '__proto__']) {
      expectWord(await call(fakeGateway(), method, { format: 'json', v: '9' }), 'METHOD_INVALID')
    }
    expect(errorOf(await call(fakeGateway(), 'ectouch.shop.help', { v: '3.0' }))).toMatchObject({ code: 50002, msg: 'Parameter v is not valid' })
    expect(errorOf(await call(fakeGateway(), 'ectouch.cart.delete', { format: 'yaml' }))).toMatchObject({ code: 50002, msg: 'Parameter format is not valid' })
    expectWord(await call(fakeGateway(), 'ectouch.shop.help', { nonce: 'n'.repeat(65) }), 'PARAM_INVALID')
  })

  it('asks for the session before the parameters', async () => {
    expectWord(await call(fakeGateway(), 'ectouch.cart.delete'), 'SESSION_REQUIRED')
    expectWord(await call(fakeGateway(), 'ectouch.cart.delete', { session: '' }), 'SESSION_REQUIRED')
    expectWord(await call(fakeGateway(), 'ectouch.cart.delete', { session: 'old' }), 'SESSION_INVALID')
    expectWord(await call(fakeGateway(), 'ectouch.cart.delete', SHOPPER), 'PARAM_MISSING')
  })

  it('says all missing parameters before malformed ones, in the method\'s order', async () => {
    const gateway = fakeGateway()
    const missing = await call(gateway, 'ectouch.message.add', { ...SHOPPER, msg_type: 'x', msg_content: 'b' })
    expect(errorOf(missing).msg).toBe('Parameter msg_title is missing')
    const malformed = await call(gateway, 'ectouch.message.add', { ...SHOPPER, msg_type: '1x', msg_title: 'a', msg_content: 'b' })
    expect(errorOf(malformed).msg).toBe('Parameter msg_type is not valid')
    expect(gateway.calls).toEqual([])
  })

  it('answers -1 for anything unforeseen and keeps the cause to the log', async () => {
    const gateway = fakeGateway()
    const reply = await call(gateway, 'ectouch.item.get', { goods_id: '500' })
    expect(errorOf(reply)).toMatchObject({ code: -1, msg: 'system error' })
    expect(reply.body).not.toContain('business')
    expect(gateway.failures).toMatchObject([{ requestId: '0123456789abcdef0123', error: { message: 'the cause is nobody\'s business' } }])
  })
})

describe('the app', () => {
  it.each([{ isEnabled: false }, { isDeleted: true }])('must not be %j; the operator sees whose call it was', async (change) => {
    const gateway = fakeGateway()
    Object.assign(gateway.app, change)
    expectWord(await call(gateway, 'ectouch.shop.help'), 'APP_KEY_INVALID')
    expect(gateway.records[0]).toMatchObject({ appId: 1, code: 40002 })
  })

  it.each([[['203.0.113.9'], 0], [['203.0.113.0/24'], 0], [['10.0.0.1', '2001:db8::/32', 'nonsense'], 40002], [['nonsense'], 40002]])('is called from %j: %i', async (ipList, code) => {
    const gateway = fakeGateway()
    gateway.app.ipList = ipList
    expect((await call(gateway, 'ectouch.shop.help')).code).toBe(code)
    expect((await send(gateway, signed(publicParams('ectouch.shop.help')), { ip: '::ffff:203.0.113.9' })).code).toBe(code)
  })

  it('may be named by app_id, but not by two different names', async () => {
    const gateway = fakeGateway()
    expect((await call(gateway, 'ectouch.shop.help', { app_key: undefined, app_id: '12345678' })).code).toBe(0)
    expect(errorOf(await call(gateway, 'ectouch.shop.help', { app_id: '87654321' })).msg).toBe('Parameter app_id is not valid')
  })
})

describe('the time window', () => {
  it.each([[0, 0], [600, 0], [-600, 0], [601, 40003], [-601, 40003]])('%i seconds apart: %i', async (seconds, code) => {
    const timestamp = formatGmt8(NOW.getTime() + seconds * 1000)
    expect((await call(fakeGateway(), 'ectouch.shop.help', { timestamp })).code).toBe(code)
  })

  it('counts whole seconds of the server\'s clock', async () => {
    const gateway = fakeGateway()
    gateway.clock.now = new Date(NOW.getTime() + 600_999)
    expect((await call(gateway, 'ectouch.shop.help')).code).toBe(0)
    gateway.clock.now = new Date(NOW.getTime() + 601_000)
    expectWord(await call(gateway, 'ectouch.shop.help'), 'TIMESTAMP_INVALID')
  })

  it.each(['1451620800', '2016-01-01', '2016-01-01T12:00:00', '2016-01-01 12:00:00 ', '2016-02-30 12:00:00', '2016-01-01 24:00:00', '2016-1-1 12:00:00', ''])('refuses %j', async (timestamp) => {
    expectWord(await call(fakeGateway(), 'ectouch.shop.help', { timestamp }), 'TIMESTAMP_INVALID')
  })
})

describe('who may call', () => {
  it('a guest where the session is optional, the shopper when one is sent', async () => {
    const gateway = fakeGateway()
    await call(gateway, 'ectouch.item.get', { goods_id: '1', session: '' })
    await call(gateway, 'ectouch.item.get', { goods_id: '1', ...SHOPPER })
    expect(gateway.calls.map(({ actor }) => actor.kind)).toEqual(['guest', 'shopper'])
    expectWord(await call(gateway, 'ectouch.item.get', { goods_id: '1', session: 'old' }), 'SESSION_INVALID')
  })

  it('a session is not looked at where none is needed', async () => {
    expect((await call(fakeGateway(), 'ectouch.shop.config', { session: 'old' })).code).toBe(0)
  })

  it('a merchant\'s method: an app with the scope or a member with the right', async () => {
    const gateway = fakeGateway()
    const add = (nonce: string) => call(gateway, 'ectouch.item.add', { ...SHOPPER, goods_name: 'x', nonce })
    expectWord(await add('1'), 'FORBIDDEN')
    gateway.ports.members.withScope = (scope) => scope === 'merchant' ? { kind: 'staff', staffId: 8, name: '', sellerId: 3, permissions: [], ip: '' } : null
    expect((await add('2')).code).toBe(0)
    expectWord(await call(gateway, 'ectouch.item.add', { goods_name: 'x', nonce: '3' }), 'FORBIDDEN')
    gateway.app.scopes = ['merchant']
    expect((await call(gateway, 'ectouch.item.add', { goods_name: 'x', nonce: '4' })).code).toBe(0)
    expect(gateway.calls.map(({ actor }) => actor)).toEqual([expect.objectContaining({ kind: 'staff' }), { kind: 'app', appId: 1, sellerId: 3, ip: '203.0.113.9' }])
  })

  it('nobody when the shop is closed, but for what works then', async () => {
    const gateway = fakeGateway()
    gateway.clock.isClosed = true
    expectWord(await call(gateway, 'ectouch.cart.delete'), 'SESSION_REQUIRED')
    expectWord(await call(gateway, 'ectouch.item.get'), 'SHOP_CLOSED')
    expect((await call(gateway, 'ectouch.shop.config')).code).toBe(0)
  })
})

describe('actions', () => {
  it('the default one, a named one, none of that name', async () => {
    const gateway = fakeGateway()
    expect(responseOf(await call(gateway, 'ectouch.tool.region'))).toEqual({ parent_id: 1 })
    expect(responseOf(await call(gateway, 'ectouch.tool.region', { action: 'list', parent_id: '7', region_name: 'ignored' }))).toEqual({ parent_id: 7 })
    expectWord(await call(gateway, 'ectouch.tool.region', { action: 'rename', region_name: '北京' }), 'SESSION_REQUIRED')
    expect(responseOf(await call(gateway, 'ectouch.tool.region', { ...SHOPPER, action: 'rename', region_name: '北京' }))).toEqual({ region_name: '北京' })
    for (const action of ['drop', '__proto__', 'LIST']) {
      expect(errorOf(await call(gateway, 'ectouch.tool.region', { ...SHOPPER, action })).msg).toBe('Parameter action is not valid')
    }
  })
})

describe('what the operator sees', () => {
  it('one record per call, masked, with the app and the method', async () => {
    const gateway = fakeGateway()
    await call(gateway, 'ectouch.user.signin', { user_name: 'ming', password: 'hunter22' })
    expect(gateway.records).toHaveLength(1)
    expect(gateway.records[0]).toMatchObject({ dialect: 'ectouch', appId: 1, appKey: '12345678', method: 'ectouch.user.signin', code: 0, isRepeat: false, ip: '203.0.113.9' })
    expect(gateway.records[0]?.params()).toMatchObject({ user_name: 'ming', password: '***' })
  })
})
