import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incoming } from '../../testing/fake-gateway.ts'
import { read, type WjxCall } from './read.ts'
import { canonical, digest, PLAIN, verifySign } from './sign.ts'

const SECRET = 'helloworld'
const TS = 1583812686
const QUESTIONS = '[{"q_index":1,"q_type":3,"q_title":"满意吗?","is_requir":true,"items":[{"q_index":1,"item_index":1,"item_title":"满意"},{"q_index":1,"item_index":2,"item_title":"不满意"}]}]'

function callOf(body: string, query = ''): WjxCall {
  return read(incoming({ httpMethod: 'POST', contentType: 'application/json', body: Buffer.from(body), query }))
}

function signedBody(members: string, sign: string): string {
  return `{${members},"sign":"${sign}"}`
}

interface Example { name: string, members: string, query?: string, secret?: string, text: string, sign: string, encode?: string }
const base = `"appid":"12345678","ts":"${TS}"`

const EXAMPLES: Example[] = [
  { name: 'W1 the vendor\'s test value', secret: 'secret-key', members: '"title":"问卷标题","action":"1000101","appid":"test-app","publish":false,"ts":"1700000000"', text: '1000101test-appfalse问卷标题1700000000', sign: 'b3a551b74307086a5692ab96193190cd05af430c' },
  { name: 'W2 the code of the document', members: `${base},"action":"1000001","vid":"91432","get_questions":"0","get_items":"0"`, text: '10000011234567800158381268691432', sign: '2b8db7ff9ef5d918b77ef9b74e9dbd08387a993a' },
  { name: 'W3 with a traceid', query: 'traceid=0123456789abcdef0123456789abcdef', members: `${base},"action":"1000001","vid":"91432","get_questions":"0","get_items":"0"`, text: '100000112345678000123456789abcdef0123456789abcdef158381268691432', sign: '24ad30cb458fb52f887ea4ad352c2de42a07592f' },
  { name: 'W4 numbers', members: `"appid":"12345678","ts":${TS},"encode":"sha1","vid":"91432","action":"1000102","state":1`, text: '100010212345678sha11158381268691432', sign: 'a2ff4cdb4e160e28bf237dd681f53b251b120f99' },
  { name: 'W5 empty, null, numbers, false', members: `${base},"action":"1000002","name_like":"满意度","folder":"","creater":null,"page_index":1,"page_size":10,"query_all":false`, text: '100000212345678满意度110false1583812686', sign: '86b5a96a56295a931c91686bc768713b88a48229' },
  { name: 'W6 sha256', encode: 'sha256', members: `${base},"action":"1000001","vid":"91432","encode":"SHA256"`, text: '100000112345678SHA256158381268691432', sign: 'dbfc911932c951211ebad6b7e56cace9ea330931918f93d8b124cd0994fe1d7a' },
  { name: 'W6b SM3', encode: 'sm3', members: `${base},"action":"1000001","vid":"91432","encode":"SM3"`, text: '100000112345678SM3158381268691432', sign: '000da4ca3498888dda7fdfa04f8295b03242c96db777d54d32ce30f28fbde959' },
  { name: 'W7 a list in a text', members: `${base},"action":"1000101","atype":1,"title":"收货满意度","desc":"售后问卷","publish":true,"questions":${JSON.stringify(QUESTIONS)}`, text: `1000101123456781售后问卷true${QUESTIONS}收货满意度1583812686`, sign: 'a5ec0adedba74a5efc2f8fd18d086eca972ef742' },
  { name: 'W8 an emoji', members: `${base},"action":"1001001","vid":91432,"inputcosttime":30,"submitdata":"1$1}2$1|3}3$很好 😀"`, text: '100100112345678301$1}2$1|3}3$很好 😀158381268691432', sign: '15aac387677b53805f920ff0dcce8681fde4c900' },
]

