import { LEDGER, post } from '../accounts/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { requestRefund } from '../payments/index.ts'
import { linesOf } from './lock.ts'
import { PAY } from './states.ts'
import { countSales, giveBackForLines } from './stock.ts'

export interface GivenBack {
  refundFen: number
  points: number
}

/**
 * What cancelling, expiring, invalidating and a refusal at the door give back (rules of orders, section 7): balance and points
 * at once, money the way `refundTo` says, the bonus unused again, exactly the stock that was taken. Guarded by canceledAt.
 */
export async function giveBack(tx: TxCtx, order: OrderRow, refundTo: 'balance' | 'original'): Promise<GivenBack> {
  if (order.canceledAt) return { refundFen: 0, points: 0 }
  const points = order.points + order.exchangePoints
  const hasOriginal = refundTo === 'original' && order.moneyPaidFen > 0
    && await requestRefund(tx, { subjectKind: 'order', subjectId: order.id, amountFen: order.moneyPaidFen, key: `cancel:${order.id}`, reason: order.sn })
  const toBalanceFen = order.balanceFen + (hasOriginal ? 0 : order.moneyPaidFen)
  if (toBalanceFen > 0 || points > 0) {
    await post(tx, { userId: order.userId, type: LEDGER.REFUND, balanceFen: toBalanceFen, points, referenceKind: 'order', referenceId: order.id, step: 2, text: order.sn })
  }
  await tx.sql.run('order_bonus_back', 'UPDATE "Bonus" SET "orderId" = NULL, "usedAt" = NULL WHERE "orderId" = $1', [order.id])
  const lines = await linesOf(tx, order.id)
  await giveBackForLines(tx, lines)
  if (order.paidAt && order.payStatus === PAY.paid) await countSales(tx, lines, -1)
  const refundFen = order.balanceFen + order.moneyPaidFen
  const refundStatus = hasOriginal ? 1 : refundFen > 0 ? 3 : 0
  await tx.sql.run('order_canceled', 'UPDATE "Order" SET "canceledAt" = $2, "refundedFen" = $3, "refundStatus" = $4, "payDeadline" = NULL, "receiveDeadline" = NULL, "isShort" = false WHERE "id" = $1', [order.id, tx.now, refundFen, refundStatus])
  await emit(tx, 'order.canceled', { orderId: order.id, orderSn: order.sn })
  return { refundFen, points }
}
