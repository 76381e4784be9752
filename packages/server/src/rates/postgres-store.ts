import type { Sql } from '@xiaopu/shared/database'
import { FAILURE_WINDOW_MS, FAILURES_PER_WINDOW, type RateStore } from './rate-store.ts'

/** What is in a bucket that was there before. */
const LEVEL = 'least(excluded."burst", b."tokens" + greatest(0, excluded."atMs" - b."atMs") / 1000 * excluded."perSecond")'
/** As many as wanted, in whole tokens. Nine tenths and a tenth are a token, whatever they come to in floating point. */
const GRANTED = `greatest(0, least(excluded."granted", floor(${LEVEL} + 1e-9)))`
// In the order of their keys: two processes never wait for each other in a circle.
const LEASE = `
INSERT INTO "RateBucket" AS b ("key", "perSecond", "burst", "granted", "tokens", "atMs")
SELECT a."key", a."perSecond", a."burst", least(a."want", floor(a."burst")), a."burst" - least(a."want", floor(a."burst")), $5::float8
FROM unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) AS a("key", "perSecond", "burst", "want") ORDER BY a."key"
ON CONFLICT ("key") DO UPDATE SET "perSecond" = excluded."perSecond", "burst" = excluded."burst",
  "granted" = ${GRANTED}, "tokens" = ${LEVEL} - ${GRANTED}, "atMs" = greatest(b."atMs", excluded."atMs")
RETURNING "key", "granted", "tokens"`

const COUNT = `
INSERT INTO "RateFailure" AS f ("address", "count", "since") VALUES ($1, 1, $2::timestamptz)
ON CONFLICT ("address") DO UPDATE SET
  "count" = CASE WHEN f."since" > $3::timestamptz THEN f."count" + 1 ELSE 1 END, "since" = CASE WHEN f."since" > $3::timestamptz THEN f."since" ELSE excluded."since" END
RETURNING "count", "since"`
const OVER = 'SELECT "address", "since" FROM "RateFailure" WHERE "count" > $1 AND "since" > $2'

interface LeaseRow extends Record<string, unknown> {
  key: string
  granted: number
  tokens: number
}

/** On the shop's own database, in tables that are not worth a write-ahead log. */
export function postgresRateStore(sql: Sql): RateStore {
  return {
    async lease(asks, now) {
      const columns = [asks.map(({ key }) => key), asks.map(({ perSecond }) => perSecond), asks.map(({ burst }) => burst), asks.map(({ want }) => want)]
      const rows = await sql.rows<LeaseRow>('rate_lease', LEASE, [...columns, now.getTime()])
      const byKey = new Map(rows.map((row) => [row.key, row]))
      return asks.map(({ key }) => {
        const row = byKey.get(key)
        return { granted: row?.granted ?? 0, left: row?.tokens ?? 0 }
      })
    },
    async countFailure(address, now) {
      const row = await sql.row<{ count: number, since: Date }>('rate_failure', COUNT, [address, now, new Date(now.getTime() - FAILURE_WINDOW_MS)])
      return row ?? { count: 1, since: now }
    },
    shutOut: (now) => sql.rows<{ address: string, since: Date }>('rate_failures_over', OVER, [FAILURES_PER_WINDOW, new Date(now.getTime() - FAILURE_WINDOW_MS)]),
    close: () => Promise.resolve(),
  }
}
