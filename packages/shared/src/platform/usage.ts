import type { Ctx } from '../database/index.ts'
import { getApp } from './apps.ts'

export interface AppUsage {
  /** Since midnight of the shop's day. */
  callsToday: number
  failedToday: number
  lastIp: string
  /** The busiest second of the last hour. */
  peaks: { all: number, method: number, write: number, credential: number }
}

const HOUR_MS = 3_600_000
const SHOP_OFFSET_MS = 8 * HOUR_MS
const DAY_MS = 24 * HOUR_MS

/** Midnight in GMT+8, the shop's day. */
function startOfDay(now: Date): Date {
  return new Date(Math.floor((now.getTime() + SHOP_OFFSET_MS) / DAY_MS) * DAY_MS - SHOP_OFFSET_MS)
}

export interface MethodKinds {
  write: readonly string[]
  credential: readonly string[]
}

/** How much an app calls, beside its limits. */
export async function appUsage(ctx: Ctx, id: number, kinds: MethodKinds): Promise<AppUsage> {
  await getApp(ctx, id)
  const [today, peaks, last] = await Promise.all([
    ctx.sql.row<{ calls: number, failed: number }>(
      'platform_usage_today',
      'SELECT count(*)::int AS "calls", (count(*) FILTER (WHERE "code" <> 0))::int AS "failed" FROM "GatewayCall" WHERE "appId" = $1 AND "at" >= $2',
      [id, startOfDay(ctx.now)],
    ),
    ctx.sql.row<AppUsage['peaks']>(
      'platform_usage_peaks',
      `WITH hits AS (SELECT date_trunc('second', "at") AS second, "method", count(*)::int AS hits FROM "GatewayCall" WHERE "appId" = $1 AND "at" >= $2 GROUP BY 1, 2),
            sums AS (SELECT second, sum(hits)::int AS every, coalesce(sum(hits) FILTER (WHERE "method" = ANY($3::text[])), 0)::int AS writes FROM hits GROUP BY 1)
       SELECT coalesce((SELECT max(every) FROM sums), 0) AS "all", coalesce((SELECT max(writes) FROM sums), 0) AS "write",
              coalesce((SELECT max(hits) FROM hits WHERE "method" <> ALL($4::text[])), 0) AS "method", coalesce((SELECT max(hits) FROM hits WHERE "method" = ANY($4::text[])), 0) AS "credential"`,
      [id, new Date(ctx.now.getTime() - HOUR_MS), kinds.write, kinds.credential],
    ),
    ctx.sql.row<{ ip: string }>('platform_usage_last', 'SELECT "ip" FROM "GatewayCall" WHERE "appId" = $1 ORDER BY "at" DESC LIMIT 1', [id]),
  ])
  return {
    callsToday: today?.calls ?? 0,
    failedToday: today?.failed ?? 0,
    lastIp: last?.ip ?? '',
    peaks: { all: peaks?.all ?? 0, method: peaks?.method ?? 0, write: peaks?.write ?? 0, credential: peaks?.credential ?? 0 },
  }
}
