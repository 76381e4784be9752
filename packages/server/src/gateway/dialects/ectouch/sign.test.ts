import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf, fakeGateway, incoming, publicParams, query, SECRET, send, signed, TIMESTAMP } from '../../testing/fake-gateway.ts'
import { read } from './read.ts'
import { canonical, digest, verifySign } from './sign.ts'

const base = { app_key: '12345678', format: 'json', method: 'ectouch.item.get', session: 'test', sign_method: 'md5', timestamp: TIMESTAMP, v: '1.0' }
const e1 = { ...base, goods_id: '11223344' }
const e3 = { ...base, method: 'ectouch.message.add', msg_title: '你好😀', msg_content: 'a=1&b=2+3%', msg_type: '' }
const { session: _session, ...noSession } = base

const EXAMPLES: { name: string, params: Record<string, string>, empty?: 'left out', text: string, sign: string }[] = [
  { name: 'E1 the document\'s sample', params: e1, text: 'app_key12345678formatjsongoods_id11223344methodectouch.item.getsessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: 'D1F578E6E6EE4E7B85D3B94970328EEC' },
  { name: 'E2 Chinese text and a space', params: { ...noSession, method: 'ectouch.items.get', keywords: '红色 连衣裙', page_no: '1', page_size: '20' }, text: 'app_key12345678formatjsonkeywords红色 连衣裙methodectouch.items.getpage_no1page_size20sign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: '8E56BFE6114BBADC20DB644FD1E3F3AF' },
  { name: 'E3a an empty value kept', params: e3, text: 'app_key12345678formatjsonmethodectouch.message.addmsg_contenta=1&b=2+3%msg_title你好😀msg_typesessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: 'B0651D882076E793FE1C8D456A860255' },
  { name: 'E3b the empty value left out', params: e3, empty: 'left out', text: 'app_key12345678formatjsonmethodectouch.message.addmsg_contenta=1&b=2+3%msg_title你好😀sessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: 'F93D63513D3A1E2875ECF0E13E5EADE2' },
  { name: 'E4 hmac', params: { ...e1, sign_method: 'hmac' }, text: 'app_key12345678formatjsongoods_id11223344methodectouch.item.getsessiontestsign_methodhmactimestamp2016-01-01 12:00:00v1.0', sign: 'A35A36BE2291237BC30BC6F64325D2D1' },
  { name: 'E5 hmac-sha256', params: { ...e1, sign_method: 'hmac-sha256' }, text: 'app_key12345678formatjsongoods_id11223344methodectouch.item.getsessiontestsign_methodhmac-sha256timestamp2016-01-01 12:00:00v1.0', sign: 'A0EAD8A1E85E80B7A492DAE0095748B72B683978334605B7CE75EBDEA4DCB9A2' },
  { name: 'E6 a KDT client', params: { app_id: '12345678', format: 'json', method: 'ectouch.shop.config', sign_method: 'md5', timestamp: TIMESTAMP, v: '1.0' }, text: 'app_id12345678formatjsonmethodectouch.shop.configsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: '07895ad468b43985c38a91b78f6818ed' },
  { name: 'E7 a list', params: { ...base, method: 'ectouch.cart.delete', rec_id: '[1,2,3]' }, text: 'app_key12345678formatjsonmethodectouch.cart.deleterec_id[1,2,3]sessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: '02E8AF705608BCC22E8EF17B266E2F10' },
  { name: 'E8 a TOP client', params: { ...noSession, method: 'ectouch.shop.config', partner_id: 'top-sdk-php-20151012', v: '2.0' }, text: 'app_key12345678formatjsonmethodectouch.shop.configpartner_idtop-sdk-php-20151012sign_methodmd5timestamp2016-01-01 12:00:00v2.0', sign: '90246F3CCFD05AB73D92C1CDB34CE223' },
  { name: 'E10 the sort order', params: { ...noSession, method: 'ectouch.shop.help', Zed: '1', a_b: '2', ab: '3', a1: '4', A: '5' }, text: 'A5Zed1a14a_b2ab3app_key12345678formatjsonmethodectouch.shop.helpsign_methodmd5timestamp2016-01-01 12:00:00v1.0', sign: '62EC21D7F52617886EB075D185CDBB19' },
]

describe('the signature', () => {
  it.each(EXAMPLES)('$name', async ({ params, empty, text, sign }) => {
    const received = new Map(Object.entries({ ...params, sign }))
    expect(canonical(received, empty)).toBe(text)
    expect(digest(text, SECRET, params.sign_method ?? 'md5')?.toString('hex')).toBe(sign.toLowerCase())
    const reply = await send(fakeGateway(), { ...params, sign })
    expect(reply.code).toBe(0)
  })

  it('E9 a multipart body with a file, which is left out', async () => {
    const params = { app_key: '12345678', method: 'ectouch.user.update', nick_name: '阿明', session: 'test', sign_method: 'md5', timestamp: TIMESTAMP, v: '1.0', sign: '02D801AC61EDACD2823EE28FCAF1318E' }
    const parts = Object.entries(params).map(([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    const body = Buffer.from(`${parts.join('')}--B\r\nContent-Disposition: form-data; name="avatar"; filename="a.png"\r\n\r\nPNG\r\n--B--\r\n`)
    const request = incoming({ httpMethod: 'POST', contentType: 'multipart/form-data; boundary=B', body })
    expect(canonical(read(request).params)).toBe('app_key12345678methodectouch.user.updatenick_name阿明sessiontestsign_methodmd5timestamp2016-01-01 12:00:00v1.0')
    const reply = await send(fakeGateway(), {}, request)
    expect(reply.body).toBe('<?xml version="1.0" encoding="utf-8"?><response><nick_name>阿明</nick_name><bytes>3</bytes><run>1</run></response>')
  })

  it('takes hex digits in either case', async () => {
    const params = signed(publicParams('ectouch.shop.help'))
    expect((await send(fakeGateway(), { ...params, sign: (params.sign ?? '').toUpperCase() })).code).toBe(0)
  })

  it('does not sign a sign_method that was not sent, nor the other name of the app key', async () => {
    expect((await send(fakeGateway(), signed(publicParams('ectouch.shop.help')))).code).toBe(0)
    const both = signed(publicParams('ectouch.shop.help', { app_id: '12345678' }))
    expect((await send(fakeGateway(), both)).code).toBe(0)
  })

  it.each(['', 'x'.repeat(32), 'ab', `${'ab'.repeat(16)}zz`, 'ab'.repeat(16), 'ab'.repeat(32)])('refuses the sign %j', async (sign) => {
    const reply = await send(fakeGateway(), { ...publicParams('ectouch.shop.help'), sign })
    expect(errorOf(reply).code).toBe(sign === '' ? 40004 : 40005)
  })

  it.each(['MD5', 'sha1', 'hmac-md5', 'toString', 'md5 '])('refuses the sign method %j', async (signMethod) => {
    const params = publicParams('ectouch.shop.help', { sign_method: signMethod })
    const text = canonical(new Map(Object.entries(params)))
    const sign = createHash('md5').update(SECRET + text + SECRET).digest('hex')
    expect(errorOf(await send(fakeGateway(), { ...params, sign })).code).toBe(40005)
  })

  it('drops parameters without a value when the sign does not cover them', async () => {
    const covered = signed(publicParams('ectouch.message.add', { session: 'test', msg_title: 'a', msg_content: 'b' }))
    const call = read(incoming({ query: query({ ...covered, msg_type: '', extra: '' }) }))
    verifySign(call, SECRET)
    expect(call.params.has('msg_type')).toBe(false)
    expect(call.params.has('extra')).toBe(false)
  })

  it('uses nothing that was added to a signed call', async () => {
    const params = { ...signed(publicParams('ectouch.item.get', { goods_id: '1' })), number: '2' }
    expect(errorOf(await send(fakeGateway(), params)).code).toBe(40005)
  })
})

describe('properties of the signature', () => {
  const names = fc.stringMatching(/^[\w.:-]{1,12}$/).filter((name) => name !== 'sign')
  const values = fc.string({ unit: 'binary', maxLength: 20 })
  const calls = fc.dictionary(names, values, { maxKeys: 12 })

  it('does not depend on the order of the parameters', () => {
    fc.assert(fc.property(calls, (params) => {
      const entries = Object.entries(params)
      expect(canonical(new Map(entries.toReversed()))).toBe(canonical(new Map(entries)))
    }))
  })

  it('sorts names by their bytes and writes every name and value once', () => {
    fc.assert(fc.property(calls, (params) => {
      const sorted = Object.keys(params).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(canonical(new Map(Object.entries(params)))).toBe(sorted.map((name) => name + params[name]).join(''))
    }))
  })

  it('survives the way through a query string, and fails when a value changes', () => {
    fc.assert(fc.property(calls, names, (params, changed) => {
      const all = signed({ ...params, session: 'x' })
      const call = read(incoming({ query: query(all) }))
      expect(call.unreadable === null || call.unreadable.field === 'app_id').toBe(true)
      fc.pre(call.unreadable === null && !['sign_method'].includes(changed) && params.sign_method === undefined)
      verifySign(call, SECRET)
      call.params.set(changed, `${params[changed] ?? ''}!`)
      expect(() => verifySign(call, SECRET)).toThrow('SIGN_INVALID')
    }))
  })

  it('signs bytes of UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const bytes = Buffer.concat([Buffer.from(`${SECRET}a`), Buffer.from(value), Buffer.from(SECRET)])
      expect(digest(canonical(new Map([['a', value]])), SECRET, 'md5')?.equals(createHash('md5').update(bytes).digest())).toBe(true)
    }))
  })
})
