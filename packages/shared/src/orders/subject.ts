import type { OrderRow, PaymentRow, RefundRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Payable, SubjectHandler, Unwanted } from '../payments/index.ts'
import { lockOrder } from './lock.ts'
import { assertPayable, markPaid, markPayFailed } from './pay.ts'
import { ORDER, PAY } from './states.ts'

const cancelKey = (orderId: number): string => `cancel:${orderId}`

async function payable(tx: TxCtx, orderId: number): Promise<Payable> {
  const order = await lockOrder(tx, { orderId })
  assertPayable(order, tx.now)
  if (order.isCod) throw new ShopError('PAYMENT_UNAVAILABLE')
  return {
    sn: order.sn,
    amountFen: order.orderAmountFen,
    payFeeFen: order.payFeeFen,
    payerUserId: order.userId,
    expiresAt: order.payDeadline,
    description: `订单 ${order.sn}`,
  }
}

/** Why money for this order is not wanted; null when the order waits for exactly this. */
function unwanted(order: OrderRow, payment: PaymentRow): Unwanted | null {
  if (order.orderStatus !== ORDER.unconfirmed && order.orderStatus !== ORDER.confirmed && order.payStatus !== PAY.paid) return 'late'
  if (order.payStatus === PAY.paid) return 'double'
  return order.isCod || order.shippingStatus !== 0 || order.orderAmountFen !== payment.amountFen ? 'changed' : null
}

async function apply(tx: TxCtx, payment: PaymentRow): Promise<'applied' | Unwanted> {
  const order = await lockOrder(tx, { orderId: payment.subjectId })
  const reason = unwanted(order, payment)
  if (reason) return reason
  const isProvider = tx.actor.kind === 'system'
  await markPaid(tx, order, payment.amountFen, { note: payment.sn, ...isProvider && { party: 'provider' as const } })
  return 'applied'
}

async function failed(tx: TxCtx, payment: PaymentRow): Promise<void> {
  const order = await lockOrder(tx, { orderId: payment.subjectId })
  if (order.payStatus === PAY.paying) await markPayFailed(tx, order)
}

/** A cancelled order is refunded once everything it asked back has arrived. */
async function refundEnded(tx: TxCtx, payment: PaymentRow, refund: RefundRow): Promise<void> {
  if (refund.key !== cancelKey(payment.subjectId)) return
  await tx.sql.run('order_refund_ended', `
UPDATE "Order" o SET "refundStatus" = 3 WHERE o."id" = $1 AND o."canceledAt" IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM "Refund" r JOIN "Payment" p ON p."id" = r."paymentId" WHERE p."orderId" = $1 AND r."key" = $2 AND r."state" IN ('created', 'processing'))`, [payment.subjectId, refund.key])
}

/** How payments reach orders without knowing them. */
export const orderSubject: SubjectHandler = { payable, apply, failed, refundEnded }
