import type { Ctx, Sql } from '../database/index.ts'

/** One finished call of the gateway. `params` are cut and masked by the caller. */
export interface CallRow {
  requestId: string
  dialect: string
  appId: number
  appKey: string
  method: string
  code: number
  durationMs: number
  ip: string
  params: object
  at: Date
}

/** Writes a batch of finished calls in one statement. */
export async function recordCalls(sql: Sql, rows: readonly CallRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql.run(
    'platform_record_calls',
    `INSERT INTO "GatewayCall" ("requestId", "dialect", "appId", "appKey", "method", "code", "durationMs", "ip", "params", "at")
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::int[], $7::int[], $8::text[], $9::jsonb[], $10::timestamptz[])`,
    [
      rows.map((row) => row.requestId),
      rows.map((row) => row.dialect),
      rows.map((row) => row.appId),
      rows.map((row) => row.appKey.slice(0, 64)),
      rows.map((row) => row.method.slice(0, 128)),
      rows.map((row) => row.code),
      rows.map((row) => Math.round(row.durationMs)),
      rows.map((row) => row.ip),
      rows.map((row) => JSON.stringify(row.params)),
      rows.map((row) => row.at),
    ],
  )
}

export interface CallFilter {
  /** 0: of all apps the member may see. */
  appId: number
  /** The beginning of a method's name. */
  method: string
  requestId: string
  outcome: 'all' | 'ok' | 'failed'
  /** One code; 0 with `outcome` says nothing. */
  code: number
  /** ISO times, '' for open ends. */
  from: string
  to: string
  /** Where the calls came from. */
  ip?: string
  /** The sign as it was sent, in either case. */
  sign?: string
  /** Only calls that took so many milliseconds. */
  slowMs?: number
  pageNo: number
  pageSize: number
}

export interface Call extends Omit<CallRow, 'at' | 'params'> {
  id: number
  appName: string
  params: Record<string, string>
  at: string
}

export interface CallPage {
  items: Call[]
  /** Counted up to a limit; a log has no end. */
  totalResults: number
}

const COUNT_LIMIT = 10_000

interface Row extends Omit<Call, 'at' | 'params'> {
  at: Date
  params: Record<string, unknown>
}

/** `$1` is the member's seller; calls with an unknown key belong to the platform. */
const WHERE = `FROM "GatewayCall" c LEFT JOIN "App" a ON a."id" = c."appId"
  WHERE ($1 = 0 OR a."sellerId" = $1) AND ($2 = 0 OR c."appId" = $2) AND ($3 = '' OR starts_with(c."method", $3)) AND ($4 = '' OR c."requestId" = $4)
  AND ($5 = 'all' OR ($5 = 'ok') = (c."code" = 0)) AND ($6 = 0 OR c."code" = $6)
  AND ($7::timestamptz IS NULL OR c."at" >= $7) AND ($8::timestamptz IS NULL OR c."at" < $8)
  AND ($9 = '' OR c."ip" = $9) AND ($10 = '' OR lower(c."params" ->> 'sign') = lower($10)) AND c."durationMs" >= $11::int`

function textsOf(params: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
}

function callOf({ at, params, ...row }: Row): Call {
  return { ...row, params: textsOf(params), at: at.toISOString() }
}

const COLUMNS = 'c."id", c."requestId", c."dialect", c."appId", c."appKey", coalesce(a."name", \'\') AS "appName", c."method", c."code", c."durationMs", c."ip", c."params", c."at"'

function sellerOf(ctx: Ctx): number {
  return ctx.actor.kind === 'staff' ? ctx.actor.sellerId : 0
}

export async function listCalls(ctx: Ctx, filter: CallFilter): Promise<CallPage> {
  const values = [sellerOf(ctx), filter.appId, filter.method, filter.requestId, filter.outcome, filter.code, filter.from || null, filter.to || null, filter.ip ?? '', filter.sign ?? '', filter.slowMs ?? 0]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Row & Record<string, unknown>>('platform_calls', `SELECT ${COLUMNS} ${WHERE} ORDER BY c."at" DESC, c."id" DESC LIMIT $12 OFFSET $13`, [...values, filter.pageSize, (filter.pageNo - 1) * filter.pageSize]),
    ctx.sql.row<{ count: number }>('platform_calls_count', `SELECT count(*)::int AS "count" FROM (SELECT 1 ${WHERE} LIMIT ${COUNT_LIMIT}) one`, values),
  ])
  return { items: rows.map(({ id, requestId, dialect, appId, appKey, appName, method, code, durationMs, ip, params, at }) => callOf({ id, requestId, dialect, appId, appKey, appName, method, code, durationMs, ip, params, at })), totalResults: counted?.count ?? 0 }
}

export async function getCall(ctx: Ctx, id: number): Promise<Call | null> {
  const row = await ctx.sql.row<Row & Record<string, unknown>>('platform_call', `SELECT ${COLUMNS} FROM "GatewayCall" c LEFT JOIN "App" a ON a."id" = c."appId" WHERE c."id" = $1 AND ($2 = 0 OR a."sellerId" = $2)`, [id, sellerOf(ctx)])
  return row && callOf(row)
}
