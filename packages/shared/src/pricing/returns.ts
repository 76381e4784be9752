import { floorDiv } from '../money/index.ts'

/** The worth of the first `units` of a line with share `totalFen` (docs/rules/amounts.md 14). */
export function worthReturned(totalFen: number, quantity: number, units: number): number {
  return units >= quantity
    ? totalFen
    : floorDiv(totalFen, units, quantity)
}

/** What the next `units` are worth after `unitsBefore` have come back. Any sequence adds up to the share. */
export function refundFor(totalFen: number, quantity: number, unitsBefore: number, units: number): number {
  return worthReturned(totalFen, quantity, unitsBefore + units) - worthReturned(totalFen, quantity, unitsBefore)
}

/** The points back in all, once `returnedFen` of the order's `pointsMoneyFen` came back. */
export function pointsReturned(points: number, pointsMoneyFen: number, returnedFen: number): number {
  if (pointsMoneyFen === 0) return 0
  return returnedFen >= pointsMoneyFen
    ? points
    : floorDiv(points, returnedFen, pointsMoneyFen)
}
