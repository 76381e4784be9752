import { z } from 'zod'
import type { ExpressTrace } from '../contract/index.ts'
import type { Ctx, DeliveryRow } from '../database/index.ts'
import { type Carrier, type CarrierAnswer, simulatedCarrier, TRACE_STATES, TraceStep } from './carriers.ts'
import { DELIVERY } from './deliveries.ts'
import type { OrderName } from './lock.ts'
import { buyerId } from './own.ts'
import { findOwnOrder } from './read.ts'

const ASK_EVERY_MS = 10 * 60_000

/** What is kept of the last answer; `tracedAt` is when the carrier was last asked, answered or not. */
const Kept = z.object({ updatedAt: z.string(), steps: z.array(TraceStep) }).catch({ updatedAt: '', steps: [] })
const State = z.enum(TRACE_STATES).catch('none')

/** Takes the turn to ask: at most once in ten minutes per parcel, whoever looks. */
async function isDue(ctx: Ctx, delivery: DeliveryRow): Promise<boolean> {
  const before = new Date(ctx.now.getTime() - ASK_EVERY_MS)
  return await ctx.sql.run('delivery_ask', 'UPDATE "Delivery" SET "tracedAt" = $2 WHERE "id" = $1 AND ("tracedAt" IS NULL OR "tracedAt" <= $3)', [delivery.id, ctx.now, before]) > 0
}

async function ask(ctx: Ctx, carrier: Carrier, delivery: DeliveryRow): Promise<CarrierAnswer | null> {
  if (!delivery.shippedAt || !await isDue(ctx, delivery)) return null
  const { shippingName, trackingNo, shippedAt } = delivery
  return carrier.trace({ shippingName, trackingNo, shippedAt }, ctx.now).catch(() => null) // then the last known traces do
}

async function traceOf(ctx: Ctx, carrier: Carrier, delivery: DeliveryRow): Promise<ExpressTrace> {
  const { sn: deliverySn, shippingName, trackingNo } = delivery
  const answer = await ask(ctx, carrier, delivery)
  if (!answer) {
    const kept = Kept.parse(delivery.traces)
    return { deliverySn, shippingName, trackingNo, state: State.parse(delivery.traceState), traces: kept.steps, updatedAt: kept.updatedAt }
  }
  const updatedAt = ctx.now.toISOString()
  await ctx.sql.run('delivery_traced', 'UPDATE "Delivery" SET "traces" = $2::jsonb, "traceState" = $3 WHERE "id" = $1', [delivery.id, JSON.stringify({ updatedAt, steps: answer.steps }), answer.state])
  return { deliverySn, shippingName, trackingNo, state: answer.state, traces: answer.steps, updatedAt }
}

/** Where the parcels of a buyer's order are, the newest first. */
export async function expressOfOwnOrder(ctx: Ctx, input: OrderName, carrier: Carrier = simulatedCarrier): Promise<ExpressTrace[]> {
  const own = await findOwnOrder(ctx, buyerId(ctx), input)
  const deliveries = await ctx.sql.rows<DeliveryRow>('deliveries_out', 'SELECT * FROM "Delivery" WHERE "orderId" = $1 AND "status" = $2 ORDER BY "shippedAt" DESC, "id" DESC', [own.id, DELIVERY.handedOver])
  return Promise.all(deliveries.map((delivery) => traceOf(ctx, carrier, delivery)))
}
