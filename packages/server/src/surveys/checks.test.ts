import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { createApiKey, createApp, listApiKeys, revokeApiKey } from '@xiaopu/shared/platform'
import { openWorld } from '../testing/world.ts'
import { NEW_SURVEY, surveyWorld } from './testing/survey-world.ts'
import { post, wjxClient } from './testing/wjx-client.ts'

const world = openWorld()
const wjx = surveyWorld(world)
const TRACE = '0123456789abcdef0123456789abcdef'
const OWNER: Actor = { kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions: ['*'], ip: '' }

const seconds = (): number => Math.floor(Date.now() / 1000)
const staff = () => ({ ...world.shop.systemCtx(), actor: OWNER })
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

describe('the order of checks', () => {
  it('each before all that come after it', async () => {
    const { key, secret } = wjx.full
    const ts = String(seconds())
    const sign = (text: string): string => sha1(text + secret)
    const codes = async (body: object): Promise<number> => (await post(world.app, JSON.stringify(body))).code
    expect(await codes({})).toBe(40001)
    expect(await codes({ appid: '' })).toBe(40001)
    expect(await codes({ appid: '87654321' })).toBe(40002)
    expect(await codes({ appid: key })).toBe(40003)
    expect(await codes({ appid: key, ts: String(Number(ts) - 31), sign: sign(`${key}${Number(ts) - 31}`) })).toBe(40003)
    expect(await codes({ appid: key, ts, encode: 'md5' })).toBe(40004)
    expect(await codes({ appid: key, ts, encode: 'md5', sign: '00' })).toBe(50002)
    expect(await codes({ appid: key, ts, sign: '00', action: '9999999' })).toBe(40005)
    expect(await codes({ appid: key, ts, sign: sign(`${key}${ts}`) })).toBe(40006)
    expect(await codes({ appid: key, ts, action: '1000003', sign: sign(`1000003${key}${ts}`) })).toBe(40007)
    expect(await codes({ appid: Number(key), ts: Number(ts), action: 1000002, sign: sign(`1000002${key}${ts}`) })).toBe(0)
  })

  it('thirty seconds are taken, either way, thirty-one are not', async () => {
    for (const [apart, code] of [[-29, 0], [29, 0], [-32, 40003], [32, 40003]] as const) {
      expect((await wjx.call('1000002', {}, { before: { ts: seconds() + apart } })).code).toBe(code)
    }
  })

  it.each([['not json', 'text/plain', '{}'], ['a list', 'application/json', '[]'], ['no text at all', 'application/json', ''], ['a key twice', 'application/json', '{"appid":"1","appid":"1"}'], ['another charset', 'application/json; charset=gbk', '{}'], ['bytes that are not UTF-8', 'application/json', Buffer.from([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])]])('%s: PARAM_INVALID', async (_name, type, body) => {
    expect(await post(world.app, body, { headers: { 'content-type': type } })).toMatchObject({ status: 200, code: 50002, result: false })
  })

  it('any content type that says json, in any case', async () => {
    for (const type of ['application/json; charset=utf-8', 'text/JSON', 'application/vnd.x+json']) expect((await post(world.app, '{}', { headers: { 'content-type': type } })).code).toBe(40001)
  })

  it('more than a mebibyte: 413', async () => {
    expect(await post(world.app, JSON.stringify({ a: 'x'.repeat(1024 * 1024) }))).toMatchObject({ status: 413, code: 50002 })
  })
})

describe('the addresses', () => {
  it.each(['GET', 'PUT', 'DELETE', 'HEAD'] as const)('%s: 405', async (method) => {
    const reply = await world.app.inject({ method, url: '/openapi/default.aspx' })
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'POST, OPTIONS'])
    if (method !== 'HEAD') expect(reply.json()).toEqual({ result: false, errormsg: '参数错误：http_method', errorcode: 50002 })
  })

  it('OPTIONS: 204', async () => {
    const reply = await world.app.inject({ method: 'OPTIONS', url: '/openapi/default.aspx', headers: { origin: 'https://a.example' } })
    expect([reply.statusCode, reply.headers['access-control-allow-origin'], reply.headers['access-control-allow-methods']]).toEqual([204, '*', 'POST, OPTIONS'])
  })

  it.each(['usersystem', 'subuser', 'contacts', 'shortlink'])('%s.aspx is known, its actions are not', async (name) => {
    const url = `/openapi/${name}.aspx`
    for (const body of ['{}', 'nonsense', '']) expect(await post(world.app, body, { url })).toMatchObject({ status: 200, code: 40007, message: '无效的action' })
    expect(await wjx.call('1000001', {}, { url })).toMatchObject({ status: 200, code: 40007 })
  })

  it('a traceid is echoed and may be signed; another form is left alone', async () => {
    const known = await wjx.call('1000002', {}, { query: `traceid=${TRACE}&action=1000002&x=1` })
    expect(known).toMatchObject({ result: true, headers: { 'x-trace-id': TRACE } })
    expect(known.headers['x-request-id']).toMatch(/^[0-9a-z]{16,32}$/)
    const odd = await wjx.call('1000002', {}, { query: 'traceid=ABC' })
    expect([odd.result, odd.headers['x-trace-id']]).toEqual([true, undefined])
    expect((await wjx.call('1000002', {}, { query: 'action=1000101' })).result).toBe(true)
  })

  it('every error has its own text', async () => {
    const texts = await Promise.all([wjx.call('', {}), wjx.call('7654321', {}), wjx.call('1000001', { vid: 1 }, { after: { sign: 'zz' } }), wjx.call('1000001', { vid: 99_999 })])
    expect(texts.map(({ message }) => message)).toEqual(['未指定action', '无效的action', '签名错误', '记录不存在'])
  })
})

