import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { ShopError } from '../errors/index.ts'
import { forgetPassword, sendMobileCode, signIn, signUp, updateProfile, useCode, verifyMobileCode } from './index.ts'
import { after, CHEAP, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, refused, SECRETS_KEY, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const KEY = { secretsKey: SECRETS_KEY }

type Purpose = Parameters<typeof verifyMobileCode>[1]['purpose']
interface Asking { purpose?: Purpose, countryCode?: string, captchaId?: string, captcha?: string, actor?: Actor, now?: Date }

let numbers = 0
const aNumber = (): string => `139${String(++numbers).padStart(8, '0')}`
const ports = { ...fakePorts(), ...KEY, useMobileCode: (tx: Parameters<typeof useCode>[0], { mobileKey, purpose, code }: { mobileKey: string, purpose: Purpose | 'program', code: string }) => useCode(tx, { target: mobileKey, purpose, code }, KEY) }

/** The captcha reads `good` and was never looked at before. */
async function useCaptcha(_ctx: unknown, { answer }: { answer: string }): Promise<void> {
  if (answer !== 'good') throw new ShopError('CAPTCHA_WRONG')
}
function send(mobile: string, { purpose = 'bind', countryCode = '86', actor = guest(''), now = NOON, ...captcha }: Asking = {}) {
  return sendMobileCode(world.ctx(actor, now), { mobile, countryCode, purpose, ...captcha }, { ...KEY, useCaptcha, answerAfterMs: 0 })
}
function verify(mobile: string, mobileCode: string, { purpose = 'bind', now = NOON }: Asking = {}) {
  return verifyMobileCode(world.ctx(guest(''), now), { mobile, countryCode: '86', purpose, mobileCode }, KEY)
}
const codesTo = async (recipient: string): Promise<string[]> => (await world.messages(recipient)).map(({ params }) => String(params.code))
async function sentCode(mobile: string, asking: Asking = {}): Promise<string> {
  await send(mobile, asking)
  return (await codesTo(mobile)).at(-1) ?? ''
}
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

beforeEach(() => world.set({ smsEnabled: true, smsSignup: true }))

describe('sending a code', () => {
  it('answers how long it lives and shows the number in part; the code itself stands nowhere in clear', async () => {
    const mobile = '13800138000'

    expect(await send(mobile)).toEqual({ mobile: '138****8000', expiresIn: 600, resendIn: 60 })

    const [first] = await world.messages(mobile)
    expect([first?.template, first?.params]).toEqual(['contact_code', { code: expect.stringMatching(/^\d{6}$/), minutes: 10 }])
    const row = await test.db.contactCode.findFirstOrThrow({ where: { target: '+8613800138000' } })
    expect(row).toMatchObject({ purpose: 'bind', codeHash: expect.stringMatching(/^[\da-f]{64}$/), tries: 0, expiresAt: after(600), endedAt: null })
    expect(JSON.stringify([row, await test.db.outboundMessage.findMany()])).not.toContain(`"${String(first?.params.code)}"`)
  })

  it.each(['1380013800', '23800138000', '12800138000', '138001380000', '+8613800138000', 'abc'])('knows %s is no number of the mainland', async (mobile) => {
    expect(await refusal(send(mobile))).toBe('MOBILE_INVALID')
  })

  it('goes abroad too, with the country in its own field', async () => {
    expect(await send('5550100200', { countryCode: '1' })).toMatchObject({ mobile: '555****0200' })
    expect(await codesTo('+15550100200')).toHaveLength(1)
    expect(await refusal(send('5550100200', { countryCode: '+1' }))).toBe('MOBILE_INVALID')
  })

  it('is off while the shop sends no text messages', async () => {
    await world.set({ smsEnabled: false })
    expect(await refusal(send(aNumber()))).toBe('FEATURE_OFF')
  })

  it.each(['change_new', 'verify'] as const)('for %s needs a session', async (purpose) => {
    const mobile = aNumber()
    expect(await refusal(send(mobile, { purpose }))).toBe('SESSION_REQUIRED')
    const { id } = await world.user()
    expect(await send(mobile, { purpose, actor: shopper(id) })).toMatchObject({ expiresIn: 600 })
  })
})

describe('who asks learns nothing of the accounts there are', () => {
  it('sign-up to a number in use sends a notice and no code', async () => {
    const mobile = aNumber()
    await world.user({ mobile, mobileKey: `+86${mobile}` })
    const free = await send(aNumber(), { purpose: 'signup' })

    expect(await send(mobile, { purpose: 'signup' })).toEqual({ ...free, mobile: expect.any(String) })
    expect((await world.messages(mobile)).map(({ template, params }) => [template, params])).toEqual([['mobile_in_use', {}]])
    expect(await test.db.contactCode.count({ where: { target: `+86${mobile}` } })).toBe(0)
  })

  it.each(['forget', 'signin'] as const)('%s to an unknown number sends nothing and counts the same', async (purpose) => {
    const [known, unknown] = [aNumber(), aNumber()]
    await world.user({ mobile: known, mobileKey: `+86${known}` })

    expect(await send(unknown, { purpose })).toMatchObject({ expiresIn: 600, resendIn: 60 })
    expect(await send(known, { purpose })).toMatchObject({ expiresIn: 600, resendIn: 60 })
    expect([await codesTo(unknown), await codesTo(known)]).toEqual([[], [expect.stringMatching(/^\d{6}$/)]])
    for (const mobile of [unknown, known]) expect(await refused(send(mobile, { purpose, now: after(20) }))).toMatchObject({ word: 'SMS_TOO_OFTEN', params: { seconds: 40 } })
  })

  it('by asking for a reset of a number nobody has first', async () => {
    const mobile = aNumber()
    await forgetPassword(world.ctx(guest(''), NOON), { account: mobile }, { baseUrl: '', ...KEY, answerAfterMs: 0 })
    expect(await refusal(send(mobile, { purpose: 'forget', now: after(10) }))).toBe('SMS_TOO_OFTEN')
  })
})

describe('limits', () => {
  it('60 seconds between two codes to a number, whatever they are for', async () => {
    const mobile = aNumber()
    await send(mobile)
    expect(await refused(send(mobile, { purpose: 'signup', now: after(59) }))).toMatchObject({ word: 'SMS_TOO_OFTEN', params: { seconds: 1 } })
    expect(await send(mobile, { purpose: 'signup', now: after(60) })).toMatchObject({ resendIn: 60 })
  })

  it('five an hour to a number', async () => {
    const mobile = aNumber()
    for (let at = 0; at < 5; at++) await send(mobile, { now: after(at * 60) })
    expect(await refused(send(mobile, { now: after(300) }))).toMatchObject({ word: 'SMS_TOO_OFTEN', params: { seconds: 3300 } })
    expect(await send(mobile, { now: after(3600) })).toMatchObject({ resendIn: 60 })
  })

  it('ten a day to a number', async () => {
    const mobile = aNumber()
    for (let at = 0; at < 10; at++) await send(mobile, { now: after(at * 1200) })
    expect(await refusal(send(mobile, { now: after(12_000) }))).toBe('SMS_DAILY_LIMIT')
    expect(await send(mobile, { now: after(86_400) })).toMatchObject({ resendIn: 60 })
  })

  it('from the fourth of an address within an hour on a captcha is asked for; twenty an hour at most', async () => {
    const actor = guest('10.9.0.1')
    for (let at = 0; at < 3; at++) await send(aNumber(), { actor })
    expect(await refusal(send(aNumber(), { actor }))).toBe('CAPTCHA_REQUIRED')
    expect(await refusal(send(aNumber(), { actor, captchaId: 'a', captcha: 'bad' }))).toBe('CAPTCHA_WRONG')
    for (let at = 3; at < 20; at++) await send(aNumber(), { actor, captchaId: 'a', captcha: 'good' })
    expect(await refused(send(aNumber(), { actor, captchaId: 'a', captcha: 'good', now: after(600) }))).toMatchObject({ word: 'SMS_TOO_OFTEN', params: { seconds: 3000 } })
    expect(await send(aNumber(), { actor, now: after(3600) })).toMatchObject({ resendIn: 60 })
  })

  it('also for ten that ask at once', async () => {
    const actor = guest('10.9.0.2')
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => send(aNumber(), { actor })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })

  it('what is refused counts nowhere', async () => {
    const [actor, mobile] = [guest('10.9.0.3'), aNumber()]
    for (let at = 0; at < 3; at++) await send(aNumber(), { actor })
    expect(await refusal(send(mobile, { actor }))).toBe('CAPTCHA_REQUIRED')
    expect(await send(mobile, { actor, captchaId: 'a', captcha: 'good' })).toMatchObject({ resendIn: 60 })
  })
})

describe('a code', () => {
  it('is looked at as often as one likes and lives 600 seconds', async () => {
    const mobile = aNumber()
    const code = await sentCode(mobile)
    for (const now of [NOON, after(1), after(599)]) expect(await verify(mobile, code, { now })).toEqual({ verified: true })
    expect(await refusal(verify(mobile, code, { now: after(600) }))).toBe('SMS_CODE_EXPIRED')
  })

  it('dies with the fifth wrong try, also when ten come at once', async () => {
    const [one, many] = [aNumber(), aNumber()]
    const code = await sentCode(one)
    const words = []
    for (let at = 0; at < 6; at++) words.push(await refusal(verify(one, other(code))))
    expect([...words, await refusal(verify(one, code))]).toEqual([...Array.from({ length: 4 }, () => 'SMS_CODE_WRONG'), 'SMS_CODE_EXPIRED', 'SMS_CODE_EXPIRED', 'SMS_CODE_EXPIRED'])
    const second = await sentCode(many)
    const atOnce = await Promise.all(Array.from({ length: 10 }, () => refusal(verify(many, other(second)))))
    expect(atOnce.filter((word) => word === 'SMS_CODE_WRONG')).toHaveLength(4)
  })

  it('is good only for its purpose and number; a new one of the purpose ends it', async () => {
    const mobile = aNumber()
    const first = await sentCode(mobile)
    expect(await refusal(verify(mobile, first, { purpose: 'signup' }))).toBe('SMS_CODE_EXPIRED')
    expect(await refusal(verify(aNumber(), first))).toBe('SMS_CODE_EXPIRED')
    const elsewhere = await sentCode(mobile, { purpose: 'signup', now: after(60) })
    expect(await verify(mobile, first, { now: after(61) })).toEqual({ verified: true })
    const second = await sentCode(mobile, { now: after(120) })
    if (second !== first) expect(await refusal(verify(mobile, first, { now: after(121) }))).toBe('SMS_CODE_WRONG')
    expect(await verify(mobile, second, { now: after(121) })).toEqual({ verified: true })
    expect(await verify(mobile, elsewhere, { purpose: 'signup', now: after(121) })).toEqual({ verified: true })
  })
})

describe('the methods that take a code use it up', () => {
  it('signing up; a name that is taken leaves it usable', async () => {
    const mobile = aNumber()
    const code = await sentCode(mobile, { purpose: 'signup' })
    const { name } = await world.user()
    const join = (userName: string, mobileCode = code) => signUp(world.ctx(guest(''), NOON), { userName, password: PASSWORD, mobilePhone: mobile, mobileCode, agreement: true, parentId: 0 }, ports)

    expect(await refusal(join('new_by_code', other(code)))).toBe('SMS_CODE_WRONG')
    expect(await refusal(join(name))).toBe('USER_NAME_EXISTS')
    expect((await join('new_by_code')).user).toMatchObject({ mobilePhone: mobile, mobileValidated: true })
    expect(await refusal(verify(mobile, code, { purpose: 'signup' }))).toBe('SMS_CODE_EXPIRED')
  })

  it('signing in, once', async () => {
    const mobile = aNumber()
    const { id } = await world.user({ mobile, mobileKey: `+86${mobile}` })
    const mobileCode = await sentCode(mobile, { purpose: 'signin' })
    const enter = () => signIn(world.ctx(guest(''), NOON), { userName: mobile, mobileCode }, ports)
    expect((await enter()).user).toMatchObject({ userId: id })
    expect(await refusal(enter())).toBe('SMS_CODE_EXPIRED')
  })

  it('a new number of one\'s own', async () => {
    const mobile = aNumber()
    const { id } = await world.user()
    const mobileCode = await sentCode(mobile, { purpose: 'change_new', actor: shopper(id) })
    const { user } = await updateProfile(world.ctx(shopper(id), NOON), { mobilePhone: mobile, mobileCode, password: PASSWORD }, ports)
    expect(user).toMatchObject({ mobilePhone: mobile, mobileValidated: true })
  })

  it('a forgotten password', async () => {
    const mobile = aNumber()
    const { name } = await world.user({ mobile, mobileKey: `+86${mobile}` })
    const code = await sentCode(mobile, { purpose: 'forget' })
    const newPassword = 'a brand new teapot'
    expect(await forgetPassword(world.ctx(guest(''), NOON), { account: mobile, code, newPassword }, { baseUrl: '', hashCost: CHEAP, ...KEY })).toMatchObject({ reset: true })
    expect((await signIn(world.ctx(guest(''), NOON), { userName: name, password: newPassword }, ports)).user).toMatchObject({ mobileValidated: true })
  })
})
