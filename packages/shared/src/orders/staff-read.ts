import type { Order } from '../contract/index.ts'
import type { Ctx, OrderRow, PaymentRow, RefundRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { getOffers, getSettings } from '../shop/index.ts'
import { catchUp } from './clock.ts'
import { partsOf, shapesOf } from './read.ts'
import { orderShape } from './shape.ts'
import { staffOperationsOf } from './staff-operations.ts'
import { type OrderState, STATE_SQL } from './states.ts'

export interface StaffOrderFilters {
  state?: OrderState | 'all' | undefined
  /** order_sn, consignee, mobile or user name, or part of a product's name. */
  keywords?: string | undefined
  userId?: number | undefined
  payId?: number | undefined
  shippingId?: number | undefined
  startTime?: string | undefined
  endTime?: string | undefined
}

/** What a member sees beyond the buyer. */
interface StaffFields {
  userName: string
  staffNote: string
  isCod: boolean
  isShort: boolean
}

export interface StaffOrderRow extends Order, StaffFields {}

export interface StaffOrderPage {
  items: StaffOrderRow[]
  /** How many orders the filters find in each state. */
  counts: Record<OrderState | 'all', number>
  totalResults: number
  pageNo: number
  pageSize: number
}

export interface OrderForStaff extends StaffOrderRow {
  /** Why the amounts are what they are, as the checkout worked them out. */
  priceSteps: unknown
  activities: unknown
  referer: string
  client: string
  staffOperations: string[]
  payments: Pick<PaymentRow, 'id' | 'sn' | 'provider' | 'channel' | 'amountFen' | 'refundedFen' | 'state' | 'providerTradeNo' | 'note' | 'createdAt' | 'paidAt'>[]
  refunds: Pick<RefundRow, 'id' | 'sn' | 'paymentId' | 'amountFen' | 'reason' | 'attempt' | 'state' | 'createdAt' | 'finishedAt'>[]
  history: { event: string, byName: string, orderStatus: number, shippingStatus: number, payStatus: number, note: string, at: Date }[]
}

const STATES = Object.keys(STATE_SQL) as OrderState[]

function sellerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff' && actor.kind !== 'app') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

// Everything a filter may say; a state only narrows the page, the counts stand beside each other.
const FOUND = `FROM "Order" o JOIN "User" u ON u."id" = o."userId"
WHERE ($1 = 0 OR o."sellerId" = $1) AND NOT o."isMain"
  AND ($2::text IS NULL OR o."sn" = $2 OR o."consignee" = $2 OR o."mobile" = $2 OR u."name" = $2
    OR EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND position($2 IN l."goodsName") > 0))
  AND ($3::int IS NULL OR o."userId" = $3) AND ($4::int IS NULL OR o."payId" = $4) AND ($5::int IS NULL OR o."shippingId" = $5)
  AND ($6::timestamptz IS NULL OR o."addedAt" >= $6) AND ($7::timestamptz IS NULL OR o."addedAt" < $7)`

const COUNTS = `SELECT count(*)::int AS "all", ${STATES.map((state) => `count(*) FILTER (WHERE ${STATE_SQL[state]})::int AS "${state}"`).join(', ')} ${FOUND}`

interface FoundRow extends OrderRow { userName: string }

/** The orders of the member's seller, newest first, with how many stand in each state. */
export async function listOrdersForStaff(ctx: TxCtx, filters: StaffOrderFilters, page: { pageNo: number, pageSize: number }): Promise<StaffOrderPage> {
  const state = filters.state ?? 'all'
  const values = [sellerOf(ctx), filters.keywords?.trim() || null, filters.userId ?? null, filters.payId ?? null, filters.shippingId ?? null, filters.startTime || null, filters.endTime || null]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`orders_staff_${state}`, `
SELECT o.*, u."name" AS "userName" ${FOUND} ${state === 'all' ? '' : `AND ${STATE_SQL[state]}`} ORDER BY o."addedAt" DESC, o."id" DESC LIMIT $8 OFFSET $9`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<StaffOrderPage['counts']>('orders_staff_counts', COUNTS, values),
  ])
  const shapes = await shapesOf(ctx, rows, false)
  const zero = Object.fromEntries(['all', ...STATES].map((name) => [name, 0])) as StaffOrderPage['counts']
  const counts = counted ?? zero
  return { items: shapes.flatMap((shape, at) => withStaffFields(shape, rows[at])), counts, totalResults: counts[state], ...page }
}

function withStaffFields(shape: Order, row: FoundRow | undefined): StaffOrderRow[] {
  return row ? [{ ...shape, userName: row.userName, staffNote: row.staffNote, isCod: row.isCod, isShort: row.isShort }] : []
}

function findForStaff(ctx: TxCtx, orderId: number): Promise<FoundRow | null> {
  return ctx.sql.row<FoundRow>('order_staff', 'SELECT o.*, u."name" AS "userName" FROM "Order" o JOIN "User" u ON u."id" = o."userId" WHERE o."id" = $1 AND ($2 = 0 OR o."sellerId" = $2)', [orderId, sellerOf(ctx)])
}

async function moneyOf(ctx: TxCtx, orderId: number): Promise<Pick<OrderForStaff, 'payments' | 'refunds'>> {
  const [payments, refunds] = await Promise.all([
    ctx.sql.rows<OrderForStaff['payments'][number]>('order_staff_payments', `
SELECT "id", "sn", "provider", "channel", "amountFen", "refundedFen", "state", "providerTradeNo", "note", "createdAt", "paidAt" FROM "Payment" WHERE "orderId" = $1 ORDER BY "id"`, [orderId]),
    ctx.sql.rows<OrderForStaff['refunds'][number]>('order_staff_refunds', `
SELECT r."id", r."sn", r."paymentId", r."amountFen", r."reason", r."attempt", r."state", r."createdAt", r."finishedAt" FROM "Refund" r JOIN "Payment" p ON p."id" = r."paymentId" WHERE p."orderId" = $1 ORDER BY r."id"`, [orderId]),
  ])
  return { payments, refunds }
}

/** One order with everything a member needs to judge it. */
export async function orderForStaff(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<OrderForStaff> {
  const found = await findForStaff(ctx, orderId)
  const row = found && await catchUp(ctx, ports, found) ? await findForStaff(ctx, orderId) : found
  if (!row) throw new ShopError('NOT_FOUND')
  const [[parts], settings, offers, money] = await Promise.all([partsOf(ctx, [row], true), getSettings(ctx), getOffers(ctx), moneyOf(ctx, orderId)])
  if (!parts) throw new ShopError('NOT_FOUND')
  const isPickup = row.outletId > 0 || offers.shippings.some((method) => method.shippingId === row.shippingId && method.kind === 'pickup')
  return {
    ...orderShape(parts, settings, ctx.now),
    userName: row.userName,
    staffNote: row.staffNote,
    isCod: row.isCod,
    isShort: row.isShort,
    priceSteps: row.priceSteps,
    activities: row.activities,
    referer: row.referer,
    client: row.client,
    staffOperations: staffOperationsOf(parts, ctx.now, isPickup),
    ...money,
    history: parts.log.map(({ event, byName, orderStatus, shippingStatus, payStatus, note, at }) => ({ event, byName, orderStatus, shippingStatus, payStatus, note, at })),
  }
}
