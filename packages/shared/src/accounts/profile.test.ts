import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { type ProfileChange, updateProfile } from './index.ts'
import { CHEAP, fakePorts, makeWorld, PASSWORD, refusal, refused, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const change = (userId: number, input: ProfileChange, ports = fakePorts()) => updateProfile(world.ctx(shopper(userId)), input, { ...ports, hashCost: CHEAP })

beforeEach(() => world.set({ smsEnabled: false }))

describe('a profile', () => {
  it('changes only in what is sent', async () => {
    const { id, name, email } = await world.user({ nickName: '老王', qq: '10001', sex: 1 })

    const { user } = await change(id, { birthday: '1988-08-08', officePhone: ' 010-1 ', homePhone: '020-2' })
    expect(user).toMatchObject({ userName: name, nickName: '老王', qq: '10001', sex: 1, birthday: '1988-08-08', officePhone: '010-1', homePhone: '020-2', email })

    const { user: later } = await change(id, { nickName: '小王', sex: 0, qq: '', birthday: '' })
    expect(later).toMatchObject({ nickName: '小王', sex: 0, qq: '', birthday: '', officePhone: '010-1' })
  })

  it.each<[string, ProfileChange]>([['nothing', {}], ['only proofs', { password: PASSWORD, mobileCode: '123456' }]])('with %s is PARAM_MISSING', async (_case, input) => {
    const { id } = await world.user()

    expect(await refusal(change(id, input))).toBe('PARAM_MISSING')
  })

  // Noon in China is 2026-03-01.
  it.each([['tomorrow', '2026-03-02'], ['before 1900', '1899-12-31'], ['no day', '2023-02-30'], ['no month', '2023-13-01']])('a birthday %s is refused', async (_case, birthday) => {
    const { id } = await world.user()

    const refusal = await refused(change(id, { birthday }))

    expect([refusal.word, refusal.params]).toEqual(['PARAM_INVALID', { field: 'birthday' }])
  })

  it.each([['today', '2026-03-01'], ['the first', '1900-01-01'], ['a leap day', '2024-02-29']])('a birthday %s is taken', async (_case, birthday) => {
    const { id } = await world.user()

    expect((await change(id, { birthday })).user.birthday).toBe(birthday)
  })

  it('gets its picture from the file sent, at most 2 MB', async () => {
    const { id } = await world.user()

    expect((await change(id, { avatar: { name: 'me.png', base64: '' } })).user.avatar).toBe('/media/avatars/me.png?max=2097152')
    expect(await refusal(change(id, { nickName: 'no', avatar: { name: 'virus.exe', base64: '' } }))).toBe('FILE_INVALID')
    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ nickName: '' })
  })

  it('keeps the shop\'s own fields; a required one is not emptied', async () => {
    const { id } = await world.user()
    await test.db.signupField.createMany({ data: [{ id: 1, label: '公司', isRequired: true }, { id: 2, label: '职业' }] })

    const { user } = await change(id, { extendFields: { 1: '茶叶店', 2: '掌柜' } })
    const { user: later } = await change(id, { extendFields: { 2: '' } })

    expect(user.extendFields.map(({ content }) => content)).toEqual(['茶叶店', '掌柜'])
    expect(later.extendFields.map(({ content }) => content)).toEqual(['茶叶店', ''])
    const emptied = await refused(change(id, { extendFields: { 1: '' } }))
    expect([emptied.word, emptied.params]).toEqual(['FIELD_REQUIRED', { field: '公司' }])
  })
})

