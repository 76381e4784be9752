import { giveBackStock } from '../catalogue/index.ts'
import type { AftersaleRow, OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { getSettings } from '../shop/index.ts'
import { isHandedOutVirtual, isOpenCase } from './cases.ts'
import { DELIVERY } from './deliveries.ts'
import { applyEvent } from './events.ts'
import { linesOf } from './lock.ts'
import { stockLinesOf } from './package-lines.ts'
import { openUnits } from './ship.ts'
import { isSameTriple, ORDER, PAY, SHIPPING, tripleOf, type Triple } from './states.ts'

const DAY_MS = 86_400_000

/** Units of the line nobody has handed over yet. */
export const unitsNotHandedOver = (line: OrderLineRow): number => line.quantity - line.withdrawnQuantity - line.shippedQuantity

/** 缺货处理: the buyer would rather do without. */
const CANCEL_WHEN_SHORT = 1

/** Why the shop cannot refund what is left of a line by itself; null when the buyer wished so and nothing stands in the way. */
export function refusalToGiveUp(order: Pick<OrderRow, 'oosChoice' | 'payStatus' | 'orderStatus'>, line: OrderLineRow, cases: readonly Pick<AftersaleRow, 'orderLineId' | 'state'>[]): 'ORDER_STATE_INVALID' | 'ORDER_HAS_AFTERSALE' | null {
  const isPaidLive = order.payStatus === PAY.paid && [ORDER.confirmed, ORDER.inDeliveries, ORDER.partlyInDeliveries].some((state) => state === order.orderStatus)
  if (order.oosChoice !== CANCEL_WHEN_SHORT || !isPaidLive || unitsNotHandedOver(line) === 0) return 'ORDER_STATE_INVALID'
  return cases.some((one) => one.orderLineId === line.id && isOpenCase(one)) ? 'ORDER_HAS_AFTERSALE' : null
}

/** Takes units out of parcels that were not handed over, the newest first; a parcel without units is none. */
async function takeFromParcels(tx: TxCtx, lineId: number, quantity: number): Promise<void> {
  const parts = await tx.sql.rows<{ deliveryId: number, quantity: number }>('withdraw_parcels', `
SELECT l."deliveryId", l."quantity" FROM "DeliveryLine" l JOIN "Delivery" d ON d."id" = l."deliveryId" WHERE l."orderLineId" = $1 AND d."status" = $2 ORDER BY d."id" DESC FOR UPDATE OF l`, [lineId, DELIVERY.open])
  let left = quantity
  for (const part of parts) {
    const taken = Math.min(left, part.quantity)
    if (taken === 0) break
    left -= taken
    await (taken === part.quantity
      ? tx.sql.run('withdraw_parcel_line', 'DELETE FROM "DeliveryLine" WHERE "deliveryId" = $1 AND "orderLineId" = $2', [part.deliveryId, lineId])
      : tx.sql.run('withdraw_parcel_units', 'UPDATE "DeliveryLine" SET "quantity" = "quantity" - $3 WHERE "deliveryId" = $1 AND "orderLineId" = $2', [part.deliveryId, lineId, taken]))
    await tx.sql.run('withdraw_parcel', 'DELETE FROM "Delivery" d WHERE d."id" = $1 AND NOT EXISTS (SELECT 1 FROM "DeliveryLine" l WHERE l."deliveryId" = d."id")', [part.deliveryId])
  }
}

/** Units put back on the shelf by cases about units that had been handed over: they are no longer among those taken. */
async function restockedOf(tx: TxCtx, line: OrderLineRow): Promise<number> {
  const row = await tx.sql.row<{ units: number }>('withdraw_restocked', 'SELECT coalesce(sum("restockedQuantity"), 0)::int AS "units" FROM "Aftersale" WHERE "orderLineId" = $1 AND "kind" = 1', [line.id])
  return row?.units ?? 0
}

/** The caller has counted the units as refunded. They leave the parcels and the units still to be shipped, and go back to stock. */
export async function withdrawUnits(tx: TxCtx, line: OrderLineRow, quantity: number): Promise<number> {
  const fromParcels = line.isReal ? Math.max(0, quantity - openUnits(line)) : 0
  if (fromParcels > 0) await takeFromParcels(tx, line.id, fromParcels)
  const takenNotHandedOver = line.takenQuantity - (line.shippedQuantity - await restockedOf(tx, line))
  const restocked = Math.max(0, Math.min(quantity, takenNotHandedOver))
  await tx.sql.run('withdraw_line', 'UPDATE "OrderLine" SET "withdrawnQuantity" = "withdrawnQuantity" + $2, "packedQuantity" = "packedQuantity" - $3, "takenQuantity" = "takenQuantity" - $4 WHERE "id" = $1', [line.id, quantity, fromParcels, restocked])
  await giveBackStock(tx, stockLinesOf(line, restocked), { cause: 'returned', orderId: line.orderId })
  return restocked
}

interface Parcels { handedOver: number, open: number }

function codesAfter(order: OrderRow, { handedOver, open }: Parcels, hasOpenUnits: boolean, isRestDelivered: boolean): Triple {
  const inDeliveries = hasOpenUnits ? ORDER.partlyInDeliveries : ORDER.inDeliveries
  if (handedOver > 0) return [inDeliveries, open > 0 || hasOpenUnits ? SHIPPING.partlyShipped : SHIPPING.shipped, order.payStatus]
  if (open > 0) return [inDeliveries, SHIPPING.packed, order.payStatus]
  if (isRestDelivered) return [ORDER.inDeliveries, SHIPPING.shipped, order.payStatus]
  return [ORDER.confirmed, order.shippingStatus === SHIPPING.none ? SHIPPING.none : SHIPPING.preparing, order.payStatus]
}

/** The codes of an order that lost units it had not handed over; when the rest is on its way, the clock of the receipt starts. */
export async function moveAfterWithdrawal(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const lines = await linesOf(tx, order.id)
  const parcels = await tx.sql.row<Parcels & Record<string, unknown>>('withdraw_count', `
SELECT count(*) FILTER (WHERE "status" = 0)::int AS "handedOver", count(*) FILTER (WHERE "status" = 2)::int AS "open" FROM "Delivery" WHERE "orderId" = $1`, [order.id])
  // Only cards are left of the order, and those are out.
  const isRestDelivered = lines.some(isHandedOutVirtual) && lines.every((line) => unitsNotHandedOver(line) === 0)
  const to = codesAfter(order, parcels ?? { handedOver: 0, open: 0 }, lines.some((line) => openUnits(line) > 0), isRestDelivered)
  if (isSameTriple(to, tripleOf(order))) return order
  const moved = await applyEvent(tx, order, 'withdraw', to, { party: 'system' })
  if (to[1] !== SHIPPING.shipped) return moved
  const receiveDeadline = new Date(tx.now.getTime() + (await getSettings(tx)).autoReceiveDays * DAY_MS)
  // Another case may be open: then the clock stands from now on.
  await tx.sql.run('withdraw_shipped', 'UPDATE "Order" SET "shippedAt" = coalesce("shippedAt", $3), "receiveDeadline" = $2, "receiveStoppedAt" = CASE WHEN "receiveStoppedAt" IS NOT NULL THEN $3::timestamptz END WHERE "id" = $1', [order.id, receiveDeadline, tx.now])
  return { ...moved, receiveDeadline }
}
