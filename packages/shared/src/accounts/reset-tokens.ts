import type { TxCtx } from '../database/index.ts'
import type { Rate } from './rate.ts'
import type { SecretsPort } from './ports.ts'
import { codeHash, newCode, newToken, tokenHash } from '../secrets/index.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MAX_TRIES = 5

export type TokenKind = 'mail_reset' | 'sms_reset' | 'mail_confirm'

const LIFE_MS: Record<TokenKind, number> = { mail_reset: 30 * MINUTE_MS, sms_reset: 10 * MINUTE_MS, mail_confirm: DAY_MS }

/** docs/rules/accounts.md 5 */
export const PER_ACCOUNT: readonly Rate[] = [{ limit: 1, windowMs: MINUTE_MS }, { limit: 5, windowMs: DAY_MS }]
export const PER_ADDRESS: readonly Rate[] = [{ limit: 20, windowMs: HOUR_MS }]

const INSERT = `
WITH ended AS (UPDATE "ResetToken" SET "endedAt" = $6 WHERE "userId" = $1 AND "kind" = $2 AND "endedAt" IS NULL)
INSERT INTO "ResetToken" ("userId", "kind", "secretHash", "target", "ip", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7)`

/** A code is short: its hash is keyed and belongs to one account. */
const codeHashOf = ({ secretsKey }: SecretsPort, userId: number, code: string): string => codeHash(secretsKey, `${userId}:${code}`)

/** A new secret; it ends the one before. `target` is the address or number it goes to. Answers the secret's only copy. */
export async function issueToken(tx: TxCtx, { userId, kind, target, ip }: { userId: number, kind: TokenKind, target: string, ip: string }, port: SecretsPort): Promise<string> {
  const secret = kind === 'sms_reset' ? newCode() : newToken()
  const hash = kind === 'sms_reset' ? codeHashOf(port, userId, secret) : tokenHash(secret)
  await tx.sql.run('token_insert', INSERT, [userId, kind, hash, target, ip, tx.now, new Date(tx.now.getTime() + LIFE_MS[kind])])
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

export function findToken(ctx: TxCtx, kind: 'mail_reset' | 'mail_confirm', token: string): Promise<ShownToken | null> {
  return ctx.sql.row<ShownToken>('token_find', FIND, [tokenHash(token), kind, ctx.now])
}

const TRY_CODE = `
UPDATE "ResetToken" SET "tries" = "tries" + CASE WHEN "secretHash" = $2 THEN 0 ELSE 1 END,
  "endedAt" = CASE WHEN "secretHash" <> $2 AND "tries" + 1 >= $4 THEN $3::timestamptz(3) END
WHERE "userId" = $1 AND "kind" = 'sms_reset' AND "endedAt" IS NULL AND "expiresAt" > $3
RETURNING "id", "userId", "kind", "target", "secretHash" = $2 AS "isRight"`

/** A six-digit code: a wrong one counts, the fifth wrong one kills it. */
export async function tryCode(ctx: TxCtx, { userId, code }: { userId: number, code: string }, port: SecretsPort): Promise<ShownToken | null> {
  const row = await ctx.sql.row<ShownToken & { isRight: boolean }>('token_try_code', TRY_CODE, [userId, codeHashOf(port, userId, code), ctx.now, MAX_TRIES])
  return row?.isRight ? row : null
}

const USE = `UPDATE "ResetToken" SET "endedAt" = $2 WHERE "id" = $1 AND "endedAt" IS NULL AND "expiresAt" > $2`

/** True for exactly one caller. */
export async function useToken(tx: TxCtx, token: ShownToken): Promise<boolean> {
  return await tx.sql.run('token_use', USE, [token.id, tx.now]) === 1
}

/** A password or email change ends all. */
export async function endResetTokens(tx: TxCtx, userId: number): Promise<void> {
  await tx.sql.run('token_end_all', 'UPDATE "ResetToken" SET "endedAt" = $2 WHERE "userId" = $1 AND "endedAt" IS NULL', [userId, tx.now])
}
