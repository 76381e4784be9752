import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { hashPassword, legacyDigest, resolveSession, setUserDisabled, signIn, type SignInInput } from './index.ts'
import { HASH_COST } from './passwords.ts'
import { after, CHEAP, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, refused } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)

let address = 0
/** Every attempt from an address of its own, unless the address is the point. */
function tryIn(input: SignInInput, { now = NOON, ip = `10.1.0.${++address}`, appId = 0, ports = fakePorts() } = {}) {
  return signIn(world.ctx(guest(ip, appId), now), input, ports)
}
const failures = async (key: string): Promise<number> => (await test.db.signinThrottle.findUnique({ where: { key } }))?.failedAt.length ?? 0

describe('signing in', () => {
  it('answers a session of the calling app and notes when and from where', async () => {
    const { id, name } = await world.user()

    const { session, expiresAt, user } = await tryIn({ userName: name, password: PASSWORD, device: '小米 15' }, { ip: '10.9.0.1', appId: 4 })

    expect(expiresAt).toBe('2026-03-31T04:00:00.000Z')
    expect(user).toMatchObject({ userId: id, userName: name, lastLogin: '2026-03-01T04:00:00.000Z' })
    expect(await resolveSession(world.ctx(guest('')), session, 4)).toMatchObject({ userId: id })
    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ visitCount: 1, lastIp: '10.9.0.1', lastSignInAt: NOON })
    expect(await test.db.session.findFirstOrThrow({ where: { userId: id } })).toMatchObject({ device: '小米 15', appId: 4 })
  })

  it('takes the user name, then the email, then the mobile number, without case', async () => {
    const first = await world.user({ mobile: '13800138001', mobileKey: '+8613800138001' })
    const imported = await world.user({ name: '13800138001', nameKey: '13800138001' })

    const ids = [first.name.toUpperCase(), first.email.toUpperCase(), '+8613800138001', '13800138001'].map(async (userName) => (await tryIn({ userName, password: PASSWORD })).user.userId)

    expect(await Promise.all(ids)).toEqual([first.id, first.id, first.id, imported.id])
  })

  it('answers the same for an unknown name, a wrong password and an account without one', async () => {
    const [{ name }, wechat] = [await world.user(), await world.user({ passwordHash: null })]

    const words = await Promise.all([name, wechat.name, 'nobody here'].map((userName) => refused(tryIn({ userName, password: 'wrong' }))))

    expect(words.map(({ word, params }) => [word, params])).toEqual([['SIGNIN_FAILED', {}], ['SIGNIN_FAILED', {}], ['SIGNIN_FAILED', {}]])
    expect(await test.db.session.count({ where: { userId: wechat.id } })).toBe(0)
  })

  it.each([
    ['neither', {}, 'PARAM_MISSING'],
    ['both', { password: PASSWORD, mobileCode: '123456' }, 'PARAM_INVALID'],
  ])('takes exactly one of password and mobile_code: %s', async (_case, proof, word) => {
    expect(await refusal(tryIn({ userName: 'somebody', ...proof }))).toBe(word)
  })

  it('takes over the guest\'s cart', async () => {
    const { id, name } = await world.user()
    const ports = fakePorts()

    await tryIn({ userName: name, password: PASSWORD, cartKey: 'k'.repeat(32) }, { ports })

    expect(ports.carts).toEqual([{ userId: id, cartKey: 'k'.repeat(32) }])
  })

  it('tells a disabled account only after the right password', async () => {
    const { id, name } = await world.user()
    const { session } = await tryIn({ userName: name, password: PASSWORD })
    await setUserDisabled(world.ctx({ kind: 'system' }), { userId: id, isDisabled: true })

    expect(await refusal(tryIn({ userName: name, password: 'wrong' }))).toBe('SIGNIN_FAILED')
    expect(await refusal(tryIn({ userName: name, password: PASSWORD }))).toBe('USER_DISABLED')
    expect(await resolveSession(world.ctx(guest('')), session, 0)).toBeNull()
    expect(await test.db.session.count({ where: { userId: id, endedAt: null } })).toBe(0)
  })

  it('tells the user of a new device, not of a known one or the first', async () => {
    const { name, email } = await world.user({ isEmailValid: true })
    const from = (ip: string, device: string) => tryIn({ userName: name, password: PASSWORD, device }, { ip })

    await from('10.8.0.1', 'phone')
    await from('10.8.0.2', 'phone')
    await from('10.8.0.1', '')
    expect(await world.messages(email)).toEqual([])
    await from('10.8.0.3', 'tablet')

    expect(await world.messages(email)).toEqual([
      { channel: 'mail', template: 'new_device', params: { userName: name, device: 'tablet', ip: '10.8.0.3', at: NOON.toISOString() } },
    ])
  })
})

