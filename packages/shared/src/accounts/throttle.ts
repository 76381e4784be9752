import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { inTransaction } from '../database/index.ts'

const WINDOW_MS = 15 * 60_000
const LOCK_MS = 15 * 60_000
const ACCOUNT_LIMIT = 5
const ADDRESS_LIMIT = 20
const SECOND_MS = 1000

/** What one attempt counts against. `ip` is '' where there is none. */
export interface Attempt {
  accountKey: string
  ip: string
}

/** A known account counts once, whatever name it was tried by; an unknown name counts for itself. */
export function attemptOn(account: { id: number } | null, name: string, ip: string): Attempt {
  return { accountKey: account ? `user:${account.id}` : `name:${name.trim().toLowerCase()}`, ip }
}

const addressKey = (ip: string): string => `ip:${ip}`

function limitsOf({ accountKey, ip }: Attempt): { key: string, limit: number }[] {
  const account = { key: accountKey, limit: ACCOUNT_LIMIT }
  return ip === '' ? [account] : [account, { key: addressKey(ip), limit: ADDRESS_LIMIT }]
}

interface LockRow { lockedUntil: Date | null }

function locked(ctx: TxCtx, until: Date): ShopError {
  return new ShopError('SIGNIN_LOCKED', { retry_after: Math.ceil((until.getTime() - ctx.now.getTime()) / SECOND_MS) })
}

const LATEST_LOCK = `SELECT max("lockedUntil") AS "lockedUntil" FROM "SigninThrottle" WHERE "key" = ANY($1::text[]) AND "lockedUntil" > $2`

/** Before any hashing: SIGNIN_LOCKED while the account or the address is locked. */
export async function refuseLocked(ctx: TxCtx, attempt: Attempt): Promise<void> {
  const row = await ctx.sql.row<LockRow>('throttle_lock', LATEST_LOCK, [limitsOf(attempt).map(({ key }) => key), ctx.now])
  if (row?.lockedUntil) throw locked(ctx, row.lockedUntil)
}

// No row comes back when the key is locked: such an attempt is not counted and lengthens nothing.
const COUNT_FAILURE = `
INSERT INTO "SigninThrottle" AS t ("key", "failedAt", "lockedUntil") VALUES ($1, ARRAY[$2::timestamptz(3)], NULL)
ON CONFLICT ("key") DO UPDATE SET
  "failedAt" = ARRAY(SELECT f FROM unnest(t."failedAt") AS f WHERE f > $3) || $2::timestamptz(3),
  "lockedUntil" = CASE WHEN (SELECT count(*) FROM unnest(t."failedAt") AS f WHERE f > $3) + 1 >= $4 THEN $5::timestamptz(3) END
WHERE t."lockedUntil" IS NULL OR t."lockedUntil" <= $2
RETURNING "key"`

interface Limit { key: string, limit: number, windowMs?: number, lockMs?: number }

async function count(tx: TxCtx, { key, limit, windowMs = WINDOW_MS, lockMs = LOCK_MS }: Limit): Promise<boolean> {
  const now = tx.now.getTime()
  const values = [key, tx.now, new Date(now - windowMs), limit, new Date(now + lockMs)]
  return await tx.sql.row('throttle_count', COUNT_FAILURE, values) !== null
}

/**
 * After a wrong password or code, in a transaction of its own. Of many guesses sent at once only as many learn that they
 * were wrong as the limit allows; the others answer SIGNIN_LOCKED, whatever they compared.
 */
export async function countFailure(ctx: TxCtx, attempt: Attempt): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const limit of limitsOf(attempt)) {
      if (!await count(tx, limit)) {
        await refuseLocked(tx, attempt)
        throw new ShopError('SIGNIN_LOCKED', { retry_after: LOCK_MS / SECOND_MS })
      }
    }
  })
}

export interface GuessLimit {
  key: string
  limit: number
  windowMs: number
  lockMs: number
}

/** RATE_LIMITED while too many wrong numbers of a kind (bonuses) were sent. */
export async function refuseGuesses(ctx: TxCtx, key: string): Promise<void> {
  const row = await ctx.sql.row<LockRow>('throttle_lock', LATEST_LOCK, [[key], ctx.now])
  if (row?.lockedUntil) throw new ShopError('RATE_LIMITED', { retry_after: Math.ceil((row.lockedUntil.getTime() - ctx.now.getTime()) / SECOND_MS) })
}

/** After a wrong one, in a transaction of its own: of many sent at once only as many learn that they were wrong as the limit allows. */
export async function countGuess(ctx: TxCtx, limit: GuessLimit): Promise<void> {
  if (!await count(ctx, limit)) await refuseGuesses(ctx, limit.key)
}

const CLEAR = 'DELETE FROM "SigninThrottle" WHERE "key" = $1 AND ("lockedUntil" IS NULL OR "lockedUntil" <= $2)'

/** After a right password: the account's count ends, the address's stays. SIGNIN_LOCKED when a lock came in the meantime. */
export async function clearFailures(tx: TxCtx, attempt: Attempt): Promise<void> {
  await tx.sql.run('throttle_clear', CLEAR, [attempt.accountKey, tx.now])
  await refuseLocked(tx, attempt)
}

/** A password reset lifts the account's lock. */
export async function liftLock(tx: TxCtx, userId: number): Promise<void> {
  await tx.sql.run('throttle_lift', 'DELETE FROM "SigninThrottle" WHERE "key" = $1', [`user:${userId}`])
}

const PRUNE = `
DELETE FROM "SigninThrottle" WHERE ("lockedUntil" IS NULL OR "lockedUntil" <= $1)
  AND NOT EXISTS (SELECT 1 FROM unnest("failedAt") AS f WHERE f > $2)`
const LONGEST_WINDOW_MS = 24 * 60 * 60_000

/** For the nightly job: rows that say nothing any more. */
export function pruneThrottles(ctx: TxCtx): Promise<number> {
  return ctx.sql.run('throttle_prune', PRUNE, [ctx.now, new Date(ctx.now.getTime() - LONGEST_WINDOW_MS)])
}
