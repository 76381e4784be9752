import { LEDGER, post } from '../accounts/index.ts'
import { takeBackCommission } from '../affiliate/index.ts'
import { giveBackStock } from '../catalogue/index.ts'
import type { AftersaleRow, OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import { afterCase, applyEvent, CASE_KIND, CASE_STATE, countSales, dropOrder, linesOf, moveAfterWithdrawal, stockLinesOf, unitsNotHandedOver, withdrawUnits } from '../orders/index.ts'
import { emit } from '../outbox/index.ts'
import { asSystem, canRefundTo, noteCredited, requestRefund } from '../payments/index.ts'
import { getSettings } from '../shop/index.ts'
import { casesOf, type LockedCase, moveCase } from './cases.ts'
import { giftsOff } from './gifts.ts'
import { planRefund, type RefundPlan } from './plan.ts'

/** What a member may decide about a refund. */
export interface RefundChoice {
  /** Fewer units than were asked for: those that came back. */
  quantity?: number | undefined
  extraFen?: Fen | undefined
  restock?: boolean | undefined
}

interface Purse { points: number, rankPoints: number }

/** The refund of a case as it would be now. */
export interface Planned {
  plan: RefundPlan
  line: OrderLineRow
  lines: OrderLineRow[]
  quantity: number
  /** Units of it nobody has handed over. */
  withdrawn: number
  maxExtraFen: Fen
  /** Nothing of the order is left afterwards. */
  isWhole: boolean
  hasHandedOver: boolean
}

/** Once an order, and only of goods that have left: up to what shipping and insurance cost. */
function maxExtraOf(order: OrderRow, cases: readonly AftersaleRow[], hasHandedOver: boolean): Fen {
  return hasHandedOver && cases.every((one) => one.extraFen === 0) ? order.shippingFeeFen + order.insureFeeFen : 0
}

/** Works the refund of a case out from the rows as they are. */
export async function planCase(ctx: Pick<TxCtx, 'sql'>, { order, row }: LockedCase, { quantity = row.quantity, extraFen = 0 }: RefundChoice = {}): Promise<Planned> {
  const lines = await linesOf(ctx, order.id)
  const cases = await casesOf(ctx, order.id)
  const { pointsPerYuan } = await getSettings(ctx)
  const purse = await ctx.sql.row<Purse & Record<string, unknown>>('aftersale_purse', 'SELECT "points", "rankPoints" FROM "User" WHERE "id" = $1', [order.userId])
  const line = lines.find((one) => one.id === row.orderLineId)
  if (!line) throw new Error(`case ${row.id} has no line`)
  if (quantity < 1 || quantity > Math.min(row.quantity, line.quantity - line.returnedQuantity)) throw new ShopError('AFTERSALE_NUMBER', { left: Math.min(row.quantity, line.quantity - line.returnedQuantity) })
  const hasHandedOver = lines.some((one) => one.shippedQuantity > 0)
  const maxExtraFen = maxExtraOf(order, cases, hasHandedOver)
  if (extraFen > maxExtraFen) throw new ShopError('AFTERSALE_AMOUNT', { left: formatYuan(maxExtraFen) })
  const plan = planRefund({
    order,
    lines,
    lineId: line.id,
    quantity,
    requestedFen: row.requestedFen,
    extraFen,
    giftsOffFen: await giftsOff(ctx, lines, cases, line.id, quantity),
    // A bank takes nothing back by itself.
    refundTo: row.refundTo === 'balance' || !canRefundTo(order.payCode) ? 'balance' : 'original',
    pointsOwned: purse?.points ?? 0,
    rankPointsOwned: purse?.rankPoints ?? 0,
    pointsPerYuan,
  })
  const withdrawn = row.kind === CASE_KIND.refundOnly ? Math.min(quantity, unitsNotHandedOver(line)) : 0
  const isWhole = lines.every((one) => one.quantity - one.returnedQuantity === (one === line ? quantity : 0))
  return { plan, line, lines, quantity, withdrawn, maxExtraFen, isWhole, hasHandedOver }
}

/** The buyer's money and points; the counters never pass what was paid. */
async function payBack(tx: TxCtx, { order, row }: LockedCase, { plan }: Planned): Promise<void> {
  const asked = { subjectKind: 'order', subjectId: order.id, key: `case:${row.id}`, reason: row.cause || order.sn } as const
  const { toMethodFen, amountFen } = plan
  const isOnItsWay = toMethodFen > 0 && await requestRefund(tx, { ...asked, amountFen: toMethodFen })
  const moneyLeftFen = order.moneyPaidFen - Math.min(order.refundedFen, order.moneyPaidFen)
  const creditedMoneyFen = toMethodFen > 0 ? 0 : Math.min(amountFen, moneyLeftFen)
  if (creditedMoneyFen > 0) await noteCredited(tx, { ...asked, amountFen: creditedMoneyFen })
  const balanceFen = isOnItsWay ? plan.toBalanceFen : amountFen
  const reference = { userId: order.userId, referenceKind: 'aftersale', referenceId: row.id, text: order.sn }
  if (balanceFen > 0 || plan.points > 0) await post(tx, { ...reference, type: LEDGER.REFUND, balanceFen, points: plan.points })
  if (plan.takenBackPoints > 0 || plan.takenBackRankPoints > 0) {
    await post(tx, { ...reference, type: LEDGER.POINTS_TAKEN_BACK, points: 0 - plan.takenBackPoints, rankPoints: 0 - plan.takenBackRankPoints })
  }
}

async function count(tx: TxCtx, order: OrderRow, { plan, line, quantity }: Planned): Promise<void> {
  const units = await tx.sql.run('aftersale_line', 'UPDATE "OrderLine" SET "returnedQuantity" = "returnedQuantity" + $2, "refundedFen" = "refundedFen" + $3 WHERE "id" = $1 AND "returnedQuantity" + $2 <= "quantity"', [line.id, quantity, plan.amountFen])
  const money = await tx.sql.run('aftersale_order_refunded', `
UPDATE "Order" SET "refundedFen" = "refundedFen" + $2, "refundedPoints" = "refundedPoints" + $3 WHERE "id" = $1 AND "refundedFen" + $2 <= "moneyPaidFen" + "balanceFen"`, [order.id, plan.amountFen, plan.points])
  if (units === 0 || money === 0) throw new ShopError('CONFLICT')
  await countSales(tx, [{ ...line, quantity, returnedQuantity: 0 }], -1)
}

/** Units that came back go on the shelf when the shop says so; those that never left always do. */
async function restock(tx: TxCtx, row: AftersaleRow, { line, quantity, withdrawn }: Planned, isWanted: boolean): Promise<number> {
  const ofWithdrawn = withdrawn > 0 ? await withdrawUnits(tx, line, withdrawn) : 0
  const cameBack = row.kind === CASE_KIND.returned && isWanted ? Math.min(quantity - withdrawn, line.takenQuantity - ofWithdrawn) : 0
  if (cameBack <= 0) return ofWithdrawn
  await giveBackStock(tx, stockLinesOf(line, cameBack), { cause: 'returned', orderId: row.orderId })
  await tx.sql.run('aftersale_restock', 'UPDATE "OrderLine" SET "takenQuantity" = "takenQuantity" - $2 WHERE "id" = $1', [line.id, cameBack])
  return ofWithdrawn + cameBack
}

/** Every unit was refunded: what never left is a cancelled order and gives its fees back, the rest is returned. */
async function endOrder(tx: TxCtx, order: OrderRow, row: AftersaleRow, hasHandedOver: boolean): Promise<void> {
  if (hasHandedOver) {
    await applyEvent(tx, order, 'return', [4, 0, 0], { party: 'system' })
    await tx.sql.run('aftersale_bonus_back', 'UPDATE "Bonus" SET "orderId" = NULL, "usedAt" = NULL WHERE "orderId" = $1', [order.id])
    await tx.sql.run('aftersale_returned', 'UPDATE "Order" SET "receiveDeadline" = NULL, "receiveStoppedAt" = NULL WHERE "id" = $1', [order.id])
  } else {
    const fresh = await tx.sql.row<OrderRow>('aftersale_order_now', 'SELECT * FROM "Order" WHERE "id" = $1', [order.id])
    if (fresh) await dropOrder(asSystem(tx), fresh, row.cause, row.refundTo === 'balance' ? 'balance' : 'original')
  }
  await tx.sql.run('aftersale_bonuses_gone', 'DELETE FROM "Bonus" WHERE "givenByOrderId" = $1 AND "orderId" IS NULL', [order.id])
  await afterCase(tx, order.id, tx.now)
}

/**
 * The end of a case that gives money back, once. Money, points, stock, sales, the order's codes and what others earn on it move together.
 */
export async function refundCase(tx: TxCtx, locked: LockedCase, step: { name: string, at?: Date, note?: string | undefined }, choice: RefundChoice = {}): Promise<AftersaleRow> {
  const { order, row } = locked
  const planned = await planCase(tx, locked, choice)
  const { plan, quantity, withdrawn, isWhole, hasHandedOver } = planned
  await count(tx, order, planned)
  await payBack(tx, locked, planned)
  const restockedQuantity = await restock(tx, row, planned, choice.restock ?? true)
  const done = await moveCase(tx, locked, {
    ...step,
    change: {
      state: CASE_STATE.done,
      isAgreed: true,
      isRefunded: true,
      quantity,
      refundedFen: plan.amountFen,
      refundedPoints: plan.points,
      extraFen: plan.extraFen,
      takenBackPoints: plan.takenBackPoints,
      restockedQuantity,
      ...step.note && { toBuyer: step.note },
    },
  })
  const moved = withdrawn > 0 && (!isWhole || hasHandedOver) ? await moveAfterWithdrawal(tx, order) : order
  if (isWhole) await endOrder(tx, moved, row, hasHandedOver)
  await takeBackCommission(tx, order.id)
  await emit(tx, 'aftersale.refunded', { aftersaleId: row.id, orderId: order.id, orderLineId: row.orderLineId, quantity, amountFen: plan.amountFen })
  return done
}
