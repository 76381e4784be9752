import { hashPassword } from '../accounts/index.ts'
import { type Actor, type Ctx, inTransaction, type Sql } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { newToken, tokenHash } from '../secrets/index.ts'
import { audit, withAuditTrail } from './audit.ts'
import { isRightPassword, refuseWeakPassword } from './password.ts'
import { assertNotLocked, forgetFailures, noteFailure } from './throttle.ts'

const HOUR_MS = 3_600_000
const IDLE_MS = 12 * HOUR_MS
const LIFE_MS = 7 * 24 * HOUR_MS
/** A busy member writes "last used" once a minute, not with every call. */
const TOUCH_MS = 60_000
const TOKEN = /^[\w-]{43}$/

type StaffActor = Extract<Actor, { kind: 'staff' }>

export function staffNameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

export interface SigninInput {
  name: string
  password: string
}

/** Where an attempt comes from, for the log. */
export interface SigninOrigin {
  ip: string
  requestId: string
}

export interface SigninResult {
  token: string
  expiresAt: Date
}

interface StaffRow {
  id: number
  name: string
  displayName: string
  passwordHash: string
  isDisabled: boolean
}

async function noteRefused(ctx: Ctx, row: StaffRow | null, name: string, origin: SigninOrigin): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const failures = await noteFailure(tx, staffNameKey(name))
    const actor = withAuditTrail({ kind: 'staff', staffId: 0, name: '', sellerId: 0, permissions: [], ip: origin.ip }, origin.requestId)
    await audit({ ...tx, actor }, { action: 'session.refused', targetKind: 'staff', targetId: row?.id ?? 0, targetName: name.slice(0, 64), after: { failures } })
  })
}

/** A name and a password become a session. Five failures close the name for a quarter of an hour, whether it exists or not. */
export async function signIn(ctx: Ctx, input: SigninInput, origin: SigninOrigin): Promise<SigninResult> {
  const nameKey = staffNameKey(input.name)
  await assertNotLocked(ctx, nameKey)
  const row = await ctx.sql.row<StaffRow>('staff_by_name', 'SELECT "id", "name", "displayName", "passwordHash", "isDisabled" FROM "Staff" WHERE "nameKey" = $1', [nameKey])
  const isRight = await isRightPassword(row, input.password)
  if (!row || !isRight) {
    await noteRefused(ctx, row, input.name, origin)
    throw new ShopError('SIGNIN_FAILED')
  }
  if (row.isDisabled) throw new ShopError('USER_DISABLED')
  const token = newToken()
  const actor = withAuditTrail({ kind: 'staff', staffId: row.id, name: row.displayName, sellerId: 0, permissions: [], ip: origin.ip }, origin.requestId)
  await inTransaction(ctx, async (tx) => {
    await forgetFailures(tx, nameKey)
    await tx.sql.run(
      'staff_session_new',
      'INSERT INTO "StaffSession" ("tokenHash", "staffId", "ip", "createdAt", "lastUsedAt") VALUES ($1, $2, $3, $4, $4)',
      [tokenHash(token), row.id, origin.ip, tx.now],
    )
    await tx.sql.run('staff_signed_in', 'UPDATE "Staff" SET "lastSignInAt" = $2 WHERE "id" = $1', [row.id, tx.now])
    await audit({ ...tx, actor }, { action: 'session.signIn', targetKind: 'staff', targetId: row.id, targetName: row.displayName })
  })
  return { token, expiresAt: new Date(ctx.now.getTime() + LIFE_MS) }
}

interface SessionRow {
  id: number
  staffId: number
  name: string
  sellerId: number
  permissions: string[]
  lastUsedAt: Date
}

/** The member behind a cookie, null when it is unknown, ended, 12 hours idle, 7 days old, or theirs no more. */
export async function resolveStaffSession(ctx: { sql: Sql, now: Date }, token: string, ip: string): Promise<StaffActor | null> {
  if (!TOKEN.test(token)) return null
  const now = ctx.now.getTime()
  const row = await ctx.sql.row<SessionRow>(
    'staff_session',
    `SELECT s."id", s."staffId", s."lastUsedAt", m."displayName" AS "name", m."sellerId", r."permissions"
     FROM "StaffSession" s JOIN "Staff" m ON m."id" = s."staffId" JOIN "Role" r ON r."id" = m."roleId"
     WHERE s."tokenHash" = $1 AND s."endedAt" IS NULL AND s."lastUsedAt" > $2 AND s."createdAt" > $3 AND NOT m."isDisabled"`,
    [tokenHash(token), new Date(now - IDLE_MS), new Date(now - LIFE_MS)],
  )
  if (!row) return null
  if (now - row.lastUsedAt.getTime() > TOUCH_MS) {
    await ctx.sql.run('staff_session_touch', 'UPDATE "StaffSession" SET "lastUsedAt" = $2 WHERE "id" = $1', [row.id, ctx.now])
  }
  return { kind: 'staff', staffId: row.staffId, name: row.name, sellerId: row.sellerId, permissions: row.permissions, ip }
}

/** Ends the session; a second time does nothing. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const ended = await tx.sql.row<{ staffId: number }>(
      'staff_session_end',
      'UPDATE "StaffSession" SET "endedAt" = $2 WHERE "tokenHash" = $1 AND "endedAt" IS NULL RETURNING "staffId"',
      [tokenHash(token), tx.now],
    )
    if (ended) await audit(tx, { action: 'session.signOut', targetKind: 'staff', targetId: ended.staffId, targetName: tx.actor.kind === 'staff' ? tx.actor.name : '' })
  })
}

/** A new password of one's own; every other session of the member ends. */
export async function changeOwnPassword(ctx: Ctx, actor: StaffActor, token: string, input: { oldPassword: string, newPassword: string }): Promise<void> {
  const row = await ctx.sql.row<{ nameKey: string, passwordHash: string }>('staff_own_password', 'SELECT "nameKey", "passwordHash" FROM "Staff" WHERE "id" = $1', [actor.staffId])
  if (!row || !await isRightPassword(row, input.oldPassword)) throw new ShopError('PASSWORD_WRONG')
  refuseWeakPassword(input.newPassword, row.nameKey)
  const passwordHash = await hashPassword(input.newPassword)
  await inTransaction(ctx, async (tx) => {
    await tx.sql.run('staff_password_set', 'UPDATE "Staff" SET "passwordHash" = $2 WHERE "id" = $1', [actor.staffId, passwordHash])
    await tx.sql.run(
      'staff_sessions_end_others',
      'UPDATE "StaffSession" SET "endedAt" = $3 WHERE "staffId" = $1 AND "tokenHash" <> $2 AND "endedAt" IS NULL',
      [actor.staffId, tokenHash(token), tx.now],
    )
    await audit(tx, { action: 'staff.password', targetKind: 'staff', targetId: actor.staffId, targetName: actor.name })
  })
}
