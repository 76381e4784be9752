import { LEDGER, post } from '../accounts/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { requestRefund } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { giveBack } from './cancel.ts'
import { hasOpenCase } from './cases.ts'
import { assertNoCodesOut } from './codes.ts'
import { payDeadlineOf } from './deadlines.ts'
import { applyEvent } from './events.ts'
import { linesOf } from './lock.ts'
import { DELIVERY } from './deliveries.ts'
import { ORDER, PAY, SHIPPING } from './states.ts'
import { countSales, giveBackForLines, isTakenAt } from './stock.ts'

async function dropDeliveries(tx: TxCtx, orderId: number): Promise<void> {
  await tx.sql.run('order_unpack_all', 'UPDATE "OrderLine" SET "packedQuantity" = 0 WHERE "orderId" = $1', [orderId])
  await tx.sql.run('order_deliveries_drop', 'DELETE FROM "Delivery" WHERE "orderId" = $1 AND "status" = $2', [orderId, DELIVERY.open])
}

/** T15: nothing has been handed over; everything comes back, money the way it came unless the buyer chose the balance. */
export async function dropOrder(tx: TxCtx, order: OrderRow, reason: string, refundTo: 'balance' | 'original' = 'original'): Promise<OrderRow> {
  await assertNoCodesOut(tx, order)
  const shippingStatus = order.shippingStatus === SHIPPING.packed ? SHIPPING.preparing : order.shippingStatus
  const moved = await applyEvent(tx, order, 'drop', [ORDER.canceled, shippingStatus, PAY.unpaid], { note: reason })
  await dropDeliveries(tx, order.id)
  await giveBack(tx, order, { refundTo, reason })
  return { ...moved, canceledAt: tx.now, payDeadline: null, isShort: false }
}

/** T16: as a cancel, for an order that never was one. */
export async function invalidateOrder(tx: TxCtx, order: OrderRow, reason: string): Promise<OrderRow> {
  const moved = await applyEvent(tx, order, 'invalidate', [ORDER.invalid, order.shippingStatus, PAY.unpaid], { note: reason })
  await giveBack(tx, order, { refundTo: 'original', reason })
  return { ...moved, canceledAt: tx.now, payDeadline: null }
}

/** T19: the parcel comes back unpaid. */
export async function refuseAtDoor(tx: TxCtx, order: OrderRow, note: string): Promise<OrderRow> {
  const moved = await applyEvent(tx, order, 'refuse', [ORDER.returned, SHIPPING.none, PAY.unpaid], { note })
  await tx.sql.run('order_deliveries_back', 'UPDATE "Delivery" SET "status" = $2 WHERE "orderId" = $1', [order.id, DELIVERY.cameBack])
  await giveBack(tx, order, { refundTo: 'original', reason: note })
  return { ...moved, canceledAt: tx.now, receiveDeadline: null }
}

/** How often it happened to the order, this time included: the same money can come in and go back more than once. */
async function timesUnpaid(tx: TxCtx, orderId: number): Promise<number> {
  const row = await tx.sql.row<{ count: number }>('order_times_unpaid', 'SELECT count(*)::int AS "count" FROM "OrderLog" WHERE "orderId" = $1 AND "event" = \'setUnpaid\'', [orderId])
  return row?.count ?? 0
}

/** T4: the money goes back and the order waits for it anew. Not once a part of it went back, or is asked for. */
export async function setUnpaid(tx: TxCtx, order: OrderRow, note: string): Promise<OrderRow> {
  if (order.moneyPaidFen === 0 || order.isMain || order.mainOrderId !== null || order.refundedFen > 0) throw new ShopError('ORDER_STATE_INVALID')
  if (await hasOpenCase(tx, order.id)) throw new ShopError('ORDER_HAS_AFTERSALE')
  await assertNoCodesOut(tx, order)
  const moved = await applyEvent(tx, order, 'setUnpaid', [ORDER.confirmed, SHIPPING.none, PAY.unpaid], { note })
  const isOnItsWay = await requestRefund(tx, {
    subjectKind: 'order',
    subjectId: order.id,
    amountFen: order.moneyPaidFen,
    key: (paymentSn) => `unpaid:${paymentSn}`,
    reason: note || order.sn,
  })
  if (!isOnItsWay) {
    const step = await timesUnpaid(tx, order.id)
    await post(tx, { userId: order.userId, type: LEDGER.REFUND, balanceFen: order.moneyPaidFen, referenceKind: 'order_unpaid', referenceId: order.id, step, text: order.sn })
  }
  const lines = await linesOf(tx, order.id)
  if (await isTakenAt(tx, 'paying')) await giveBackForLines(tx, lines, { cause: 'unpaid', orderId: order.id })
  await countSales(tx, lines, -1)
  const payDeadline = payDeadlineOf(await getSettings(tx), order.payCode, tx.now)
  await tx.sql.run('order_unpaid', `
UPDATE "Order" SET "orderAmountFen" = "orderAmountFen" + "moneyPaidFen", "moneyPaidFen" = 0, "paidAt" = NULL, "payDeadline" = $2, "isShort" = false WHERE "id" = $1`, [order.id, payDeadline])
  return { ...moved, orderAmountFen: order.orderAmountFen + order.moneyPaidFen, moneyPaidFen: 0, paidAt: null, payDeadline, isShort: false }
}
