import { type Ctx, inTransaction, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { audit } from '../staff/index.ts'
import { catchUp } from './clock.ts'
import { logOnly } from './events.ts'
import { lockOrder } from './lock.ts'
import * as merchant from './merchant.ts'
import type { ParcelLine } from './ship.ts'
import { deskSeller } from './staff-list.ts'
import { allows, type OrderEventName, PAY, stateOf } from './states.ts'

// The merchant's operations as a member's screen calls them: each with its audit row, both or neither.

interface OrderRef { orderId: number }
interface WithReason extends OrderRef { reason: string }
interface ParcelRef extends OrderRef { deliveryId: number }

/** The row of an order of the own seller. */
export async function deskOrderRow(ctx: TxCtx, orderId: number): Promise<OrderRow> {
  const order = await ctx.sql.row<OrderRow>('desk_order', 'SELECT * FROM "Order" WHERE "id" = $1 AND ($2 = 0 OR "sellerId" = $2)', [orderId, deskSeller(ctx)])
  if (!order) throw new ShopError('NOT_FOUND')
  return order
}

const told = (order: OrderRow): object => ({
  state: stateOf(order),
  orderStatus: order.orderStatus,
  shippingStatus: order.shippingStatus,
  payStatus: order.payStatus,
  moneyPaidFen: order.moneyPaidFen,
  staffNote: order.staffNote,
  toBuyer: order.toBuyer,
})

/** Runs an operation and tells what it did in the same transaction; `details` go beside what changed of the order. */
export async function withTrail<T>(ctx: Ctx, ports: PaymentPorts, action: string, { orderId }: OrderRef, work: (tx: Ctx) => Promise<T>, details: object = {}): Promise<T> {
  // What the clock owes the order is not undone by a refusal.
  await catchUp(ctx, ports, await deskOrderRow(ctx, orderId))
  return inTransaction(ctx, async (tx) => {
    await lockOrder(tx, { orderId })
    const before = await deskOrderRow(tx, orderId)
    const result = await work({ ...tx, db: ctx.db })
    const after = await deskOrderRow(tx, orderId)
    await audit(tx, { action: `order.${action}`, targetKind: 'order', targetId: orderId, targetName: before.sn, before: told(before), after: { ...told(after), ...details } })
    return result
  })
}

/** Sending money back takes the right to money, whatever else the operation is. */
function assertMayReturnMoney(ctx: TxCtx, order: OrderRow): void {
  const { actor } = ctx
  if (order.moneyPaidFen + order.balanceFen === 0 || actor.kind !== 'staff') return
  if (!actor.permissions.includes('*') && !actor.permissions.includes('orders.money')) throw new ShopError('FORBIDDEN')
}

/** What a payer could still pay is closed at the provider before the transaction begins; money that is there already wins. */
async function endWith(ctx: Ctx, ports: PaymentPorts, event: OrderEventName, orderId: number): Promise<void> {
  const order = await deskOrderRow(ctx, orderId)
  assertMayReturnMoney(ctx, order)
  if (order.payStatus === PAY.paid || !allows(event, order)) return
  const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: orderId })
  if (closed === 'paid') throw new ShopError('ORDER_PAID')
  if (closed === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
}

