import { Buffer } from 'node:buffer'
import type { HttpRequest } from '../http.ts'
import { type Case, matches, meets, Unmet } from '../kit.ts'
import { ADDRESS, call, type Expected, expectCall, secondsOf, type WjxCall } from './client.ts'

const PARAM_INVALID = 50002
const TRACE = '0123456789abcdef0123456789abcdef'
const BODY = 'one JSON object in UTF-8, no key twice'
const DIGESTS = 'sha1 unless said, sha256, sha384, sha512, sm3, in any case'
const TEXT = 'strings decoded, numbers as written or as JavaScript prints them, true as true or True'
const LEFT_OUT = 'empty texts and null are left out of the text'
const TIME = 'Unix seconds in digits, 30 either way'
const TRACED = 'a trace id of 32 lower-case hex digits takes part, a sign made without it is accepted too'
const NOBODY = '2147483647'

const one = (id: string, says: string, rule: string, asked: WjxCall, expected: Expected = {}): Case => ({ id, dialect: 'WJX', says, rule, run: async (kit) => { await expectCall(kit, asked, expected) } })
const body = (text: string | Buffer, type = 'application/json') => (request: HttpRequest): HttpRequest => ({ ...request, headers: { 'content-type': type }, body: text })

const requests: readonly Case[] = [
  one('W-post', 'a signed call', 'POST of a JSON object', {}),
  one('W-charset', 'JSON with its charset', 'the content type contains json', { change: (request) => ({ ...request, headers: { 'content-type': 'application/json; charset=utf-8' } }) }),
  one('W-http get', 'a GET', 'POST alone: HTTP 405', { change: () => ({ method: 'GET', path: ADDRESS }) }, { code: PARAM_INVALID, status: 405 }),
  one('W-body text', 'JSON under text/plain', 'other types are refused', { change: (request) => ({ ...request, headers: { 'content-type': 'text/plain' } }) }, { code: PARAM_INVALID }),
  one('W-body list', 'a list', BODY, { change: body('[]') }, { code: PARAM_INVALID }),
  one('W-body cut', 'JSON that is cut off', BODY, { change: body('{"action":"1000002"') }, { code: PARAM_INVALID }),
  one('W-body twice', 'a key twice', BODY, { change: body('{"action":"1000002","action":"1000002"}') }, { code: PARAM_INVALID }),
  one('W-body bytes', 'GBK bytes', BODY, { change: body(Buffer.concat([Buffer.from('{"action":"'), Buffer.from([0xBA, 0xF8]), Buffer.from('"}')])) }, { code: PARAM_INVALID }),
  one('W-body large', 'more than 1 MiB', 'sizes have limits', { change: body(`{"a":"${'x'.repeat(1024 * 1024)}"}`) }, { code: PARAM_INVALID, status: 413 }),
  ...['usersystem', 'subuser', 'contacts', 'shortlink'].map((name) => one(`W-elsewhere ${name}`, `a call of ${name}.aspx`, 'other published addresses answer 40007', { change: (request) => ({ ...request, path: `/openapi/${name}.aspx` }) }, { code: 40007 })),
  {
    id: 'W-http options',
    dialect: 'WJX',
    says: 'the preflight of a browser',
    rule: 'OPTIONS answers 204 with the CORS headers',
    async run(kit) {
      const { status, headers } = await kit.send(() => ({ method: 'OPTIONS', path: ADDRESS }))
      meets('HTTP status', status, 204)
      meets('Access-Control-Allow-Origin', headers['access-control-allow-origin'], '*')
    },
  },
]

