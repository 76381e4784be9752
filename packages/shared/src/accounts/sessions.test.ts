import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { inTransaction, type Sql } from '../database/index.ts'
import { createSession, endAllSessions, logout, resolveSession } from './sessions.ts'
import { after, guest, makeWorld, NOON, shopper } from './testing/world.ts'

const test = testDatabase()
const world = makeWorld(test)

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

function open(userId: number, { now = NOON, appId = 0, device = 'phone' } = {}) {
  return inTransaction(world.ctx(guest('10.0.0.1', appId), now), (tx) => createSession(tx, { userId, device }))
}

const resolve = (token: string, { now = NOON, appId = 0 } = {}) => resolveSession(world.ctx(guest(''), now), token, appId)

describe('a session', () => {
  it('is 43 characters of base64url, and the database keeps only its SHA-256', async () => {
    const { id } = await world.user()

    const { token, sessionId, expiresAt } = await open(id)

    expect(token).toMatch(/^[\w-]{43}$/)
    expect(expiresAt).toEqual(after(30 * DAY))
    expect(await test.db.session.findUniqueOrThrow({ where: { id: sessionId } })).toEqual({
      id: sessionId, userId: id, appId: 0, device: 'phone', ip: '10.0.0.1', createdAt: NOON, lastUsedAt: NOON, endedAt: null,
      tokenHash: createHash('sha256').update(token).digest('hex'),
    })
    expect(await resolve(token)).toMatchObject({ userId: id, sessionId })
  })

  it('counts only in the app that made it', async () => {
    const { id } = await world.user()
    const { token, sessionId } = await open(id, { appId: 7 })

    expect(await resolve(token, { appId: 0 })).toBeNull()
    expect(await resolve(token, { appId: 7 })).toMatchObject({ userId: id, sessionId })
  })

  it.each([['', ''], ['a text that is no session', 'x'.repeat(43)], ['a longer one', 'x'.repeat(44)]])('%s is nobody', async (_case, token) => {
    expect(await resolve(token)).toBeNull()
  })

  it('ends 30 days after its last use', async () => {
    const { id } = await world.user()
    const { token, sessionId } = await open(id)

    expect(await resolve(token, { now: after(30 * DAY) })).toBeNull()
    expect(await resolve(token, { now: after(30 * DAY - 1) })).toMatchObject({ userId: id, sessionId })
    expect(await resolve(token, { now: after(59 * DAY) })).toMatchObject({ userId: id, sessionId })
    expect(await resolve(token, { now: after(89 * DAY) })).toBeNull()
  })

  it('ends 180 days after it was made, however much it is used', async () => {
    const { id } = await world.user()
    const { token, sessionId } = await open(id)
    for (let day = 25; day <= 175; day += 25) await resolve(token, { now: after(day * DAY) })

    expect(await resolve(token, { now: after(180 * DAY - 1) })).toEqual({ userId: id, sessionId, renewedUntil: after(180 * DAY) })
    expect(await resolve(token, { now: after(180 * DAY) })).toBeNull()
  })

  it('writes its last use at most every five minutes', async () => {
    const { id } = await world.user()
    const { token, sessionId } = await open(id)
    const lastUse = async () => (await test.db.session.findUniqueOrThrow({ where: { id: sessionId } })).lastUsedAt

    await resolve(token, { now: after(5 * MINUTE) })
    expect(await lastUse()).toEqual(NOON)
    await resolve(token, { now: after(5 * MINUTE + 1) })
    expect(await lastUse()).toEqual(after(5 * MINUTE + 1))
    await resolve(token, { now: after(10 * MINUTE) })
    expect(await lastUse()).toEqual(after(5 * MINUTE + 1))
  })

  it('says its new end when a use is noted, never beyond 180 days', async () => {
    const { id } = await world.user()
    const { token } = await open(id)

    expect(await resolve(token, { now: after(MINUTE) })).toMatchObject({ renewedUntil: null })
    expect(await resolve(token, { now: after(25 * DAY) })).toMatchObject({ renewedUntil: after(55 * DAY) })
  })

  it('is found by one statement, and asked for once a second', async () => {
    const { id } = await world.user()
    const { token } = await open(id)
    const asked: string[] = []
    const sql: Sql = {
      ...test.sql,
      row: (name, text, values) => {
        asked.push(name)
        return test.sql.row(name, text, values)
      },
    }
    const at = (seconds: number) => resolveSession({ sql, now: after(seconds) }, token, 0)

    const first = await at(0)
    expect([await at(0.5), await at(0.999)]).toEqual([first, first])
    expect(asked).toEqual(['session_resolve'])
    await at(1)
    expect(asked).toEqual(['session_resolve', 'session_resolve'])
  })

  it('that ends here counts no more from that moment, also while the transaction that ends it was open', async () => {
    const { id } = await world.user()
    const { token } = await open(id)
    await resolve(token)

    await inTransaction(world.ctx(guest(''), NOON), async (tx) => {
      await endAllSessions(tx, id)
      expect(await resolve(token)).not.toBeNull()
    })

    expect(await resolve(token)).toBeNull()
  })

  it('that another process ends counts no more a second later', async () => {
    const { id } = await world.user()
    const { token, sessionId } = await open(id)
    await resolve(token)

    await test.db.session.update({ where: { id: sessionId }, data: { endedAt: NOON } })

    expect(await resolve(token, { now: after(1) })).toBeNull()
  })

  it.each([['disabled', { isDisabled: true }], ['closed', { closedAt: NOON }]])('of a %s account is nobody', async (_case, data) => {
    const { id } = await world.user()
    const { token } = await open(id)

    await test.db.user.update({ where: { id }, data })

    expect(await resolve(token)).toBeNull()
  })
})

