import { LEDGER, post } from '../accounts/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'
import { emit } from '../outbox/index.ts'
import { applyEvent, type EventOptions } from './events.ts'
import { linesOf } from './lock.ts'
import { allows, PAY } from './states.ts'
import { countSales, takeWhenPaid } from './stock.ts'

async function afterPayment(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const lines = await linesOf(tx, order.id)
  const isInStock = await takeWhenPaid(tx, order.id, lines)
  await countSales(tx, lines, 1)
  await emit(tx, 'order.paid', { orderId: order.id, orderSn: order.sn })
  return { ...order, isShort: !isInStock }
}

/** T3 through a payment method: exactly the amount asked for has come in. The caller holds the lock. */
export async function markPaid(tx: TxCtx, order: OrderRow, amountFen: Fen, options: EventOptions): Promise<OrderRow> {
  if (amountFen !== order.orderAmountFen) throw new ShopError('NOTIFY_AMOUNT_MISMATCH')
  const moved = await applyEvent(tx, order, 'pay', [1, 0, 2], options)
  const paid: OrderRow = {
    ...moved,
    moneyPaidFen: order.moneyPaidFen + amountFen,
    orderAmountFen: 0,
    paidAt: tx.now,
    confirmedAt: order.confirmedAt ?? tx.now,
    payDeadline: null,
  }
  await tx.sql.run('order_paid', 'UPDATE "Order" SET "moneyPaidFen" = $2, "orderAmountFen" = 0, "paidAt" = $3, "confirmedAt" = $4, "payDeadline" = NULL WHERE "id" = $1', [order.id, paid.moneyPaidFen, tx.now, paid.confirmedAt])
  return afterPayment(tx, paid)
}

/** T3 from the buyer's balance: the payment fee falls away, everything else that is due leaves the account. */
export async function payFromBalance(tx: TxCtx, order: OrderRow, method?: { payId: number, payCode: string, payName: string }): Promise<OrderRow> {
  const dueFen = order.orderAmountFen - order.payFeeFen
  const moved = await applyEvent(tx, order, 'pay', [1, 0, 2], { party: 'buyer' })
  const paid: OrderRow = {
    ...moved,
    ...method,
    balanceFen: order.balanceFen + dueFen,
    payFeeFen: 0,
    orderAmountFen: 0,
    paidAt: tx.now,
    confirmedAt: order.confirmedAt ?? tx.now,
    payDeadline: null,
  }
  await post(tx, { userId: order.userId, type: LEDGER.ORDER, balanceFen: -dueFen, referenceKind: 'order', referenceId: order.id, step: 1, text: order.sn })
  await tx.sql.run('order_paid_balance', `
UPDATE "Order" SET "balanceFen" = $2, "payFeeFen" = 0, "orderAmountFen" = 0, "paidAt" = $3, "confirmedAt" = $4, "payDeadline" = NULL, "payId" = $5, "payCode" = $6, "payName" = $7 WHERE "id" = $1`, [order.id, paid.balanceFen, tx.now, paid.confirmedAt, paid.payId, paid.payCode, paid.payName])
  return afterPayment(tx, paid)
}

/** Why money for this order cannot be asked for now, as the refusal the buyer sees. */
export function assertPayable(order: OrderRow, now: Date): void {
  if (order.payStatus === PAY.paid) throw new ShopError('ORDER_PAID')
  if (order.payStatus === PAY.paying) throw new ShopError('ORDER_PAYING')
  const isOpen = order.orderStatus <= 1 && order.shippingStatus === 0 && order.orderAmountFen > 0
  const isInTime = !order.payDeadline || now < order.payDeadline
  if (!isOpen || !isInTime || !(allows('pay', order) || order.isCod)) throw new ShopError('ORDER_STATE_INVALID')
}
