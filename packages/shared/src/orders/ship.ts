import { randomInt } from 'node:crypto'
import { giveBackStock, takeStock } from '../catalogue/index.ts'
import type { DeliveryRow, OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { getSettings } from '../shop/index.ts'
import { gmt8Day } from '../time/index.ts'
import { DELIVERY } from './deliveries.ts'
import { applyEvent } from './events.ts'
import { linesOf } from './lock.ts'
import { stockLinesOf } from './package-lines.ts'
import { ORDER, SHIPPING, type Triple } from './states.ts'
import { isTakenAt, takeWhenPaid } from './stock.ts'

const DAY_MS = 86_400_000
const TAKE_BACK_MS = DAY_MS

export interface ParcelLine {
  orderLineId: number
  quantity: number
}

/** Units that can still be put in a parcel; what is not real never is. */
export const openUnits = (line: OrderLineRow): number => (line.isReal ? line.quantity - line.withdrawnQuantity - line.packedQuantity : 0)

function deliverySn(now: Date): string {
  const day = gmt8Day(now)
  return `D${day}${String(randomInt(100_000_000)).padStart(8, '0')}`
}

/** T6: the goods are being picked, where there are any; a COD order that was not confirmed is confirmed by it. */
export async function prepareOrder(tx: TxCtx, order: OrderRow, note = ''): Promise<OrderRow> {
  const isConfirming = order.isCod && order.orderStatus === ORDER.unconfirmed
  if (!(await linesOf(tx, order.id)).some((line) => line.isReal)) throw new ShopError('ORDER_STATE_INVALID')
  const moved = await applyEvent(tx, order, 'prepare', [1, SHIPPING.preparing, order.payStatus], { note })
  if (isConfirming) await confirmCod(tx, order)
  return moved
}

async function noteConfirmed(tx: TxCtx, order: OrderRow): Promise<void> {
  await tx.sql.run('order_confirmed', 'UPDATE "Order" SET "confirmedAt" = $2 WHERE "id" = $1 AND "confirmedAt" IS NULL', [order.id, tx.now])
}

async function confirmCod(tx: TxCtx, order: OrderRow): Promise<void> {
  await noteConfirmed(tx, order)
  await takeWhenPaid(tx, order.id, await linesOf(tx, order.id))
}

/** T5. */
export async function confirmOrder(tx: TxCtx, order: OrderRow, note = ''): Promise<OrderRow> {
  const moved = await applyEvent(tx, order, 'confirm', [1, order.shippingStatus, order.payStatus], { note })
  if (order.isCod) await confirmCod(tx, order)
  else await noteConfirmed(tx, order)
  return moved
}

const INSERT_DELIVERY = `
WITH made AS (
  INSERT INTO "Delivery" ("sn", "orderId", "status", "shippingId", "shippingName", "addedAt") VALUES ($1, $2, 2, $3, $4, $5) RETURNING "id"),
packed AS (
  INSERT INTO "DeliveryLine" ("deliveryId", "orderLineId", "quantity")
  SELECT made."id", l.id, l.quantity FROM made, unnest($6::int[], $7::int[]) AS l(id, quantity))
SELECT "id" FROM made`

/** T7: puts units into a parcel. More than a line's open units is refused naming what is left. */
export async function makeDelivery(tx: TxCtx, order: OrderRow, parcel: readonly ParcelLine[], note = ''): Promise<{ order: OrderRow, deliveryId: number }> {
  const lines = await linesOf(tx, order.id)
  const byId = new Map(lines.map((line) => [line.id, line]))
  if (parcel.length === 0) throw new ShopError('PARAM_MISSING', { field: 'lines' })
  for (const { orderLineId, quantity } of parcel) {
    const line = byId.get(orderLineId)
    if (!line) throw new ShopError('NOT_FOUND')
    if (quantity < 1 || quantity > openUnits(line)) throw new ShopError('PARAM_INVALID', { field: 'quantity', left: openUnits(line) })
  }
  const packing = new Map(parcel.map((part) => [part.orderLineId, part.quantity]))
  if (packing.size < parcel.length) throw new ShopError('PARAM_INVALID', { field: 'lines' })
  const isEverythingPacked = lines.every((line) => openUnits(line) === (packing.get(line.id) ?? 0))
  const isConfirming = order.isCod && order.orderStatus === ORDER.unconfirmed
  const hasHandedOver = order.shippingStatus === SHIPPING.partlyShipped
  const to: Triple = [isEverythingPacked ? ORDER.inDeliveries : ORDER.partlyInDeliveries, hasHandedOver ? SHIPPING.partlyShipped : SHIPPING.packed, order.payStatus]
  const moved = await applyEvent(tx, order, 'pack', to, { note })
  if (isConfirming) await confirmCod(tx, order)
  const ids = parcel.map((part) => part.orderLineId)
  const quantities = parcel.map((part) => part.quantity)
  await tx.sql.run('order_pack_lines', 'UPDATE "OrderLine" l SET "packedQuantity" = l."packedQuantity" + p.quantity FROM unnest($1::int[], $2::int[]) AS p(id, quantity) WHERE l."id" = p.id', [ids, quantities])
  const made = await tx.sql.row<{ id: number }>('order_delivery_add', INSERT_DELIVERY, [deliverySn(tx.now), order.id, order.shippingId, order.shippingName, tx.now, ids, quantities])
  return { order: moved, deliveryId: made?.id ?? 0 }
}

async function deliveryOf(tx: TxCtx, order: OrderRow, deliveryId: number, status: number): Promise<DeliveryRow> {
  const delivery = await tx.sql.row<DeliveryRow>('order_delivery', 'SELECT * FROM "Delivery" WHERE "id" = $1 AND "orderId" = $2 FOR UPDATE', [deliveryId, order.id])
  if (!delivery) throw new ShopError('NOT_FOUND')
  if (delivery.status !== status) throw new ShopError('ORDER_STATE_INVALID')
  return delivery
}

interface PackedUnits extends Pick<OrderLineRow, 'goodsId' | 'skuId' | 'packageId' | 'packageGoods' | 'shippedQuantity' | 'takenQuantity'> { orderLineId: number, quantity: number }

const unitsOf = (tx: TxCtx, deliveryId: number) => tx.sql.rows<PackedUnits>('order_delivery_units', `
SELECT l."goodsId", l."skuId", l."packageId", l."packageGoods", l."id" AS "orderLineId", d."quantity", l."shippedQuantity", l."takenQuantity" FROM "DeliveryLine" d JOIN "OrderLine" l ON l."id" = d."orderLineId" WHERE d."deliveryId" = $1`, [deliveryId])

const shift = (tx: TxCtx, column: 'shippedQuantity' | 'packedQuantity' | 'takenQuantity', sign: 1 | -1, units: readonly PackedUnits[]) => tx.sql.run(
  `order_shift_${column}_${sign}`,
  `UPDATE "OrderLine" l SET "${column}" = l."${column}" ${sign === 1 ? '+' : '-'} p.quantity FROM unnest($1::int[], $2::int[]) AS p(id, quantity) WHERE l."id" = p.id`,
  [units.map((unit) => unit.orderLineId), units.map((unit) => unit.quantity)],
)

async function statuses(tx: TxCtx, orderId: number, exceptId: number): Promise<number[]> {
  const rows = await tx.sql.rows<{ status: number }>('order_delivery_statuses', 'SELECT "status" FROM "Delivery" WHERE "orderId" = $1 AND "id" <> $2', [orderId, exceptId])
  return rows.map((row) => row.status)
}

/** T8: a parcel that was not handed over is taken apart again. */
export async function dropDelivery(tx: TxCtx, order: OrderRow, deliveryId: number): Promise<OrderRow> {
  await deliveryOf(tx, order, deliveryId, DELIVERY.open)
  const others = await statuses(tx, order.id, deliveryId)
  const units = await unitsOf(tx, deliveryId)
  const hasHandedOver = others.includes(DELIVERY.handedOver)
  const hasOpen = others.includes(DELIVERY.open)
  const orderStatus = hasHandedOver || hasOpen ? ORDER.partlyInDeliveries : ORDER.confirmed
  const shippingStatus = hasHandedOver ? SHIPPING.partlyShipped : hasOpen ? SHIPPING.packed : SHIPPING.preparing
  const moved = await applyEvent(tx, order, 'unpack', [orderStatus, shippingStatus, order.payStatus])
  await shift(tx, 'packedQuantity', -1, units)
  await tx.sql.run('order_delivery_drop', 'DELETE FROM "Delivery" WHERE "id" = $1', [deliveryId])
  return moved
}

/** T9: the carrier has it. The last parcel makes the order shipped and starts the clock of the automatic receipt. */
export async function handOver(tx: TxCtx, order: OrderRow, deliveryId: number, carrier: { trackingNo: string, shippingName?: string | undefined, isPickup?: boolean }): Promise<OrderRow> {
  if (!carrier.isPickup && carrier.trackingNo.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'trackingNo' })
  await deliveryOf(tx, order, deliveryId, DELIVERY.open)
  const units = await unitsOf(tx, deliveryId)
  if (await isTakenAt(tx, 'handOver')) {
    // What was taken before (the setting may have been another one) is not taken again.
    const missing = units.map((unit) => ({ ...unit, quantity: Math.max(0, unit.shippedQuantity + unit.quantity - unit.takenQuantity) }))
    await takeStock(tx, missing.flatMap((unit) => stockLinesOf(unit, unit.quantity)), { cause: 'shipped', orderId: order.id })
    await shift(tx, 'takenQuantity', 1, missing)
  }
  await shift(tx, 'shippedQuantity', 1, units)
  const lines = await linesOf(tx, order.id)
  const isComplete = lines.every((line) => !line.isReal || line.shippedQuantity >= line.quantity - line.withdrawnQuantity)
  const moved = await applyEvent(tx, order, 'handOver', [order.orderStatus, isComplete ? SHIPPING.shipped : SHIPPING.partlyShipped, order.payStatus], { note: carrier.trackingNo })
  const settings = await getSettings(tx)
  const receiveDeadline = isComplete ? new Date(tx.now.getTime() + settings.autoReceiveDays * DAY_MS) : null
  await tx.sql.run('order_delivery_go', 'UPDATE "Delivery" SET "status" = 0, "trackingNo" = $2, "shippingName" = COALESCE($3, "shippingName"), "shippedAt" = $4 WHERE "id" = $1', [deliveryId, carrier.trackingNo.trim(), carrier.shippingName ?? null, tx.now])
  await tx.sql.run('order_shipped', 'UPDATE "Order" SET "shippedAt" = $2, "receiveDeadline" = $3 WHERE "id" = $1', [order.id, tx.now, receiveDeadline])
  await emit(tx, 'order.shipped', { orderId: order.id, orderSn: order.sn, deliveryId })
  return { ...moved, shippedAt: tx.now, receiveDeadline }
}

