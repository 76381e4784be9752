import type { TxCtx } from '../database/index.ts'
import { newToken, tokenHash } from '../secrets/index.ts'
import { callerOf } from './caller.ts'
import { heldSession, holdSession, watchSessions } from './held-sessions.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const IDLE_MS = 30 * DAY_MS
const WHOLE_MS = 180 * DAY_MS
const TOUCH_EVERY_MS = 5 * MINUTE_MS
const MAX_PER_APP = 10
const TOKEN = /^[\w-]{43}$/

export interface NewSession {
  /** Its only copy: the database keeps a hash. */
  token: string
  sessionId: number
  expiresAt: Date
}

export interface ResolvedSession {
  userId: number
  sessionId: number
  /** When this use was noted: the new end of the session. */
  renewedUntil: Date | null
}

/** 30 days after its last use and at the latest 180 days after it was made. */
export function sessionEnd(createdAt: Date, lastUsedAt: Date): Date {
  return new Date(Math.min(lastUsedAt.getTime() + IDLE_MS, createdAt.getTime() + WHOLE_MS))
}

const MAKE_ROOM = `
UPDATE "Session" SET "endedAt" = $3 WHERE "id" IN (
  SELECT "id" FROM "Session" WHERE "userId" = $1 AND "appId" = $2 AND "endedAt" IS NULL ORDER BY "lastUsedAt" DESC, "id" DESC OFFSET $4) RETURNING "id"`
const INSERT = `
INSERT INTO "Session" ("tokenHash", "userId", "appId", "device", "ip", "createdAt", "lastUsedAt") VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING "id"`

/** A session of the calling app; the eleventh of a user and app ends the one used longest ago. */
export async function createSession(tx: TxCtx, { userId, device = '' }: { userId: number, device?: string }): Promise<NewSession> {
  const { appId, ip } = callerOf(tx.actor)
  const token = newToken()
  await tx.sql.run('session_lock_user', 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [userId])
  const ended = await tx.sql.rows<{ id: number }>('session_make_room', MAKE_ROOM, [userId, appId, tx.now, MAX_PER_APP - 1])
  for (const { id } of ended) watchSessions({ sessionId: id })
  const row = await tx.sql.row<{ id: number }>('session_insert', INSERT, [tokenHash(token), userId, appId, device, ip, tx.now])
  if (!row) throw new Error('the session was not written')
  return { token, sessionId: row.id, expiresAt: sessionEnd(tx.now, tx.now) }
}

// Disabling and closing end the sessions too; the columns are asked so that no path can forget it.
const RESOLVE = `
SELECT s."id", s."userId", s."createdAt", s."lastUsedAt" < $5 AS "isDue" FROM "Session" s JOIN "User" u ON u."id" = s."userId"
WHERE s."tokenHash" = $1 AND s."appId" = $2 AND s."endedAt" IS NULL AND s."lastUsedAt" > $3 AND s."createdAt" > $4
  AND NOT u."isDisabled" AND u."closedAt" IS NULL`
const TOUCH = 'UPDATE "Session" SET "lastUsedAt" = $2 WHERE "id" = $1 AND "lastUsedAt" < $3 AND "endedAt" IS NULL'

interface ResolveRow { id: number, userId: number, createdAt: Date, isDue: boolean }

/**
 * Whose session this text is, in this app, now. One statement, and none within a second of the last look; another one every five
 * minutes notes the use.
 */
export async function resolveSession(ctx: Pick<TxCtx, 'sql' | 'now'>, token: string, appId: number): Promise<ResolvedSession | null> {
  if (!TOKEN.test(token)) return null
  const hash = tokenHash(token)
  const key = `${appId}/${hash}`
  const held = heldSession(ctx.sql, key, ctx.now)
  if (held) return held
  const now = ctx.now.getTime()
  const due = new Date(now - TOUCH_EVERY_MS)
  const row = await ctx.sql.row<ResolveRow>('session_resolve', RESOLVE, [hash, appId, new Date(now - IDLE_MS), new Date(now - WHOLE_MS), due])
  if (!row) return null
  if (row.isDue) await ctx.sql.run('session_touch', TOUCH, [row.id, ctx.now, due])
  const session = { userId: row.userId, sessionId: row.id, renewedUntil: row.isDue ? sessionEnd(row.createdAt, ctx.now) : null }
  holdSession(ctx.sql, key, session, ctx.now)
  return session
}

const STILL_LIVE = `"endedAt" IS NULL AND "lastUsedAt" > $3 AND "createdAt" > $4`
const END_ONE = `UPDATE "Session" SET "endedAt" = $2 WHERE "id" = $1 AND ${STILL_LIVE}`
const END_ALL = `UPDATE "Session" SET "endedAt" = $2 WHERE "userId" = $1 AND ${STILL_LIVE}`

function endingAt(now: Date): Date[] {
  return [now, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - WHOLE_MS)]
}

export function endSession(tx: TxCtx, sessionId: number): Promise<number> {
  watchSessions({ sessionId })
  return tx.sql.run('session_end_one', END_ONE, [sessionId, ...endingAt(tx.now)])
}

/** Every session of a user, in all apps. Answers how many were live. */
export function endAllSessions(tx: TxCtx, userId: number): Promise<number> {
  watchSessions({ userId })
  return tx.sql.run('session_end_all', END_ALL, [userId, ...endingAt(tx.now)])
}

/** ectouch.user.logout: the calling session, or all of its user. */
export async function logout(ctx: TxCtx, { all }: { all: boolean }): Promise<{ signedOut: number }> {
  if (ctx.actor.kind !== 'shopper') throw new Error('only a shopper signs out')
  return { signedOut: all ? await endAllSessions(ctx, ctx.actor.userId) : await endSession(ctx, ctx.actor.sessionId) }
}
