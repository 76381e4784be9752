import { beforeEach, describe, expect, it } from 'vitest'
import { incoming } from '../../testing/fake-gateway.ts'
import { handleCall } from '../../pipeline.ts'
import { UnreadableRequest } from '../../received.ts'
import { careyshop } from './index.ts'
import { ADMIN, type Asked, type CareyFake, CLERK, EXPIRED, fakeCarey, REVOKED, SECONDS, SHOPPER, signed } from './testing/fake-methods.ts'

interface Envelope { status: number, message: string, data: unknown, debug?: Record<string, unknown> }

let carey: CareyFake
beforeEach(() => { carey = fakeCarey() })

const ask = async (request: Asked): Promise<Envelope> => JSON.parse((await carey.ask(request)).body) as Envelope // the dialect answers nothing else
const failure = (status: number, message: string): Envelope => ({ status, message, data: null })
const SIGN = '0'.repeat(32)

describe('the order of checks: the first that fails answers', () => {
  it.each([
    ['an address nobody has', { path: '/api/v2/app', params: { appkey: 'x' } }, 404, '请求地址不存在'],
    ['a controller nobody has', { path: '/api/v1/moon', params: { appkey: 'x' } }, 404, '请求地址不存在'],
    ['an app key that is no number, before all others', { params: { appkey: 'x', token: 'x'.repeat(101), timestamp: 'x' } }, 500, 'appkey必须是整数'],
    ['an app key of seven digits', { params: { appkey: 1234567 } }, 500, 'appkey长度不符合要求 8'],
    ['a long token', { params: { appkey: '12345678', token: 'x'.repeat(101), sign: 'x' } }, 500, 'token长度不能超过 100'],
    ['a short sign', { params: { sign: 'x', timestamp: 'x' } }, 500, 'sign长度不能小于 32'],
    ['a sign that is no text', { params: { sign: 1e34 } }, 500, 'sign长度不能小于 32'],
    ['a time that is none', { params: { timestamp: '2016-02-30', format: 'x' } }, 500, '无效的日期格式'],
    ['a time 601 s back', { params: { timestamp: SECONDS - 601 } }, 500, 'timestamp已过期'],
    ['a time 601 s ahead', { params: { timestamp: SECONDS + 601 } }, 500, 'timestamp已过期'],
    ['an unknown format', { params: { format: 'html', method: 'x'.repeat(101) } }, 500, 'format必须在 json,jsonp,xml 范围内'],
    ['a long method', { params: { method: 'x'.repeat(101), callback: '1' } }, 500, 'method长度不能超过 100'],
    ['a callback that is none', { params: { format: 'jsonp', callback: 'a-b', token: 'x' } }, 500, 'callback格式错误'],
    ['an unknown token, even on an open method', { params: { method: 'get.open', token: 'x' } }, 401, '未授权或授权已过期'],
    ['an expired token', { params: { method: 'get.open', token: EXPIRED } }, 401, 'token已过期'],
    ['a revoked token', { params: { method: 'get.open', token: REVOKED } }, 401, 'token错误'],
    ['no method', { params: {} }, 403, '权限不足'],
    ['an unknown method', { params: signed({ token: ADMIN, method: 'get.moon' }) }, 403, '权限不足'],
    ['a method of another controller', { params: signed({ token: ADMIN, method: 'get.brand' }) }, 403, '权限不足'],
    ['a guest with a wrong sign', { params: { method: 'set.app', appkey: '12345678', sign: SIGN } }, 403, '权限不足'],
    ['a shopper on a method of the staff', { params: signed({ token: SHOPPER, method: 'set.app' }) }, 403, '权限不足'],
    ['staff on a method of shoppers', { params: signed({ token: ADMIN, method: 'get.own' }) }, 403, '权限不足'],
    ['staff without the right', { params: signed({ token: CLERK, method: 'set.app' }) }, 403, '权限不足'],
    ['no app key', { params: { method: 'set.app', token: ADMIN } }, 500, 'appkey已禁用或不存在'],
    ['an unknown app key', { params: { method: 'set.app', token: ADMIN, appkey: '87654321' } }, 500, 'appkey已禁用或不存在'],
    ['no time', { params: { method: 'set.app', token: ADMIN, appkey: 12345678, sign: SIGN } }, 500, 'timestamp不能为空'],
    ['no sign', { params: { method: 'set.app', token: ADMIN, appkey: 12345678, timestamp: SECONDS } }, 500, 'sign不存在'],
    ['a wrong sign', { params: { method: 'set.app', token: ADMIN, appkey: 12345678, timestamp: SECONDS, sign: SIGN } }, 500, 'sign错误'],
    ['a sign-in without an app key', { params: { method: 'login' } }, 500, 'appkey已禁用或不存在'],
    ['a refusal of the shop', { params: signed({ token: ADMIN, method: 'set.refused' }) }, 500, '商品库存不足，当前库存 3'],
    ['what nobody foresaw', { params: signed({ token: ADMIN, method: 'set.broken' }) }, 500, '发生未知异常'],
  ] satisfies [string, Asked, number, string][])('%s', async (_name, request, status, message) => {
    expect(await ask(request)).toEqual(failure(status, message))
    expect(carey.calls).toEqual([])
  })

  it.each([
    ['an open method, whatever its sign', { method: 'get.open', sign: SIGN }],
    ['a sign-in with an app key alone', { method: 'login', appkey: 12345678 }],
    ['a signed call', signed({ token: ADMIN, method: 'set.app' })],
    ['600 s ahead', signed({ token: ADMIN, method: 'set.app', timestamp: SECONDS + 600 })],
    ['a time written as a date', signed({ token: SHOPPER, method: 'get.own', timestamp: '2016-01-01 12:00:00' })],
  ])('%s runs', async (_name, params) => {
    expect(await ask({ params })).toMatchObject({ status: 200, message: 'success' })
  })

  it('a closed shop answers nobody, a disabled app neither', async () => {
    carey.gateway.app.isEnabled = false
    expect(await ask({ params: signed({ token: ADMIN, method: 'set.app' }) })).toEqual(failure(500, 'appkey已禁用或不存在'))
    carey.gateway.clock.isClosed = true
    expect(await ask({ params: { appkey: 'x' } })).toEqual(failure(500, '商店暂时关闭'))
  })
})

