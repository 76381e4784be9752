import { createHash, createHmac, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { createApp, debugSign, type IssuedApp, listCalls, recordCalls, resetAppSecret, type SignReaders } from './index.ts'

const test = testDatabase()
const ports = { secretsKey: randomBytes(32) }
// Those of the other conventions come with the gateway.
const none = () => { throw new Error('not asked for here') }
const READERS: SignReaders = { careyshop: none, wjx: none }
const NOW = new Date('2026-03-18T08:18:52Z')
const staff = (sellerId = 0): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions: ['*'], ip: '' })
const ctx = (sellerId = 0) => test.ctx(staff(sellerId), NOW)
const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')
const encode = encodeURIComponent

let issued: IssuedApp

beforeAll(async () => {
  issued = await createApp(ctx(), { name: '收银', needsCaptcha: false, scopes: [], ipList: [], rates: {} }, ports)
})

const params = (change: Record<string, string> = {}): Record<string, string> => ({
  app_key: issued.app.key, format: 'json', keywords: '桂花 乌龙', method: 'ectouch.items.get', timestamp: '2026-03-18 16:18:52', v: '1.0', ...change,
})
const text = (of: Record<string, string>, write: (value: string) => string = (value) => value): string => Object.keys(of).sort().map((name) => name + write(of[name] ?? '')).join('')
const wrapped = (inner: string, secret = issued.secret): string => md5(secret + inner + secret)
const address = (of: Record<string, string>): string => `https://shop.example/router/rest?${Object.entries(of).map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`
const debug = (request: string, more: { body?: string, signedText?: string, callId?: number } = {}) => debugSign(ctx(), { request, body: '', signedText: '', callId: 0, convention: '', ...more }, ports, READERS)
const causes = async (...asked: Parameters<typeof debug>) => (await debug(...asked)).hints.filter((hint) => hint.isFault).map(({ cause }) => cause)

describe('a request that is right', () => {
  it('is said to be so, by an address, a form, a line of curl', async () => {
    const sign = wrapped(text(params()))
    const curl = `curl -sG https://shop.example/router/rest --data-urlencode "keywords=桂花 乌龙" ${Object.entries(params({ sign })).filter(([name]) => name !== 'keywords').map(([name, value]) => `-d '${name}=${value}'`).join(' ')}`

    for (const request of [address(params({ sign })), `GET ${address(params({ sign })).replace('https://shop.example', '')} HTTP/1.1`, curl]) {
      expect(await debug(request)).toMatchObject({ rightBy: 'present', appName: '收银', canonical: text(params()), expectedSign: sign.toUpperCase(), differsAt: -1 })
      expect(await causes(request)).toEqual([])
    }
    expect(await causes('https://shop.example/router/rest', { body: address(params({ sign })).split('?')[1] ?? '' })).toEqual([])
  })

  it('never shows the secret', async () => {
    const sign = md5(text(params()) + issued.secret)
    expect(JSON.stringify(await debug(address(params({ sign }))))).not.toContain(issued.secret)
    expect(JSON.stringify(await test.db.auditEntry.findMany({ where: { action: 'app.debugSign' } }))).not.toContain(issued.secret)
  })
})

