import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { updateSettings } from '../shop/index.ts'
import { resolveSession, signUp, signupForm, type SignUpInput } from './index.ts'
import { after, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, refused } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)

let made = 0
const form = (): SignUpInput => ({ userName: `buyer${++made}`, password: PASSWORD, email: `buyer${made}@example.com`, agreement: true, parentId: 0 })
function join(input: Partial<SignUpInput> = {}, { now = NOON, ip = `10.2.${made % 250}.${made % 199}`, ports = fakePorts() } = {}) {
  return signUp(world.ctx(guest(ip), now), { ...form(), ...input }, ports)
}

beforeEach(() => world.set({ shopRegClosed: false, registerPoints: 0, smsSignup: false, smsEnabled: false, termsVersion: '3' }))

describe('signing up', () => {
  it('makes an account and signs it in', async () => {
    const { session, expiresAt, user } = await join({ userName: ' 茶友-Wang_8 ', email: 'Wang@EXAMPLE.com', nickName: ' 老王 ' }, { ip: '10.3.0.1' })

    expect(expiresAt).toBe('2026-03-31T04:00:00.000Z')
    expect(user).toMatchObject({
      userName: '茶友-Wang_8', nickName: '老王', email: 'Wang@example.com', mobilePhone: '', isValidated: false, mobileValidated: false,
      rankId: 0, discount: 100, points: 0, rankPoints: 0, balanceFen: 0, referrerId: 0,
      signedUpAt: NOON.toISOString(), lastLogin: NOON.toISOString(),
    })
    expect(await resolveSession(world.ctx(guest('')), session, 0)).toMatchObject({ userId: user.userId })
    const row = await test.db.user.findUniqueOrThrow({ where: { id: user.userId } })
    expect(row).toMatchObject({
      nameKey: '茶友-wang_8', emailKey: 'wang@example.com', mobileKey: null, passwordScheme: 'argon2id', termsVersion: '3', termsAcceptedAt: NOON, signedUpIp: '10.3.0.1', visitCount: 1,
    })
    expect(row.passwordHash).toMatch(/^\$argon2id\$/)
  })

  it('is refused while it is closed', async () => {
    await world.set({ shopRegClosed: true })

    expect(await refusal(join())).toBe('SIGNUP_CLOSED')
  })

  it('takes over the guest\'s cart', async () => {
    const ports = fakePorts()

    const { user } = await join({ cartKey: 'g'.repeat(32) }, { ports })

    expect(ports.carts).toEqual([{ userId: user.userId, cartKey: 'g'.repeat(32) }])
  })

  it('gives the points of a new member once, in both kinds', async () => {
    await test.db.rank.create({ data: { name: '注册用户', minPoints: 0, maxPoints: 10000 } })
    await world.set({ registerPoints: 50 })

    const { user } = await join()

    expect(user).toMatchObject({ points: 50, rankPoints: 50, rankName: '注册用户', discount: 100 })
    expect(await test.db.ledgerEntry.findMany({ where: { userId: user.userId } })).toMatchObject([
      { type: 9, points: 50, rankPoints: 50, balanceFen: 0, referenceKind: 'signup', referenceId: user.userId, pointsAfter: 50 },
    ])
  })

  it('keeps the referrer for good; an unknown or a disabled one is ignored', async () => {
    const [referrer, disabled] = [await world.user(), await world.user({ isDisabled: true })]

    const referrers = [await join({ parentId: referrer.id }), await join({ parentId: 999_999 }), await join({ parentId: disabled.id })]

    expect(referrers.map(({ user }) => user.referrerId)).toEqual([referrer.id, 0, 0])
  })
})

