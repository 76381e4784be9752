import type { Order } from '../contract/index.ts'
import { type Ctx, inTransaction, type OrderLineRow, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { refundFor } from '../pricing/index.ts'
import { getSettings } from '../shop/index.ts'
import { giveBack } from './cancel.ts'
import { addCases, CASE_KIND, hasOpenCase, isHandedOutVirtual } from './cases.ts'
import { assertNoCodesOut } from './codes.ts'
import { applyEvent, logOnly } from './events.ts'
import { linesOf, lockOrder, type OrderName } from './lock.ts'
import { mustAskToCancel } from './operations.ts'
import { ownOrderNow } from './own.ts'
import { orderShapeById } from './read.ts'
import { receiveOrder } from './receive.ts'
import { allows, ORDER, PAY } from './states.ts'

export interface CancelInput extends OrderName {
  reason?: string | undefined
  refundTo: 'balance' | 'original'
}

export interface Canceled {
  order: Order
  refundMoneyFen: number
  refundIntegral: number
  pending: boolean
}

type Outcome = Omit<Canceled, 'order'>

const NOTHING: Outcome = { refundMoneyFen: 0, refundIntegral: 0, pending: false }

/** What the units that did not come back are worth of a share of their line. */
const worthLeft = (shareFen: number, { quantity, returnedQuantity }: OrderLineRow): number => refundFor(shareFen, quantity, returnedQuantity, quantity - returnedQuantity)

/** T13: one case per line under one number; the merchant decides. Codes that are out stay out. */
async function askToCancel(tx: TxCtx, order: OrderRow, lines: readonly OrderLineRow[], reason: string, refundTo: 'balance' | 'original'): Promise<void> {
  const { aftersaleAnswerDays } = await getSettings(tx)
  const cases = lines.filter((line) => line.quantity > line.returnedQuantity && !isHandedOutVirtual(line)).map((line) => ({
    orderLineId: line.id,
    kind: CASE_KIND.refundOnly,
    cause: reason,
    quantity: line.quantity - line.returnedQuantity,
    requestedFen: worthLeft(line.netAmountFen, line) + worthLeft(line.taxShareFen, line),
    refundTo,
  }))
  await addCases(tx, order, cases, aftersaleAnswerDays)
  await logOnly(tx, order, 'askToCancel', reason)
}

async function wasCanceledByBuyer(tx: TxCtx, order: OrderRow): Promise<boolean> {
  return await tx.sql.row('order_buyer_canceled', 'SELECT 1 FROM "OrderLog" WHERE "orderId" = $1 AND "event" = \'cancel\' LIMIT 1', [order.id]) !== null
}

async function cancelLocked(tx: TxCtx, order: OrderRow, input: CancelInput): Promise<Outcome> {
  if (order.orderStatus === ORDER.canceled && await wasCanceledByBuyer(tx, order)) return NOTHING
  if (order.payStatus === PAY.paying) throw new ShopError('ORDER_PAYING')
  if (mustAskToCancel(order)) {
    if (!await hasOpenCase(tx, order.id)) await askToCancel(tx, order, await linesOf(tx, order.id), input.reason ?? '', input.refundTo)
    return { ...NOTHING, pending: true }
  }
  await assertNoCodesOut(tx, order)
  await applyEvent(tx, order, 'cancel', [ORDER.canceled, order.shippingStatus, PAY.unpaid], { note: input.reason ?? '' })
  const back = await giveBack(tx, order, { refundTo: input.refundTo, reason: input.reason ?? '' })
  return { refundMoneyFen: back.refundFen, refundIntegral: back.points, pending: false }
}

/**
 * T12 and T13. An open online payment is closed at its provider first; one that turns out to be paid makes the order paid
 * and answers ORDER_PAID. A provider that cannot be reached does not keep the buyer waiting: late money is refunded.
 */
export async function cancelOwnOrder(ctx: Ctx, ports: PaymentPorts, input: CancelInput): Promise<Canceled> {
  const own = await ownOrderNow(ctx, ports, input)
  if (own.payStatus === PAY.unpaid && allows('cancel', own)) {
    const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: own.id })
    if (closed === 'paid') throw new ShopError('ORDER_PAID')
  }
  const outcome = await inTransaction(ctx, async (tx) => cancelLocked(tx, await lockOrder(tx, { orderId: own.id }), input))
  return { order: await orderShapeById(ctx, own.id), ...outcome }
}

/** T11 by the buyer. A second call answers the same order and gives nothing twice. */
export async function receiveOwnOrder(ctx: Ctx, ports: PaymentPorts, input: OrderName): Promise<Order> {
  const own = await ownOrderNow(ctx, ports, input)
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId: own.id })
    if (!order.receivedAt && !allows('receive', order, 'buyer')) throw new ShopError('ORDER_STATE_INVALID')
    await receiveOrder(tx, order)
  })
  return orderShapeById(ctx, own.id)
}
