import type { Order } from '../contract/index.ts'
import type { Ctx, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { commentableSince } from '../shop/index.ts'
import { BIN } from './bins.ts'
import { shapesOf } from './read.ts'
import { INTERNAL_EVENTS } from './shape.ts'
import { STATE_SQL } from './states.ts'

export type SearchState = 'all' | 'notPaid' | 'paid' | 'notShipped' | 'shipped' | 'complete' | 'cancel' | 'notComment'

const LIVE = '"orderStatus" NOT IN (2, 3, 4)'
const STATES: Record<SearchState, string> = {
  all: 'true',
  notPaid: `${LIVE} AND "shippingStatus" = 0 AND "payStatus" <> 2`,
  paid: `${LIVE} AND "shippingStatus" = 0 AND "payStatus" = 2`,
  notShipped: `(${STATE_SQL.await_ship}) OR (${STATE_SQL.part_shipped})`,
  shipped: STATE_SQL.shipped,
  complete: STATE_SQL.finished,
  cancel: '"orderStatus" IN (2, 3, 4)',
  notComment: `${STATE_SQL.finished} AND "receivedAt" > $2 AND EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND NOT l."isCommented" AND l."returnedQuantity" < l."quantity")`,
}
const COUNTED = Object.keys(STATES) as SearchState[] // the keys of a constant

const CHANGED = 'greatest(o."addedAt", o."confirmedAt", o."paidAt", o."shippedAt", o."receivedAt", o."canceledAt")'
const SORTS = { order_id: 'o."id"', payment_time: 'o."paidAt"', finished_time: 'o."receivedAt"', create_time: 'o."addedAt"', update_time: CHANGED }
export type OrderSort = keyof typeof SORTS
export const ORDER_SORTS = Object.keys(SORTS) as OrderSort[] // the keys of a constant

export interface OrderSearch {
  state: SearchState
  isBinned: boolean
  /** Part of a number or of a product's name. */
  keywords: string
  consignee: string
  mobile: string
  /** Null is any, 0 those without one. */
  payId: number | null
  /** Placed from (inclusive) and until (inclusive). */
  from: Date | null
  to: Date | null
  /** Part of the buyer's name; staff only. */
  account: string
  sort: OrderSort
  isAscending: boolean
}

export interface FoundOrder extends Order {
  userName: string
  nickName: string
  avatarUrl: string
  staffNote: string
  adjustedFen: number
  referer: string
  updatedAt: string
}

interface FoundRow extends OrderRow { userName: string, nickName: string, avatarUrl: string, changedAt: Date }

/** The caller's own orders, or those of the staff's seller; each hides what it keeps in its own bin. */
function scopeOf({ actor }: Pick<TxCtx, 'actor'>): { where: string, ownerId: number, bin: string } {
  if (actor.kind === 'shopper') return { where: 'o."userId" = $1', ownerId: actor.userId, bin: 'buyerBin' }
  if (actor.kind === 'staff') return { where: '($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain"', ownerId: actor.sellerId, bin: 'shopBin' }
  throw new ShopError('FORBIDDEN')
}

const MATCHES = `($3 = '' OR position($3 IN o."sn") > 0 OR EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND position(lower($3) IN lower(l."goodsName")) > 0))
  AND ($4 = '' OR position($4 IN o."consignee") > 0) AND ($5 = '' OR o."mobile" = $5) AND ($6::int IS NULL OR o."payId" = $6)
  AND ($7::timestamptz IS NULL OR o."addedAt" >= $7) AND ($8::timestamptz IS NULL OR o."addedAt" <= $8)
  AND ($9 = '' OR position(lower($9) IN u."nameKey") > 0 OR position($9 IN u."nickName") > 0)`
const COLUMNS = `o.*, u."name" AS "userName", u."nickName", u."avatarUrl", ${CHANGED} AS "changedAt"`
const FROM = 'FROM "Order" o JOIN "User" u ON u."id" = o."userId"'

async function shaped(ctx: Ctx, rows: readonly FoundRow[]): Promise<FoundOrder[]> {
  const shapes = await shapesOf(ctx, rows, false)
  return shapes.flatMap((shape, at) => {
    const row = rows[at]
    if (!row) return []
    const { userName, nickName, avatarUrl, staffNote, adjustedFen, referer, changedAt } = row
    return [{ ...shape, userName, nickName, avatarUrl, staffNote, adjustedFen, referer, updatedAt: changedAt.toISOString() }]
  })
}

/** Orders by what a program asks for; the caller sees the own ones only. */
export async function searchOrders(ctx: Ctx, search: OrderSearch, { pageNo, pageSize }: { pageNo: number, pageSize: number }): Promise<{ items: FoundOrder[], total: number }> {
  const { where, ownerId, bin } = scopeOf(ctx)
  const { state, isBinned, sort, isAscending } = search
  const account = ctx.actor.kind === 'staff' ? search.account.trim() : ''
  const values = [ownerId, commentableSince(ctx.now), search.keywords.trim(), search.consignee.trim(), search.mobile.trim(), search.payId, search.from, search.to, account]
  // $2 is only of one state; it is named in all, so that the numbers stay.
  const found = `${FROM} WHERE ${where} AND $2::timestamptz IS NOT NULL AND (${STATES[state]}) AND o."${bin}" = ${isBinned ? BIN.binned : BIN.none} AND ${MATCHES}`
  const name = `${ctx.actor.kind}_${state}_${isBinned ? 'bin' : 'list'}`
  const direction = isAscending ? 'ASC' : 'DESC'
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`orders_search_${name}_${sort}_${direction}`, `SELECT ${COLUMNS} ${found} ORDER BY ${SORTS[sort]} ${direction} NULLS LAST, o."id" ${direction} LIMIT $10 OFFSET $11`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>(`orders_search_count_${name}`, `SELECT count(*)::int AS "count" ${found}`, values),
  ])
  return { items: await shaped(ctx, rows), total: counted?.count ?? 0 }
}

