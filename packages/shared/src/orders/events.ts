import { actorName, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { allows, isSameTriple, ORDER_EVENTS, type OrderEvent, type OrderEventName, type OrderParty, partyOf, type Triple } from './states.ts'

export interface EventOptions {
  /** The provider speaks through the system actor; it says so here. */
  party?: OrderParty
  note?: string
}

const MOVE = `
WITH moved AS (
  UPDATE "Order" SET "orderStatus" = $5, "shippingStatus" = $6, "payStatus" = $7
  WHERE "id" = $1 AND "orderStatus" = $2 AND "shippingStatus" = $3 AND "payStatus" = $4 RETURNING "id")
INSERT INTO "OrderLog" ("orderId", "event", "byName", "staffId", "orderStatus", "shippingStatus", "payStatus", "note", "at")
SELECT "id", $8, $9, $10, $5, $6, $7, $11, $12 FROM moved`

/**
 * The only writer of an order's codes: checks the table, moves the codes if they are still what was read, writes the log
 * row. The caller holds the order's lock and runs the event's effects in the same transaction.
 */
export async function applyEvent(tx: TxCtx, order: OrderRow, name: OrderEventName, to: Triple, options: EventOptions = {}): Promise<OrderRow> {
  const event: OrderEvent = ORDER_EVENTS[name]
  const party = options.party ?? partyOf(tx.actor)
  if (!allows(name, order, party)) throw new ShopError('ORDER_STATE_INVALID')
  if (!event.to.some((target) => isSameTriple(target, to))) throw new Error(`${name} cannot lead to (${to.join(', ')})`)
  const staffId = tx.actor.kind === 'staff' ? tx.actor.staffId : null
  const moved = await tx.sql.run('order_move', MOVE, [
    order.id, order.orderStatus, order.shippingStatus, order.payStatus, ...to, name, actorName(tx.actor), staffId, options.note ?? '', tx.now,
  ])
  if (moved === 0) throw new ShopError('CONFLICT')
  return { ...order, orderStatus: to[0], shippingStatus: to[1], payStatus: to[2] }
}

/** A line in the order's history that moves nothing: a note, an address looked at, an amount put right. */
export async function logOnly(tx: TxCtx, order: OrderRow, event: string, note: string): Promise<void> {
  await tx.sql.run('order_log', `
INSERT INTO "OrderLog" ("orderId", "event", "byName", "staffId", "orderStatus", "shippingStatus", "payStatus", "note", "at")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [
    order.id, event, actorName(tx.actor), tx.actor.kind === 'staff' ? tx.actor.staffId : null, order.orderStatus, order.shippingStatus, order.payStatus, note, tx.now,
  ])
}
