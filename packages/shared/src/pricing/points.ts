import type { Draft, LineDraft, Step } from './draft.ts'
import type { Note, PriceProblem } from './priced.ts'
import { allocate, ceilDiv, floorDiv } from '../money/index.ts'
import { leftOf, note, sumOf } from './draft.ts'
import { splitOverGroups } from './sellers.ts'

const FEN_PER_YUAN = 100
const WHOLE_PERCENT = 100

/** 积分 as money (rules/checkout.md 9.2). */
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
  const { pointsPerYuan, usePoints: isOn } = input.settings
  const limits = draft.lines.map((line) => (isOn && flow.takesPoints ? limitOf(line) : 0))
  draft.pointsCapFen = capOf(limits, draft)
  draft.maxPoints = pointsFor(draft.pointsCapFen, pointsPerYuan)
  const problem = problemOf(draft)
  if (problem) draft.problems.push(problem)
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

function problemOf({ input, maxPoints }: Draft): PriceProblem | null {
  const { pointsAsked, pointsOwned, settings } = input
  if (pointsAsked <= 0) return null
  if (!settings.usePoints) return { word: 'FEATURE_OFF', lineId: 0, params: { feature: 'points' }, scope: 'choice' }
  if (pointsAsked > pointsOwned) return { word: 'INTEGRAL_NOT_ENOUGH', lineId: 0, params: { available: pointsOwned }, scope: 'order' }
  if (pointsAsked > maxPoints) return { word: 'INTEGRAL_TOO_MUCH', lineId: 0, params: { max_integral: maxPoints }, scope: 'choice' }
  return null
}

function pointsNotes(draft: Draft): Note[] {
  const { input, maxPoints, pointsCapFen } = draft
  if (maxPoints === 0 && input.pointsAsked === 0) return []
  const points = sumOf(draft, 'points')
  const code = points === 0 ? 'points_not_used' : points < input.pointsAsked ? 'points_partly' : 'points'
  const params = { points, pointsAsked: input.pointsAsked, pointsPerYuan: input.settings.pointsPerYuan, maxPoints, capFen: pointsCapFen }
  return [note(code, 0 - sumOf(draft, 'pointsMoneyFen'), params, points > 0)]
}