describe('an imported password', () => {
  it.each([[null, 'd6b0ab7f1c8ab8f514db9a6d85de160a'], ['4521', '725ebcaa8702708dd4b9b904560ba2ea']])('with salt %j signs in once as legacy and then as argon2id', async (legacySalt, digest) => {
    const passwordHash = await hashPassword(digest, CHEAP)
    const { id, name } = await world.user({ passwordHash, passwordScheme: 'legacy', legacySalt })
    const stored = async () => {
      const { passwordHash, passwordScheme, legacySalt } = await test.db.user.findUniqueOrThrow({ where: { id } })
      return { passwordHash, passwordScheme, legacySalt }
    }

    expect(await refusal(tryIn({ userName: name, password: 'abc12346' }))).toBe('SIGNIN_FAILED')
    expect(await refusal(tryIn({ userName: name, password: digest }))).toBe('SIGNIN_FAILED')
    expect(await stored()).toEqual({ passwordHash, passwordScheme: 'legacy', legacySalt })
    await tryIn({ userName: name, password: 'abc12345' })

    expect(await stored()).toEqual({ passwordHash: expect.stringMatching(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/), passwordScheme: 'argon2id', legacySalt: null })
    expect((await tryIn({ userName: name, password: 'abc12345' })).user.userId).toBe(id)
  })

  it('is right for eight who sign in at once', async () => {
    const passwordHash = await hashPassword(legacyDigest('short', null), CHEAP)
    const { id, name } = await world.user({ passwordHash, passwordScheme: 'legacy' })

    const answers = await Promise.all(Array.from({ length: 8 }, () => tryIn({ userName: name, password: 'short' })))

    expect(answers.map(({ user }) => user.userId)).toEqual(Array.from({ length: 8 }).fill(id))
  })

  it('a cheap hash is replaced by one of the demanded figures', async () => {
    const { id, name } = await world.user()

    await tryIn({ userName: name, password: PASSWORD }, { ports: { ...fakePorts(), hashCost: HASH_COST } })

    expect((await test.db.user.findUniqueOrThrow({ where: { id } })).passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('failures', () => {
  it('at second 0, 10, 20, 30 and 40 lock the account until second 940', async () => {
    const { id, name } = await world.user()
    for (const second of [0, 10, 20, 30, 40]) expect(await refusal(tryIn({ userName: name, password: 'wrong' }, { now: after(second) }))).toBe('SIGNIN_FAILED')

    const locked = await refused(tryIn({ userName: name, password: PASSWORD }, { now: after(41) }))
    expect([locked.word, locked.params]).toEqual(['SIGNIN_LOCKED', { retry_after: 899 }])
    const last = await refused(tryIn({ userName: name, password: PASSWORD }, { now: after(939) }))
    expect([last.word, last.params]).toEqual(['SIGNIN_LOCKED', { retry_after: 1 }])

    expect((await tryIn({ userName: name, password: PASSWORD }, { now: after(940) })).user.userId).toBe(id)
    expect(await failures(`user:${id}`)).toBe(0)
  })

  it('while locked are not counted and do not lengthen the lock', async () => {
    const { id, name } = await world.user()
    for (let at = 0; at < 5; at++) await refusal(tryIn({ userName: name, password: 'wrong' }))
    for (let at = 0; at < 3; at++) expect(await refusal(tryIn({ userName: name, password: 'wrong' }, { now: after(800) }))).toBe('SIGNIN_LOCKED')

    expect(await failures(`user:${id}`)).toBe(5)
    expect(await refusal(tryIn({ userName: name, password: 'wrong' }, { now: after(900) }))).toBe('SIGNIN_FAILED')
    expect(await failures(`user:${id}`)).toBe(1)
  })

  it('older than 15 minutes are forgotten', async () => {
    const { name } = await world.user()
    for (const second of [0, 1, 2, 3]) await refusal(tryIn({ userName: name, password: 'wrong' }, { now: after(second) }))

    await refusal(tryIn({ userName: name, password: 'wrong' }, { now: after(900) }))

    expect((await tryIn({ userName: name, password: PASSWORD }, { now: after(901) })).user.userName).toBe(name)
  })

  it('count for the account by whichever name it is tried, and end with a right password', async () => {
    const { id, name, email } = await world.user()
    for (const userName of [name, email, name, email]) await refusal(tryIn({ userName, password: 'wrong' }))

    expect(await failures(`user:${id}`)).toBe(4)
    await tryIn({ userName: name, password: PASSWORD })
    expect(await failures(`user:${id}`)).toBe(0)
  })

  it('of an unknown name lock that name, whatever its case', async () => {
    for (const userName of ['Ghost', 'ghost', 'GHOST', 'ghost', 'ghost']) expect(await refusal(tryIn({ userName, password: 'wrong' }))).toBe('SIGNIN_FAILED')

    expect(await refusal(tryIn({ userName: 'ghosT', password: 'wrong' }))).toBe('SIGNIN_LOCKED')
  })

  it('20 from one address lock it for every account for 15 minutes; a right password does not clear them', async () => {
    const { name } = await world.user()
    const ip = '10.7.0.1'
    for (let at = 0; at < 19; at++) await refusal(tryIn({ userName: `nobody${at}`, password: 'wrong' }, { ip }))
    await tryIn({ userName: name, password: PASSWORD }, { ip, now: after(30) })
    expect(await refusal(tryIn({ userName: 'nobody20', password: 'wrong' }, { ip, now: after(60) }))).toBe('SIGNIN_FAILED')

    const locked = await refused(tryIn({ userName: name, password: PASSWORD }, { ip, now: after(61) }))
    expect([locked.word, locked.params]).toEqual(['SIGNIN_LOCKED', { retry_after: 899 }])
    expect((await tryIn({ userName: name, password: PASSWORD }, { ip: '10.7.0.2', now: after(61) })).user.userName).toBe(name)
    expect((await tryIn({ userName: name, password: PASSWORD }, { ip, now: after(960) })).user.userName).toBe(name)
  })

  it('of 30 guesses at once five learn that they were wrong', async () => {
    const { id, name } = await world.user()

    const words = await Promise.all(Array.from({ length: 30 }, () => refusal(tryIn({ userName: name, password: 'wrong' }))))

    expect(words.filter((word) => word === 'SIGNIN_FAILED')).toHaveLength(5)
    expect(words.filter((word) => word === 'SIGNIN_LOCKED')).toHaveLength(25)
    expect(await failures(`user:${id}`)).toBe(5)
  })
})

describe('signing in with a code', () => {
  const number = { mobile: '13900139000', mobileKey: '+8613900139000' }

  it('a right code signs in', async () => {
    const { id } = await world.user(number)
    const ports = fakePorts('right')

    expect((await tryIn({ userName: '13900139000', mobileCode: '123456' }, { ports })).user.userId).toBe(id)
    expect(ports.codes).toEqual([{ mobileKey: '+8613900139000', purpose: 'signin', code: '123456' }])
  })

  it('a wrong code counts like a wrong password', async () => {
    const { id, name } = await world.user({ mobile: '13900139001', mobileKey: '+8613900139001' })
    const guess = () => refusal(tryIn({ userName: '13900139001', mobileCode: '000000' }, { ports: fakePorts('wrong') }))

    expect([await guess(), await guess(), await guess(), await guess(), await guess(), await guess()]).toEqual([
      'SMS_CODE_WRONG', 'SMS_CODE_WRONG', 'SMS_CODE_WRONG', 'SMS_CODE_WRONG', 'SMS_CODE_WRONG', 'SIGNIN_LOCKED',
    ])
    expect(await refusal(tryIn({ userName: name, password: PASSWORD }))).toBe('SIGNIN_LOCKED')
    expect(await failures(`user:${id}`)).toBe(5)
  })

  it('a code that was never sent has expired, and only a mobile number has one', async () => {
    const { name } = await world.user()

    expect(await refusal(tryIn({ userName: '13900139002', mobileCode: '123456' }, { ports: fakePorts('right') }))).toBe('SMS_CODE_EXPIRED')
    expect(await refusal(tryIn({ userName: name, mobileCode: '123456' }, { ports: fakePorts('right') }))).toBe('SMS_CODE_EXPIRED')
  })
})