describe('a field is refused', () => {
  it.each<[string, Partial<SignUpInput>, string]>([
    ['terms not accepted', { agreement: false }, 'AGREEMENT_REQUIRED'],
    ['two characters', { userName: 'ab' }, 'USER_NAME_INVALID'],
    ['31 characters', { userName: 'a'.repeat(31) }, 'USER_NAME_INVALID'],
    ['a space inside', { userName: 'ab cd' }, 'USER_NAME_INVALID'],
    ['an email as name', { userName: 'a@b.com' }, 'USER_NAME_INVALID'],
    ['a mobile number as name', { userName: '13800138000' }, 'USER_NAME_INVALID'],
    ['a full-width mobile number as name', { userName: '１３８００１３８０００' }, 'USER_NAME_INVALID'],
    ['Cyrillic letters', { userName: 'аdmin' }, 'USER_NAME_INVALID'],
    ['a reserved word', { userName: 'Admin' }, 'USER_NAME_INVALID'],
    ['a reserved word in full width', { userName: 'ＲＯＯＴ' }, 'USER_NAME_INVALID'],
    ['reserved: shop', { userName: 'SHOP' }, 'USER_NAME_INVALID'],
    ['reserved: 管理员', { userName: '管理员' }, 'USER_NAME_INVALID'],
    ['an email without @', { email: 'example.com' }, 'EMAIL_INVALID'],
    ['an email with two @', { email: 'a@b@c.com' }, 'EMAIL_INVALID'],
    ['a domain without dot', { email: 'a@localhost' }, 'EMAIL_INVALID'],
    ['a domain that ends with a dot', { email: 'a@example.' }, 'EMAIL_INVALID'],
    ['a line break in the email', { email: 'a\nb@example.com' }, 'EMAIL_INVALID'],
    ['61 characters of email', { email: `${'a'.repeat(49)}@example.com` }, 'EMAIL_INVALID'],
    ['ten digits', { mobilePhone: '1380013800' }, 'MOBILE_INVALID'],
    ['12 in front', { mobilePhone: '12800138000' }, 'MOBILE_INVALID'],
    ['+86 and twelve digits', { mobilePhone: '+86138001380000' }, 'MOBILE_INVALID'],
    ['no country code', { mobilePhone: '447911123456' }, 'MOBILE_INVALID'],
    ['neither email nor mobile', { email: '' }, 'FIELD_REQUIRED'],
    ['a weak password', { password: 'password1' }, 'PASSWORD_WEAK'],
    ['a password of seven characters', { password: 'x7!kq2P' }, 'PASSWORD_WEAK'],
    ['extra fields that are no object', { extendFields: [1] }, 'PARAM_INVALID'],
  ])('%s', async (_case, input, word) => {
    const before = await test.db.user.count()

    expect(await refusal(join(input))).toBe(word)
    expect(await test.db.user.count()).toBe(before)
  })

  it('the password equal to the name', async () => {
    expect(await refusal(join({ userName: 'PurpleTeapot', password: 'purpleteapot' }))).toBe('PASSWORD_WEAK')
  })

  it('the name of a member of staff', async () => {
    const role = await test.db.role.create({ data: { name: 'all', permissions: ['*'] } })
    await test.db.staff.create({ data: { name: 'Boss', nameKey: 'boss', displayName: '王老板', passwordHash: '', roleId: role.id } })

    expect(await refusal(join({ userName: 'bOSS' }))).toBe('USER_NAME_INVALID')
    expect(await refusal(join({ userName: '王老板' }))).toBe('USER_NAME_INVALID')
  })

  it.each<[string, Partial<SignUpInput>]>([
    ['three characters', { userName: 'abc' }],
    ['thirty Han characters', { userName: '茶'.repeat(30) }],
    ['eleven digits that are no mobile number', { userName: '20060101001' }],
  ])('not: %s', async (_case, input) => {
    expect((await join(input)).user.userName).toBe(input.userName)
  })
})

describe('names are taken once', () => {
  it.each<[string, Partial<SignUpInput>, Partial<SignUpInput>, string]>([
    ['a name in another case', { userName: 'TakenName' }, { userName: 'takenNAME' }, 'USER_NAME_EXISTS'],
    ['a name in full width', { userName: 'WideName' }, { userName: 'ＷｉｄｅＮａｍｅ' }, 'USER_NAME_EXISTS'],
    ['an email in another case', { email: 'Same@Example.com' }, { email: 'sAME@example.COM' }, 'EMAIL_EXISTS'],
    ['a mobile with country code', { mobilePhone: '13700137000' }, { mobilePhone: '+8613700137000' }, 'MOBILE_EXISTS'],
  ])('%s', async (_case, first, second, word) => {
    await join(first)

    expect(await refusal(join(second))).toBe(word)
  })

  it.each<[string, Partial<SignUpInput>, string]>([
    ['name', { userName: 'racer' }, 'USER_NAME_EXISTS'],
    ['email', { email: 'race@example.com' }, 'EMAIL_EXISTS'],
    ['mobile', { mobilePhone: '+12025550123' }, 'MOBILE_EXISTS'],
  ])('also by two at once: same %s', async (_case, input, word) => {
    const results = await Promise.allSettled([1, 2, 3].map((at) => join(input, { ip: `10.4.0.${at}` })))

    const words = results.map((result) => (result.status === 'fulfilled' ? 'made' : (result.reason as Error).message)).sort()
    expect(words).toEqual([word, word, 'made'].sort())
  })
})

