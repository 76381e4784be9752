import type { Ctx, OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { audit } from '../staff/index.ts'
import { BIN, binDeskOrder } from './bins.ts'
import { DELIVERY } from './deliveries.ts'
import { partsOf } from './read.ts'
import { openUnits } from './ship.ts'
import { prepare, shipAtOnce } from './staff-desk.ts'
import { deskSeller } from './staff-list.ts'
import { allows } from './states.ts'

/** Why an order is not shipped with the others. */
export type ShipRefusal = '' | 'state' | 'short' | 'aftersale' | 'parcels' | 'nothing'

export interface ShipPreviewLine {
  orderId: number
  orderSn: string
  consignee: string
  regionText: string
  shippingName: string
  units: number
  /** A collected order needs no number. */
  needsNumber: boolean
  refusal: ShipRefusal
}

export interface Shippable extends ShipPreviewLine { lines: { orderLineId: number, quantity: number }[], deliveryId: number }

/** What could be shipped of each of these orders, and why not. */
export async function shippable(ctx: Ctx, rows: readonly OrderRow[]): Promise<Shippable[]> {
  const parts = await partsOf(ctx, rows, false)
  return parts.map(({ order, lines, deliveries, aftersales }) => {
    const open = deliveries.filter((delivery) => delivery.status === DELIVERY.open)
    const left = lines.map((line) => ({ orderLineId: line.id, quantity: openUnits(line) })).filter((line) => line.quantity > 0)
    const waiting = open.flatMap((delivery) => delivery.lines)
    const units = [...left, ...waiting].reduce((sum, line) => sum + line.quantity, 0)
    const canShip = left.length > 0 ? allows('pack', order, 'merchant') : allows('handOver', order, 'merchant')
    const refusal: ShipRefusal = order.isShort ? 'short' : !canShip ? 'state' : aftersales.some(({ state }) => state <= 3) ? 'aftersale' : units === 0 ? 'nothing' : open.length + (left.length > 0 ? 1 : 0) > 1 ? 'parcels' : ''
    return {
      orderId: order.id,
      orderSn: order.sn,
      consignee: order.consignee,
      regionText: order.regionText,
      shippingName: order.shippingName,
      units,
      needsNumber: order.outletId === 0,
      refusal,
      lines: left,
      deliveryId: open[0]?.id ?? 0,
    }
  })
}

async function shippableByIds(ctx: Ctx, orderIds: readonly number[]): Promise<Shippable[]> {
  const rows = await ctx.sql.rows<OrderRow>('desk_ship_orders', 'SELECT * FROM "Order" WHERE "id" = ANY($1::int[]) AND ($2 = 0 OR "sellerId" = $2) ORDER BY array_position($1::int[], "id")', [orderIds, deskSeller(ctx)])
  return shippable(ctx, rows)
}

/** What would happen to each if they were all shipped now. */
export async function previewShip(ctx: Ctx, orderIds: readonly number[]): Promise<ShipPreviewLine[]> {
  return (await shippableByIds(ctx, orderIds)).map(({ lines: _, deliveryId: __, ...line }) => line)
}

export interface BulkOutcome { orderId: number, isDone: boolean, word: string }

/** One order's refusal is not the others'. */
async function outcomeOf(orderId: number, work: () => Promise<unknown>): Promise<BulkOutcome> {
  try {
    await work()
    return { orderId, isDone: true, word: '' }
  } catch (error) {
    if (error instanceof ShopError) return { orderId, isDone: false, word: error.word }
    throw error
  }
}

/** Each order has its own row in the log; this one says that they were done together, and how many were refused. */
async function tellTogether(ctx: Ctx, action: string, outcomes: readonly BulkOutcome[]): Promise<BulkOutcome[]> {
  const done = outcomes.filter((outcome) => outcome.isDone).length
  await audit(ctx, { action: `order.${action}`, targetKind: 'order', targetId: outcomes[0]?.orderId ?? 0, targetName: `× ${outcomes.length}`, after: { done, refused: outcomes.length - done } })
  return [...outcomes]
}

export interface ParcelToSend { orderId: number, trackingNo: string, shippingName?: string | undefined }

/** Packs what is open of each order into one parcel and hands it over. */
export async function shipMany(ctx: Ctx, ports: PaymentPorts, parcels: readonly ParcelToSend[]): Promise<BulkOutcome[]> {
  const known = new Map((await shippableByIds(ctx, parcels.map((parcel) => parcel.orderId))).map((order) => [order.orderId, order]))
  const outcomes: BulkOutcome[] = []
  for (const { orderId, trackingNo, shippingName } of parcels) {
    outcomes.push(await outcomeOf(orderId, async () => {
      const order = known.get(orderId)
      if (!order) throw new ShopError('NOT_FOUND')
      if (order.refusal !== '') throw new ShopError(order.refusal === 'aftersale' ? 'ORDER_HAS_AFTERSALE' : 'ORDER_STATE_INVALID')
      if (order.needsNumber && trackingNo.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'trackingNo' })
      await shipAtOnce(ctx, ports, { orderId, lines: order.lines, deliveryId: order.lines.length > 0 ? 0 : order.deliveryId, trackingNo, shippingName })
    }))
  }
  return tellTogether(ctx, 'shipMany', outcomes)
}

export async function prepareMany(ctx: Ctx, ports: PaymentPorts, orderIds: readonly number[]): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = []
  for (const orderId of orderIds) outcomes.push(await outcomeOf(orderId, () => prepare(ctx, ports, { orderId })))
  return tellTogether(ctx, 'prepareMany', outcomes)
}

/** Ended orders off the lists; one that is still going stays where it is. */
export async function putAwayMany(ctx: Ctx, orderIds: readonly number[]): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = []
  for (const orderId of orderIds) outcomes.push(await outcomeOf(orderId, () => binDeskOrder(ctx, { orderId, place: BIN.binned })))
  return tellTogether(ctx, 'putAwayMany', outcomes)
}