describe('answers', () => {
  const open = { method: 'get.open' }

  it.each([
    ['json', {}, 'application/json; charset=utf-8', '{"status":200,"message":"success","data":{"text":"<&>","none":null,"yes":true,"list":[1,{"a":2}],"empty":[]}}'],
    ['jsonp', { format: 'jsonp' }, 'application/javascript; charset=utf-8', 'jsonpReturn({"status":200,"message":"success","data":{"text":"\\u003c\\u0026\\u003e","none":null,"yes":true,"list":[1,{"a":2}],"empty":[]}});'],
    ['xml', { format: 'xml' }, 'text/xml; charset=utf-8', '<?xml version="1.0" encoding="utf-8"?><careyshop><status>200</status><message>success</message><data><text>&lt;&amp;&gt;</text><none></none><yes>1</yes><list><item id="0">1</item><item id="1"><a>2</a></item></list><empty></empty></data></careyshop>'],
  ])('%s', async (_name, params, contentType, body) => {
    expect(await carey.ask({ params: { ...open, ...params } })).toMatchObject({ status: 200, contentType, body })
  })

  it.each([
    ['over TLS the status of the answer', true, {}, 403],
    ['over plain HTTP always 200', false, {}, 200],
    ['to a script always 200', true, { format: 'jsonp' }, 200],
  ])('the HTTP status is %s', async (_name, isTls, params, status) => {
    expect((await carey.ask({ params, isTls })).status).toBe(status)
  })

  it('a picture goes out as it is, and has no place in a batch', async () => {
    expect((await carey.ask({ params: { method: 'get.picture', format: 'xml' } })).picture?.bytes.toString()).toBe('png')
    const { data } = await ask({ path: '/api/batch', params: signed({ batch: [{ version: 'v1', controller: 'app', method: 'get.picture' }] }) })
    expect(data).toEqual([{ status: 500, message: 'method不支持批量调用', version: 'v1', controller: 'app', method: 'get.picture', data: false }])
  })

  it.each([
    [new UnreadableRequest('http_method', 405), 500, '不支持的请求方式'],
    [new UnreadableRequest('body', 413), 413, '请求数据过大'],
    [new UnreadableRequest('url', 414), 413, '请求数据过大'],
    [new UnreadableRequest('body'), 400, '请求数据格式错误'],
  ])('of a request nobody can read', async (unreadable, status, message) => {
    const { ports, gateway } = carey
    const reply = await handleCall(gateway, careyshop({ ports, path: '/api/v1/app', isTls: true, userAgent: '', picture: null }), incoming({ unreadable }))
    expect([reply.status, JSON.parse(reply.body)]).toEqual([status, failure(status, message)])
  })
})