describe('bearer keys', () => {
  it('a sign that is sent counts, and the header is not looked at', async () => {
    const headers = { authorization: 'Bearer wjx_nothing' }
    expect((await wjx.call('1000002', {}, { headers })).code).toBe(0)
    expect((await wjx.call('1000002', {}, { headers, after: { sign: 'ab' } })).code).toBe(40005)
  })

  it('an unknown, a revoked, an expired one, one of an app that is off', async () => {
    const made = await createApp(staff(), { name: '钥匙', needsCaptcha: false, scopes: ['survey'], ipList: [], rates: {} }, world.shop)
    const one = await createApiKey(staff(), { appId: made.app.id, name: 'a', scopes: ['survey'], expiresAt: '' })
    const two = await createApiKey(staff(), { appId: made.app.id, name: 'b', scopes: ['survey'], expiresAt: new Date(Date.now() + 60_000).toISOString() })
    const code = async (key: string): Promise<number> => (await wjx.call('1000002', {}, { key })).code
    expect(one.key).toMatch(/^wjx_[A-Za-z0-9]{40}$/)
    expect([await code(one.key), await code(two.key), await code(`${one.key.slice(0, -1)}!`), await code('x y')]).toEqual([0, 0, 40002, 40002])
    await revokeApiKey(staff(), { appId: made.app.id, id: one.apiKey.id })
    await world.shop.database.db.appApiKey.update({ where: { id: two.apiKey.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect([await code(one.key), await code(two.key)]).toEqual([40002, 40002])
    const kept = await world.shop.database.db.appApiKey.findMany({ where: { appId: made.app.id } })
    expect(JSON.stringify(kept)).not.toContain(one.key.slice(4, -4))
    expect((await listApiKeys(staff(), made.app.id)).map(({ name, revokedAt }) => [name, revokedAt !== ''])).toEqual([['b', false], ['a', true]])
  })

  it('it cannot do more than its app', async () => {
    const { key } = await createApiKey(staff(), { appId: wjx.plain.id, name: 'c', scopes: ['survey'], expiresAt: '' })
    expect((await wjx.call('1000002', {}, { key })).code).toBe(50005)
  })
})

describe('a write', () => {
  it('runs once for one sign, whatever the blanks and the order it is written in', async () => {
    const body = { appid: wjx.full.key, ts: String(seconds()), action: '1000101', ...NEW_SURVEY, title: '只建一次' }
    const text = Object.entries(body).sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => String(value)).join('')
    const signed = { ...body, sign: sha1(text + wjx.full.secret) }
    const first = await post(world.app, JSON.stringify(signed))
    const again = await post(world.app, JSON.stringify(Object.fromEntries(Object.entries({ ...signed, sign: signed.sign.toUpperCase() }).toReversed()), null, 2))
    expect(first.headers['x-idempotent-replay']).toBeUndefined()
    expect(again.headers['x-idempotent-replay']).toBe('true')
    expect(again.body).toBe(first.body)
    expect(await world.shop.database.db.survey.count({ where: { title: '只建一次' } })).toBe(1)
  })

  it('twenty at once run once', async () => {
    const vid = await wjx.survey()
    const ts = String(seconds())
    const body = { appid: wjx.full.key, ts, action: '1001001', vid, inputcosttime: 30, submitdata: '1$1' }
    const sign = sha1(`1001001${wjx.full.key}301$1${ts}${vid}${wjx.full.secret}`)
    const replies = await Promise.all(Array.from({ length: 20 }, () => post(world.app, JSON.stringify({ ...body, sign }))))
    expect(new Set(replies.map(({ body: text }) => text)).size).toBe(1)
    expect(replies[0]?.result).toBe(true)
    expect(await world.shop.database.db.surveyAnswer.count({ where: { surveyId: vid } })).toBe(1)
  })

  it('a refusal is kept too; a reading is not', async () => {
    const options = { before: { ts: seconds(), nonce: 'same' } }
    await wjx.call('1000102', { vid: 999_999, state: 2 }, options)
    expect((await wjx.call('1000102', { vid: 999_999, state: 2 }, options)).headers['x-idempotent-replay']).toBe('true')
    await wjx.call('1000002', {}, options)
    expect((await wjx.call('1000002', {}, options)).headers['x-idempotent-replay']).toBeUndefined()
  })

  it('of a bearer key runs as often as it is sent, unless it names itself', async () => {
    const vid = await wjx.survey()
    const send = (name?: string) => wjx.call('1001001', { vid, inputcosttime: 9, submitdata: '1$2', nonce: 'same' }, { key: wjx.key, ...name ? { headers: { 'idempotency-key': name } } : {} })
    const [first, second] = [await send(), await send()]
    expect(first.body).not.toBe(second.body)
    const [third, fourth] = [await send('order-7'), await send('order-7')]
    expect(fourth.body).toBe(third.body)
    expect(fourth.headers['x-idempotent-replay']).toBe('true')
    expect((await send('x'.repeat(65))).code).toBe(50002)
  })
})

/** How many more calls the bucket has let through since. */
const refilled = (started: number, perSecond: number): number => Math.ceil((performance.now() - started) / 1000 * perSecond)

describe('rates', () => {
  async function limited(): Promise<ReturnType<typeof wjxClient>> {
    const { app, secret } = await createApp(staff(), { name: '限速', needsCaptcha: false, scopes: ['survey'], ipList: [], rates: {} }, world.shop)
    return wjxClient(world.app, { key: app.key, secret })
  }

  it('five surveys a second, then HTTP 429 with Retry-After and nothing done', async () => {
    const call = await limited()
    const started = performance.now()
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('1000101', { ...NEW_SURVEY, title: '限速' })))
    const made = answers.filter(({ result }) => result).length
    expect(made).toBeGreaterThanOrEqual(5)
    expect(made).toBeLessThanOrEqual(5 + refilled(started, 5))
    const over = answers.find(({ result }) => !result)
    expect(over).toMatchObject({ status: 429, code: 50007, message: '请求过于频繁' })
    expect(Number(over?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(await world.shop.database.db.survey.count({ where: { title: '限速' } })).toBe(made)
  })

  it('a reading past the cache counts twice', async () => {
    const call = await limited()
    const started = performance.now()
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('1000002', { nocache: 1 })))
    const made = answers.filter(({ result }) => result).length
    expect(made).toBeGreaterThanOrEqual(5)
    expect(made).toBeLessThanOrEqual(5 + refilled(started, 5))
  })
})

