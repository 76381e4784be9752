import type { OrderLineRow, OrderRow } from '../database/index.ts'
import { floorDiv } from '../money/index.ts'
import { type GivingLine, pointsGiven, worthReturned } from '../pricing/index.ts'

type Line = Pick<OrderLineRow, 'quantity' | 'returnedQuantity' | 'netAmountFen' | 'givePoints' | 'giveRankPoints' | 'giftPromotionId' | 'packageId'>

function givingLine(line: Line, returned: number): GivingLine {
  return {
    kind: line.giftPromotionId > 0 ? 'gift' : line.packageId > 0 ? 'package' : 'goods',
    quantity: line.quantity - returned,
    netAmountFen: line.netAmountFen - worthReturned(line.netAmountFen, line.quantity, returned),
    givePoints: line.givePoints,
    giveRankPoints: line.giveRankPoints,
  }
}

const netOf = (lines: readonly GivingLine[]): number => lines.reduce((sum, line) => sum + line.netAmountFen, 0)

/**
 * The points an order gives for the units that are kept. An order that gives by its activity, not by its lines, gives the
 * part of them that what is kept has of what was paid.
 */
export function pointsForKept(order: Pick<OrderRow, 'givePoints' | 'giveRankPoints'>, lines: readonly Line[]): { points: number, rankPoints: number } {
  if (lines.every((line) => line.returnedQuantity === 0)) return { points: order.givePoints, rankPoints: order.giveRankPoints }
  const all = lines.map((line) => givingLine(line, 0))
  const kept = lines.map((line) => givingLine(line, line.returnedQuantity))
  const [byAll, byKept] = [pointsGiven(all), pointsGiven(kept)]
  const part = (given: number, ofAll: number, ofKept: number): number => {
    if (given === ofAll) return ofKept
    return netOf(all) === 0 ? 0 : floorDiv(given, netOf(kept), netOf(all))
  }
  return { points: part(order.givePoints, byAll.givePoints, byKept.givePoints), rankPoints: part(order.giveRankPoints, byAll.giveRankPoints, byKept.giveRankPoints) }
}