describe('is_debug', () => {
  const params = (more: object = {}): Record<string, unknown> => ({ ...signed({ token: ADMIN, method: 'set.refused', is_debug: 1, note: 'private' }), ...more })

  it('is a parameter as any other where it is not switched on', async () => {
    expect(await ask({ params: params() })).not.toHaveProperty('debug')
  })

  it('tells where a call failed and no value', async () => {
    carey.ports.isDebug = true
    const { debug, ...rest } = await ask({ params: params({ sign: SIGN }) })
    expect(rest).toEqual(failure(500, 'sign错误'))
    expect(debug).toMatchObject({ error: 'SIGN_INVALID', step: 8, sign: { names: ['appkey', 'is_debug', 'method', 'note', 'timestamp', 'token'], left_out: ['sign'], reading: '' } })
    expect(JSON.stringify(debug)).not.toMatch(/private|helloworld|a{32}/)
  })
})

describe('a batch', () => {
  const batch = (calls: unknown, more: object = {}): Asked => ({ path: '/api/batch', params: signed({ token: ADMIN, batch: calls, ...more }) })
  const set = { version: 'v1', controller: 'App', method: 'set.app' }

  it('runs in order; a failure does not touch the others', async () => {
    const { data } = await ask(batch([set, { ...set, method: 'set.refused' }, { ...set, method: 'set.broken' }, { ...set, method: 'nothing' }, { controller: 'app' }, { ...set, version: 'v1', controller: 'batch' }, { ...set, method: 'get.open' }]))
    expect(data).toMatchObject([
      { status: 200, message: 'success', ...set, data: 1 },
      { status: 500, message: '商品库存不足，当前库存 3', data: false },
      { status: 500, message: '发生未知异常', data: false },
      { status: 500, message: '权限不足', data: false },
      { status: 500, message: 'version不能为空', version: '', controller: 'app', method: '', data: false },
      { status: 500, message: '权限不足', data: false },
      { status: 200 },
    ])
  })

  it('an object answers an object with its keys', async () => {
    expect((await ask(batch({ first: set }))).data).toMatchObject({ first: { status: 200 } })
  })

  it.each([
    ['missing', undefined, 'batch参数与规则不符'],
    ['no list', 5, 'batch参数与规则不符'],
    ['too many', Array.from({ length: 51 }, () => set), 'batch参数与规则不符'],
    ['empty', [], '请求结果为空'],
  ])('%s is refused', async (_name, calls, message) => {
    expect(await ask(batch(calls))).toEqual(failure(500, message))
  })

  it('is signed, also when all its calls are open', async () => {
    expect(await ask({ path: '/api/batch', params: { batch: [{ ...set, method: 'get.open' }] } })).toEqual(failure(500, 'appkey已禁用或不存在'))
  })

  it('counts each of its calls; those beyond the rate fail alone', async () => {
    carey.gateway.app.rates = { write: { perSecond: 1, burst: 2 } }
    const { data } = await ask(batch([set, set, set, { ...set, method: 'get.open' }]))
    expect(data).toMatchObject([{ status: 200 }, { status: 200 }, { status: 500, message: '操作过于频繁，请 1 秒后再试' }, { status: 200 }])
  })
})

describe('repeats', () => {
  it('of a write get the first answer; other lists under the same sign run', async () => {
    const params = signed({ token: ADMIN, method: 'set.app', id: [1] })
    const [first, again, other] = [await carey.ask({ params }), await carey.ask({ params, isTls: true }), await carey.ask({ params: { ...params, id: [2] } })]
    expect(again.body).toBe(first.body)
    expect(again.headers).toMatchObject({ 'x-idempotent-replay': 'true' })
    expect(other.body).not.toBe(first.body)
    expect(carey.calls).toHaveLength(2)
  })

  it('of a refused write have its status over TLS', async () => {
    const params = signed({ token: ADMIN, method: 'set.refused' })
    await carey.ask({ params })
    expect((await carey.ask({ params, isTls: true })).status).toBe(500)
  })

  it('keep a secret sealed', async () => {
    const params = signed({ token: ADMIN, method: 'set.secret' })
    const first = await carey.ask({ params })
    expect(JSON.stringify([...carey.gateway.replays.values()])).not.toContain('s3cret')
    expect((await carey.ask({ params })).body).toBe(first.body)
  })

  it('of a read run again', async () => {
    const params = signed({ token: SHOPPER, method: 'get.own' })
    await carey.ask({ params })
    await carey.ask({ params })
    expect(carey.calls).toHaveLength(2)
  })
})

describe('rates', () => {
  it('a caller who names no app is counted by address, a sign-in more strictly', async () => {
    for (let at = 0; at < 60; at++) await carey.ask({ params: { method: 'get.open' } })
    const limited = await carey.ask({ params: { method: 'get.open' }, isTls: true })
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '1'])

    for (let at = 0; at < 10; at++) await carey.ask({ params: { method: 'login', appkey: 12345678 } })
    expect(await ask({ params: { method: 'login', appkey: 12345678 } })).toEqual(failure(429, '操作过于频繁，请 1 秒后再试'))
  })
})
