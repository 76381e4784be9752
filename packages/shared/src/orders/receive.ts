import { LEDGER, post } from '../accounts/index.ts'
import { pendCommission } from '../affiliate/index.ts'
import type { OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { noteCollected } from '../payments/index.ts'
import { hasOpenCase } from './cases.ts'
import { deliverCodes } from './codes.ts'
import { applyEvent } from './events.ts'
import { pointsForKept } from './kept.ts'
import { linesOf } from './lock.ts'
import { countSales } from './stock.ts'

/** Bonuses a received order gives: one per unit of goods that name a bonus type, and by the order's amount. */
const GIVE_BONUSES = `
INSERT INTO "Bonus" ("typeId", "userId", "ownedAt", "givenByOrderId")
SELECT t."id", $2::int, $3::timestamptz, $1::int FROM "OrderLine" l JOIN "Goods" g ON g."id" = l."goodsId"
  JOIN "BonusType" t ON t."id" = g."bonusTypeId" AND t."sendKind" = 1 AND t."sendStartAt" <= $3 AND $3 < t."sendEndAt"
  CROSS JOIN LATERAL generate_series(1, l."quantity" - l."returnedQuantity")
  WHERE l."orderId" = $1 AND l."giftPromotionId" = 0
UNION ALL
SELECT t."id", $2::int, $3::timestamptz, $1::int FROM "BonusType" t
  CROSS JOIN LATERAL generate_series(1, CASE WHEN t."minSendAmountFen" = 0 THEN 1 ELSE $4::int / t."minSendAmountFen" END)
  WHERE t."sendKind" = 2 AND t."sendStartAt" <= $5::timestamptz AND $5 < t."sendEndAt"`

/**
 * T11, once per order: points and bonuses are given, the automatic clock stops, the days for after-sales begin. An order that is
 * received already is answered as it is. What was collected at the door is booked by the merchant with the receipt.
 */
export async function receiveOrder(tx: TxCtx, order: OrderRow): Promise<OrderRow> {
  if (order.receivedAt) return order
  if (await hasOpenCase(tx, order.id)) throw new ShopError('ORDER_HAS_AFTERSALE')
  const moved = await applyEvent(tx, order, order.isCod ? 'receiveCod' : 'receive', [5, 2, 2])
  const collectedFen = order.isCod ? order.orderAmountFen : 0
  const received: OrderRow = {
    ...moved,
    receivedAt: tx.now,
    receiveDeadline: null,
    moneyPaidFen: order.moneyPaidFen + collectedFen,
    orderAmountFen: order.orderAmountFen - collectedFen,
    paidAt: order.paidAt ?? tx.now,
  }
  await tx.sql.run('order_received', 'UPDATE "Order" SET "receivedAt" = $2, "receiveDeadline" = NULL, "moneyPaidFen" = $3, "orderAmountFen" = $4, "paidAt" = $5 WHERE "id" = $1', [order.id, tx.now, received.moneyPaidFen, received.orderAmountFen, received.paidAt])
  const lines = await linesOf(tx, order.id)
  if (order.isCod) {
    await noteCollected(tx, { subjectKind: 'order', subjectId: order.id, payId: order.payId, payCode: order.payCode, amountFen: collectedFen, payFeeFen: order.payFeeFen, payerUserId: order.userId })
    await countSales(tx, lines, 1)
    await deliverCodes(tx, received, lines)
  }
  const { points, rankPoints } = pointsForKept(order, lines)
  if (points > 0 || rankPoints > 0) {
    await post(tx, { userId: order.userId, type: LEDGER.POINTS_GIVEN, points, rankPoints, referenceKind: 'order', referenceId: order.id, step: 0, text: order.sn })
  }
  const giftsFen = lines.filter((line) => line.giftPromotionId > 0).reduce((sum, line) => sum + line.subtotalFen, 0)
  await tx.sql.run('order_give_bonuses', GIVE_BONUSES, [order.id, order.userId, tx.now, order.goodsAmountFen - giftsFen, order.addedAt])
  await pendCommission(tx, received)
  await emit(tx, 'order.received', { orderId: order.id, orderSn: order.sn })
  return received
}
