import type { Order } from '../contract/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { BIN } from './bins.ts'
import { shapesOf } from './read.ts'
import { type OrderState, STATE_SQL } from './states.ts'

const HOUR_MS = 3_600_000

/** What the desk filters by. A state only narrows the page; the counts of all states stand beside each other. */
export interface DeskFilters {
  state: OrderState | 'all'
  /** Part of a number, a consignee's or member's name, a mobile or part of a product's name. */
  q: string
  userId: number
  payId: number
  shippingId: number
  /** Placed, or paid, from (inclusive) and to (exclusive); '' is open. */
  from: string
  to: string
  paidFrom: string
  paidTo: string
  /** Waiting for so many hours or longer; 0 is any. */
  waitedHours: number
  isShort: boolean
  /** Those that were put away, instead of the others. */
  isBinned: boolean
}

export interface DeskOrder extends Order {
  userName: string
  staffNote: string
  isCod: boolean
  isShort: boolean
  /** Since when the order waits for the shop, '' when it does not. */
  waitingSince: string
}

export interface DeskPage {
  items: DeskOrder[]
  counts: Record<OrderState | 'all', number>
  totalResults: number
}

interface FoundRow extends OrderRow { userName: string, waitingSince: Date | null }

export const ORDER_STATES = Object.keys(STATE_SQL) as OrderState[]

/** Since when it waits for somebody of the shop: paid or confirmed and not out of the house, or not even confirmed. */
const WAITING = `CASE WHEN ${STATE_SQL.await_ship} OR ${STATE_SQL.part_shipped} THEN coalesce(o."paidAt", o."confirmedAt", o."addedAt") WHEN ${STATE_SQL.await_confirm} THEN o."addedAt" END`

const FOUND = `FROM "Order" o JOIN "User" u ON u."id" = o."userId"
WHERE ($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain" AND o."shopBin" = $12
  AND ($2 = '' OR position($2 IN o."sn") > 0 OR position($2 IN o."consignee") > 0 OR o."mobile" = $2 OR u."nameKey" = lower($2)
    OR EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND (position(lower($2) IN lower(l."goodsName")) > 0 OR lower(l."goodsSn") = lower($2))))
  AND ($3 = 0 OR o."userId" = $3) AND ($4 = 0 OR o."payId" = $4) AND ($5 = 0 OR o."shippingId" = $5)
  AND ($6::timestamptz IS NULL OR o."addedAt" >= $6) AND ($7::timestamptz IS NULL OR o."addedAt" < $7)
  AND ($8::timestamptz IS NULL OR o."paidAt" >= $8) AND ($9::timestamptz IS NULL OR o."paidAt" < $9)
  AND ($10::timestamptz IS NULL OR ${WAITING} <= $10) AND (NOT $11 OR o."isShort")`

const COUNTS = `SELECT count(*)::int AS "all", ${ORDER_STATES.map((state) => `(count(*) FILTER (WHERE ${STATE_SQL[state]}))::int AS "${state}"`).join(', ')} ${FOUND}`

/** Whose orders a member of staff sees: the own seller's, or (seller 0) everybody's. */
export function deskSeller({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

function valuesOf(ctx: TxCtx, filters: DeskFilters): unknown[] {
  const { q, userId, payId, shippingId, from, to, paidFrom, paidTo, waitedHours, isShort, isBinned } = filters
  const waitedUntil = waitedHours > 0 ? new Date(ctx.now.getTime() - waitedHours * HOUR_MS) : null
  return [deskSeller(ctx), q.trim(), userId, payId, shippingId, from || null, to || null, paidFrom || null, paidTo || null, waitedUntil, isShort, isBinned ? BIN.binned : BIN.none]
}

async function shapedFor(ctx: TxCtx, rows: readonly FoundRow[]): Promise<DeskOrder[]> {
  const shapes = await shapesOf(ctx, rows, false)
  return shapes.flatMap((shape, at) => {
    const row = rows[at]
    return row ? [{ ...shape, userName: row.userName, staffNote: row.staffNote, isCod: row.isCod, isShort: row.isShort, waitingSince: row.waitingSince?.toISOString() ?? '' }] : []
  })
}

/** The filter's orders below an id (0: from the top), the newest first: for files of all of them, however many there are. */
export async function deskOrdersBelow(ctx: TxCtx, filters: DeskFilters, { belowId, limit }: { belowId: number, limit: number }): Promise<DeskOrder[]> {
  const { state } = filters
  const rows = await ctx.sql.rows<FoundRow>(`desk_orders_below_${state}`, `
SELECT o.*, u."name" AS "userName", ${WAITING} AS "waitingSince" ${FOUND} ${state === 'all' ? '' : `AND (${STATE_SQL[state]})`} AND ($13 = 0 OR o."id" < $13) ORDER BY o."id" DESC LIMIT $14`, [...valuesOf(ctx, filters), belowId, limit])
  return shapedFor(ctx, rows)
}

/** A page of orders, newest first; what waits for the shop the longest comes first where a state is all waiting. */
export async function deskOrders(ctx: TxCtx, filters: DeskFilters, page: { pageNo: number, pageSize: number }): Promise<DeskPage> {
  const values = valuesOf(ctx, filters)
  const { state } = filters
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`desk_orders_${state}`, `
SELECT o.*, u."name" AS "userName", ${WAITING} AS "waitingSince" ${FOUND} ${state === 'all' ? '' : `AND (${STATE_SQL[state]})`}
ORDER BY o."addedAt" DESC, o."id" DESC LIMIT $13 OFFSET $14`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<DeskPage['counts']>('desk_orders_counts', COUNTS, values),
  ])
  const counts = counted ?? Object.fromEntries(['all', ...ORDER_STATES].map((name) => [name, 0])) as DeskPage['counts'] // every state has its key
  const items = await shapedFor(ctx, rows)
  return { items, counts, totalResults: counts[state] }
}

/** How many orders wait to be shipped or confirmed: the menu's badge. */
export async function countWaitingOrders(ctx: TxCtx): Promise<number> {
  const row = await ctx.sql.row<{ count: number }>('desk_waiting', `
SELECT count(*)::int AS "count" FROM "Order" o WHERE ($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain" AND ((${STATE_SQL.await_ship}) OR (${STATE_SQL.await_confirm}))`, [deskSeller(ctx)])
  return row?.count ?? 0
}
