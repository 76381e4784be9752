import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { askEmailConfirmation, confirmEmail, forgetPassword, resolveSession, signIn } from './index.ts'
import { after, CHEAP, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, refused, SECRETS_KEY, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const NEW = 'a brand new teapot'
const LINK = /^https:\/\/shop\.example\.com\/reset-password\?token=([\w-]{43})$/

let address = 0
function forget(input: { account?: string, code?: string, newPassword?: string }, { now = NOON, ip = `10.6.${++address % 250}.1` } = {}) {
  return forgetPassword(world.ctx(guest(ip), now), input, { baseUrl: 'https://shop.example.com', hashCost: CHEAP, secretsKey: SECRETS_KEY, answerAfterMs: 0 })
}
const secretsTo = async (recipient: string): Promise<string[]> =>
  (await world.messages(recipient)).filter(({ template }) => template === 'password_reset').map(({ params }) => LINK.exec(String(params.link))?.[1] ?? String(params.code))
const enter = (userName: string, password: string, now = NOON) => signIn(world.ctx(guest(''), now), { userName, password }, fakePorts())

beforeEach(() => world.set({ smsEnabled: true }))

describe('asking for a reset', () => {
  it('sends a mail with a link; the database keeps no secret in clear', async () => {
    const { id, email } = await world.user()

    expect(await forget({ account: email.toUpperCase() })).toEqual({ sent: true, reset: false, retryAfter: 60 })

    const [token = ''] = await secretsTo(email)
    expect(token).toMatch(/^[\w-]{43}$/)
    const row = await test.db.resetToken.findFirstOrThrow({ where: { userId: id } })
    expect(row).toMatchObject({ kind: 'mail_reset', target: email, tries: 0, createdAt: NOON, expiresAt: after(1800), endedAt: null })
    expect(row.secretHash).toMatch(/^[\da-f]{64}$/)
    expect(JSON.stringify(await test.db.outboundMessage.findMany())).not.toContain(token)
  })

  it('for a mobile number sends six digits, when messages can be sent', async () => {
    await world.user({ mobile: '13800138100', mobileKey: '+8613800138100' })
    await world.set({ smsEnabled: false })
    expect(await forget({ account: '13800138100' })).toEqual({ sent: true, reset: false, retryAfter: 60 })
    expect(await world.messages('13800138100')).toEqual([])

    await world.set({ smsEnabled: true })
    await forget({ account: '+8613800138100' }, { now: after(60) })

    expect(await secretsTo('13800138100')).toEqual([expect.stringMatching(/^\d{6}$/)])
  })

  it('answers the same for an account that is not there, now and again', async () => {
    const { email } = await world.user()
    const answers = async (account: string) => [await forget({ account }), await forget({ account }, { now: after(20) }), await forget({ account }, { now: after(60) })]

    const [known, unknown] = [await answers(email), await answers('nobody@example.com')]

    expect(known).toEqual([{ sent: true, reset: false, retryAfter: 60 }, { sent: true, reset: false, retryAfter: 40 }, { sent: true, reset: false, retryAfter: 60 }])
    expect(unknown).toEqual(known)
    expect(await secretsTo(email)).toHaveLength(2)
    expect(await test.db.outboundMessage.count({ where: { recipient: 'nobody@example.com' } })).toBe(0)
  })

  it('does not say by its time whether there is an account', async () => {
    const { email } = await world.user()
    const start = performance.now()

    await forgetPassword(world.ctx(guest('')), { account: email }, { baseUrl: '', secretsKey: SECRETS_KEY, answerAfterMs: 150 })
    await forgetPassword(world.ctx(guest('')), { account: 'no-one@example.com' }, { baseUrl: '', secretsKey: SECRETS_KEY, answerAfterMs: 150 })

    expect(performance.now() - start).toBeGreaterThan(295)
  })

  it('sends at most five a day to an account', async () => {
    const { email } = await world.user()
    for (let at = 0; at < 5; at++) await forget({ account: email }, { now: after(at * 60) })

    expect(await forget({ account: email }, { now: after(300) })).toEqual({ sent: true, reset: false, retryAfter: 86_100 })
    expect(await secretsTo(email)).toHaveLength(5)
    await forget({ account: email }, { now: after(86_400) })
    expect(await secretsTo(email)).toHaveLength(6)
  })

  it('counts one account once, by email and by mobile', async () => {
    const { email } = await world.user({ mobile: '13800138101', mobileKey: '+8613800138101' })

    await forget({ account: email })
    await forget({ account: '13800138101' }, { now: after(30) })

    expect([await secretsTo(email), await secretsTo('13800138101')]).toEqual([[expect.any(String)], []])
  })

  it('sends at most 20 an hour for an address', async () => {
    const users = await Promise.all(Array.from({ length: 21 }, () => world.user()))
    const ip = '10.66.0.1'
    for (const { email } of users.slice(0, 20)) await forget({ account: email }, { ip })

    expect(await forget({ account: users[20]?.email }, { ip, now: after(600) })).toEqual({ sent: true, reset: false, retryAfter: 3000 })
    expect(await secretsTo(users[20]?.email ?? '')).toEqual([])
  })

  it('ends the secret sent before', async () => {
    const { email } = await world.user()
    await forget({ account: email })
    await forget({ account: email }, { now: after(60) })
    const [first, second] = await secretsTo(email)

    expect(await refusal(forget({ code: first, newPassword: NEW }, { now: after(61) }))).toBe('TOKEN_INVALID')
    expect((await forget({ code: second, newPassword: NEW }, { now: after(61) })).reset).toBe(true)
  })
})

describe('resetting', () => {
  it('ends every session, lifts the lock, confirms the email, tells, and signs nobody in', async () => {
    const { id, name, email } = await world.user()
    const { session } = await enter(name, PASSWORD)
    for (let at = 0; at < 5; at++) await refusal(enter(name, 'wrong'))
    await forget({ account: email })
    const [code] = await secretsTo(email)

    expect(await forget({ code, newPassword: NEW })).toEqual({ sent: false, reset: true, retryAfter: 0 })

    expect(await resolveSession(world.ctx(guest('')), session, 0)).toBeNull()
    expect(await test.db.session.count({ where: { userId: id, endedAt: null } })).toBe(0)
    expect((await world.messages(email)).map(({ template }) => template)).toEqual(['password_reset', 'password_was_reset'])
    expect((await enter(name, NEW)).user).toMatchObject({ userId: id, isValidated: true })
    expect(await refusal(enter(name, PASSWORD))).toBe('SIGNIN_FAILED')
  })

  it('works once, also for two at once', async () => {
    const { email } = await world.user()
    await forget({ account: email })
    const [code] = await secretsTo(email)

    const results = await Promise.allSettled([1, 2, 3].map(() => forget({ code, newPassword: NEW })))

    expect(results.map((result) => (result.status === 'fulfilled' ? 'reset' : (result.reason as Error).message)).sort()).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID', 'reset'])
    expect(await refusal(forget({ code, newPassword: 'one more teapot' }))).toBe('TOKEN_INVALID')
  })

  it('a link lives 30 minutes', async () => {
    const [late, early] = [await world.user(), await world.user()]
    for (const { email } of [late, early]) await forget({ account: email })

    expect(await refusal(forget({ code: (await secretsTo(late.email))[0], newPassword: NEW }, { now: after(1800) }))).toBe('TOKEN_INVALID')
    expect((await forget({ code: (await secretsTo(early.email))[0], newPassword: NEW }, { now: after(1799) })).reset).toBe(true)
  })

  it('a weak password is refused and the link still works', async () => {
    const { email } = await world.user()
    await forget({ account: email })
    const [code] = await secretsTo(email)

    expect(await refusal(forget({ code, newPassword: 'password1' }))).toBe('PASSWORD_WEAK')
    expect(await refusal(forget({ code, newPassword: email }))).toBe('PASSWORD_WEAK')
    expect((await forget({ code, newPassword: NEW })).reset).toBe(true)
  })

  it.each([
    ['nothing', {}, 'account'],
    ['a code without a password', { code: 'x'.repeat(43) }, 'newPassword'],
    ['a password without a code', { account: 'a@b.com', newPassword: NEW }, 'code'],
    ['six digits without the account', { code: '123456', newPassword: NEW }, 'account'],
  ])('needs its parts: %s', async (_case, input, field) => {
    const refusal = await refused(forget(input))

    expect([refusal.word, refusal.params]).toEqual(['PARAM_MISSING', { field }])
  })
})

describe('six digits', () => {
  const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  async function sent(number: string) {
    const user = await world.user({ mobile: number, mobileKey: `+86${number}` })
    await forget({ account: number })
    const [code = ''] = await secretsTo(number)
    return { user, code, use: (text: string, now = NOON) => forget({ account: number, code: text, newPassword: NEW }, { now }) }
  }

  it('reset the password and confirm the number, after four wrong tries too', async () => {
    const { user, code, use } = await sent('13800138102')
    for (let at = 0; at < 4; at++) expect(await refusal(use(other(code)))).toBe('TOKEN_INVALID')

    expect((await use(code)).reset).toBe(true)

    expect((await enter(user.name, NEW)).user).toMatchObject({ mobileValidated: true, isValidated: false })
    expect(await refusal(use(code))).toBe('TOKEN_INVALID')
  })

  it('die with the fifth wrong try, also when ten are sent at once', async () => {
    const { user, code, use } = await sent('13800138103')

    await Promise.all(Array.from({ length: 10 }, () => refusal(use(other(code)))))

    expect(await test.db.contactCode.findFirstOrThrow({ where: { target: user.mobileKey ?? '' } })).toMatchObject({ purpose: 'forget', tries: 5, endedAt: NOON })
    expect(await refusal(use(code))).toBe('TOKEN_INVALID')
  })

  it('live ten minutes and belong to their account', async () => {
    const { code, use } = await sent('13800138104')
    const stranger = await sent('13800138105')

    expect(await refusal(use(code, after(600)))).toBe('TOKEN_INVALID')
    if (code !== stranger.code) expect(await refusal(stranger.use(code))).toBe('TOKEN_INVALID')
    expect((await use(code, after(599))).reset).toBe(true)
  })
})

describe('confirming an email', () => {
  const tokens = async (email: string) => (await world.messages(email)).map(({ params }) => /token=([\w-]{43})$/.exec(String(params.link))?.[1] ?? '')
  const ask = (userId: number, now = NOON) => askEmailConfirmation(world.ctx(shopper(userId), now), { baseUrl: 'https://shop.example.com' }, { secretsKey: SECRETS_KEY })
  const confirm = (token: string, now = NOON) => confirmEmail(world.ctx(guest(''), now), { token })

  it('works once within 24 hours', async () => {
    const { id, email } = await world.user()
    expect(await ask(id)).toEqual({ sent: true, validated: false })
    const [token = ''] = await tokens(email)

    expect(await refusal(confirm(token, after(86_400)))).toBe('TOKEN_INVALID')
    expect(await confirm(token, after(86_399))).toEqual({ sent: false, validated: true })
    expect(await refusal(confirm(token))).toBe('TOKEN_INVALID')
    expect(await ask(id)).toEqual({ sent: false, validated: true })
  })

  it('only for the email it was sent to', async () => {
    const { id, email } = await world.user()
    await ask(id)
    await test.db.user.update({ where: { id }, data: { email: 'else@example.com', emailKey: 'else@example.com' } })

    expect(await refusal(confirm((await tokens(email))[0] ?? ''))).toBe('TOKEN_INVALID')
    expect(await test.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ isEmailValid: false })
  })

  it('is sent at most once a minute and five times a day; the answer is the same', async () => {
    const { id, email } = await world.user()
    for (const second of [0, 59, 60, 120, 180, 240, 300]) expect(await ask(id, after(second))).toEqual({ sent: true, validated: false })

    expect(await tokens(email)).toHaveLength(5)
  })
})
