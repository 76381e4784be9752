import type { TxCtx } from '../database/index.ts'

const SECOND_MS = 1000

export interface Rate {
  limit: number
  windowMs: number
}

export interface Slot {
  isGranted: boolean
  /** Seconds until the next one would be granted. */
  retryAfter: number
  /** The window it waits for longest. */
  windowMs: number
}

// The table of sign-in failures serves as the shared memory of every sliding window of accounts.
const TAKE = `
INSERT INTO "SigninThrottle" AS t ("key", "failedAt") VALUES ($1, ARRAY[$2::timestamptz(3)])
ON CONFLICT ("key") DO UPDATE SET "failedAt" = ARRAY(SELECT f FROM unnest(t."failedAt") AS f WHERE f > $3) || $2::timestamptz(3)
WHERE NOT EXISTS (
  SELECT 1 FROM unnest($4::int[], $5::timestamptz[]) AS w(most, since) WHERE (SELECT count(*) FROM unnest(t."failedAt") AS f WHERE f > w.since) >= w.most)
RETURNING "failedAt"`

interface TakenRow { failedAt: Date[] }

function waitFor(taken: readonly Date[], rates: readonly Rate[], now: Date): Pick<Slot, 'retryAfter' | 'windowMs'> {
  const newestFirst = taken.map((at) => at.getTime()).sort((a, b) => b - a)
  const waits = rates.map(({ limit, windowMs }) => {
    const oldest = newestFirst[limit - 1]
    return { windowMs, waitMs: oldest === undefined ? 0 : oldest + windowMs - now.getTime() }
  })
  const longest = waits.reduce((a, b) => (b.waitMs > a.waitMs ? b : a), { windowMs: 0, waitMs: 0 })
  return { retryAfter: Math.ceil(longest.waitMs / SECOND_MS), windowMs: longest.windowMs }
}

/** Takes one place in every window of the key, or in none when one is full. */
export async function takeSlot(tx: TxCtx, key: string, rates: readonly Rate[]): Promise<Slot> {
  const since = rates.map(({ windowMs }) => new Date(tx.now.getTime() - windowMs))
  const longest = new Date(Math.min(...since.map((at) => at.getTime())))
  const taken = await tx.sql.row<TakenRow>('rate_take', TAKE, [key, tx.now, longest, rates.map(({ limit }) => limit), since])
  if (taken) return { isGranted: true, ...waitFor(taken.failedAt, rates, tx.now) }
  const full = await tx.sql.row<TakenRow>('rate_read', 'SELECT "failedAt" FROM "SigninThrottle" WHERE "key" = $1', [key])
  return { isGranted: false, ...waitFor(full?.failedAt ?? [], rates, tx.now) }
}