/** T10: within a day a hand-over that did not happen is taken back. */
export async function takeBackHandOver(tx: TxCtx, order: OrderRow, deliveryId: number): Promise<OrderRow> {
  const delivery = await deliveryOf(tx, order, deliveryId, DELIVERY.handedOver)
  if (!delivery.shippedAt || tx.now.getTime() - delivery.shippedAt.getTime() > TAKE_BACK_MS) throw new ShopError('ORDER_STATE_INVALID')
  const others = await statuses(tx, order.id, deliveryId)
  const shippingStatus = others.includes(DELIVERY.handedOver) ? SHIPPING.partlyShipped : SHIPPING.packed
  const moved = await applyEvent(tx, order, 'takeBack', [order.orderStatus, shippingStatus, order.payStatus])
  const units = await unitsOf(tx, deliveryId)
  await shift(tx, 'shippedQuantity', -1, units)
  if (await isTakenAt(tx, 'handOver')) {
    const surplus = units.map((unit) => ({ ...unit, quantity: Math.max(0, unit.takenQuantity - (unit.shippedQuantity - unit.quantity)) }))
    await giveBackStock(tx, surplus.flatMap((unit) => stockLinesOf(unit, unit.quantity)), { cause: 'unshipped', orderId: order.id })
    await shift(tx, 'takenQuantity', -1, surplus)
  }
  await tx.sql.run('order_delivery_back', 'UPDATE "Delivery" SET "status" = 2, "shippedAt" = NULL WHERE "id" = $1', [deliveryId])
  await tx.sql.run('order_unshipped', 'UPDATE "Order" SET "receiveDeadline" = NULL WHERE "id" = $1', [order.id])
  return { ...moved, receiveDeadline: null }
}
