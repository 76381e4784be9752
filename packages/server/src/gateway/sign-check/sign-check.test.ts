import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createApp, debugSign, type IssuedApp, recordCalls, listCalls } from '@xiaopu/shared/platform'
import type { Actor } from '@xiaopu/shared/database'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../../shared/src/database/testing/test-database.ts'
import { SIGN_READERS } from './index.ts'

const test = testDatabase()
const ports = { secretsKey: randomBytes(32) }
const NOW = new Date('2026-03-18T08:18:52Z')
const SECONDS = Math.floor(NOW.getTime() / 1000)
const staff = (sellerId = 0): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions: ['*'], ip: '' })
const hash = (method: string, text: string | Buffer): string => createHash(method).update(text).digest('hex')
const md5 = (text: string | Buffer): string => hash('md5', text)

let issued: IssuedApp
let secret = ''

beforeAll(async () => {
  issued = await createApp(test.ctx(staff(), NOW), { name: '收银', needsCaptcha: false, scopes: [], ipList: [], rates: {} }, ports)
  secret = issued.secret
})

const ask = (request: string, more: { body?: string, signedText?: string, callId?: number, convention?: 'careyshop' | 'wjx' } = {}, sellerId = 0) =>
  debugSign(test.ctx(staff(sellerId), NOW), { request, body: '', signedText: '', callId: 0, convention: '', ...more }, ports, SIGN_READERS)
const causes = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).hints.filter(({ isFault }) => isFault).map(({ cause }) => cause)
const said = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).hints.map(({ cause }) => cause)