export const confirm = (ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> => withTrail(ctx, ports, 'confirm', input, (tx) => merchant.confirm(tx, ports, input))
export const prepare = (ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> => withTrail(ctx, ports, 'prepare', input, (tx) => merchant.prepare(tx, ports, input))
export const takeBack = (ctx: Ctx, ports: PaymentPorts, input: ParcelRef): Promise<void> => withTrail(ctx, ports, 'takeBack', input, (tx) => merchant.takeBack(tx, ports, input), { deliveryId: input.deliveryId })
export const dropDelivery = (ctx: Ctx, ports: PaymentPorts, input: ParcelRef): Promise<void> => withTrail(ctx, ports, 'dropDelivery', input, (tx) => merchant.dropDelivery(tx, ports, input), { deliveryId: input.deliveryId })
export const deliverCodes = (ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> => withTrail(ctx, ports, 'deliverCodes', input, (tx) => merchant.deliverCodes(tx, ports, input), { isShort: false })
export const receive = (ctx: Ctx, ports: PaymentPorts, input: OrderRef): Promise<void> => withTrail(ctx, ports, 'receive', input, (tx) => merchant.receive(tx, ports, input))
export const refuseAtDoor = (ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> => withTrail(ctx, ports, 'refuseAtDoor', input, (tx) => merchant.refuseAtDoor(tx, ports, { orderId: input.orderId, note: input.reason }), { reason: input.reason })
export const setUnpaid = (ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> => withTrail(ctx, ports, 'setUnpaid', input, (tx) => merchant.setUnpaid(tx, ports, input), { reason: input.reason })

export function makeDelivery(ctx: Ctx, ports: PaymentPorts, input: OrderRef & { lines: ParcelLine[] }): Promise<{ deliveryId: number }> {
  return withTrail(ctx, ports, 'makeDelivery', input, (tx) => merchant.makeDelivery(tx, ports, input), { lines: input.lines })
}

export function handOver(ctx: Ctx, ports: PaymentPorts, input: ParcelRef & { trackingNo: string, shippingName?: string | undefined }): Promise<void> {
  const { deliveryId, trackingNo, shippingName } = input
  return withTrail(ctx, ports, 'handOver', input, (tx) => merchant.handOver(tx, ports, input), { deliveryId, trackingNo, ...shippingName && { shippingName } })
}

/** Packs what is named (or takes a parcel that waits) and hands it over, both or neither; `also`, where there is more to do, is written with it. */
export function shipAtOnce(ctx: Ctx, ports: PaymentPorts, input: { orderId: number, lines: ParcelLine[], deliveryId: number, trackingNo: string, shippingName?: string | undefined }, also?: (tx: TxCtx) => Promise<void>): Promise<void> {
  const { orderId, lines, trackingNo, shippingName } = input
  return withTrail(ctx, ports, 'sendParcel', input, async (tx) => {
    const deliveryId = input.deliveryId || (await merchant.makeDelivery(tx, ports, { orderId, lines })).deliveryId
    await merchant.handOver(tx, ports, { orderId, deliveryId, trackingNo, shippingName })
    await also?.(tx)
  }, { lines, trackingNo, ...shippingName && { shippingName } })
}

export async function cancel(ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> {
  await endWith(ctx, ports, 'drop', input.orderId)
  await withTrail(ctx, ports, 'cancel', input, (tx) => merchant.cancel(tx, ports, input), { reason: input.reason })
}

export async function invalidate(ctx: Ctx, ports: PaymentPorts, input: WithReason): Promise<void> {
  await endWith(ctx, ports, 'invalidate', input.orderId)
  await withTrail(ctx, ports, 'invalidate', input, (tx) => merchant.invalidate(tx, ports, input), { reason: input.reason })
}

export function bookOffline(ctx: Ctx, ports: PaymentPorts, input: OrderRef & { amountFen: number, receivedAt: Date, reference: string }): Promise<void> {
  const { amountFen, reference, receivedAt } = input
  return withTrail(ctx, ports, 'bookOffline', input, (tx) => merchant.bookOffline(tx, ports, input), { amountFen, reference, receivedAt })
}

export function setNote(ctx: Ctx, ports: PaymentPorts, input: OrderRef & { staffNote?: string | undefined, toBuyer?: string | undefined }): Promise<void> {
  return withTrail(ctx, ports, 'setNote', input, (tx) => merchant.setNote(tx, ports, input), input.staffNote === undefined ? { toBuyer: input.toBuyer } : { staffNote: input.staffNote })
}

export interface RevealedContact { mobile: string, tel: string }

/** The whole numbers of the consignee. Looking is told, in the order's history and in the log. */
export async function revealContact(ctx: Ctx, { orderId }: OrderRef): Promise<RevealedContact> {
  return inTransaction(ctx, async (tx) => {
    const order = await deskOrderRow(tx, orderId)
    await logOnly(tx, order, 'reveal', '')
    await audit(tx, { action: 'order.revealContact', targetKind: 'order', targetId: orderId, targetName: order.sn })
    return { mobile: order.mobile, tel: order.tel }
  })
}
