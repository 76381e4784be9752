import type { OrderLineRow, OrderRow } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import { pointsForKept } from '../orders/index.ts'
import { pointsReturned, refundFor, worthOfPoints, worthReturned } from '../pricing/index.ts'

/** What of an order a refund is worked out from. */
export type PlannedOrder = Pick<OrderRow, 'moneyPaidFen' | 'balanceFen' | 'refundedFen' | 'points' | 'pointsMoneyFen' | 'exchangePoints' | 'givePoints' | 'giveRankPoints' | 'isCod'> & { receivedAt: Date | null }
export type PlannedLine = Pick<OrderLineRow, 'id' | 'quantity' | 'returnedQuantity' | 'netAmountFen' | 'taxShareFen' | 'pointsShareFen' | 'givePoints' | 'giveRankPoints' | 'giftPromotionId' | 'packageId'>

export interface RefundQuestion {
  order: PlannedOrder
  lines: readonly PlannedLine[]
  lineId: number
  quantity: number
  /** null: all the units are worth. */
  requestedFen: Fen | null
  /** Shipping and insurance the shop adds. */
  extraFen: Fen
  /** Gifts that stay although their condition is gone. */
  giftsOffFen: Fen
  refundTo: 'balance' | 'original'
  /** What the buyer has. */
  pointsOwned: number
  rankPointsOwned: number
  pointsPerYuan: number
}

/** What a refund gives back and takes back, to the fen and the point. */
export interface RefundPlan {
  /** What the units are worth; nobody asks for more. */
  limitFen: Fen
  goodsFen: Fen
  extraFen: Fen
  giftsOffFen: Fen
  /** Points given on receipt that the buyer has spent already, at their worth. */
  pointsOffFen: Fen
  amountFen: Fen
  toMethodFen: Fen
  toBalanceFen: Fen
  /** Points that paid for the units. */
  points: number
  takenBackPoints: number
  takenBackRankPoints: number
}

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0)

/** What the next units of the line are worth: their part of what was paid for it and of its tax. */
export function worthOfUnits(line: Pick<OrderLineRow, 'quantity' | 'returnedQuantity' | 'netAmountFen' | 'taxShareFen'>, quantity: number): Fen {
  return refundFor(line.netAmountFen, line.quantity, line.returnedQuantity, quantity) + refundFor(line.taxShareFen, line.quantity, line.returnedQuantity, quantity)
}

/** Points that paid for units of these lines that came back: those used as money, and those that were the price. */
function pointsBack(order: PlannedOrder, lines: readonly PlannedLine[]): number {
  const worthFen = sum(lines.map((line) => worthReturned(line.pointsShareFen, line.quantity, line.returnedQuantity)))
  const units = sum(lines.map((line) => line.quantity))
  return pointsReturned(order.points, order.pointsMoneyFen, worthFen) + worthReturned(order.exchangePoints, units, sum(lines.map((line) => line.returnedQuantity)))
}

function takeBack({ order, lines, pointsOwned, rankPointsOwned, pointsPerYuan }: RefundQuestion, after: readonly PlannedLine[], points: number) {
  if (!order.receivedAt) return { takenBackPoints: 0, takenBackRankPoints: 0, owedFen: 0 }
  const before = pointsForKept(order, lines)
  const kept = pointsForKept(order, after)
  const duePoints = Math.max(0, before.points - kept.points)
  const takenBackPoints = Math.min(duePoints, Math.max(0, pointsOwned + points))
  return {
    takenBackPoints,
    takenBackRankPoints: Math.min(Math.max(0, before.rankPoints - kept.rankPoints), rankPointsOwned),
    owedFen: worthOfPoints(duePoints - takenBackPoints, pointsPerYuan),
  }
}

/** Money first to the way it came, as far as it came that way and is not refunded; the rest to the balance. */
function tenders({ order, refundTo }: RefundQuestion, amountFen: Fen): Pick<RefundPlan, 'toMethodFen' | 'toBalanceFen'> {
  const moneyLeftFen = order.moneyPaidFen - Math.min(order.refundedFen, order.moneyPaidFen)
  const toMethodFen = refundTo === 'balance' || order.isCod ? 0 : Math.min(amountFen, moneyLeftFen)
  return { toMethodFen, toBalanceFen: amountFen - toMethodFen }
}

/**
 * Works a refund out; nothing happens. The shares of the lines are those of the order: discounts, thresholds and fees are not
 * looked at again. What any sequence of refunds gives back of a line adds up to what was paid for it.
 */
export function planRefund(question: RefundQuestion): RefundPlan {
  const { order, lines, lineId, quantity, extraFen } = question
  const line = lines.find((one) => one.id === lineId)
  if (!line || quantity < 1 || quantity > line.quantity - line.returnedQuantity) throw new RangeError('a refund of units the line does not have')
  const after = lines.map((one) => (one === line ? { ...one, returnedQuantity: one.returnedQuantity + quantity } : one))
  const limitFen = worthOfUnits(line, quantity)
  const goodsFen = Math.min(question.requestedFen ?? limitFen, limitFen)
  const giftsOffFen = Math.min(question.giftsOffFen, goodsFen)
  const points = pointsBack(order, after) - pointsBack(order, lines)
  const { owedFen, ...taken } = takeBack(question, after, points)
  const pointsOffFen = Math.min(owedFen, goodsFen - giftsOffFen + extraFen)
  const amountFen = goodsFen + extraFen - giftsOffFen - pointsOffFen
  return { limitFen, goodsFen, extraFen, giftsOffFen, pointsOffFen, amountFen, ...tenders(question, amountFen), points, ...taken }
}