describe('a mistake is named', () => {
  const hmac = (inner: string, algorithm: string): string => createHmac(algorithm, issued.secret).update(inner).digest('hex')
  const gbk = (): Buffer => {
    const tea = Buffer.from([0xB9, 0xF0, 0xBB, 0xA8, 0x20, 0xCE, 0xDA, 0xC1, 0xFA])
    const [head = '', tail = ''] = text(params()).split('桂花 乌龙')
    return Buffer.concat([Buffer.from(issued.secret + head), tea, Buffer.from(tail + issued.secret)])
  }
  const minus = (name: string): Record<string, string> => Object.fromEntries(Object.entries(params()).filter(([one]) => one !== name))

  it.each([
    ['the secret missing at the end', () => params({ sign: md5(issued.secret + text(params())) }), 'sign_tail_missing'],
    ['the secret missing at the beginning', () => params({ sign: md5(text(params()) + issued.secret) }), 'sign_head_missing'],
    ['no secret', () => params({ sign: md5(text(params())) }), 'sign_secret_missing'],
    ['another order', () => ({ v: '1.0', ...params({ sign: wrapped(`v1.0${Object.entries(minus('v')).map(([name, value]) => name + value).join('')}`) }) }), 'sign_order'],
    ['the sign in the text', () => params({ sign: wrapped(text(params({ sign: '' }))) }), 'sign_sign_included'],
    ['values encoded before signing', () => params({ sign: wrapped(text(params(), encode)) }), 'sign_encoded'],
    ['an empty value signed that was not sent', () => params({ sign: wrapped(text(params({ session: '' }))) }), 'sign_empty_signed'],
    ['another charset', () => params({ sign: md5(gbk()) }), 'sign_charset'],
    ['hmac where md5 was said', () => params({ sign: hmac(text(params()), 'md5') }), 'sign_other_method'],
    ['md5 where hmac was said', () => params({ sign_method: 'hmac', sign: wrapped(text(params({ sign_method: 'hmac' }))) }), 'sign_other_method'],
    ['a text in lower case', () => params({ keywords: 'ABC', sign: wrapped(text(params({ keywords: 'ABC' })).toLowerCase()) }), 'sign_lower_case'],
    ['the session left out', () => params({ session: 's', sign: wrapped(text(params())) }), 'sign_without_session'],
    ['one parameter left out', () => params({ sign: wrapped(text(minus('v'))) }), 'sign_left_out'],
    ['equals signs and ampersands', () => params({ sign: wrapped(Object.keys(params()).sort().map((name) => `${name}=${params()[name] ?? ''}`).join('&')) }), 'sign_joined'],
    ['the secret in capitals', () => params({ sign: wrapped(text(params()), issued.secret.toUpperCase()) }), 'sign_secret_case'],
    ['another secret', () => params({ sign: wrapped(text(params()), 'other') }), 'sign_secret'],
    ['another zone', () => params({ timestamp: '2026-03-18 08:18:52', sign: wrapped(text(params({ timestamp: '2026-03-18 08:18:52' }))) }), 'timestamp_zone'],
    ['a clock that is wrong', () => params({ timestamp: '2026-03-18 16:38:52', sign: wrapped(text(params({ timestamp: '2026-03-18 16:38:52' }))) }), 'timestamp_off'],
    ['seconds since 1970', () => params({ timestamp: '1773821932', sign: wrapped(text(params({ timestamp: '1773821932' }))) }), 'timestamp_form'],
    ['a method of signing nobody knows', () => params({ sign_method: 'sha1', sign: 'ab' }), 'sign_method_unknown'],
    ['a sign of the wrong length', () => params({ sign: 'abcd' }), 'sign_length'],
    ['no sign', () => params(), 'sign_absent'],
  ])('%s', async (_case, make, cause) => {
    expect(await causes(address(make()))).toContain(cause)
  })

  it('parameters of the body that were not signed, and ones that came twice', async () => {
    const { keywords, ...open } = params()
    const request = address({ ...open, sign: wrapped(text(open)) })
    expect(await causes(request, { body: `keywords=${encode(keywords ?? '')}` })).toEqual(['sign_body_unsigned'])
    expect(await causes(`${address(params({ sign: wrapped(text(params())) }))}&v=2.0`)).toEqual(['duplicate'])
    expect((await debug(address({ ...minus('format'), sign: wrapped(text(minus('format'))) }))).hints.map(({ cause }) => cause)).toContain('format_missing')
    expect(await causes(request, { body: '{"keywords":1}' })).toContain('json_body')
  })

  it('with where the texts part, when the client tells what it signed', async () => {
    const sign = wrapped(text(params(), encode))
    const at = text(params()).indexOf('桂')
    expect(await debug(address(params({ sign })))).toMatchObject({ differsAt: at, signedText: text(params(), encode) })
    const stated = text(params()).replace('json', 'xml')
    const report = await debug(address(params({ sign: wrapped(stated) })), { signedText: stated })
    expect(report).toMatchObject({ differsAt: text(params()).indexOf('json'), signedText: stated })
    expect(report.hints.map(({ cause }) => cause)).toContain('text_differs')
  })

  it('by the old secret, while it lives on and afterwards', async () => {
    const app = await createApp(ctx(), { name: '旧', needsCaptcha: false, scopes: [], ipList: [], rates: {} }, ports)
    const own = params({ app_key: app.app.key })
    const request = address({ ...own, sign: wrapped(text(own), app.secret) })
    await resetAppSecret(ctx(), app.app.id, ports, 1)
    expect(await debug(request)).toMatchObject({ rightBy: 'old' })
    const later = test.ctx(staff(), new Date(NOW.getTime() + 3_600_000))
    expect((await debugSign(later, { request, body: '', signedText: '', callId: 0, convention: '' }, ports, READERS)).hints.map(({ cause }) => cause)).toContain('sign_old_secret')
  })
})

describe('a question', () => {
  it('about a call of the log is answered from the log', async () => {
    await recordCalls(test.sql, [{ requestId: 'dbg', dialect: 'ectouch', appId: issued.app.id, appKey: issued.app.key, method: 'ectouch.items.get', code: 40005, durationMs: 1, ip: '', params: params({ sign: md5(issued.secret + text(params())) }), at: NOW }])
    const [call] = (await listCalls(ctx(), { appId: 0, method: '', requestId: 'dbg', outcome: 'all', code: 0, from: '', to: '', pageNo: 1, pageSize: 1 })).items
    expect(await causes('', { callId: call?.id ?? 0 })).toEqual(['sign_tail_missing'])
    await expect(debugSign(ctx(7), { request: '', body: '', signedText: '', callId: call?.id ?? 0, convention: '' }, ports, READERS)).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('about another seller\'s app, or none, learns nothing', async () => {
    const sign = wrapped(text(params()))
    const report = await debugSign(ctx(7), { request: address(params({ sign })), body: '', signedText: '', callId: 0, convention: '' }, ports, READERS)
    expect(report).toMatchObject({ appName: '', expectedSign: '', rightBy: '' })
    expect(report.hints[0]?.cause).toBe('app_unknown')
    expect(await causes('nonsense')).toContain('app_key_missing')
  })
})
