import type { V3Scheme } from './rsa-v3.ts'
import { Buffer } from 'node:buffer'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SignatureError } from './provider-error.ts'
import {
  authorizationHeader,
  isSignedBy,
  messageText,
  paySignText,
  readAuthorization,
  requestText,
  seal,
  signedHeaders,
  signText,
  unseal,
  verifyMessage,
} from './rsa-v3.ts'

const TIMESTAMP = '1767225600'
const NONCE = '5K8264ILTKCH16CQ2502SI8ZNMTM67VS'
const BODY = '{"appid":"wxd678efh567hg6787","mchid":"1900000109","description":"Order 2026010112345678","out_trade_no":"P202601010800000000000001","notify_url":"https://shop.example/notify/wxpay","amount":{"total":1250,"currency":"CNY"}}'

const SANDBOX: V3Scheme = { name: 'SANDBOX-SHA256-RSA2048', headerPrefix: 'Sandbox' }
const WECHAT: V3Scheme = { name: 'WECHATPAY2-SHA256-RSA2048', headerPrefix: 'Wechatpay' }
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyOf = async (serial: string) => serial === 'SERIAL1' ? publicKey : null
const now = new Date(Number(TIMESTAMP) * 1000)

describe('the texts that are signed', () => {
  it.each([
    ['a payment', 301, '3de72b59327329d9a5bfb4c6692edae09b0b04020fbf71613216ae74eb7d50ba', requestText({
      method: 'POST',
      target: '/v3/pay/transactions/native',
      timestamp: TIMESTAMP,
      nonce: NONCE,
      body: BODY,
    })],
    ['a query', 126, 'cd83741f67f972bae3b9b6b814a039d17d865dcee589162ea959572365ab0608', requestText({
      method: 'GET',
      target: '/v3/pay/transactions/out-trade-no/P202601010800000000000001?mchid=1900000109',
      timestamp: TIMESTAMP,
      nonce: NONCE,
      body: '',
    })],
    ['paySign', 110, 'e426bc6f418523bf956ea5990899f87d44bd8bd77b88bf84d5a7981f6c9a746b', paySignText({
      appId: 'wxd678efh567hg6787',
      timestamp: TIMESTAMP,
      nonce: NONCE,
      prepayId: 'wx201410272009395522657a690389285100',
    })],
    ['a notification', 76, '1adfa6e3520a6fcd199dc510d6ae7a93584950c1c073cb5c2867b439dad1520b', messageText({
      timestamp: TIMESTAMP,
      nonce: 'c5ac7061fccab6bf3e254dcf98995b8c',
      body: '{"id":"EV-2018022511223320873"}',
    })],
  ])('%s has %i bytes', (_name, bytes, sha256, text) => {
    expect(text.length).toBe(bytes)
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
  })

  it('bytes that are no UTF-8 are signed as they are', () => {
    const body = Buffer.from([0xFF, 0xFE])

    expect(messageText({ timestamp: '1', nonce: 'n', body })).toEqual(Buffer.from([0x31, 10, 0x6E, 10, 0xFF, 0xFE, 10]))
  })
})

describe('sealed content', () => {
  const key = '0123456789abcdef0123456789abcdef'
  const sealed = {
    algorithm: 'AEAD_AES_256_GCM' as const,
    nonce: 'fdasflkja484',
    associated_data: 'transaction',
    ciphertext: 'DUcclrHBE5NffFMk6pzEyhUKz1nix9+RDAIbKiR1/uroOkdL0pBpKZrTKZ6OyPtaDuPY+QxngFbp+IOhEO64a6JBXosolDR6Ik06XnZFFItIqADQ5xMGj3nvIJFJP5PLj6iFFoafNT5Hbuhz',
  }
  const plain = '{"out_trade_no":"P202601010800000000000001","trade_state":"SUCCESS","amount":{"total":1250}}'

  it('opens and closes like the published example', () => {
    expect(unseal(sealed, key)).toBe(plain)
    expect(seal(plain, { key, nonce: sealed.nonce, associatedData: sealed.associated_data })).toEqual(sealed)
  })

  it('may have no associated data', () => {
    expect(unseal(seal('x', { key, nonce: sealed.nonce, associatedData: '' }), key)).toBe('x')
  })

  it('fails when any single bit was changed', () => {
    const bytes = Buffer.from(sealed.ciphertext, 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => unseal({ ...sealed, ciphertext: changed.toString('base64') }, key)).toThrow(SignatureError)
    }
  })

  it.each([
    ['another key', sealed, key.replace('0', '1')],
    ['another nonce', { ...sealed, nonce: 'fdasflkja485' }, key],
    ['other associated data', { ...sealed, associated_data: 'refund' }, key],
    ['shorter than its tag', { ...sealed, ciphertext: 'AAAA' }, key],
    ['no Base64', { ...sealed, ciphertext: `${sealed.ciphertext} ` }, key],
    ['a key of the wrong length', sealed, 'short'],
  ])('%s: refused', (_name, content, withKey) => {
    expect(() => unseal(content, withKey)).toThrow(SignatureError)
  })
})