describe('the signature', () => {
  it.each(EXAMPLES)('$name', ({ members, query, secret = SECRET, text, sign, encode = 'sha1' }) => {
    const call = callOf(signedBody(members, sign), query)
    expect(canonical(call)).toBe(text)
    expect(digest(text, secret, encode).toString('hex')).toBe(sign)
    expect(() => verifySign(call, secret)).not.toThrow()
    expect(() => verifySign(callOf(signedBody(members, sign.toUpperCase()), query), secret)).not.toThrow()
    expect(() => verifySign(call, `${secret}!`)).toThrow('SIGN_INVALID')
  })

  it('W3 is taken without the traceid too, and W2 when one is added on the way', () => {
    const [, w2] = EXAMPLES
    expect(() => verifySign(callOf(signedBody(w2?.members ?? '', w2?.sign ?? ''), 'traceid=0123456789abcdef0123456789abcdef'), SECRET)).not.toThrow()
  })

  const sha1 = (text: string): string => createHash('sha1').update(text + SECRET).digest('hex')

  it.each([
    ['a number as sent', '"a":1.0,"b":1e2', '1.01e2'],
    ['a number as JavaScript prints it', '"a":1.0,"b":1e2', '1100'],
    ['booleans', '"a":true,"b":false', 'truefalse'],
    ['booleans of Python', '"a":true,"b":false', 'TrueFalse'],
    ['a list as it was written', '"a":[1, {"b": "c"}]', '[1, {"b": "c"}]'],
    ['names in the order of their bytes', '"b":"2","a_b":"4","B":"1","ab":"3"', '1432'],
    ['a traceid of the body', '"traceid":"x"', 'x'],
    ['escapes decoded', '"a":"\\u4f60\\n\\"\\/"', '你\n"/'],
    ['nothing of the empty ones', '"a":"","b":null,"c":"0"', '0'],
  ])('%s', (_name, members, text) => {
    expect(() => verifySign(callOf(signedBody(members, sha1(text))), SECRET)).not.toThrow()
  })

  it.each([['mixed booleans', '"a":true,"b":false', 'Truefalse'], ['other names of booleans', '"a":true', 'TRUE'], ['names in the text', '"a":"1"', 'a1'], ['the secret first', '"a":"1"', '']])('not %s', (_name, members, text) => {
    expect(() => verifySign(callOf(signedBody(members, sha1(text))), SECRET)).toThrow('SIGN_INVALID')
  })

  it.each(['x', 'ab', '0'.repeat(40), '0'.repeat(64), `${'0'.repeat(38)}zz`])('refuses the sign %j', (sign) => {
    expect(() => verifySign(callOf(signedBody('"a":"1"', sign)), SECRET)).toThrow('SIGN_INVALID')
  })

  it.each(['"md5"', '"sha-1"', '"toString"', '1', '["sha1"]'])('refuses encode %s before the sign', (encode) => {
    expect(() => verifySign(callOf(signedBody(`"encode":${encode}`, '00')), SECRET)).toThrow('PARAM_INVALID')
  })

  it.each(['sha1', 'Sha256', 'SHA384', 'sha512', 'sm3'])('knows %s', (encode) => {
    const sign = createHash(encode.toLowerCase()).update(`1${encode}${SECRET}`).digest('hex')
    expect(() => verifySign(callOf(signedBody(`"a":1,"encode":"${encode}"`, sign)), SECRET)).not.toThrow()
  })

  it('a sign that is missing or empty', () => {
    for (const body of ['{"a":"1"}', '{"a":"1","sign":""}', '{"a":"1","sign":null}']) expect(() => verifySign(callOf(body), SECRET)).toThrow('SIGN_MISSING')
  })

  it('does not depend on the order in which members were sent', () => {
    const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null))
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[\w.]{1,8}$/), values), (params) => {
      const reversed = Object.fromEntries(Object.entries(params).toReversed())
      expect(canonical(callOf(JSON.stringify(reversed)))).toBe(canonical(callOf(JSON.stringify(params))))
    }))
  })

  it('covers every value: a changed one is refused', () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-r]{1,6}$/), fc.string({ unit: 'grapheme', minLength: 1 }), { minKeys: 1 }), (params) => {
      const sign = sha1(canonical(callOf(JSON.stringify(params)), PLAIN))
      const [name = ''] = Object.keys(params)
      fc.pre(!('encode' in params))
      expect(() => verifySign(callOf(JSON.stringify({ ...params, sign })), SECRET)).not.toThrow()
      expect(() => verifySign(callOf(JSON.stringify({ ...params, [name]: `${params[name]}!`, sign })), SECRET)).toThrow('SIGN_INVALID')
    }))
  })
})
