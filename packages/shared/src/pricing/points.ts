import type { Draft, LineDraft, Step } from './draft.ts'
import type { Note } from './priced.ts'
import { allocate, ceilDiv, floorDiv } from '../money/index.ts'
import { leftOf, note, refuseChoice, refuseOrder, sumOf } from './draft.ts'
import { splitOverGroups } from './sellers.ts'

const FEN_PER_YUAN = 100
const WHOLE_PERCENT = 100

/** 积分 as money (docs/rules/amounts.md 9). */
export const pointsStep: Step = {
  stage: 'points',
  apply: usePoints,
  amountFen: (draft) => 0 - sumOf(draft, 'pointsMoneyFen'),
  notes: pointsNotes,
}

/** What points are worth, in fen. */
export function worthOfPoints(points: number, pointsPerYuan: number): number {
  return floorDiv(points, FEN_PER_YUAN, pointsPerYuan)
}

/** How many points an amount costs. */
export function pointsFor(amountFen: number, pointsPerYuan: number): number {
  return ceilDiv(amountFen, pointsPerYuan, FEN_PER_YUAN)
}

function usePoints(draft: Draft): void {
  const { input, flow } = draft
  const { pointsPerYuan } = input.settings
  const isOn = input.settings.usePoints && flow.takesPoints
  const limits = draft.lines.map((line) => (isOn
    ? limitOf(line)
    : 0))
  draft.pointsCapFen = capOf(limits, draft)
  draft.maxPoints = pointsFor(draft.pointsCapFen, pointsPerYuan)
  refuseTooMany(draft)
  const points = Math.max(0, Math.min(input.pointsAsked, input.pointsOwned))
  const moneyFen = Math.min(worthOfPoints(points, pointsPerYuan), draft.pointsCapFen)
  if (moneyFen > 0) spend(draft, moneyFen, limits)
}

/** Gifts and packages take none. */
function limitOf(line: LineDraft): number {
  const { kind, pointsLimitYuan, quantity } = line.input
  if (kind === 'gift' || kind === 'package') return 0
  return Math.min(pointsLimitYuan * FEN_PER_YUAN * quantity, leftOf(line))
}

function capOf(limits: readonly number[], { lines, input }: Draft): number {
  const limitFen = limits.reduce((sum, limit) => sum + limit, 0)
  if (limitFen === 0) return 0
  const leftFen = lines.reduce((sum, line) => sum + leftOf(line), 0)
  return Math.min(limitFen, floorDiv(leftFen, input.settings.pointsPercent, WHOLE_PERCENT))
}

function spend(draft: Draft, moneyFen: number, limits: readonly number[]): void {
  const parts = allocate(moneyFen, limits)
  for (const [at, line] of draft.lines.entries()) line.pointsFen = parts[at] ?? 0
  for (const { lines, totals } of draft.groups) totals.pointsMoneyFen = lines.reduce((sum, line) => sum + line.pointsFen, 0)
  const points = pointsFor(moneyFen, draft.input.settings.pointsPerYuan)
  splitOverGroups(draft.groups, 'points', points, ({ totals }) => totals.pointsMoneyFen)
}

function refuseTooMany(draft: Draft): void {
  const { pointsAsked, pointsOwned, settings } = draft.input
  if (pointsAsked <= 0) return
  if (!settings.usePoints) refuseChoice(draft, 'FEATURE_OFF', { feature: 'points' })
  else if (pointsAsked > pointsOwned) refuseOrder(draft, 'INTEGRAL_NOT_ENOUGH', { available: pointsOwned })
  else if (pointsAsked > draft.maxPoints) refuseChoice(draft, 'INTEGRAL_TOO_MUCH', { max_integral: draft.maxPoints })
}

function pointsNotes(draft: Draft): Note[] {
  const { input, maxPoints, pointsCapFen } = draft
  if (maxPoints === 0 && input.pointsAsked === 0) return []
  const points = sumOf(draft, 'points')
  const code = points < input.pointsAsked
    ? 'points_partly'
    : 'points'
  const params = {
    points,
    pointsAsked: input.pointsAsked,
    pointsPerYuan: input.settings.pointsPerYuan,
    maxPoints,
    capFen: pointsCapFen,
  }
  return [
    note(points === 0
      ? 'points_not_used'
      : code, 0 - sumOf(draft, 'pointsMoneyFen'), params, points > 0),
  ]
}