describe('a mobile number', () => {
  it('is shown with eleven digits, abroad with its country code', async () => {
    const numbers = [await join({ mobilePhone: ' +8613600136000 ' }), await join({ mobilePhone: '+447911123456', email: undefined })]

    expect(numbers.map(({ user }) => [user.mobilePhone, user.mobileValidated])).toEqual([['13600136000', false], ['+447911123456', false]])
  })

  it('needs a right code while sms_signup is on', async () => {
    await world.set({ smsEnabled: true, smsSignup: true })
    const input = { mobilePhone: '13500135000', mobileCode: '654321' }

    expect(await refusal(join({ mobilePhone: '13500135000' }))).toBe('FIELD_REQUIRED')
    expect(await refusal(join(input, { ports: fakePorts('wrong') }))).toBe('SMS_CODE_WRONG')
    expect(await refusal(join(input, { ports: fakePorts('expired') }))).toBe('SMS_CODE_EXPIRED')
    const ports = fakePorts('right')
    expect((await join(input, { ports })).user).toMatchObject({ mobilePhone: '13500135000', mobileValidated: true })
    expect(ports.codes).toEqual([{ mobileKey: '+8613500135000', purpose: 'signup', code: '654321' }])
  })
})

it('one address makes ten accounts in an hour, also when twelve are asked for at once', async () => {
  const ip = '10.5.0.1'
  await join({}, { ip })

  const results = await Promise.allSettled(Array.from({ length: 12 }, () => join({}, { ip, now: after(600) })))

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(9)
  const refusal = await refused(join({}, { ip, now: after(1000) }))
  expect([refusal.word, refusal.params]).toEqual(['RATE_LIMITED', { retry_after: 2600 }])
  expect((await join({}, { ip, now: after(3600) })).user.userId).toBeGreaterThan(0)
})

describe('the shop\'s own fields', () => {
  it('are shown after the built-in ones, and required ones must be filled', async () => {
    await test.db.signupField.createMany({ data: [
      { id: 5, label: '公司', isRequired: true, sortOrder: 20 },
      { id: 6, label: '生肖', sortOrder: 10 },
      { id: 7, label: '旧问题', isShown: false, isRequired: true },
    ] })
    await updateSettings(world.ctx({ kind: 'system' }), { agreementText: '请先阅读' })

    const { signupOpen, agreementText, fields } = await signupForm(world.ctx(guest('')))

    expect([signupOpen, agreementText]).toEqual([true, '请先阅读'])
    expect(fields.map(({ name, required, min, max }) => [name, required, min, max])).toEqual([
      ['user_name', true, 3, 30], ['password', true, 8, 64], ['email', false, 0, 60], ['mobile_phone', false, 0, 20], ['nick_name', false, 0, 30],
      ['agreement', true, 0, 0], ['extend_field6', false, 0, 100], ['extend_field5', true, 1, 100],
    ])
    const missing = await refused(join({ extendFields: { 6: '马', 5: ' ' } }))
    expect([missing.word, missing.params]).toEqual(['FIELD_REQUIRED', { field: '公司' }])
    expect(await refusal(join({ extendFields: { 5: 'x'.repeat(101) } }))).toBe('PARAM_INVALID')
    const { user } = await join({ extendFields: { 5: '<b>茶</b>', 7: '无' } })
    expect(user.extendFields).toEqual([{ fieldId: 6, fieldName: '生肖', content: '' }, { fieldId: 5, fieldName: '公司', content: '<b>茶</b>' }])
    await test.db.signupField.deleteMany()
  })

  it('the form asks for a code while sms_signup is on and says when sign-up is closed', async () => {
    await world.set({ smsEnabled: true, smsSignup: true, shopRegClosed: true })

    const { signupOpen, fields } = await signupForm(world.ctx(guest('')))

    expect(signupOpen).toBe(false)
    expect(fields.map(({ name }) => name)).toContain('mobile_code')
  })
})
