import { randomBytes } from 'node:crypto'
import { type Actor, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { tokenHash } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'

const TOKEN_BYTES = 16
const DAY_MS = 86_400_000
const TOKEN_DAYS = 30
const REFRESH_DAYS = 31
/** A shopper's session is not prolonged for ever. */
const SESSION_DAYS = 180
const TOKEN = /^[0-9a-f]{32}$/

/** A token and what renews it: their only copies. */
export interface CallTokens {
  token: string
  tokenExpiresAt: Date
  refresh: string
  refreshExpiresAt: Date
}

export type CallTokenVerdict = { state: 'live', tokenId: number, actor: Actor } | { state: 'unknown' | 'expired' | 'revoked' }

const newSecret = (): string => randomBytes(TOKEN_BYTES).toString('hex')

/** The session a token stands on, by its text. */
export type TokenOwner = { kind: 'shopper', session: string } | { kind: 'staff', session: string }

interface OwnSession extends Record<string, unknown> { id: number, ownerId: number, createdAt: Date }

const LOCK_SHOPPER = `SELECT s."id", s."userId" AS "ownerId", s."createdAt" FROM "Session" s JOIN "User" u ON u."id" = s."userId"
  WHERE s."tokenHash" = $1 AND s."endedAt" IS NULL FOR NO KEY UPDATE OF u`
const LOCK_STAFF = `SELECT s."id", s."staffId" AS "ownerId", s."createdAt" FROM "StaffSession" s JOIN "Staff" m ON m."id" = s."staffId"
  WHERE s."tokenHash" = $1 AND s."endedAt" IS NULL FOR NO KEY UPDATE OF m`
const END_OTHER_SHOPPER = `UPDATE "Session" s SET "endedAt" = $4 FROM "CallToken" t
  WHERE t."sessionId" = s."id" AND s."userId" = $1 AND t."platform" = $2 AND s."id" <> $3 AND s."endedAt" IS NULL`
const END_OTHER_STAFF = `UPDATE "StaffSession" s SET "endedAt" = $4 FROM "CallToken" t
  WHERE t."staffSessionId" = s."id" AND s."staffId" = $1 AND t."platform" = $2 AND s."id" <> $3 AND s."endedAt" IS NULL`
const PUT = `INSERT INTO "CallToken" ("tokenHash", "refreshHash", "platform", "sessionId", "staffSessionId", "createdAt", "expiresAt", "refreshExpiresAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

interface Placed { platform: string, sessionId: number | null, staffSessionId: number | null, lastEnd: Date | null }

async function put(tx: TxCtx, { platform, sessionId, staffSessionId, lastEnd }: Placed): Promise<CallTokens> {
  const [token, refresh] = [newSecret(), newSecret()]
  const until = (days: number): Date => new Date(Math.min(tx.now.getTime() + days * DAY_MS, lastEnd?.getTime() ?? Infinity))
  const [tokenExpiresAt, refreshExpiresAt] = [until(TOKEN_DAYS), until(REFRESH_DAYS)]
  await tx.sql.run('call_token_put', PUT, [tokenHash(token), tokenHash(refresh), platform, sessionId, staffSessionId, tx.now, tokenExpiresAt, refreshExpiresAt])
  return { token, tokenExpiresAt, refresh, refreshExpiresAt }
}

/** A token for a session that was just made; an older one of the account on the same platform ends with its session. */
export async function issueCallToken(ctx: Ctx, owner: TokenOwner, platform: string): Promise<CallTokens> {
  const hashed = tokenHash(owner.session)
  return inTransaction(ctx, async (tx) => {
    const isShopper = owner.kind === 'shopper'
    const session = isShopper
      ? await tx.sql.row<OwnSession>('call_token_lock_shopper', LOCK_SHOPPER, [hashed])
      : await tx.sql.row<OwnSession>('call_token_lock_staff', LOCK_STAFF, [hashed])
    if (!session) throw new ShopError('SESSION_INVALID')
    const others = [session.ownerId, platform, session.id, tx.now]
    if (isShopper) await tx.sql.run('call_token_end_other_shopper', END_OTHER_SHOPPER, others)
    else await tx.sql.run('call_token_end_other_staff', END_OTHER_STAFF, others)
    return put(tx, isShopper
      ? { platform, sessionId: session.id, staffSessionId: null, lastEnd: new Date(session.createdAt.getTime() + SESSION_DAYS * DAY_MS) }
      : { platform, sessionId: null, staffSessionId: session.id, lastEnd: null })
  })
}

// Disabling and closing end the sessions too; the columns are asked so that no path can forget it.
const RESOLVE = `SELECT t."id", t."expiresAt" <= $2 AS "isExpired",
  t."revokedAt" IS NOT NULL OR s."endedAt" IS NOT NULL OR coalesce(u."isDisabled", false) OR u."closedAt" IS NOT NULL
    OR ss."endedAt" IS NOT NULL OR coalesce(m."isDisabled", false) AS "isRevoked",
  s."id" AS "sessionId", s."userId", s."appId", m."id" AS "staffId", m."displayName" AS "name", m."sellerId", r."permissions"
FROM "CallToken" t LEFT JOIN "Session" s ON s."id" = t."sessionId" LEFT JOIN "User" u ON u."id" = s."userId"
LEFT JOIN "StaffSession" ss ON ss."id" = t."staffSessionId" LEFT JOIN "Staff" m ON m."id" = ss."staffId" LEFT JOIN "Role" r ON r."id" = m."roleId"
WHERE t."tokenHash" = $1`

interface Resolved extends Record<string, unknown> {
  id: number
  isExpired: boolean
  isRevoked: boolean
  sessionId: number | null
  userId: number | null
  appId: number | null
  staffId: number | null
  name: string | null
  sellerId: number | null
  permissions: string[] | null
}

function actorOf(row: Resolved, ip: string): Actor {
  const { sessionId, userId, appId, staffId, name, sellerId, permissions } = row
  if (userId !== null && sessionId !== null) return { kind: 'shopper', userId, sessionId, appId: appId ?? 0, ip }
  return { kind: 'staff', staffId: staffId ?? 0, name: name ?? '', sellerId: sellerId ?? 0, permissions: permissions ?? [], ip }
}

/** Whose token this text is, now. */
export async function resolveCallToken(ctx: Pick<TxCtx, 'sql' | 'now'>, token: string, ip: string): Promise<CallTokenVerdict> {
  if (!TOKEN.test(token)) return { state: 'unknown' }
  const row = await ctx.sql.row<Resolved>('call_token_resolve', RESOLVE, [tokenHash(token), ctx.now])
  if (!row) return { state: 'unknown' }
  if (row.isRevoked) return { state: 'revoked' }
  return row.isExpired ? { state: 'expired' } : { state: 'live', tokenId: row.id, actor: actorOf(row, ip) }
}

const REPLACE = `UPDATE "CallToken" SET "revokedAt" = $3 WHERE "id" = $1 AND "refreshHash" = $2 AND "revokedAt" IS NULL AND "refreshExpiresAt" > $3
  RETURNING "platform", "sessionId", "staffSessionId"`
const KEEP_SESSION = 'UPDATE "Session" SET "lastUsedAt" = $2 WHERE "id" = $1 AND "endedAt" IS NULL AND "createdAt" > $3 RETURNING "createdAt"'

/** A new pair for the live token and what renews it; the old pair is dead at once. */
export async function refreshCallToken(ctx: Ctx, tokenId: number, refresh: string): Promise<CallTokens> {
  return inTransaction(ctx, async (tx) => {
    const old = await tx.sql.row<Omit<Placed, 'lastEnd'> & Record<string, unknown>>('call_token_replace', REPLACE, [tokenId, tokenHash(refresh), tx.now])
    if (!old) throw new ShopError('SESSION_INVALID')
    const { platform, sessionId, staffSessionId } = old
    if (sessionId === null) return put(tx, { platform, sessionId, staffSessionId, lastEnd: null })
    const oldest = new Date(tx.now.getTime() - SESSION_DAYS * DAY_MS)
    const session = await tx.sql.row<{ createdAt: Date }>('call_token_keep_session', KEEP_SESSION, [sessionId, tx.now, oldest])
    if (!session) throw new ShopError('SESSION_INVALID')
    return put(tx, { platform, sessionId, staffSessionId, lastEnd: new Date(session.createdAt.getTime() + SESSION_DAYS * DAY_MS) })
  })
}

const END_SHOPPER = 'UPDATE "Session" s SET "endedAt" = $2 FROM "CallToken" t WHERE t."id" = $1 AND t."sessionId" = s."id" AND s."endedAt" IS NULL'
const END_STAFF = 'UPDATE "StaffSession" s SET "endedAt" = $2 FROM "CallToken" t WHERE t."id" = $1 AND t."staffSessionId" = s."id" AND s."endedAt" IS NULL'

/** Signs this token's session out, and no other. */
export async function endCallToken(ctx: Ctx, tokenId: number): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { actor } = tx
    if (actor.kind !== 'staff') {
      await tx.sql.run('call_token_end_shopper', END_SHOPPER, [tokenId, tx.now])
      return
    }
    await tx.sql.run('call_token_end_staff', END_STAFF, [tokenId, tx.now])
    await audit(tx, { action: 'session.signOut', targetKind: 'staff', targetId: actor.staffId, targetName: actor.name })
  })
}
