import { z } from 'zod'
import type { ExpressTrace } from '../contract/index.ts'
import type { Ctx, DeliveryRow, OrderRow } from '../database/index.ts'
import { carrierOf } from './carrier-settings.ts'
import { type Carrier, type CarrierAnswer, TRACE_STATES, TraceStep } from './carriers.ts'
import { ShopError } from '../errors/index.ts'
import { DELIVERY } from './deliveries.ts'
import type { OrderName } from './lock.ts'
import { buyerId } from './own.ts'
import { findOwnOrder } from './read.ts'
import { deskSeller } from './staff-list.ts'

const ASK_EVERY_MS = 10 * 60_000

/** What is kept of the last answer; `tracedAt` is when the carrier was last asked, answered or not. */
const Kept = z.object({ updatedAt: z.string(), steps: z.array(TraceStep) }).catch({ updatedAt: '', steps: [] })
const State = z.enum(TRACE_STATES).catch('none')

/** Takes the turn to ask: at most once in ten minutes per parcel, whoever looks. */
async function isDue(ctx: Ctx, delivery: DeliveryRow): Promise<boolean> {
  const before = new Date(ctx.now.getTime() - ASK_EVERY_MS)
  return await ctx.sql.run('delivery_ask', 'UPDATE "Delivery" SET "tracedAt" = $2 WHERE "id" = $1 AND ("tracedAt" IS NULL OR "tracedAt" <= $3)', [delivery.id, ctx.now, before]) > 0
}

type Tracked = DeliveryRow & Pick<OrderRow, 'mobile'>

interface Asked { carrier: Carrier, failed: CarrierFailed }

/** Whom a carrier's failure is told, with nothing a stranger may not read. */
export type CarrierFailed = (failure: { deliverySn: string, shippingName: string, error: unknown }) => void

async function ask(ctx: Ctx, { carrier, failed }: Asked, delivery: Tracked): Promise<CarrierAnswer | null> {
  if (!delivery.shippedAt || !await isDue(ctx, delivery)) return null
  const { sn: deliverySn, shippingName, trackingNo, shippedAt, mobile } = delivery
  return carrier.trace({ shippingName, trackingNo, shippedAt, mobile }, ctx.now).catch((error: unknown) => {
    failed({ deliverySn, shippingName, error })
    return null // then the last known traces do
  })
}

async function traceOf(ctx: Ctx, asked: Asked, delivery: Tracked): Promise<ExpressTrace> {
  const { sn: deliverySn, shippingName, trackingNo } = delivery
  const answer = await ask(ctx, asked, delivery)
  if (!answer) {
    const kept = Kept.parse(delivery.traces)
    return { deliverySn, shippingName, trackingNo, state: State.parse(delivery.traceState), traces: kept.steps, updatedAt: kept.updatedAt }
  }
  const updatedAt = ctx.now.toISOString()
  await ctx.sql.run('delivery_traced', 'UPDATE "Delivery" SET "traces" = $2::jsonb, "traceState" = $3 WHERE "id" = $1', [delivery.id, JSON.stringify({ updatedAt, steps: answer.steps }), answer.state])
  return { deliverySn, shippingName, trackingNo, state: answer.state, traces: answer.steps, updatedAt }
}

async function expressOf(ctx: Ctx, orderId: number, asked: Asked): Promise<ExpressTrace[]> {
  const deliveries = await ctx.sql.rows<Tracked>('deliveries_out', `
SELECT d.*, o."mobile" FROM "Delivery" d JOIN "Order" o ON o."id" = d."orderId" WHERE d."orderId" = $1 AND d."status" = $2 ORDER BY d."shippedAt" DESC, d."id" DESC`, [orderId, DELIVERY.handedOver])
  return Promise.all(deliveries.map((delivery) => traceOf(ctx, asked, delivery)))
}

/** Where the parcels of a buyer's order are, the newest first. */
export async function expressOfOwnOrder(ctx: Ctx, input: OrderName, failed: CarrierFailed, carrier?: Carrier): Promise<ExpressTrace[]> {
  const own = await findOwnOrder(ctx, buyerId(ctx), input)
  return expressOf(ctx, own.id, { carrier: carrier ?? await carrierOf(ctx), failed })
}

/** The same for a member of the order's seller. */
export async function expressForStaff(ctx: Ctx, orderId: number, failed: CarrierFailed): Promise<ExpressTrace[]> {
  const found = await ctx.sql.row<Pick<OrderRow, 'id'>>('express_staff', 'SELECT "id" FROM "Order" WHERE "id" = $1 AND ($2 = 0 OR "sellerId" = $2)', [orderId, deskSeller(ctx)])
  if (!found) throw new ShopError('NOT_FOUND')
  return expressOf(ctx, found.id, { carrier: await carrierOf(ctx), failed })
}

/** The order of that number, for a member of its seller's staff. */
export async function findStaffOrderId(ctx: Ctx, orderSn: string): Promise<number> {
  const found = await ctx.sql.row<Pick<OrderRow, 'id'>>('express_staff_sn', 'SELECT "id" FROM "Order" WHERE "sn" = $1 AND ($2 = 0 OR "sellerId" = $2)', [orderSn, deskSeller(ctx)])
  if (!found) throw new ShopError('NOT_FOUND')
  return found.id
}
