import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { newToken, tokenHash } from '../secrets/index.ts'

const LIFE_MS = 10 * 60_000

/** Somebody a provider vouches for, and what it tells of them. */
export interface OutsideIdentity {
  provider: 'wechat'
  appId: string
  openId: string
  unionId: string | null
  data: { nickName?: string, avatarUrl?: string }
}

const INSERT = `
INSERT INTO "BindToken" ("tokenHash", "provider", "appId", "openId", "unionId", "data", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

/** A token for an identity that has no account yet. Answers its only copy: the database keeps a hash. */
export async function issueBindToken(tx: TxCtx, { provider, appId, openId, unionId, data }: OutsideIdentity): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(tx.now.getTime() + LIFE_MS)
  await tx.sql.run('bind_token_insert', INSERT, [tokenHash(token), provider, appId, openId, unionId, JSON.stringify(data), tx.now, expiresAt])
  return token
}

const LIVE = '"tokenHash" = $1 AND "usedAt" IS NULL AND "expiresAt" > $2'

export async function refuseDeadBindToken(ctx: TxCtx, token: string): Promise<void> {
  const row = await ctx.sql.row('bind_token_find', `SELECT 1 AS "found" FROM "BindToken" WHERE ${LIVE}`, [tokenHash(token), ctx.now])
  if (!row) throw new ShopError('BIND_TOKEN_INVALID')
}

const USE = `UPDATE "BindToken" SET "usedAt" = $2 WHERE ${LIVE} RETURNING "provider", "appId", "openId", "unionId", "data"`

// One identity belongs to one account in all apps of a provider; an account has one identity of an app.
const BIND = `
INSERT INTO "Identity" ("provider", "appId", "openId", "unionId", "userId", "data", "boundAt")
SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM "Identity" WHERE "provider" = $1 AND "unionId" = $4 AND "userId" <> $5)
ON CONFLICT DO NOTHING`

const FILL = `
UPDATE "User" SET "nickName" = CASE WHEN "nickName" = '' THEN $2 ELSE "nickName" END, "avatarUrl" = CASE WHEN "avatarUrl" = '' THEN $3 ELSE "avatarUrl" END WHERE "id" = $1`

/** Uses the token up and gives its identity to the account; name and picture only where the account has none. */
export async function bindIdentity(tx: TxCtx, token: string, userId: number): Promise<void> {
  const identity = await tx.sql.row<OutsideIdentity & Record<string, unknown>>('bind_token_use', USE, [tokenHash(token), tx.now])
  if (!identity) throw new ShopError('BIND_TOKEN_INVALID')
  const { provider, appId, openId, unionId, data } = identity
  const bound = await tx.sql.run('identity_bind', BIND, [provider, appId, openId, unionId, userId, JSON.stringify(data), tx.now])
  if (bound === 0) throw new ShopError('BIND_EXISTS')
  await tx.sql.run('identity_fill', FILL, [userId, data.nickName ?? '', data.avatarUrl ?? ''])
}
