import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { call, errorOf, fakeGateway } from '../../testing/fake-gateway.ts'
import { toXml } from './xml.ts'

const HEAD = '<?xml version="1.0" encoding="utf-8"?>'

describe('JSON answers', () => {
  it('v=1.0: one key response, Chinese text as it is', async () => {
    const reply = await call(fakeGateway(), 'ectouch.item.get', { goods_id: '11223344' })
    expect(reply).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8', code: 0 })
    expect(reply.body).toBe('{"response":{"item":{"goods_id":11223344,"product_id":0,"goods_name":"红色 <连衣裙> & \\"你好😀\\"","shop_price":"12.50","is_on_sale":true,"add_time":"2016-01-01 12:00:00","promote_end":""}}}')
  })

  it('v=2.0: the method\'s own key and the request id', async () => {
    const reply = await call(fakeGateway(), 'ectouch.shop.config', { v: '2.0' })
    expect(JSON.parse(reply.body)).toEqual({ ectouch_shop_config_response: { shop_name: '小铺', request_id: '0123456789abcdef0123' } })
  })

  it('failures: number, English text, parameters', async () => {
    const reply = await call(fakeGateway(), 'ectouch.cart.add', { goods_id: '404' })
    expect(reply.status).toBe(200)
    expect(Object.keys(JSON.parse(reply.body))).toEqual(['error_response'])
    expect(errorOf(reply)).toMatchObject({ code: 50301, msg: 'Not enough stock, 2 left', params: { goods_id: '404', method: 'ectouch.cart.add' } })
    expect(Object.keys(errorOf(reply))).toEqual(['code', 'msg', 'params'])
  })

  it('v=2.0 failures: word and Chinese text for the shop\'s own numbers only', async () => {
    const business = errorOf(await call(fakeGateway(), 'ectouch.cart.add', { goods_id: '404', v: '2.0' }))
    expect(business).toMatchObject({ code: 50301, request_id: '0123456789abcdef0123', sub_code: 'OUT_OF_STOCK', sub_msg: '商品库存不足，当前库存 2' })
    const global = errorOf(await call(fakeGateway(), 'ectouch.no.such', { v: '2.0' }))
    expect(Object.keys(global)).toEqual(['code', 'msg', 'params', 'request_id'])
  })

  it('format in any case; an unknown one is refused in JSON, also by an earlier check', async () => {
    expect((await call(fakeGateway(), 'ectouch.shop.help', { format: 'JSON' })).contentType).toContain('json')
    expect((await call(fakeGateway(), 'ectouch.shop.help', { format: 'Xml' })).contentType).toBe('text/xml; charset=utf-8')
    expect((await call(fakeGateway(), 'ectouch.no.such', { format: 'jsonp' })).contentType).toContain('json')
  })

  it('a limited call says when to come back', async () => {
    const gateway = fakeGateway()
    gateway.app.rates = { all: { perSecond: 0.1, burst: 1 } }
    await call(gateway, 'ectouch.shop.help')
    const reply = await call(gateway, 'ectouch.shop.help')
    expect(errorOf(reply)).toMatchObject({ code: 50007, msg: 'Too many requests, try again in 10 s' })
    expect(reply).toMatchObject({ status: 200, headers: { 'retry-after': '10' } })
  })
})

describe('XML answers', () => {
  it('is what a caller gets who names no format', async () => {
    const reply = await call(fakeGateway(), 'ectouch.shop.help', { format: undefined })
    expect(reply.body).toBe(`${HEAD}<response><items list="true"><item>配送</item><item>支付</item></items></response>`)
  })

  it('roots are named like the JSON keys', async () => {
    const top = await call(fakeGateway(), 'ectouch.shop.config', { format: 'xml', v: '2.0' })
    expect(top.body).toBe(`${HEAD}<ectouch_shop_config_response><shop_name>小铺</shop_name><request_id>0123456789abcdef0123</request_id></ectouch_shop_config_response>`)
    const empty = await call(fakeGateway(), 'ectouch.items.get', { format: 'xml' })
    expect(empty.body).toBe(`${HEAD}<response><items list="true"/><total_results>0</total_results><page_no>1</page_no><page_size>20</page_size></response>`)
  })

  it('writes the document\'s error', () => {
    const error = { code: 40006, msg: 'missing method', params: { app_key: '12345678' } }
    expect(toXml('error_response', error)).toBe(`${HEAD}<error_response><code>40006</code><msg>missing method</msg><params><app_key>12345678</app_key></params></error_response>`)
  })

  it.each([
    ['escapes', { a: 'x < y > z & "q"' }, '<a>x &lt; y &gt; z &amp; "q"</a>'],
    ['control characters', { a: '\0a\u0001b\u000Bc\tt\nn\u001F\uFFFE\uFFFF😀' }, '<a>abc\tt\nn😀</a>'],
    ['half a surrogate pair', { a: 'x\uD83Dy\uDE00z' }, '<a>xyz</a>'],
    ['booleans and numbers', { a: true, b: false, c: -1.5, d: 0 }, '<a>true</a><b>false</b><c>-1.5</c><d>0</d>'],
    ['null', { a: null }, '<a nil="true"/>'],
    ['lists of lists', { a: [[1], []] }, '<a list="true"><item list="true"><item>1</item></item><item list="true"/></a>'],
    ['objects in lists', { a: [{ b: '' }] }, '<a list="true"><item><b></b></item></a>'],
    ['keys that are no names', { '1a': 1, 'a b': 2, 'images[]': 3, 'a:b': 4, '<"&>': 5, '': 6 }, '<entry name="1a">1</entry><entry name="a b">2</entry><entry name="images[]">3</entry><entry name="a:b">4</entry><entry name="&lt;&quot;&amp;&gt;">5</entry><entry name="">6</entry>'],
    ['Chinese names', { '颜色': '红', 'a.b-c_1': 1 }, '<颜色>红</颜色><a.b-c_1>1</a.b-c_1>'],
  ])('%s', (_name, value, xml) => {
    expect(toXml('response', value)).toBe(`${HEAD}<response>${xml}</response>`)
  })

  it('is well formed whatever the shop says, and text comes back', () => {
    const parser = new XMLParser({ trimValues: false, parseTagValue: false, processEntities: true })
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), fc.string({ unit: 'grapheme' }), (extra, text) => {
      expect(XMLValidator.validate(toXml('response', { text, extra }))).toBe(true)
      const legal = text.replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      fc.pre(!text.includes('\r') && legal === text)
      // Without the other keys: the reader refuses names like constructor, which XML and we allow.
      expect(parser.parse(toXml('response', { text })).response.text).toBe(text)
    }), { examples: [[Object.fromEntries([['__proto__', ''], ['constructor', '']]), '']] })
  })
})

describe('the parameters shown with a failure', () => {
  it('are cut and masked', async () => {
    const long = `${'好'.repeat(199)}😀😀`
    const { params } = errorOf(await call(fakeGateway(), 'ectouch.no.such', { session: 'test', access_token: 'a', newPassword: 'b', app_secret: 'c', card_no: 'd', id_no: 'e', mobile_code: 'f', long, __proto__x: 'g', constructor: 'h', zero: 'a\0b' }))
    expect(params).toMatchObject({ session: '***', access_token: '***', newPassword: '***', app_secret: '***', card_no: '***', id_no: '***', mobile_code: '***', __proto__x: 'g', constructor: 'h', zero: 'ab' })
    expect(params.long).toBe(`${'好'.repeat(199)}😀`)
    expect(params.sign).toHaveLength(32)
  })
})
