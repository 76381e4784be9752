import type { OrderLineRow } from '../database/index.ts'
import { type Fen, floorDiv, share } from '../money/index.ts'
import { type GivingLine, pointsGiven, worthReturned } from '../pricing/index.ts'

const WHOLE_BASIS_POINTS = 10_000
const WHOLE_PERCENT = 100

export interface Rates {
  moneyRateBasisPoints: number
  pointRateBasisPoints: number
  sharePercent: number
}

/** What the units kept of an order are worth for whoever brought its buyer. */
export interface Kept {
  baseFen: Fen
  rankPoints: number
}

type KeptLine = Pick<OrderLineRow, 'quantity' | 'returnedQuantity' | 'netAmountFen' | 'givePoints' | 'giveRankPoints' | 'giftPromotionId' | 'packageId'>

function keptLine(line: KeptLine): GivingLine {
  const { quantity, returnedQuantity, netAmountFen, givePoints, giveRankPoints } = line
  return {
    kind: line.giftPromotionId > 0 ? 'gift' : line.packageId > 0 ? 'package' : 'goods',
    quantity: quantity - returnedQuantity,
    netAmountFen: netAmountFen - worthReturned(netAmountFen, quantity, returnedQuantity),
    givePoints,
    giveRankPoints,
  }
}

/** An order that gives no rank points as a whole gives none for what was kept of it either. */
export function keptOf(lines: readonly KeptLine[], orderRankPoints: number): Kept {
  const kept = lines.map(keptLine)
  return { baseFen: kept.reduce((sum, line) => sum + line.netAmountFen, 0), rankPoints: Math.min(orderRankPoints, pointsGiven(kept).giveRankPoints) }
}

/** The pools are rounded, the parts of the levels cut off: what is left stays with the shop. */
export function earned({ baseFen, rankPoints }: Kept, { moneyRateBasisPoints, pointRateBasisPoints, sharePercent }: Rates): { moneyFen: Fen, points: number } {
  return {
    moneyFen: floorDiv(share(baseFen, moneyRateBasisPoints, WHOLE_BASIS_POINTS), sharePercent, WHOLE_PERCENT),
    points: floorDiv(share(rankPoints, pointRateBasisPoints, WHOLE_BASIS_POINTS), sharePercent, WHOLE_PERCENT),
  }
}
