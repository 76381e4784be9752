import { expect, it } from 'vitest'
import { gmt8, signatureOf, signedText } from './signing.ts'

const PARAMS = { v: '1.0', app_key: '12345678', format: 'json', goods_id: '11223344', method: 'ectouch.item.get', session: 'test', timestamp: '2016-01-01 12:00:00' }

it.each([['md5', 'D1F578E6E6EE4E7B85D3B94970328EEC'], ['hmac-sha256', 'A0EAD8A1E85E80B7A492DAE0095748B72B683978334605B7CE75EBDEA4DCB9A2']] as const)('signs the document\'s own sample by %s', async (method, sign) => {
  expect(await signatureOf(method, signedText({ ...PARAMS, sign_method: method, sign: 'left out' }), 'helloworld')).toBe(sign)
})

it('signs Chinese and emoji in UTF-8, and sorts capitals before underscores before small letters', async () => {
  const text = signedText({ Zed: '1', a_b: '2', ab: '3', a1: '4', A: '5', app_key: '12345678', format: 'json', method: 'ectouch.shop.help', sign_method: 'md5', timestamp: '2016-01-01 12:00:00', v: '1.0' })
  expect(text.slice(0, 15)).toBe('A5Zed1a14a_b2ab')
  expect(await signatureOf('md5', text, 'helloworld')).toBe('62EC21D7F52617886EB075D185CDBB19')
  const message = signedText({ app_key: '12345678', format: 'json', method: 'ectouch.message.add', msg_content: 'a=1&b=2+3%', msg_title: '你好😀', msg_type: '', session: 'test', sign_method: 'md5', timestamp: '2016-01-01 12:00:00', v: '1.0' })
  expect(await signatureOf('md5', message, 'helloworld')).toBe('B0651D882076E793FE1C8D456A860255')
})

it('writes times in GMT+8', () => {
  expect(gmt8(Date.UTC(2016, 0, 1, 18, 0, 5))).toBe('2016-01-02 02:00:05')
})