describe('the Authorization header', () => {
  const fields = { mchid: '1900000109', nonce_str: NONCE, signature: 'c2ln+/=', timestamp: TIMESTAMP, serial_no: 'SERIAL1' }

  it('is written in the order of the documentation and read back', () => {
    const header = authorizationHeader(SANDBOX, fields)

    expect(header).toBe(`SANDBOX-SHA256-RSA2048 mchid="1900000109",nonce_str="${NONCE}",signature="c2ln+/=",timestamp="1767225600",serial_no="SERIAL1"`)
    expect(readAuthorization(SANDBOX, header)).toEqual(fields)
  })

  it('of another scheme or without a field is none', () => {
    expect(readAuthorization(WECHAT, authorizationHeader(SANDBOX, fields))).toBeNull()
    expect(readAuthorization(SANDBOX, 'SANDBOX-SHA256-RSA2048 mchid="1900000109"')).toBeNull()
  })
})

describe('a signed message', () => {
  const body = Buffer.from('{"id":"EV-1"}')

  function signed(scheme: V3Scheme, change: Record<string, string> = {}): Record<string, string> {
    const headers = signedHeaders(scheme, { serial: 'SERIAL1', privateKey }, { timestamp: TIMESTAMP, nonce: NONCE, body })
    return { ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])), ...change }
  }

  function verify(headers: Record<string, string>, at = now, bytes = body): Promise<void> {
    return verifyMessage(SANDBOX, { headers, body: bytes }, { keyOf, now: at })
  }

  it('is accepted, up to 300 seconds off', async () => {
    await expect(verify(signed(SANDBOX))).resolves.toBeUndefined()
    await expect(verify(signed(SANDBOX), new Date(now.getTime() + 300_000))).resolves.toBeUndefined()
    await expect(verify(signed(SANDBOX), new Date(now.getTime() - 300_000))).resolves.toBeUndefined()
  })

  it('is refused one millisecond later', async () => {
    await expect(verify(signed(SANDBOX), new Date(now.getTime() + 300_001))).rejects.toThrow(SignatureError)
    await expect(verify(signed(SANDBOX), new Date(now.getTime() - 300_001))).rejects.toThrow(SignatureError)
  })

  const genuine = signed(SANDBOX)['sandbox-signature'] ?? ''
  it.each([
    ['a changed body', signed(SANDBOX), Buffer.from('{"id":"EV-2"}')],
    ['an unknown serial', signed(SANDBOX, { 'sandbox-serial': 'SERIAL2' }), body],
    ['another nonce', signed(SANDBOX, { 'sandbox-nonce': 'other' }), body],
    ['no timestamp', signed(SANDBOX, { 'sandbox-timestamp': '' }), body],
    ['a timestamp that is no number', signed(SANDBOX, { 'sandbox-timestamp': '1767225600.0' }), body],
    ['the headers of another provider', signed(WECHAT), body],
    ['a probe', signed(SANDBOX, { 'sandbox-signature': `WECHATPAY/SIGNTEST/${genuine.slice(19)}` }), body],
    ['a probe before the right signature', signed(SANDBOX, { 'sandbox-signature': `WECHATPAY/SIGNTEST/${genuine}` }), body],
    ['a sandbox probe', signed(SANDBOX, { 'sandbox-signature': `SANDBOX/SIGNTEST/${genuine}` }), body],
    ['a signature with a blank in it', signed(SANDBOX, { 'sandbox-signature': `${genuine} ` }), body],
  ])('%s: refused', async (_name, headers, bytes) => {
    await expect(verify(headers, now, bytes)).rejects.toThrow(SignatureError)
  })

  it('no single changed bit of the signature passes', () => {
    const text = messageText({ timestamp: TIMESTAMP, nonce: NONCE, body })
    const bytes = Buffer.from(signText(text, privateKey), 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit += 13) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(isSignedBy(text, changed.toString('base64'), publicKey)).toBe(false)
    }
  })
})
