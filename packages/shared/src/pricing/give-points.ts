import type { LineKind } from './line-types.ts'
import { floorDiv } from '../money/index.ts'

const FEN_PER_YUAN = 100
const BY_PRICE_PAID = -1

/** The part of a line that says how many points it gives. */
export interface GivingLine {
  kind: LineKind
  quantity: number
  netAmountFen: number
  /** Per unit; -1: by the price paid. */
  givePoints: number
  giveRankPoints: number
}

/** Points an order gives on receipt, floored once; also for the units kept after a return (docs/rules/amounts.md 13). */
export function pointsGiven(lines: readonly GivingLine[]): { givePoints: number, giveRankPoints: number } {
  return {
    givePoints: sumGiven(lines, ({ givePoints }) => givePoints),
    giveRankPoints: sumGiven(lines, ({ giveRankPoints }) => giveRankPoints),
  }
}

/** Gifts give none; packages give by the price paid. */
function sumGiven(lines: readonly GivingLine[], perUnit: (line: GivingLine) => number): number {
  let points = 0
  let paidFen = 0
  for (const line of lines) {
    if (line.kind === 'gift') continue
    const given = line.kind === 'package'
      ? BY_PRICE_PAID
      : perUnit(line)
    if (given >= 0) points += given * line.quantity
    else paidFen += line.netAmountFen
  }
  return points + floorDiv(paidFen, 1, FEN_PER_YUAN)
}
