import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { bindAccount, type BindInput, issueBindToken, type OutsideIdentity } from './index.ts'
import { after, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, refused } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
let made = 0

const token = (identity: Partial<OutsideIdentity> = {}) => issueBindToken(world.ctx({ kind: 'system' }), { provider: 'wechat', appId: 'wx1', openId: `o${++made}`, unionId: null, data: {}, ...identity })
const bind = (input: Partial<BindInput> & { bindToken: string }, { now = NOON, ports = fakePorts() } = {}) =>
  bindAccount(world.ctx(guest(`198.51.100.${++made % 250}`), now), { mode: 'existing', parentId: 0, ...input }, ports)

describe('an account that exists', () => {
  it('is bound with its password and signed in; name and picture come where it has none', async () => {
    const user = await world.user({ nickName: '阿明' })
    const bindToken = await token({ openId: 'o-ming', data: { nickName: '微信名', avatarUrl: '/media/a.webp' } })

    const answer = await bind({ bindToken, userName: user.name, password: PASSWORD, cartKey: 'k'.repeat(32) })

    expect(answer).toMatchObject({ created: false, user: { userId: user.id, nickName: '阿明', avatar: '/media/a.webp', wechatBound: true } })
    expect(answer.session).toHaveLength(43)
    expect(await test.db.identity.findFirst({ where: { userId: user.id } })).toMatchObject({ provider: 'wechat', appId: 'wx1', openId: 'o-ming' })
  })

  it('is bound by a code to its number', async () => {
    const user = await world.user({ mobile: '13800138001', mobileKey: '+8613800138001' })
    const ports = fakePorts('right')

    const { user: bound } = await bind({ bindToken: await token(), mobilePhone: '13800138001', mobileCode: '123456' }, { ports })

    expect([bound.userId, ports.codes]).toEqual([user.id, [{ mobileKey: '+8613800138001', purpose: 'bind', code: '123456' }]])
  })

  it('needs its proof, and a wrong one leaves the token usable and counts', async () => {
    const user = await world.user()
    const bindToken = await token()

    expect(await refusal(bind({ bindToken, userName: user.name, password: 'wrong teapot' }))).toBe('SIGNIN_FAILED')
    expect((await refused(bind({ bindToken, userName: user.name }))).params).toEqual({ field: 'password' })
    expect((await refused(bind({ bindToken, password: PASSWORD }))).params).toEqual({ field: 'userName' })
    expect((await bind({ bindToken, userName: user.name, password: PASSWORD })).user.userId).toBe(user.id)
  })

  it('is not bound while disabled', async () => {
    const user = await world.user({ isDisabled: true })

    expect(await refusal(bind({ bindToken: await token(), userName: user.name, password: PASSWORD }))).toBe('USER_DISABLED')
  })

  it('has one identity of an app, and an identity one account', async () => {
    const [ann, ben] = [await world.user(), await world.user()]
    const taken = { openId: 'o-taken', unionId: 'u-taken' }
    await bind({ bindToken: await token(taken), userName: ann.name, password: PASSWORD })

    expect(await refusal(bind({ bindToken: await token(), userName: ann.name, password: PASSWORD }))).toBe('BIND_EXISTS')
    expect(await refusal(bind({ bindToken: await token(taken), userName: ben.name, password: PASSWORD }))).toBe('BIND_EXISTS')
    expect(await refusal(bind({ bindToken: await token({ appId: 'wx2', unionId: 'u-taken' }), userName: ben.name, password: PASSWORD }))).toBe('BIND_EXISTS')
    expect((await bind({ bindToken: await token({ appId: 'wx2', unionId: 'u-taken' }), userName: ann.name, password: PASSWORD })).user.userId).toBe(ann.id)
  })
})

describe('a new account', () => {
  it('needs only the terms and gets a name', async () => {
    const referrer = await world.user()
    const { user, created } = await bind({ bindToken: await token({ data: { nickName: '微信名' } }), mode: 'new', agreement: true, parentId: referrer.id })

    expect(user).toMatchObject({ userName: expect.stringMatching(/^wx_[a-z0-9]{10}$/), nickName: '微信名', wechatBound: true, referrerId: referrer.id })
    expect(created).toBe(true)
    expect(await test.db.user.findUniqueOrThrow({ where: { id: user.userId } })).toMatchObject({ passwordHash: null, email: '' })
  })

  it('takes a name, an email and a password under the rules of signing up', async () => {
    const known = await world.user()
    const input = { mode: 'new' as const, agreement: true }

    expect(await refusal(bind({ ...input, bindToken: await token(), agreement: false }))).toBe('AGREEMENT_REQUIRED')
    expect(await refusal(bind({ ...input, bindToken: await token(), userName: known.name }))).toBe('USER_NAME_EXISTS')
    expect(await refusal(bind({ ...input, bindToken: await token(), userName: 'ad' }))).toBe('USER_NAME_INVALID')
    expect(await refusal(bind({ ...input, bindToken: await token(), email: known.email }))).toBe('EMAIL_EXISTS')
    expect(await refusal(bind({ ...input, bindToken: await token(), password: '12345678' }))).toBe('PASSWORD_WEAK')
    expect((await bind({ ...input, bindToken: await token(), userName: 'teahouse', email: 'tea@house.example', password: PASSWORD })).user).toMatchObject({ userName: 'teahouse', email: 'tea@house.example' })
  })

  it('is not made for an identity that has one, nor while sign-up is closed', async () => {
    const identity = { openId: 'o-once' }
    await bind({ bindToken: await token(identity), mode: 'new', agreement: true })
    const users = await test.db.user.count()

    expect(await refusal(bind({ bindToken: await token(identity), mode: 'new', agreement: true }))).toBe('BIND_EXISTS')
    await world.set({ shopRegClosed: true })
    expect(await refusal(bind({ bindToken: await token(), mode: 'new', agreement: true }))).toBe('SIGNUP_CLOSED')
    await world.set({ shopRegClosed: false })
    expect(await test.db.user.count()).toBe(users)
  })
})

describe('a bind token', () => {
  it('is kept as a hash and works once, also when two calls come at once', async () => {
    const user = await world.user()
    const bindToken = await token()

    const answers = await Promise.all([1, 2].map(() => bind({ bindToken, mode: 'new', agreement: true }).then(() => 'bound', (error: unknown) => (error instanceof Error ? error.message : 'fault'))))

    expect(answers.filter((answer) => answer === 'bound')).toHaveLength(1)
    expect(await refusal(bind({ bindToken, userName: user.name, password: PASSWORD }))).toBe('BIND_TOKEN_INVALID')
    expect(JSON.stringify(await test.db.bindToken.findMany())).not.toContain(bindToken)
  })

  it.each([[599, 'bound'], [600, 'BIND_TOKEN_INVALID']])('%i seconds later: %s', async (seconds, outcome) => {
    const bindToken = await token()
    const call = bind({ bindToken, mode: 'new', agreement: true }, { now: after(seconds) })

    expect(outcome === 'bound' ? (await call).created : await refusal(call)).toBe(outcome === 'bound' ? true : outcome)
  })

  it('that was never given is none', async () => {
    expect(await refusal(bind({ bindToken: 'x'.repeat(43), mode: 'new', agreement: true }))).toBe('BIND_TOKEN_INVALID')
  })
})