describe('a new email', () => {
  it('needs the present password, is unconfirmed, and the old address is told', async () => {
    const { id, name, email } = await world.user({ isEmailValid: true })
    await test.db.resetToken.create({ data: { userId: id, kind: 'mail_reset', secretHash: 'old', target: email, createdAt: new Date(), expiresAt: new Date('2030-01-01') } })

    expect(await refusal(change(id, { email: 'new1@example.com' }))).toBe('PASSWORD_WRONG')
    expect(await refusal(change(id, { email: 'new1@example.com', password: 'wrong' }))).toBe('PASSWORD_WRONG')
    const { user } = await change(id, { email: 'New1@Example.com', password: PASSWORD })

    expect(user).toMatchObject({ email: 'New1@example.com', isValidated: false })
    expect(await world.messages(email)).toEqual([{ channel: 'mail', template: 'email_changed', params: { userName: name, at: '2026-03-01T04:00:00.000Z' } }])
    expect(await test.db.resetToken.count({ where: { userId: id, endedAt: null } })).toBe(0)
  })

  it('the same one is no change', async () => {
    const { id, email } = await world.user({ isEmailValid: true })

    expect((await change(id, { email: email.toUpperCase() })).user).toMatchObject({ email, isValidated: true })
  })

  it('of somebody else is EMAIL_EXISTS, a bad one EMAIL_INVALID, and nothing changes', async () => {
    const [{ id, email }, other] = [await world.user(), await world.user()]

    expect(await refusal(change(id, { nickName: 'no', email: other.email.toUpperCase(), password: PASSWORD }))).toBe('EMAIL_EXISTS')
    expect(await refusal(change(id, { email: 'nothing', password: PASSWORD }))).toBe('EMAIL_INVALID')
    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ email, nickName: '' })
  })

  it('needs no password where there is none', async () => {
    const { id } = await world.user({ passwordHash: null })

    expect((await change(id, { email: 'wechat@example.com' })).user.email).toBe('wechat@example.com')
  })

  it('wrong passwords count as failed sign-ins', async () => {
    const { id } = await world.user()
    for (let at = 0; at < 5; at++) await refusal(change(id, { email: 'x@example.com', password: 'wrong' }))

    expect(await refusal(change(id, { email: 'x@example.com', password: PASSWORD }))).toBe('SIGNIN_LOCKED')
    expect((await change(id, { nickName: '还能改' })).user.nickName).toBe('还能改')
  })
})

describe('a new mobile number', () => {
  it('needs the password and, while messages can be sent, its code', async () => {
    const { id } = await world.user()
    await world.set({ smsEnabled: true })
    const input = { mobilePhone: '13400134000', mobileCode: '111222', password: PASSWORD }

    expect(await refusal(change(id, { mobilePhone: '13400134000', mobileCode: '111222' }))).toBe('PASSWORD_WRONG')
    expect(await refusal(change(id, { mobilePhone: '13400134000', password: PASSWORD }))).toBe('FIELD_REQUIRED')
    expect(await refusal(change(id, input, fakePorts('wrong')))).toBe('SMS_CODE_WRONG')
    expect(await refusal(change(id, input, fakePorts('expired')))).toBe('SMS_CODE_EXPIRED')
    const ports = fakePorts('right')

    expect((await change(id, input, ports)).user).toMatchObject({ mobilePhone: '13400134000', mobileValidated: true })
    expect(ports.codes).toEqual([{ mobileKey: '+8613400134000', purpose: 'change_new', code: '111222' }])
  })

  it('without a message provider is taken unconfirmed', async () => {
    const { id } = await world.user({ isMobileValid: true })

    expect((await change(id, { mobilePhone: '13400134001', password: PASSWORD })).user).toMatchObject({ mobilePhone: '13400134001', mobileValidated: false })
  })

  it('of somebody else is MOBILE_EXISTS, a bad one MOBILE_INVALID', async () => {
    const { id } = await world.user()
    await world.user({ mobile: '13400134002', mobileKey: '+8613400134002' })

    expect(await refusal(change(id, { mobilePhone: '13400134002', password: PASSWORD }))).toBe('MOBILE_EXISTS')
    expect(await refusal(change(id, { mobilePhone: '123', password: PASSWORD }))).toBe('MOBILE_INVALID')
  })
})

describe('the last way to reset the password', () => {
  it('cannot be cleared; the other one can', async () => {
    const { id } = await world.user({ mobile: '13300133000', mobileKey: '+8613300133000' })

    expect(await refusal(change(id, { email: '', mobilePhone: '', password: PASSWORD }))).toBe('FIELD_REQUIRED')
    expect((await change(id, { email: '', password: PASSWORD })).user).toMatchObject({ email: '', mobilePhone: '13300133000' })
    expect(await refusal(change(id, { mobilePhone: '', password: PASSWORD }))).toBe('FIELD_REQUIRED')
    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ emailKey: null, mobileKey: '+8613300133000' })
  })

  it('can be cleared by an account without a password', async () => {
    const { id } = await world.user({ passwordHash: null })

    expect((await change(id, { email: '' })).user.email).toBe('')
  })
})
