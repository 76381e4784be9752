import { LEDGER, post } from '../accounts/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { noteCredited, requestRefund } from '../payments/index.ts'
import { closeCases } from './cases.ts'
import { linesOf } from './lock.ts'
import { PAY } from './states.ts'
import { countSales, giveBackForLines } from './stock.ts'

export interface GivenBack {
  refundFen: number
  points: number
}

const REFUND = { none: 0, asked: 1, full: 3 } as const
const STEP = 2

/** What after-sales have not given back before: they give money back first, then balance. */
function leftToGive(order: OrderRow): { moneyFen: number, balanceFen: number } {
  const moneyBackFen = Math.min(order.refundedFen, order.moneyPaidFen)
  return { moneyFen: order.moneyPaidFen - moneyBackFen, balanceFen: order.balanceFen - (order.refundedFen - moneyBackFen) }
}

export interface WayBack {
  refundTo: 'balance' | 'original'
  /** Stands on the refund; its order's number when nobody gave one. */
  reason: string
}

/** Sends the money back the way it came, or leaves it to the caller to credit it. True when it is on its way. */
async function sendBack(tx: TxCtx, order: OrderRow, amountFen: number, { refundTo, reason }: WayBack): Promise<boolean> {
  if (amountFen === 0) return false
  const asked = { subjectKind: 'order', subjectId: order.id, amountFen, key: `cancel:${order.id}`, reason: reason || order.sn } as const
  if (refundTo === 'original') return requestRefund(tx, asked)
  await noteCredited(tx, asked)
  return false
}

/**
 * What cancelling, expiring, invalidating and a refusal at the door give back (docs/rules/orders.md 7): balance and points
 * at once, money the way `way` says, the bonus unused again, exactly the stock that was taken. Guarded by canceledAt.
 * `order` is the row as it was before it moved.
 */
export async function giveBack(tx: TxCtx, order: OrderRow, way: WayBack): Promise<GivenBack> {
  if (order.canceledAt) return { refundFen: 0, points: 0 }
  const points = order.points + order.exchangePoints - order.refundedPoints
  const { moneyFen, balanceFen } = leftToGive(order)
  const isOnItsWay = await sendBack(tx, order, moneyFen, way)
  const toBalanceFen = balanceFen + (isOnItsWay ? 0 : moneyFen)
  if (toBalanceFen > 0 || points > 0) {
    await post(tx, { userId: order.userId, type: LEDGER.REFUND, balanceFen: toBalanceFen, points, referenceKind: 'order', referenceId: order.id, step: STEP, text: order.sn })
  }
  await tx.sql.run('order_bonus_back', 'UPDATE "Bonus" SET "orderId" = NULL, "usedAt" = NULL WHERE "orderId" = $1', [order.id])
  const lines = await linesOf(tx, order.id)
  await giveBackForLines(tx, lines, { cause: 'canceled', orderId: order.id })
  if (order.payStatus === PAY.paid) await countSales(tx, lines, -1)
  const refundFen = moneyFen + balanceFen
  const hasPaid = order.moneyPaidFen + order.balanceFen > 0
  const refundStatus = isOnItsWay ? REFUND.asked : hasPaid ? REFUND.full : REFUND.none
  await tx.sql.run('order_canceled', `
UPDATE "Order" SET "canceledAt" = $2, "refundedFen" = "moneyPaidFen" + "balanceFen", "refundedPoints" = "points" + "exchangePoints", "refundStatus" = $3, "payDeadline" = NULL, "receiveDeadline" = NULL, "receiveStoppedAt" = NULL, "isShort" = false WHERE "id" = $1`, [order.id, tx.now, refundStatus])
  await closeCases(tx, order.id)
  await emit(tx, 'order.canceled', { orderId: order.id, orderSn: order.sn })
  return { refundFen, points }
}