/** The order of this number, NOT_FOUND when it is not the caller's or off every list of the caller. */
export async function findOrderBySn(ctx: Ctx, sn: string): Promise<FoundOrder> {
  const { where, ownerId, bin } = scopeOf(ctx)
  const rows = await ctx.sql.rows<FoundRow>(`order_found_${ctx.actor.kind}`, `SELECT ${COLUMNS} ${FROM} WHERE ${where} AND o."sn" = $2 AND o."${bin}" < ${BIN.gone}`, [ownerId, sn])
  const [found] = await shaped(ctx, rows)
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}

/** The number of the order a line is of, under the same rules. */
export async function orderSnOfLine(ctx: Ctx, orderLineId: number): Promise<string> {
  const { where, ownerId } = scopeOf(ctx)
  const row = await ctx.sql.row<{ sn: string }>(`order_of_line_${ctx.actor.kind}`, `SELECT o."sn" FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId" WHERE ${where} AND l."id" = $2`, [ownerId, orderLineId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row.sn
}

/** How many of the caller's orders stand where, in one statement. */
export async function countOrders(ctx: Ctx): Promise<Record<SearchState, number>> {
  const { where, ownerId, bin } = scopeOf(ctx)
  const counts = COUNTED.map((state) => `(count(*) FILTER (WHERE ${STATES[state]}))::int AS "${state}"`).join(', ')
  const row = await ctx.sql.row<Record<SearchState, number>>(`orders_counts_${ctx.actor.kind}`, `SELECT ${counts} ${FROM} WHERE ${where} AND $2::timestamptz IS NOT NULL AND o."${bin}" = ${BIN.none}`, [ownerId, commentableSince(ctx.now)])
  return row ?? { all: 0, notPaid: 0, paid: 0, notShipped: 0, shipped: 0, complete: 0, cancel: 0, notComment: 0 }
}

export interface HistoryRow { id: number, event: string, byName: string, isByStaff: boolean, orderStatus: number, shippingStatus: number, payStatus: number, isCod: boolean, note: string, at: Date }

const HISTORY = `
SELECT g."id", g."event", g."byName", g."staffId" IS NOT NULL AS "isByStaff", g."orderStatus", g."shippingStatus", g."payStatus", o."isCod", g."note", g."at"
FROM "OrderLog" g JOIN "Order" o ON o."id" = g."orderId" WHERE g."orderId" = $1 AND ($2 OR g."event" <> ALL($3::text[])) ORDER BY g."id"`

/** What happened to an order that is known to be the caller's. */
export function historyOf(ctx: Ctx, orderId: number): Promise<HistoryRow[]> {
  return ctx.sql.rows<HistoryRow & Record<string, unknown>>('order_history', HISTORY, [orderId, ctx.actor.kind === 'staff', INTERNAL_EVENTS])
}
