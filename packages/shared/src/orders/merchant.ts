import { type Ctx, inTransaction, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { bookOffline as bookTransfer, closeOpenPayment, paymentMethodOrThrow, type PaymentPorts } from '../payments/index.ts'
import { getOffers } from '../shop/index.ts'
import { catchUp } from './clock.ts'
import { canDeliverCodes, fillShortOrder } from './codes.ts'
import * as drop from './drop.ts'
import { logOnly } from './events.ts'
import { linesOf, lockOrder } from './lock.ts'
import { receiveOrder } from './receive.ts'
import { confirmOrder, dropDelivery as dropParcel, handOver as handOverParcel, makeDelivery as makeParcel, type ParcelLine, prepareOrder, takeBackHandOver } from './ship.ts'
import { allows, type OrderEventName, PAY } from './states.ts'

// What a merchant's member (or program) does to an order of the own seller; anybody else's does not exist.

interface OrderRef { orderId: number }
interface WithNote extends OrderRef { note?: string | undefined }
interface WithReason extends OrderRef { reason: string }
interface ParcelRef extends OrderRef { deliveryId: number }

async function onOrder<T>(ctx: Ctx, ports: PaymentPorts, { orderId }: OrderRef, work: (tx: TxCtx, order: OrderRow) => Promise<T>): Promise<T> {
  await catchUp(ctx, ports, await visible(ctx, orderId))
  return inTransaction(ctx, async (tx) => work(tx, await lockOrder(tx, { orderId })))
}

async function visible(ctx: Ctx, orderId: number): Promise<OrderRow> {
  const seller = ctx.actor.kind === 'staff' || ctx.actor.kind === 'app' ? ctx.actor.sellerId : null
  const order = seller === null ? null : await ctx.sql.row<OrderRow>('order_of_seller', 'SELECT * FROM "Order" WHERE "id" = $1 AND ($2 = 0 OR "sellerId" = $2)', [orderId, seller])
  if (!order) throw new ShopError('NOT_FOUND')
  return order
}

/** docs/rules/payments.md E13: what a payer could still pay is closed before the order ends; money that is there already wins. */
async function closeFirst(ctx: Ctx, ports: PaymentPorts, orderId: number, event: OrderEventName): Promise<void> {
  const order = await visible(ctx, orderId)
  if (order.payStatus === PAY.paid || !allows(event, order)) return
  const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: orderId })
  if (closed === 'paid') throw new ShopError('ORDER_PAID')
  if (closed === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
}

function assertReason(reason: string): void {
  if (reason.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
}

export async function confirm(ctx: Ctx, ports: PaymentPorts, input: WithNote): Promise<void> {
  await onOrder(ctx, ports, input, (tx, order) => confirmOrder(tx, order, input.note))
}

export async function prepare(ctx: Ctx, ports: PaymentPorts, input: WithNote): Promise<void> {
  await onOrder(ctx, ports, input, (tx, order) => prepareOrder(tx, order, input.note))
}

export async function makeDelivery(ctx: Ctx, ports: PaymentPorts, input: WithNote & { lines: ParcelLine[] }): Promise<{ deliveryId: number }> {
  const { deliveryId } = await onOrder(ctx, ports, input, (tx, order) => makeParcel(tx, order, input.lines, input.note))
  return { deliveryId }
}

export async function dropDelivery(ctx: Ctx, ports: PaymentPorts, input: ParcelRef): Promise<void> {
  await onOrder(ctx, ports, input, (tx, order) => dropParcel(tx, order, input.deliveryId))
}

async function isPickup(ctx: Pick<TxCtx, 'sql'>, order: OrderRow): Promise<boolean> {
  if (order.outletId > 0) return true
  return (await getOffers(ctx)).shippings.some((method) => method.shippingId === order.shippingId && method.kind === 'pickup')
}

export async function handOver(ctx: Ctx, ports: PaymentPorts, input: ParcelRef & { trackingNo: string, shippingName?: string | undefined }): Promise<void> {
  const isPickedUp = await isPickup(ctx, await visible(ctx, input.orderId))
  await onOrder(ctx, ports, input, (tx, order) => handOverParcel(tx, order, input.deliveryId, { ...input, isPickup: isPickedUp }))
}

export async function takeBack(ctx: Ctx, ports: PaymentPorts, input: ParcelRef): Promise<void> {
  await onOrder(ctx, ports, input, (tx, order) => takeBackHandOver(tx, order, input.deliveryId))
}

/** The codes of a paid order that had too few cards; the buyer left it to the shop what to do. */
export async function deliverCodes(ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> {
  await onOrder(ctx, ports, input, async (tx, order) => {
    if (!canDeliverCodes(order, await linesOf(tx, order.id))) throw new ShopError('ORDER_STATE_INVALID')
    await fillShortOrder(tx, order)
  })
}

/** T11 by the merchant: the cash is in, or the goods were picked up. */
export async function receive(ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> {
  const isPickedUp = await isPickup(ctx, await visible(ctx, input.orderId))
  await onOrder(ctx, ports, input, async (tx, order) => {
    if (!order.isCod && !isPickedUp) throw new ShopError('ORDER_STATE_INVALID')
    await receiveOrder(tx, order)
  })
}

export async function cancel(ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> {
  assertReason(input.reason)
  await closeFirst(ctx, ports, input.orderId, 'drop')
  await onOrder(ctx, ports, input, (tx, order) => drop.dropOrder(tx, order, input.reason))
}

export async function invalidate(ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> {
  assertReason(input.reason)
  await closeFirst(ctx, ports, input.orderId, 'invalidate')
  await onOrder(ctx, ports, input, (tx, order) => drop.invalidateOrder(tx, order, input.reason))
}

export async function setUnpaid(ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> {
  assertReason(input.reason)
  await onOrder(ctx, ports, input, (tx, order) => drop.setUnpaid(tx, order, input.reason))
}

export async function refuseAtDoor(ctx: Ctx, ports: PaymentPorts, input: WithNote): Promise<void> {
  await onOrder(ctx, ports, input, (tx, order) => drop.refuseAtDoor(tx, order, input.note ?? ''))
}

/** A note for the members, or a line for the buyer; the order does not move. */
export async function setNote(ctx: Ctx, ports: PaymentPorts, input: OrderRef & { staffNote?: string | undefined, toBuyer?: string | undefined }): Promise<void> {
  await onOrder(ctx, ports, input, async (tx, order) => {
    await tx.sql.run('order_note', 'UPDATE "Order" SET "staffNote" = coalesce($2, "staffNote"), "toBuyer" = coalesce($3, "toBuyer") WHERE "id" = $1', [order.id, input.staffNote, input.toBuyer])
    await logOnly(tx, order, 'note', input.staffNote ?? input.toBuyer ?? '')
  })
}

/** A bank transfer that was found on the statement (T3 for offline methods). */
export async function bookOffline(ctx: Ctx, ports: PaymentPorts, input: OrderRef & { amountFen: number, receivedAt: Date, reference: string }): Promise<void> {
  const order = await visible(ctx, input.orderId)
  await catchUp(ctx, ports, order)
  const method = await paymentMethodOrThrow(ctx, order.payId)
  if (method.code !== 'bank') throw new ShopError('PAYMENT_UNAVAILABLE')
  await bookTransfer(ctx, ports, { ...input, subjectKind: 'order', subjectId: order.id, method })
}