describe('the cache', () => {
  async function titleOf(vid: number, more: Record<string, unknown> = {}): Promise<unknown> {
    return (await wjx.call('1000001', { vid, nonce: '', get_questions: 0, ...more })).data
  }

  it('keeps a reading, unless it is told not to', async () => {
    const vid = await wjx.survey()
    await titleOf(vid)
    await world.shop.database.db.survey.update({ where: { id: vid }, data: { title: '改了' } })
    expect(await titleOf(vid)).toMatchObject({ title: '收货满意度' })
    expect(await titleOf(vid, { nocache: '1' })).toMatchObject({ title: '改了' })
    expect(await titleOf(vid, { nocache: 0 })).toMatchObject({ title: '改了' })
    expect((await wjx.call('1000001', { vid, nocache: 'perhaps' })).message).toBe('参数错误：nocache')
  })

  it('forgets a survey that was written to, and its list', async () => {
    const vid = await wjx.survey()
    const list = async () => JSON.stringify((await wjx.call('1000002', { vid, nonce: '' })).data)
    expect([await titleOf(vid), await list()]).toEqual([expect.objectContaining({ status: 1 }), expect.stringContaining('"status":1')])
    await wjx.call('1000102', { vid, state: 2 })
    expect([await titleOf(vid), await list()]).toEqual([expect.objectContaining({ status: 2 }), expect.stringContaining('"status":2')])
  })

  it('is nobody else\'s', async () => {
    const vid = await wjx.survey()
    await titleOf(vid)
    expect((await wjx.call('1000001', { vid, nonce: '', get_questions: 0 }, { app: wjx.foreign })).code).toBe(50006)
    expect((await wjx.call('1000001', { vid, nonce: '', get_questions: 0 }, { app: wjx.plain })).code).toBe(50005)
  })
})
