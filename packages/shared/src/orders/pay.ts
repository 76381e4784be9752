import { LEDGER, post } from '../accounts/index.ts'
import type { OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'
import { emit } from '../outbox/index.ts'
import { asSystem } from '../payments/index.ts'
import { deliverCodes } from './codes.ts'
import { dropOrder } from './drop.ts'
import { applyEvent, type EventOptions } from './events.ts'
import { linesOf } from './lock.ts'
import { allows, PAY } from './states.ts'
import { countSales, takeWhenPaid } from './stock.ts'

const CANCEL_WHEN_SHORT = 1
const PAYING_LIFE_MS = 24 * 60 * 60 * 1000

/** The codes of an order that is paid; one that lacks something ends here when its buyer would not wait. */
export async function deliverPaid(tx: TxCtx, order: OrderRow, lines: readonly OrderLineRow[]): Promise<OrderRow> {
  const paid = await deliverCodes(tx, order, lines)
  return paid.isShort && order.oosChoice === CANCEL_WHEN_SHORT ? dropOrder(asSystem(tx), paid, 'out of stock') : paid
}

/** Stock that is taken on payment, sales figures, codes, and what the buyer wished for when there is too little. */
async function afterPayment(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const lines = await linesOf(tx, order.id)
  const isInStock = await takeWhenPaid(tx, order.id, lines)
  await countSales(tx, lines, 1)
  await emit(tx, 'order.paid', { orderId: order.id, orderSn: order.sn })
  return deliverPaid(tx, { ...order, isShort: !isInStock }, lines)
}

/** T3 through a payment method: exactly the amount asked for has come in. The caller holds the lock. */
export async function markPaid(tx: TxCtx, order: OrderRow, amountFen: Fen, options: EventOptions = {}): Promise<OrderRow> {
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

/** An order takes from the balance when it is placed (step 0) and each time its buyer adds to it later. */
export async function takeFromBalance(tx: TxCtx, order: OrderRow, amountFen: Fen): Promise<void> {
  const row = await tx.sql.row<{ step: number }>('order_ledger_step', `
SELECT coalesce(max("step"), 0) + 1 AS "step" FROM "LedgerEntry" WHERE "type" = $1 AND "referenceKind" = 'order' AND "referenceId" = $2`, [LEDGER.ORDER, order.id])
  await post(tx, { userId: order.userId, type: LEDGER.ORDER, balanceFen: -amountFen, referenceKind: 'order', referenceId: order.id, step: row?.step ?? 1, text: order.sn })
}

export interface PaidWith { payId: number, payCode: string, payName: string }

/** T3 from the buyer's balance: the payment fee falls away, everything else that is due leaves the account. */
export async function payFromBalance(tx: TxCtx, order: OrderRow, method: PaidWith = order): Promise<OrderRow> {
  const dueFen = order.orderAmountFen - order.payFeeFen
  const moved = await applyEvent(tx, { ...order, isCod: false }, 'pay', [1, 0, 2], { party: 'buyer' })
  const paid: OrderRow = {
    ...moved,
    payId: method.payId,
    payCode: method.payCode,
    payName: method.payName,
    balanceFen: order.balanceFen + dueFen,
    payFeeFen: 0,
    orderAmountFen: 0,
    paidAt: tx.now,
    confirmedAt: order.confirmedAt ?? tx.now,
    payDeadline: null,
  }
  if (dueFen > 0) await takeFromBalance(tx, order, dueFen)
  await tx.sql.run('order_paid_balance', `
UPDATE "Order" SET "balanceFen" = $2, "payFeeFen" = 0, "orderAmountFen" = 0, "paidAt" = $3, "confirmedAt" = $4, "payDeadline" = NULL, "payId" = $5, "payCode" = $6, "payName" = $7, "isCod" = false
WHERE "id" = $1`, [order.id, paid.balanceFen, tx.now, paid.confirmedAt, paid.payId, paid.payCode, paid.payName])
  return afterPayment(tx, paid)
}

/** T2: the provider reports that the money is on its way; the order waits for it at least a day. */
export async function markPaying(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  const moved = await applyEvent(tx, order, 'pending', [order.orderStatus, 0, PAY.paying], { party: 'provider' })
  const earliest = new Date(tx.now.getTime() + PAYING_LIFE_MS)
  const payDeadline = order.payDeadline && order.payDeadline > earliest ? order.payDeadline : earliest
  await tx.sql.run('order_paying', 'UPDATE "Order" SET "payDeadline" = $2 WHERE "id" = $1', [order.id, payDeadline])
  return { ...moved, payDeadline }
}

/** T2 back: it did not come after all. */
export function markPayFailed(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  return applyEvent(tx, order, 'payFailed', [order.orderStatus, 0, PAY.unpaid], { party: 'provider' })
}

/** Why money for this order cannot be asked for now, as the refusal the buyer sees. */
export function assertPayable(order: OrderRow, now: Date): void {
  if (order.payStatus === PAY.paid) throw new ShopError('ORDER_PAID')
  if (order.payStatus === PAY.paying) throw new ShopError('ORDER_PAYING')
  const isOpen = order.orderStatus <= 1 && order.shippingStatus === 0 && order.orderAmountFen > 0
  const isInTime = !order.payDeadline || now < order.payDeadline
  if (!isOpen || !isInTime || !(allows('pay', order) || order.isCod)) throw new ShopError('ORDER_STATE_INVALID')
}