describe('the eleventh session of a user and app', () => {
  it('ends the one used longest ago; other apps and users keep theirs', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const elsewhere = await open(id, { appId: 9, now: after(-1000) })
    const others = await open(other.id, { now: after(-1000) })
    const tokens: string[] = []
    for (let at = 0; at < 10; at++) tokens.push((await open(id, { now: after(at * MINUTE) })).token)
    await resolve(tokens[0] ?? '', { now: after(20 * MINUTE) })

    await open(id, { now: after(21 * MINUTE) })

    const alive = await Promise.all(tokens.map(async (token) => await resolve(token, { now: after(21 * MINUTE) }) !== null))
    expect(alive).toEqual([true, false, true, true, true, true, true, true, true, true])
    expect(await resolve(elsewhere.token, { appId: 9 })).not.toBeNull()
    expect(await resolve(others.token)).not.toBeNull()
  })

  it('also when twelve are opened at once', async () => {
    const { id } = await world.user()

    await Promise.all(Array.from({ length: 12 }, () => open(id)))

    expect(await test.db.session.count({ where: { userId: id, endedAt: null } })).toBe(10)
  })
})

describe('signing out', () => {
  it('ends the calling session only', async () => {
    const { id } = await world.user()
    const [mine, other] = [await open(id), await open(id)]

    const answer = await logout(world.ctx(shopper(id, { sessionId: mine.sessionId })), { all: false })

    expect(answer).toEqual({ signedOut: 1 })
    expect(await resolve(mine.token)).toBeNull()
    expect(await resolve(other.token)).toMatchObject({ userId: id, sessionId: other.sessionId })
  })

  it('on every device ends all of the user, in all apps, and of nobody else', async () => {
    const [{ id }, other] = [await world.user(), await world.user()]
    const mine = [await open(id), await open(id, { appId: 3 }), await open(id)]
    const theirs = await open(other.id)

    const answer = await logout(world.ctx(shopper(id, { sessionId: mine[0]?.sessionId })), { all: true })

    expect(answer).toEqual({ signedOut: 3 })
    expect(await resolve(mine[1]?.token ?? '', { appId: 3 })).toBeNull()
    expect(await resolve(theirs.token)).toMatchObject({ userId: other.id, sessionId: theirs.sessionId })
    expect(await endAllSessions(world.ctx(guest('')), id)).toBe(0)
  })
})