const signs: readonly Case[] = [
  ...['sha1', 'sha256', 'sha384', 'sha512', 'sm3', 'SHA1', 'SM3'].map((encode) => one(`W-encode ${encode}`, `a sign by ${encode}`, DIGESTS, { encode })),
  one('W-encode md5', 'a sign by md5', DIGESTS, { encode: 'md5' }, { code: PARAM_INVALID }),
  one('W-sign upper', 'the sign in capitals', 'hex in either case', { isUpper: true }),
  one('W-sign changed', 'a value changed after the signing', 'all values are signed', { members: '"note":"y"', signs: '"note":"x"' }, { code: 40005 }),
  one('W-empty', 'an empty text and null', LEFT_OUT, { members: '"folder_x":"","creater_x":null' }),
  one('W-number', 'a number signed as it stands', TEXT, { members: '"note":1.0' }),
  one('W-number js', 'a number signed as JavaScript prints it', TEXT, { members: '"note":1.0', signs: '"note":1' }),
  one('W-truth', 'true and false', TEXT, { members: '"a":true,"b":false' }),
  one('W-truth python', 'True and False, as Python prints them', TEXT, { members: '"a":true,"b":false', signs: '"a":"True","b":"False"' }),
  one('W-list', 'a list with blanks in it', 'lists and objects are signed by their source text', { members: '"note":[1, {"a":"壶"}]' }),
  one('W-special', 'Chinese text, an emoji and escapes', 'strings are signed decoded', { members: '"note":"\\u58f6 😀 \\"a\\"\\n"' }),
  one('W-trace signed', 'a trace id that is signed', TRACED, { traceId: TRACE }),
  one('W-trace unsigned', 'a trace id that is not signed', TRACED, { traceId: TRACE, signedTraceId: '' }),
  one('W-trace form', 'a trace id in capitals', 'another form is ignored and unsigned', { traceId: TRACE.toUpperCase(), signedTraceId: '' }),
  one('W-trace body', 'a traceid in the body', 'in the body it is an ordinary parameter', { members: `"traceid":"${TRACE}"` }),
  {
    id: 'W-trace echo',
    dialect: 'WJX',
    says: 'a call with a trace id',
    rule: 'it comes back as X-Trace-Id',
    async run(kit) { meets('X-Trace-Id', (await expectCall(kit, { traceId: TRACE })).headers['x-trace-id'], TRACE) },
  },
  one('W-query', 'an action in the query', 'the query never chooses the action', { change: (request) => ({ ...request, path: `${ADDRESS}?action=9999999&appid=x` }) }),
  one('W-appid number', 'the action as a number', 'text or number', { action: '1000002' }),
  one('W-time late', 'a clock 27 s behind', TIME, { late: 27 }),
  one('W-time early', 'a clock 27 s ahead', TIME, { late: -27 }),
  one('W-time too late', 'a clock 33 s behind', TIME, { late: 33 }, { code: 40003 }),
  one('W-time too early', 'a clock 34 s ahead', TIME, { late: -34 }, { code: 40003 }),
  one('W-time text', 'a date for a time', TIME, { ts: '"2016-01-01 12:00:00"' }, { code: 40003 }),
  {
    id: 'W-time number',
    dialect: 'WJX',
    says: 'the time as a number, then in milliseconds',
    rule: TIME,
    async run(kit) {
      await expectCall(kit, { ts: String(secondsOf(kit)) })
      await expectCall(kit, { ts: `${secondsOf(kit)}000` }, { code: 40003 })
    },
  },
]

const order: readonly Case[] = [
  one('W-order 0-1', 'a body that is no object', 'the body before the appid', { change: body('1') }, { code: PARAM_INVALID }),
  one('W-order 1-3', 'no appid and no time', 'the appid before the time', { appid: null, ts: null }, { code: 40001, message: '未指定appid' }),
  one('W-order 1 empty', 'an empty appid', 'an empty appid is a missing one', { appid: '""' }, { code: 40001 }),
  one('W-order 2-3', 'an unknown appid and no time', 'the app before the time', { appid: '"11111111"', ts: null }, { code: 40002, message: '无效的appid' }),
  one('W-order 3-4', 'no time and no sign', 'the time before the sign', { ts: null, sign: null }, { code: 40003, message: 'ts无效或已过期' }),
  one('W-order 4-5', 'no sign and an unknown digest', 'that there is a sign before how it was made', { sign: null, members: '"encode":"md5"' }, { code: 40004, message: '缺少sign' }),
  one('W-order 5', 'an unknown digest and a wrong sign', 'the digest before the sign', { sign: '"00"', members: '"encode":"x"' }, { code: PARAM_INVALID, message: '参数错误：encode' }),
  one('W-order 5-7', 'a wrong sign and no action', 'the sign before the action', { secret: 'x', action: null }, { code: 40005, message: '签名错误' }),
  one('W-order 7', 'no action', 'that there is an action', { action: null }, { code: 40006, message: '未指定action' }),
  one('W-order 8-12', 'an unknown action with a bad parameter', 'the action before its parameters', { action: '"1999999"', members: '"vid":"x"' }, { code: 40007, message: '无效的action' }),
  one('W-missing', 'a survey without its number', 'the message names what is missing', { action: '"1000001"' }, { code: 50001, message: '参数错误：vid' }),
  one('W-malformed', 'a survey whose number is none', 'the message names what is malformed', { action: '"1000001"', members: '"vid":"1x"' }, { code: PARAM_INVALID, message: '参数错误：vid' }),
  one('W-nobody\'s', 'a survey nobody has', 'what is not there is told in the words of its error', { action: '"1000001"', members: `"vid":${NOBODY}` }, { code: 50006, message: '记录不存在' }),
  one('W-truth forms', 'true, "true", 1 and "1" for a flag', 'booleans are true/false or 1/0, JSON or text', { action: '"1000001"', members: `"vid":"${NOBODY}","get_items":"true","get_exts":1,"get_setting":false,"get_tags":"0"` }, { code: 50006 }),
]

