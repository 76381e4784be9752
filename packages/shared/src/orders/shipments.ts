import { z } from 'zod'
import type { TxCtx } from '../database/index.ts'
import { iso } from '../time/index.ts'
import { TRACE_STATES, TraceStep } from './carriers.ts'
import { DELIVERY } from './deliveries.ts'

const DAY_MS = 86_400_000
const Kept = z.object({ updatedAt: z.string(), steps: z.array(TraceStep) }).catch({ updatedAt: '', steps: [] })
const State = z.enum(TRACE_STATES).catch('none')

export const SHIPMENT_SORTS = ['id', 'orderSn', 'shippingName', 'trackingNo', 'traceState'] as const

/** What is '' or undefined is not asked. */
export interface ShipmentFilter {
  orderSn: string
  trackingNo: string
  states?: readonly typeof TRACE_STATES[number][] | undefined
  account: string
  /** Handed over so many days ago and not there yet. */
  overdueDays?: number | undefined
}

export interface ShipmentPage {
  sort: typeof SHIPMENT_SORTS[number]
  isDescending: boolean
  pageNo: number
  pageSize: number
}

/** A parcel on its way, as far as is known. */
export interface Shipment {
  id: number
  userId: number
  userName: string
  nickName: string
  avatarUrl: string
  orderSn: string
  shippingName: string
  trackingNo: string
  state: typeof TRACE_STATES[number]
  /** The newest first. */
  steps: TraceStep[]
  shippedAt: string
  tracedAt: string
}

interface Row extends Omit<Shipment, 'state' | 'steps' | 'shippedAt' | 'tracedAt'>, Record<string, unknown> { traceState: string, traces: unknown, shippedAt: Date | null, tracedAt: Date | null }

const COLUMNS = `d."id", o."userId", u."name" AS "userName", u."nickName", u."avatarUrl", o."sn" AS "orderSn", d."shippingName", d."trackingNo", d."traceState", d."traces", d."shippedAt", d."tracedAt"`
const WHERE = `FROM "Delivery" d JOIN "Order" o ON o."id" = d."orderId" JOIN "User" u ON u."id" = o."userId" WHERE d."status" = ${DELIVERY.handedOver}
  AND ($1::int IS NULL OR o."userId" = $1) AND ($2::int IS NULL OR $2 = 0 OR o."sellerId" = $2) AND ($3 = '' OR o."sn" = $3) AND ($4 = '' OR d."trackingNo" = $4)
  AND ($5::text[] IS NULL OR d."traceState" = ANY($5)) AND ($6 = '' OR strpos(lower(u."name"), lower($6)) > 0 OR strpos(lower(u."nickName"), lower($6)) > 0)
  AND ($7::timestamptz IS NULL OR (d."shippedAt" <= $7 AND d."traceState" <> 'signed'))`
const SORT_COLUMNS: Record<ShipmentPage['sort'], string> = { id: 'd."id"', orderSn: 'o."sn"', shippingName: 'd."shippingName"', trackingNo: 'd."trackingNo"', traceState: 'd."traceState"' }

/** Parcels that were handed over: a buyer's own ones, for staff those of their seller. Carriers are not asked. */
export async function listShipments(ctx: TxCtx, filter: ShipmentFilter, { sort, isDescending, pageNo, pageSize }: ShipmentPage): Promise<{ items: Shipment[], totalResults: number }> {
  const { actor, now } = ctx
  const buyer = actor.kind === 'staff' ? null : actor.kind === 'shopper' ? actor.userId : 0
  const seller = actor.kind === 'staff' ? actor.sellerId : null
  const late = filter.overdueDays === undefined ? null : new Date(now.getTime() - filter.overdueDays * DAY_MS)
  const values = [buyer, seller, filter.orderSn, filter.trackingNo, filter.states ?? null, filter.account, late]
  const way = isDescending ? 'DESC' : 'ASC'
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Row>(`shipments_${sort}_${way}`, `SELECT ${COLUMNS} ${WHERE} ORDER BY ${SORT_COLUMNS[sort]} ${way}, d."id" DESC LIMIT $8 OFFSET $9`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ total: number }>('shipments_count', `SELECT count(*)::int AS "total" ${WHERE}`, values),
  ])
  const items = rows.map(({ traceState, traces, shippedAt, tracedAt, ...row }) => ({ ...row, state: State.parse(traceState), steps: Kept.parse(traces).steps, shippedAt: iso(shippedAt), tracedAt: iso(tracedAt ?? shippedAt) }))
  return { items, totalResults: counted?.total ?? 0 }
}
