import { CARD_KIND } from '../catalogue/index.ts'
import type { OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { asSystem } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { handOutCards } from '../virtual-cards/index.ts'
import { applyEvent, logOnly } from './events.ts'
import { linesOf } from './lock.ts'
import { allows, ORDER, PAY, SHIPPING } from './states.ts'
import { takeForLines, TAKEN_AT } from './stock.ts'

const DAY_MS = 86_400_000
const LIVE: ReadonlySet<number> = new Set([ORDER.confirmed, ORDER.inDeliveries, ORDER.partlyInDeliveries])

/** Units of the line whose card was not handed out yet. */
export function codesOwed(line: Pick<OrderLineRow, 'extensionCode' | 'quantity' | 'withdrawnQuantity' | 'shippedQuantity'>): number {
  return line.extensionCode === CARD_KIND ? line.quantity - line.withdrawnQuantity - line.shippedQuantity : 0
}

const isHandedOver = (line: OrderLineRow): boolean => line.shippedQuantity >= line.quantity - line.withdrawnQuantity

/** An order of virtual goods alone has shipped by itself; in a mixed one the parcels decide, and the log tells of the codes. */
async function moveAfterCodes(tx: TxCtx, order: OrderRow, isWhole: boolean, units: number): Promise<OrderRow> {
  const system = asSystem(tx)
  if (!isWhole || !allows('deliverCodes', order, 'system')) {
    await logOnly(system, order, 'deliverCodes', `× ${units}`)
    return order
  }
  const moved = await applyEvent(system, order, 'deliverCodes', [ORDER.inDeliveries, SHIPPING.shipped, PAY.paid], { note: `× ${units}` })
  const receiveDeadline = new Date(tx.now.getTime() + (await getSettings(tx)).autoReceiveDays * DAY_MS)
  // A case may be open over it: then the clock stands from now on.
  await tx.sql.run('order_codes_shipped', 'UPDATE "Order" SET "shippedAt" = $2, "receiveDeadline" = $3, "receiveStoppedAt" = CASE WHEN "receiveStoppedAt" IS NOT NULL THEN $2::timestamptz END WHERE "id" = $1', [order.id, tx.now, receiveDeadline])
  await emit(tx, 'order.shipped', { orderId: order.id, orderSn: order.sn })
  return { ...moved, shippedAt: tx.now, receiveDeadline }
}

/** Hands out every code the order waits for, or none: OUT_OF_STOCK. The caller holds the order's lock. */
async function deliver(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const lines = await linesOf(tx, order.id)
  const owed = lines.filter((line) => codesOwed(line) > 0)
  if (owed.length === 0) return order
  // A card that goes out leaves the stock, whenever the shop counts its other goods.
  const untaken = owed.filter((line) => line.takenQuantity < line.quantity - line.returnedQuantity)
  if (untaken.length > 0) await takeForLines(tx, untaken, { cause: 'paid', orderId: order.id })
  await handOutCards(tx, owed.map((line) => ({ orderLineId: line.id, goodsId: line.goodsId, skuId: line.skuId, quantity: codesOwed(line) })))
  await tx.sql.run('order_codes_out', 'UPDATE "OrderLine" SET "shippedQuantity" = "quantity" - "withdrawnQuantity" WHERE "id" = ANY($1::int[])', [owed.map((line) => line.id)])
  await emit(tx, 'order.codes_delivered', { orderId: order.id, orderSn: order.sn })
  const isWhole = lines.every((line) => owed.includes(line) || isHandedOver(line))
  return moveAfterCodes(tx, order, isWhole, owed.reduce((sum, line) => sum + codesOwed(line), 0))
}

/**
 * The codes of an order that was just paid, once. Money that is in stays in: with too few cards the order is marked short and
 * waits. Without card goods nothing is asked of the database.
 */
export async function deliverCodes(tx: TxCtx, order: OrderRow, lines: readonly OrderLineRow[]): Promise<OrderRow> {
  if (order.isShort || !lines.some((line) => codesOwed(line) > 0)) return order
  await tx.sql.run('order_codes_savepoint', 'SAVEPOINT order_codes')
  try {
    return await deliver(tx, order)
  } catch (error) {
    if (!(error instanceof ShopError) || error.word !== 'OUT_OF_STOCK') throw error
    await tx.sql.run('order_codes_rollback', 'ROLLBACK TO SAVEPOINT order_codes')
    await tx.sql.run('order_codes_short', 'UPDATE "Order" SET "isShort" = true WHERE "id" = $1', [order.id])
    return { ...order, isShort: true }
  }
}

/** What a paid order lacked has come in: its stock is taken and its codes go out, or OUT_OF_STOCK and it waits on. */
export async function fillShortOrder(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const settings = await getSettings(tx)
  const lines = await linesOf(tx, order.id)
  if (settings.useStorage && settings.stockDecTime !== TAKEN_AT.handOver) await takeForLines(tx, lines, { cause: 'paid', orderId: order.id })
  await tx.sql.run('order_filled', 'UPDATE "Order" SET "isShort" = false WHERE "id" = $1', [order.id])
  return deliver(tx, { ...order, isShort: false })
}

/** Whether a member may send what the order lacks: the clock does it for buyers who chose to wait. */
export function canDeliverCodes(order: OrderRow, lines: readonly OrderLineRow[]): boolean {
  return order.isShort && order.payStatus === PAY.paid && LIVE.has(order.orderStatus) && lines.some((line) => codesOwed(line) > 0)
}

/** A code that was handed out is known to its buyer: the order cannot be undone any more. */
export async function assertNoCodesOut(tx: TxCtx, order: OrderRow): Promise<void> {
  if (order.payStatus !== PAY.paid) return
  const out = await tx.sql.row('order_codes_are_out', 'SELECT 1 FROM "OrderLine" WHERE "orderId" = $1 AND NOT "isReal" AND "shippedQuantity" > 0 LIMIT 1', [order.id])
  if (out) throw new ShopError('ORDER_STATE_INVALID')
}
