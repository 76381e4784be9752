import { hashSync, parseOptions } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { checkPassword, DUMMY_HASH, HASH_COST, hashPassword, legacyDigest } from './passwords.ts'
import { weakness } from './password-rules.ts'
import { CHEAP } from './testing/world.ts'

const NOBODY = { userName: 'somebody', email: '', mobiles: [] }

describe('a password is stored', () => {
  it('as argon2id with the demanded figures', async () => {
    const hash = await hashPassword('teapot of yixing')

    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19456, timeCost: 2, parallelism: 1, outputLen: 32, saltLen: 16 })
    expect(await hashPassword('teapot of yixing')).not.toBe(hash)
  })

  it('and compared in its composed form', async () => {
    const stored = { passwordHash: await hashPassword('cafe\u0301 au lait', CHEAP), passwordScheme: 'argon2id', legacySalt: null }

    expect(await checkPassword(stored, 'caf\u00E9 au lait', CHEAP)).toEqual({ isRight: true, isOutdated: false })
    expect(await checkPassword(stored, 'cafe au lait', CHEAP)).toEqual({ isRight: false, isOutdated: false })
  })

  it('a cheaper hash than the setting is outdated, a dearer one is not', async () => {
    const stored = { passwordHash: await hashPassword('teapot of yixing', CHEAP), passwordScheme: 'argon2id', legacySalt: null }

    expect(await checkPassword(stored, 'teapot of yixing', { ...CHEAP, timeCost: 2 })).toEqual({ isRight: true, isOutdated: true })
    expect(await checkPassword(stored, 'wrong', { ...CHEAP, timeCost: 2 })).toEqual({ isRight: false, isOutdated: false })
    expect(await checkPassword(stored, 'teapot of yixing', { ...CHEAP, memoryCost: 32 })).toEqual({ isRight: true, isOutdated: false })
  })
})

describe('nobody and an account without a password', () => {
  it.each([['nobody', null], ['no password', { passwordHash: null, passwordScheme: 'argon2id', legacySalt: null }]])('%s: never right', async (_case, stored) => {
    expect(await checkPassword(stored, '')).toEqual({ isRight: false, isOutdated: false })
  })

  it('are compared with a hash as dear as a real one', () => {
    expect(parseOptions(DUMMY_HASH)).toEqual(parseOptions(hashSync('x', HASH_COST)))
  })
})

describe('ECShop\'s digests', () => {
  it.each([
    [null, 'd6b0ab7f1c8ab8f514db9a6d85de160a'],
    ['', 'd6b0ab7f1c8ab8f514db9a6d85de160a'],
    ['0', 'd6b0ab7f1c8ab8f514db9a6d85de160a'],
    ['4521', '725ebcaa8702708dd4b9b904560ba2ea'],
  ])('of abc12345 with salt %j', (salt, digest) => {
    expect(legacyDigest('abc12345', salt)).toBe(digest)
  })
})

describe('a password is weak', () => {
  it.each([
    ['seven characters', 'k3#vT9q', 'length'],
    ['65 characters', 'ab3'.repeat(22).slice(0, 65), 'length'],
    ['common', 'iloveyou', 'common'],
    ['common in capitals', 'PassWord1', 'common'],
    ['one character repeated', 'ㄅㄅㄅㄅㄅㄅㄅㄅ', 'monotonous'],
    ['a run up', 'hijklmnop', 'monotonous'],
    ['a run with capitals', 'ABCDEFGHi', 'monotonous'],
    ['a run down', 'zyxwvutsr', 'monotonous'],
    ['digits past nine', '5678901234', 'monotonous'],
    ['digits down past zero', '321098765', 'monotonous'],
  ])('%s', (_case, password, why) => {
    expect(weakness(password, NOBODY)).toBe(why)
  })

  const wang = { userName: 'WangXiaoMing', email: 'xiao.ming@Example.com', mobiles: ['13800138000', '+8613800138000'] }

  it.each([
    ['the user name', 'wangxiaoming'],
    ['the email', 'Xiao.Ming@example.com'],
    ['the part before the @', 'XIAO.MING'],
    ['the mobile number', '13800138000'],
    ['the mobile number with country code', '+8613800138000'],
  ])('equal to %s', (_case, password) => {
    expect(weakness(password, wang)).toBe('own_name')
  })

  it.each([
    ['eight characters', 'k3#vT9qz'],
    ['64 characters', 'ab3'.repeat(22).slice(0, 64)],
    ['eight Han characters count as eight', '春眠不觉晓处处闻'],
    ['spaces inside', 'correct horse battery'],
    ['eight emoji count as eight', '🍵🫖🧧🐉🏮🎋🎍🎎'],
    ['contains the name', 'wangxiaoming!'],
  ])('not: %s', (_case, password) => {
    expect(weakness(password, wang)).toBeNull()
  })
})
