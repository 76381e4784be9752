import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { inTransaction } from '../database/index.ts'
import { changePassword, createSession, resolveSession, signIn } from './index.ts'
import { CHEAP, fakePorts, guest, makeWorld, PASSWORD, refusal, refused, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)
const NEW = 'a brand new teapot'

async function withSessions(columns: Record<string, unknown> = {}) {
  const user = await world.user(columns)
  const open = (appId: number) => inTransaction(world.ctx(guest('', appId)), (tx) => createSession(tx, { userId: user.id }))
  const sessions = [await open(0), await open(0), await open(5)]
  const change = (oldPassword: string | undefined, newPassword: string) =>
    changePassword(world.ctx(shopper(user.id, { sessionId: sessions[0]?.sessionId })), { oldPassword, newPassword }, { hashCost: CHEAP })
  return { user, sessions, change }
}

describe('a changed password', () => {
  it('ends every session, the calling one too, and answers the only one that works', async () => {
    const { user, sessions, change } = await withSessions()

    const { session, expiresAt, signedOut } = await change(PASSWORD, NEW)

    expect([signedOut, expiresAt]).toEqual([3, '2026-03-31T04:00:00.000Z'])
    const old = await Promise.all(sessions.map(({ token }, at) => resolveSession(world.ctx(guest('')), token, at === 2 ? 5 : 0)))
    expect(old).toEqual([null, null, null])
    expect(await resolveSession(world.ctx(guest('')), session, 0)).toMatchObject({ userId: user.id })
    expect(await refusal(signIn(world.ctx(guest('')), { userName: user.name, password: PASSWORD }, fakePorts()))).toBe('SIGNIN_FAILED')
    expect((await signIn(world.ctx(guest('')), { userName: user.name, password: NEW }, fakePorts())).user.userId).toBe(user.id)
  })

  it('ends what was sent to reset it', async () => {
    const { user, change } = await withSessions()
    const token = { userId: user.id, kind: 'mail_reset', secretHash: 'x', target: user.email, createdAt: new Date(), expiresAt: new Date('2030-01-01') }
    await test.db.resetToken.create({ data: token })

    await change(PASSWORD, NEW)

    expect(await test.db.resetToken.count({ where: { userId: user.id, endedAt: null } })).toBe(0)
  })

  it('of an account without one needs no old one', async () => {
    const { user, change } = await withSessions({ passwordHash: null })

    await change(undefined, NEW)

    expect((await signIn(world.ctx(guest('')), { userName: user.name, password: NEW }, fakePorts())).user.userId).toBe(user.id)
  })

  it('by two at once with the same old one is changed once', async () => {
    const { change } = await withSessions()

    const results = await Promise.allSettled([change(PASSWORD, NEW), change(PASSWORD, 'another new teapot')])

    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as Error).message : 'changed')).sort()).toEqual(['PASSWORD_WRONG', 'changed'])
  })
})

describe('a password is not changed', () => {
  it('with a wrong or without the old one', async () => {
    const { user, sessions, change } = await withSessions()
    const before = await test.db.user.findUniqueOrThrow({ where: { id: user.id } })

    expect(await refusal(change('wrong', NEW))).toBe('PASSWORD_WRONG')
    expect(await refusal(change(undefined, NEW))).toBe('PASSWORD_WRONG')

    expect(await test.db.user.findUniqueOrThrow({ where: { id: user.id } })).toEqual(before)
    expect(await resolveSession(world.ctx(guest('')), sessions[0]?.token ?? '', 0)).toMatchObject({ userId: user.id })
  })

  it.each([['the old one again', PASSWORD], ['a common one', 'password1'], ['seven characters', 'k3#vT9q']])('to %s', async (_case, password) => {
    const { change } = await withSessions()

    expect(await refusal(change(PASSWORD, password))).toBe('PASSWORD_WEAK')
  })

  it('to the name, the email or the number of the account', async () => {
    const { user, change } = await withSessions({ name: 'YixingTeapot', nameKey: 'yixingteapot', mobile: '13800138777', mobileKey: '+8613800138777' })

    expect([await refusal(change(PASSWORD, 'yixingteapot')), await refusal(change(PASSWORD, user.email)), await refusal(change(PASSWORD, '13800138777'))])
      .toEqual(['PASSWORD_WEAK', 'PASSWORD_WEAK', 'PASSWORD_WEAK'])
  })

  it('after five wrong old ones, which count as failed sign-ins', async () => {
    const { user, change } = await withSessions()
    for (let at = 0; at < 5; at++) await refusal(change('wrong', NEW))

    const locked = await refused(change(PASSWORD, NEW))
    expect([locked.word, locked.params]).toEqual(['SIGNIN_LOCKED', { retry_after: 900 }])
    expect(await refusal(signIn(world.ctx(guest('')), { userName: user.name, password: PASSWORD }, fakePorts()))).toBe('SIGNIN_LOCKED')
  })
})
