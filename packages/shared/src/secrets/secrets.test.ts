import { describe, expect, it, vi } from 'vitest'
import { codeHash, decrypt, encrypt, isSameText, newCode, newToken, tokenHash } from './index.ts'

const KEY = Buffer.alloc(32, 7)

describe('an encrypted text', () => {
  it('comes back with the same key only', () => {
    const sealed = encrypt(KEY, '紫砂壶 128.00')

    expect(sealed).toMatch(/^v1\.[\w-]+$/)
    expect(decrypt(KEY, sealed)).toBe('紫砂壶 128.00')
    expect(() => decrypt(Buffer.alloc(32, 8), sealed)).toThrow('unable to authenticate data')
  })

  it('is another one each time', () => {
    expect(encrypt(KEY, 'same')).not.toBe(encrypt(KEY, 'same'))
  })

  it.each([['no version', 'abc'], ['too short', 'v1.abcd'], ['a shortened tag', encrypt(KEY, '').slice(0, -4)]])('with %s is refused', (_case, sealed) => {
    expect(() => decrypt(KEY, sealed)).toThrow()
  })

  it('with one changed bit is refused', () => {
    const bytes = Buffer.from(encrypt(KEY, 'pay 1.00').slice(3), 'base64url')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)

    expect(() => decrypt(KEY, `v1.${bytes.toString('base64url')}`)).toThrow('unable to authenticate data')
  })

  it('needs a key of 32 bytes', () => {
    expect(() => encrypt(Buffer.alloc(16), 'x')).toThrow('a key has 32 bytes, not 16')
  })
})

describe('tokens and codes', () => {
  it('a token has 43 characters and is kept as 64 hex digits', () => {
    const token = newToken()

    expect(token).toMatch(/^[\w-]{43}$/)
    expect(newToken()).not.toBe(token)
    expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('a code has six digits and its hash depends on the key', () => {
    expect(Array.from({ length: 200 }, newCode).filter((code) => !/^\d{6}$/.test(code))).toEqual([])
    expect(codeHash(KEY, '000123')).not.toBe(codeHash(Buffer.alloc(32, 8), '000123'))
    expect(codeHash(KEY, '000123')).toBe(codeHash(KEY, '000123'))
  })

  it('texts are compared whole', () => {
    expect([isSameText('abc', 'abc'), isSameText('abc', 'abd'), isSameText('abc', 'abcd')]).toEqual([true, false, false])
  })
})

it('the process has one key, of 32 bytes, handed in at boot', async () => {
  vi.resetModules()
  const { installSecretKey, secretKey } = await import('./index.ts')
  expect(() => secretKey()).toThrow('no secret key')
  expect(() => installSecretKey(Buffer.alloc(31))).toThrow('a key has 32 bytes, not 31')

  installSecretKey(KEY)

  expect(Buffer.from(secretKey())).toEqual(KEY)
})
