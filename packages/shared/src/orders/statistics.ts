import type { TxCtx } from '../database/index.ts'
import { PAID } from './staff-dashboard.ts'
import { deskSeller } from './staff-list.ts'

/** From (inclusive) to (exclusive). */
export interface Span {
  from: Date
  to: Date
}

const HERE = `AT TIME ZONE 'Asia/Shanghai'`
const DAY = `'YYYY-MM-DD'`

const valuesOf = (ctx: TxCtx, { from, to }: Span): unknown[] => [deskSeller(ctx), from, to]

export interface DaySales { day: string, paidFen: number, orders: number, buyers: number }

const BY_DAY = `SELECT to_char(o."paidAt" ${HERE}, ${DAY}) AS "day", sum(o."moneyPaidFen" + o."balanceFen")::float8 AS "paidFen", count(*)::int AS "orders", count(DISTINCT o."userId")::int AS "buyers"
  FROM "Order" o WHERE ${PAID} GROUP BY 1 ORDER BY 1`

/** What was paid on each day that had an order. */
export function salesByDay(ctx: TxCtx, span: Span): Promise<DaySales[]> {
  return ctx.sql.rows<DaySales & Record<string, unknown>>('statistics_days', BY_DAY, valuesOf(ctx, span))
}

const BY_HOUR = `SELECT extract(hour FROM o."paidAt" ${HERE})::int AS "hour", count(*)::int AS "orders" FROM "Order" o WHERE ${PAID} GROUP BY 1 ORDER BY 1`

/** Paid orders by the hour of the day. */
export function ordersByHour(ctx: TxCtx, span: Span): Promise<{ hour: number, orders: number }[]> {
  return ctx.sql.rows<{ hour: number, orders: number }>('statistics_hours', BY_HOUR, valuesOf(ctx, span))
}

const BY_CLIENT = `SELECT o."client", count(*)::int AS "orders" FROM "Order" o WHERE ${PAID} GROUP BY 1 ORDER BY 2 DESC, 1`

/** Paid orders by the program they were placed with. */
export function ordersByClient(ctx: TxCtx, span: Span): Promise<{ client: string, orders: number }[]> {
  return ctx.sql.rows<{ client: string, orders: number }>('statistics_clients', BY_CLIENT, valuesOf(ctx, span))
}

export interface SoldGoods { goodsId: number, name: string, quantity: number, paidFen: number }

const SOLD = `SELECT l."goodsId", g."name", sum(l."quantity")::int AS "quantity", sum(l."netAmountFen")::float8 AS "paidFen"
  FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId" JOIN "Goods" g ON g."id" = l."goodsId" WHERE ${PAID} GROUP BY 1, 2 ORDER BY 4 DESC, 1 LIMIT 10`

/** The ten products most was paid for. */
export function goodsSold(ctx: TxCtx, span: Span): Promise<SoldGoods[]> {
  return ctx.sql.rows<SoldGoods & Record<string, unknown>>('statistics_goods', SOLD, valuesOf(ctx, span))
}

// Members are the whole house's: a seller's staff sees none.
const SIGN_UPS = `SELECT to_char(u."signedUpAt" ${HERE}, ${DAY}) AS "day", count(*)::int AS "members" FROM "User" u WHERE $1 = 0 AND u."signedUpAt" >= $2 AND u."signedUpAt" < $3 GROUP BY 1 ORDER BY 1`

export function signUpsByDay(ctx: TxCtx, span: Span): Promise<{ day: string, members: number }[]> {
  return ctx.sql.rows<{ day: string, members: number }>('statistics_sign_ups', SIGN_UPS, valuesOf(ctx, span))
}

/** How many members were here. */
export async function membersActive(ctx: TxCtx, span: Span): Promise<number> {
  const row = await ctx.sql.row<{ count: number }>('statistics_active', 'SELECT count(*)::int AS "count" FROM "User" u WHERE $1 = 0 AND u."lastSignInAt" >= $2 AND u."lastSignInAt" < $3', valuesOf(ctx, span))
  return row?.count ?? 0
}

const BY_RANK = `SELECT coalesce(r."name", '') AS "name", count(*)::int AS "members" FROM "User" u LEFT JOIN "Rank" r ON r."id" = u."rankId" WHERE $1 = 0 AND u."closedAt" IS NULL GROUP BY 1 ORDER BY 2 DESC, 1`

/** Members by their rank, '' for those without one. */
export function membersByRank(ctx: TxCtx): Promise<{ name: string, members: number }[]> {
  return ctx.sql.rows<{ name: string, members: number }>('statistics_ranks', BY_RANK, [deskSeller(ctx)])
}
