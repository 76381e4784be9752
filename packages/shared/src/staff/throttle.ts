import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

const MAX_FAILURES = 5
const WINDOW_MS = 15 * 60_000
/** Members share the table with shoppers; their keys do not meet. */
const PREFIX = 'staff:'

interface ThrottleRow {
  failedAt: Date[]
  lockedUntil: Date | null
}

/** Refuses a name that failed too often, before its password is looked at. */
export async function assertNotLocked(ctx: TxCtx, nameKey: string): Promise<void> {
  const row = await ctx.sql.row<ThrottleRow>('staff_throttle', 'SELECT "failedAt", "lockedUntil" FROM "SigninThrottle" WHERE "key" = $1', [PREFIX + nameKey])
  const left = (row?.lockedUntil?.getTime() ?? 0) - ctx.now.getTime()
  if (left > 0) throw new ShopError('SIGNIN_LOCKED', { retry_after: Math.ceil(left / 1000) })
}

/** Notes a failure; the fifth within a quarter of an hour closes the name for a quarter of an hour. Answers how many there were. */
export async function noteFailure(tx: TxCtx, nameKey: string): Promise<number> {
  const since = new Date(tx.now.getTime() - WINDOW_MS)
  const row = await tx.sql.row<{ count: number }>(
    'staff_throttle_fail',
    `INSERT INTO "SigninThrottle" AS t ("key", "failedAt") VALUES ($1, ARRAY[$2::timestamptz])
     ON CONFLICT ("key") DO UPDATE SET "failedAt" = ARRAY(SELECT one FROM unnest(t."failedAt") one WHERE one > $3::timestamptz) || $2::timestamptz
     RETURNING cardinality("failedAt")::int AS "count"`,
    [PREFIX + nameKey, tx.now, since],
  )
  const count = row?.count ?? 0
  if (count >= MAX_FAILURES) {
    const until = new Date(tx.now.getTime() + WINDOW_MS)
    await tx.sql.run('staff_throttle_lock', 'UPDATE "SigninThrottle" SET "lockedUntil" = $2, "failedAt" = \'{}\' WHERE "key" = $1', [PREFIX + nameKey, until])
  }
  return count
}

export async function forgetFailures(tx: TxCtx, nameKey: string): Promise<void> {
  await tx.sql.run('staff_throttle_clear', 'DELETE FROM "SigninThrottle" WHERE "key" = $1', [PREFIX + nameKey])
}