type Json = Record<string, unknown>
const bytes = (names: readonly string[]): string[] => [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

describe('a request of CareyShop\'s convention', () => {
  const params = (change: Json = {}): Json => ({ appkey: issued.app.key, token: 'a'.repeat(32), timestamp: SECONDS, format: 'json', method: 'set.goods.item', goods_id: 7, status: true, shop_price: 12.5, tags: [1, 2], brand: null, note: '', remark: '热卖', ...change })
  const plain = (value: unknown): string => (value === true ? '1' : value === false ? '0' : String(value))
  const isSigned = (value: unknown): boolean => value !== null && typeof value !== 'object'
  const text = (of: Json, write = plain, keeps: (value: unknown) => boolean = isSigned): string => bytes(Object.keys(of)).filter((name) => keeps(of[name])).map((name) => name + write(of[name])).join('')
  const wrapped = (inner: string): string => md5(secret + inner + secret)
  const post = (sign: string, of: Json = params()): string => `POST /api/v1/goods HTTP/1.1\nHost: shop.example\nContent-Type: application/json\n\n${JSON.stringify({ ...of, sign })}`

  it('is known by its address, or by the name of its key, and said to be right', async () => {
    const sign = wrapped(text(params()))
    const curl = `curl -s 'https://shop.example/api/v1/goods' -H 'Content-Type: application/json' -d '${JSON.stringify({ ...params(), sign })}'`

    for (const request of [post(sign), curl]) {
      expect(await ask(request)).toMatchObject({ convention: 'careyshop', rightBy: 'present', appName: '收银', canonical: text(params()), signMethod: 'md5', expectedSign: sign.toUpperCase(), differsAt: -1 })
      expect(await causes(request)).toEqual([])
    }
    expect(await ask('', { body: JSON.stringify({ ...params(), sign }) })).toMatchObject({ convention: 'careyshop', rightBy: 'present' })
    expect(await ask(`https://shop.example/api/v1/app/method/get.app.list/appkey/${issued.app.key}/timestamp/${SECONDS}/token/t/sign/${wrapped(`appkey${issued.app.key}methodget.app.listtimestamp${SECONDS}tokent`)}`)).toMatchObject({ rightBy: 'present' })
    expect(await said(post(sign))).toContain('lists_unsigned')
  })

  it.each([
    ['lists in the text', () => text(params(), (value) => (Array.isArray(value) ? JSON.stringify(value) : plain(value)), (value) => value !== null), 'sign_lists'],
    ['a list as PHP prints it', () => text(params(), (value) => (Array.isArray(value) ? 'Array' : plain(value)), (value) => value !== null), 'sign_lists'],
    ['texts alone, as the document\'s example does', () => text(params(), plain, (value) => typeof value === 'string' && value !== ''), 'sign_strings_only'],
    ['numbers left out', () => text(params(), plain, (value) => isSigned(value) && typeof value !== 'number'), 'sign_numbers_left_out'],
    ['booleans as words', () => text(params(), String), 'sign_booleans'],
    ['empty values left out', () => text(params(), plain, (value) => isSigned(value) && value !== ''), 'sign_empty_left_out'],
    ['null as a word', () => text(params(), plain, (value) => value === null || isSigned(value)), 'sign_nulls'],
    ['version and controller', () => text({ ...params(), version: 'v1', controller: 'goods' }), 'sign_address'],
    ['the token left out', () => text(params(), plain).replace(`token${'a'.repeat(32)}`, ''), 'sign_left_out'],
    ['values encoded', () => text(params(), (value) => encodeURIComponent(plain(value))), 'sign_encoded'],
    ['values alone', () => bytes(Object.keys(params())).filter((name) => isSigned(params()[name])).map((name) => plain(params()[name])).join(''), 'sign_values_only'],
  ])('is told its mistake: %s', async (_case, make, cause) => {
    expect((await causes(post(wrapped(make()))))[0]).toBe(cause)
  })

  it('is told mistakes with the secret, the clock and the names', async () => {
    const right = text(params())
    expect(await causes(post(md5(secret + right)))).toEqual(['sign_tail_missing'])
    expect(await causes(post(createHmac('md5', secret).update(right).digest('hex')))).toEqual(['sign_md5_only'])
    expect(await causes(post(wrapped('x')))).toEqual(['sign_secret'])
    const at = async (timestamp: unknown) => (await causes(post(wrapped(text(params({ timestamp }))), params({ timestamp }))))
    expect([await at(SECONDS - 600), await at(SECONDS - 601), await at(NOW.getTime()), await at('soon'), await at(SECONDS - 8 * 3600), await at('2026-03-18 16:18:52')]).toEqual([[], ['ts_off'], ['ts_milliseconds'], ['ts_form'], ['ts_zone'], []])
    expect(await causes(`/api/v1/goods?method=x&app_key=${issued.app.key}&timestamp=${SECONDS}`)).toEqual(['key_name', 'sign_absent'])
  })

  it('shows where the texts part, and never the secret, even when it was sent or pasted', async () => {
    const stated = text(params()).replace('format', 'Format')
    expect(await ask(post(wrapped(stated)), { signedText: `${secret}${stated}${secret}` })).toMatchObject({ signedText: stated, differsAt: text(params()).indexOf('format') })
    const leaky = params({ app_secret: secret })
    const report = await ask(post(wrapped(text(leaky)), leaky))
    expect(report.hints).toContainEqual({ cause: 'secret_sent', details: { name: 'app_secret' }, isFault: true })
    expect(JSON.stringify(report)).not.toContain(secret)
    expect(JSON.stringify(await test.db.auditEntry.findMany())).not.toContain(secret)
  })

  it('of the log, which keeps no sign of this convention, is shown with what had to be signed', async () => {
    const logged = { appkey: issued.app.key, method: 'get.app.list', timestamp: String(SECONDS), token: '***', sign: '***' }
    await recordCalls(test.sql, [{ requestId: 'carey1', dialect: 'careyshop', appId: issued.app.id, appKey: issued.app.key, method: 'get.app.list', code: 40005, durationMs: 1, ip: '', params: logged, at: NOW }])
    const [call] = (await listCalls(test.ctx(staff(), NOW), { appId: 0, method: '', requestId: 'carey1', outcome: 'all', code: 0, from: '', to: '', pageNo: 1, pageSize: 1 })).items
    expect(await ask('', { callId: call?.id ?? 0 })).toMatchObject({ convention: 'careyshop', canonical: `appkey${issued.app.key}methodget.app.listtimestamp${SECONDS}token***` })
    expect(await causes('', { callId: call?.id ?? 0 })).toEqual(['sign_cut'])
  })

  it('of another seller\'s app learns nothing', async () => {
    expect(await ask(post(wrapped(text(params()))), {}, 7)).toMatchObject({ appName: '', expectedSign: '', rightBy: '' })
  })
})

describe('a request of 问卷星\'s convention', () => {
  const params = (change: Json = {}): Json => ({ appid: issued.app.key, ts: SECONDS, action: '1000002', name_like: '满意度', page_index: 1, query_all: false, folder: '', creater: null, conds: '[{"a": 1}]', ...change })
  const shown = (value: unknown): string => (value === null ? '' : String(value))
  const text = (of: Json, write = shown): string => bytes(Object.keys(of)).map((name) => write(of[name])).join('')
  const post = (sign: string, of: Json = params(), query = ''): string => `POST /openapi/default.aspx${query} HTTP/1.1\nContent-Type: application/json\n\n${JSON.stringify({ ...of, sign })}`
  const trace = '0123456789abcdef'.repeat(2)

  it('is known by its address, or by the name of its key, and said to be right by every digest', async () => {
    const sign = hash('sha1', text(params()) + secret)
    expect(await ask(post(sign))).toMatchObject({ convention: 'wjx', rightBy: 'present', canonical: text(params()), signMethod: 'sha1', expectedSign: sign.toUpperCase() })
    expect(await causes(post(sign))).toEqual([])
    expect(await ask('', { body: JSON.stringify({ ...params(), sign }) })).toMatchObject({ convention: 'wjx', rightBy: 'present' })
    const other = params({ encode: 'SHA256' })
    expect(await ask(post(hash('sha256', text(other) + secret), other))).toMatchObject({ rightBy: 'present', signMethod: 'sha256' })
    const withTrace = hash('sha1', text({ ...params(), traceid: trace }) + secret)
    for (const one of [withTrace, sign]) expect(await ask(post(one, params(), `?traceid=${trace}`))).toMatchObject({ rightBy: 'present', canonical: text({ ...params(), traceid: trace }) })
  })

  it.each([
    ['names in the text', () => bytes(Object.keys(params())).filter((name) => shown(params()[name]) !== '').map((name) => name + shown(params()[name])).join(''), 'sign_names'],
    ['the order in which they were sent', () => Object.values(params()).map(shown).join(''), 'sign_order'],
    ['the order of the values', () => Object.values(params()).map(shown).filter(Boolean).sort().join(''), 'sign_by_value'],
    ['None for null', () => text(params(), (value) => (value === null ? 'None' : shown(value))), 'sign_nulls'],
    ['1 and 0 for booleans', () => text(params(), (value) => (typeof value === 'boolean' ? String(Number(value)) : shown(value))), 'sign_booleans'],
    ['texts escaped as JSON does', () => text(params(), (value) => shown(value).replaceAll('"', '\\"').replaceAll(/[^\0-\x7F]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)), 'sign_escaped'],
    ['texts in quotes', () => text(params(), (value) => (typeof value === 'string' ? JSON.stringify(value) : shown(value))), 'sign_quoted'],
    ['JSON written anew', () => text(params(), (value) => shown(value).replace(': ', ':')), 'sign_compacted'],
    ['one left out', () => text(params({ page_index: '' })), 'sign_left_out'],
    ['the address signed as well', () => text({ ...params(), z: '9' }), 'sign_query_signed'],
  ])('is told its mistake: %s', async (_case, make, cause) => {
    expect((await causes(post(hash('sha1', make() + secret), params(), '?z=9')))[0]).toBe(cause)
  })

  it('is told mistakes with the secret, the digest, the clock and the names', async () => {
    const right = text(params())
    const first = async (sign: string) => (await causes(post(sign)))[0]
    expect([await first(hash('sha1', secret + right)), await first(hash('sha1', secret + right + secret)), await first(hash('sha1', right)), await first(hash('sha256', right + secret)), await first(md5(secret + right + secret)), await first(createHmac('sha1', secret).update(right).digest('hex')), await first(hash('sha1', 'x'))])
      .toEqual(['sign_secret_first', 'sign_secret_both', 'sign_secret_missing_end', 'sign_other_encode', 'sign_secret_both', 'sign_hmac', 'sign_secret'])
    const at = async (ts: unknown) => causes(post(hash('sha1', text(params({ ts })) + secret), params({ ts })))
    expect([await at(SECONDS + 30), await at(SECONDS + 31), await at(NOW.getTime())]).toEqual([[], ['ts_off'], ['ts_milliseconds']])
    const encode = params({ encode: 'md5' })
    expect(await causes(post(md5(right), encode))).toContain('encode_unknown')
    const leaky = { ...params(), appkey: secret }
    const report = await ask(post(hash('sha1', text(leaky) + secret), leaky))
    expect(report.hints).toContainEqual({ cause: 'secret_sent', details: { name: 'appkey' }, isFault: true })
    expect(JSON.stringify(report)).not.toContain(secret)
    expect(await causes(`POST /openapi/default.aspx\nContent-Type: text/plain\n\nappid=1`)).toContain('json_only')
    expect(await causes('', { convention: 'wjx', body: '{"action":"10"}' })).toEqual(['key_missing', 'sign_absent', 'action_form', 'ts_missing'])
  })

  it('with a bearer key needs no sign', async () => {
    expect(await said(`curl https://shop.example/openapi/default.aspx -H "Authorization: Bearer wjx_x" -H 'Content-Type: application/json' -d '{"action":"1000002"}'`)).toEqual(['bearer'])
  })

  it('of the log is answered from the log', async () => {
    const sent = params({ creater: '', page_index: '1', query_all: 'false' })
    const sign = hash('sha1', secret + text(sent))
    await recordCalls(test.sql, [{ requestId: 'wjx1', dialect: 'wjx', appId: issued.app.id, appKey: issued.app.key, method: '1000002', code: 40005, durationMs: 1, ip: '', params: { ...Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, shown(value)])), sign }, at: NOW }])
    const [call] = (await listCalls(test.ctx(staff(), NOW), { appId: 0, method: '', requestId: 'wjx1', outcome: 'all', code: 0, from: '', to: '', pageNo: 1, pageSize: 1 })).items
    expect(await causes('', { callId: call?.id ?? 0 })).toEqual(['sign_secret_first'])
  })
})
