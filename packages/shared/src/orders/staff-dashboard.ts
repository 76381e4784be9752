import { countShortGoods } from '../catalogue/index.ts'
import type { TxCtx } from '../database/index.ts'
import { deskSeller } from './staff-list.ts'
import { STATE_SQL } from './states.ts'

const DAY_MS = 86_400_000
const GMT8_MS = 8 * 3_600_000
const TOP = 5

export interface Figures { paidFen: number, orders: number, buyers: number, members: number, refundFen: number, refunds: number }
export interface DayFigure { day: string, paidFen: number, orders: number }
export interface TopGoods { goodsId: number, name: string, thumbUrl: string, quantity: number, paidFen: number, stock: number, warnStock: number }
export interface ToDos { awaitShip: number, waitingLong: number, awaitConfirm: number, awaitPay: number, short: number, lowStock: number, soldOut: number }

export interface Dashboard {
  /** Today in the shop's time zone so far, and yesterday until the same time of day. */
  todayFrom: string
  now: string
  today: Figures
  yesterday: Figures
  /** Day by day, the last one today; and as many days before them. */
  days: DayFigure[]
  daysBefore: DayFigure[]
  toDos: ToDos
  top: TopGoods[]
}

/** Midnight in GMT+8. */
function dayStart(at: Date): Date {
  return new Date(Math.floor((at.getTime() + GMT8_MS) / DAY_MS) * DAY_MS - GMT8_MS)
}

const dayBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY_MS)

export const PAID = '($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain" AND o."paidAt" >= $2 AND o."paidAt" < $3'

// Members and refunds are the whole house's; a seller's member sees the refunds of the own orders and no members.
const FIGURES = `
SELECT p.*, r.*, (SELECT count(*)::int FROM "User" u WHERE $1 = 0 AND u."signedUpAt" >= $2 AND u."signedUpAt" < $3) AS "members"
FROM (SELECT coalesce(sum(o."moneyPaidFen" + o."balanceFen"), 0)::float8 AS "paidFen", count(*)::int AS "orders", count(DISTINCT o."userId")::int AS "buyers" FROM "Order" o WHERE ${PAID}) p,
  (SELECT coalesce(sum(f."amountFen"), 0)::float8 AS "refundFen", count(*)::int AS "refunds" FROM "Refund" f JOIN "Payment" m ON m."id" = f."paymentId" LEFT JOIN "Order" o ON o."id" = m."orderId"
   WHERE ($1 = 0 OR o."sellerId" = $1) AND f."state" IN ('succeeded', 'credited') AND f."finishedAt" >= $2 AND f."finishedAt" < $3) r`

async function figuresOf(ctx: TxCtx, from: Date, to: Date): Promise<Figures> {
  const row = await ctx.sql.row<Figures & Record<string, unknown>>('dashboard_figures', FIGURES, [deskSeller(ctx), from, to])
  return row ?? { paidFen: 0, orders: 0, buyers: 0, members: 0, refundFen: 0, refunds: 0 }
}

const DAYS = `
SELECT to_char(o."paidAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "day", sum(o."moneyPaidFen" + o."balanceFen")::float8 AS "paidFen", count(*)::int AS "orders"
FROM "Order" o WHERE ${PAID} GROUP BY 1`

async function daysOf(ctx: TxCtx, count: number): Promise<DayFigure[]> {
  const first = dayBefore(dayStart(ctx.now), count - 1)
  const rows = await ctx.sql.rows<DayFigure & Record<string, unknown>>('dashboard_days', DAYS, [deskSeller(ctx), first, ctx.now])
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(first.getTime() + at * DAY_MS + GMT8_MS).toISOString().slice(0, 10)
    return byDay.get(day) ?? { day, paidFen: 0, orders: 0 }
  })
}

const WAITED_LONG = 'coalesce(o."paidAt", o."confirmedAt", o."addedAt") <= $2'
const TO_DOS = `
SELECT
  (count(*) FILTER (WHERE ${STATE_SQL.await_ship}))::int AS "awaitShip",
  (count(*) FILTER (WHERE (${STATE_SQL.await_ship}) AND ${WAITED_LONG}))::int AS "waitingLong",
  (count(*) FILTER (WHERE ${STATE_SQL.await_confirm}))::int AS "awaitConfirm",
  (count(*) FILTER (WHERE ${STATE_SQL.await_pay}))::int AS "awaitPay",
  (count(*) FILTER (WHERE o."isShort"))::int AS "short"
  FROM "Order" o WHERE ($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain" AND o."orderStatus" IN (0, 1, 5, 6) AND NOT (o."shippingStatus" = 2 AND o."payStatus" = 2)`

async function toDosOf(ctx: TxCtx): Promise<ToDos> {
  const [orders, stock] = await Promise.all([
    ctx.sql.row<Omit<ToDos, 'lowStock' | 'soldOut'> & Record<string, unknown>>('dashboard_to_dos', TO_DOS, [deskSeller(ctx), dayBefore(ctx.now, 1)]),
    countShortGoods(ctx),
  ])
  return { awaitShip: 0, waitingLong: 0, awaitConfirm: 0, awaitPay: 0, short: 0, ...orders, ...stock }
}

const TOP_GOODS = `
SELECT t."goodsId", g."name", g."thumbUrl", t."quantity", t."paidFen", g."stock", g."warnStock" FROM (
  SELECT l."goodsId", sum(l."quantity")::int AS "quantity", sum(l."netAmountFen")::float8 AS "paidFen"
  FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId" WHERE ${PAID} GROUP BY l."goodsId" ORDER BY 3 DESC, 1 LIMIT ${TOP}) t
JOIN "Goods" g ON g."id" = t."goodsId" ORDER BY t."paidFen" DESC, t."goodsId"`

/** The shop's day, in figures that each have a list behind them. Amounts are what was received. */
export async function dashboard(ctx: TxCtx, dayCount: number): Promise<Dashboard> {
  const from = dayStart(ctx.now)
  const [today, yesterday, days, toDos, top] = await Promise.all([
    figuresOf(ctx, from, ctx.now),
    figuresOf(ctx, dayBefore(from, 1), dayBefore(ctx.now, 1)),
    daysOf(ctx, dayCount * 2),
    toDosOf(ctx),
    ctx.sql.rows<TopGoods & Record<string, unknown>>('dashboard_top', TOP_GOODS, [deskSeller(ctx), from, ctx.now]),
  ])
  return { todayFrom: from.toISOString(), now: ctx.now.toISOString(), today, yesterday, days: days.slice(dayCount), daysBefore: days.slice(0, dayCount), toDos, top }
}
