import type { TxCtx } from '../database/index.ts'
import type { Rate } from './rate.ts'
import { newToken, tokenHash } from '../secrets/index.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export type TokenKind = 'mail_reset' | 'mail_confirm'

const LIFE_MS: Record<TokenKind, number> = { mail_reset: 30 * MINUTE_MS, mail_confirm: DAY_MS }

/** docs/rules/accounts.md 5 */
export const PER_ACCOUNT: readonly Rate[] = [{ limit: 1, windowMs: MINUTE_MS }, { limit: 5, windowMs: DAY_MS }]
export const PER_ADDRESS: readonly Rate[] = [{ limit: 20, windowMs: HOUR_MS }]

const INSERT = `
WITH ended AS (UPDATE "ResetToken" SET "endedAt" = $6 WHERE "userId" = $1 AND "kind" = $2 AND "endedAt" IS NULL)
INSERT INTO "ResetToken" ("userId", "kind", "secretHash", "target", "ip", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7)`

/** A new secret; it ends the one before. `target` is the address it goes to. Answers the secret's only copy. */
export async function issueToken(tx: TxCtx, { userId, kind, target, ip }: { userId: number, kind: TokenKind, target: string, ip: string }): Promise<string> {
  const secret = newToken()
  await tx.sql.run('token_insert', INSERT, [userId, kind, tokenHash(secret), target, ip, tx.now, new Date(tx.now.getTime() + LIFE_MS[kind])])
  return secret
}

/** A live secret that was shown to us. It is used up by `useToken`. */
export interface ShownToken {
  id: number
  userId: number
  kind: TokenKind
  target: string
}

const FIND = `
SELECT "id", "userId", "kind", "target" FROM "ResetToken" WHERE "secretHash" = $1 AND "kind" = $2 AND "endedAt" IS NULL AND "expiresAt" > $3`

export function findToken(ctx: TxCtx, kind: TokenKind, token: string): Promise<ShownToken | null> {
  return ctx.sql.row<ShownToken>('token_find', FIND, [tokenHash(token), kind, ctx.now])
}

const USE = `UPDATE "ResetToken" SET "endedAt" = $2 WHERE "id" = $1 AND "endedAt" IS NULL AND "expiresAt" > $2`

/** True for exactly one caller. */
export async function useToken(tx: TxCtx, token: ShownToken): Promise<boolean> {
  return await tx.sql.run('token_use', USE, [token.id, tx.now]) === 1
}

const END_ALL = `
WITH codes AS (UPDATE "ContactCode" SET "endedAt" = $2 WHERE "target" = (SELECT "mobileKey" FROM "User" WHERE "id" = $1) AND "purpose" = 'forget' AND "endedAt" IS NULL)
UPDATE "ResetToken" SET "endedAt" = $2 WHERE "userId" = $1 AND "endedAt" IS NULL`

/** A password or email change ends all. */
export async function endResetTokens(tx: TxCtx, userId: number): Promise<void> {
  await tx.sql.run('token_end_all', END_ALL, [userId, tx.now])
}