async function replayed(first: { body: string, headers: NodeJS.Dict<string | string[]> }, again: { body: string, headers: NodeJS.Dict<string | string[]> }): Promise<void> {
  meets('the second answer', again.body, first.body)
  meets('X-Idempotent-Replay', [first, again].map(({ headers }) => headers['x-idempotent-replay'] ?? ''), ['', 'true'])
}

const others: readonly Case[] = [
  {
    id: 'W-once',
    dialect: 'WJX',
    says: 'a change of a survey nobody has, twice with the same bytes',
    rule: 'an equal write gets the first answer',
    async run(kit) {
      let kept: HttpRequest | null = null
      const first = await expectCall(kit, { action: '"1000102"', members: `"vid":${NOBODY},"state":2`, change: (request) => (kept = request) }, { code: 50006 })
      await replayed(first, await call(kit, { change: (request) => kept ?? request }))
    },
  },
  {
    id: 'W-retry',
    dialect: 'WJX',
    says: 'many lists past the cache, at once',
    rule: 'above the rate: HTTP 429, RATE_LIMITED and Retry-After',
    async run(kit) {
      const answers = await Promise.all(Array.from({ length: 24 }, () => call(kit, { members: '"nocache":"1"', mayBeLimited: true })))
      const limited = answers.filter(({ code }) => code === 50007)
      if (limited.length === 0) throw new Unmet('24 lists at once were all given')
      for (const { headers, status, message } of limited) {
        meets('HTTP status', [status, message], [429, '请求过于频繁'])
        matches('Retry-After', headers['retry-after'], /^[1-9]\d*$/)
      }
    },
  },
  one('W-bearer unknown', 'an API key nobody has', 'unknown, expired and revoked keys are 40002', { bearer: `wjx_${'0'.repeat(40)}` }, { code: 40002 }),
  { ...one('W-bearer', 'an API key in place of appid, ts and sign', 'a bearer key stands for appid, ts and sign', {}), needs: 'an API key', run: async (kit) => { await expectCall(kit, { bearer: kit.wjxKey }) } },
  { ...one('W-bearer signed', 'an API key beside a wrong sign', 'with a sign the header is ignored', {}), run: async (kit) => { await expectCall(kit, { secret: 'x', headers: { authorization: `Bearer ${kit.wjxKey || 'x'}` } }, { code: 40005 }) } },
  {
    id: 'W-bearer once',
    dialect: 'WJX',
    says: 'a change of a survey nobody has by API key, twice with one Idempotency-Key',
    rule: 'the header Idempotency-Key does for bearer calls what the sign does for others',
    needs: 'an API key',
    async run(kit) {
      const asked: WjxCall = { bearer: kit.wjxKey, action: '"1000102"', members: `"vid":${NOBODY},"state":2`, headers: { 'idempotency-key': `kit-${Date.now()}` } }
      await replayed(await expectCall(kit, asked, { code: 50006 }), await call(kit, asked))
    },
  },
  { ...one('W-bearer long', 'an Idempotency-Key of 65 characters', 'at most 64 characters', {}), needs: 'an API key', run: async (kit) => { await expectCall(kit, { bearer: kit.wjxKey, headers: { 'idempotency-key': 'x'.repeat(65) } }, { code: PARAM_INVALID }) } },
]

export const wjxCases: readonly Case[] = [...requests, ...signs, ...order, ...others]
