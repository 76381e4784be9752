import type { Draft, GroupDraft, LineDraft, Step } from './draft.ts'
import type { ActivityOutcome, ActivityReason, Note } from './priced.ts'
import type { Activity, PriceInput } from './types.ts'
import { allocate, share } from '../money/index.ts'
import { note, sumOf } from './draft.ts'
import { rangeTest } from './range.ts'

const WHOLE_BASIS_POINTS = 10_000
const NO_RANK = 0
const APPLIED_CODES = { 0: 'activity_gift', 1: 'activity_off', 2: 'activity_percent' } as const

/** 优惠活动 (docs/rules/amounts.md 4). Each group has its seller's own. */
export const activitiesStep: Step = {
  stage: 'activities',
  apply: applyActivities,
  amountFen: (draft) => 0 - sumOf(draft, 'discountFen'),
  notes: (draft) => [
    ...draft.activities.map(activityNote),
    ...draft.lines.flatMap(frozenNotes),
  ],
}

function applyActivities(draft: Draft): void {
  keepFrozenDiscounts(draft)
  const inOrder = draft.input.activities.toSorted((a, b) => a.sortOrder - b.sortOrder || a.activityId - b.activityId)
  for (const activity of inOrder) {
    const group = draft.groups.find(({ sellerId }) => sellerId === activity.sellerId)
    const lines = group && draft.flow.isGeneral
      ? linesInRange(group, activity)
      : []
    const outcome = judge(activity, lines, draft.input)
    if (outcome.available && group) outcome.discountFen = takeOff(valueOf(activity, outcome.rangeAmountFen), lines)
    if (group) group.totals.discountFen += outcome.discountFen
    draft.activities.push(outcome)
  }
}

function keepFrozenDiscounts(draft: Draft): void {
  for (const { lines, totals } of draft.groups) {
    for (const line of lines) {
      line.discountFen = line.input.frozen?.discountFen ?? 0
      totals.discountFen += line.discountFen
    }
  }
}

/** Gifts, fittings, packages and lines of orders already made are in no range. */
function linesInRange(group: GroupDraft, activity: Activity): LineDraft[] {
  const isInRange = rangeTest(activity.range, activity.rangeIds)
  return group.lines.filter(({ input: line }) => line.kind === 'goods' && !line.frozen && isInRange(line))
}

function judge(activity: Activity, lines: readonly LineDraft[], input: PriceInput): ActivityOutcome {
  const { activityId, sellerId, name, type, minAmountFen } = activity
  let rangeAmountFen = 0
  for (const line of lines) rangeAmountFen += line.subtotalFen
  const reason = refusal(activity, rangeAmountFen, input)
  return {
    activityId,
    sellerId,
    name,
    type,
    available: reason === 'none',
    reason,
    rangeAmountFen,
    missingFen: Math.max(0, minAmountFen - rangeAmountFen),
    discountFen: 0,
  }
}

/** Thresholds look at what the goods cost before any discount. */
function refusal(activity: Activity, rangeAmountFen: number, { now, rank }: PriceInput): ActivityReason {
  if (now < activity.startAt || activity.endAt <= now) return 'not_running'
  if (!activity.rankIds.includes(rank?.id ?? NO_RANK)) return 'rank'
  if (rangeAmountFen <= 0) return 'range_empty'
  if (rangeAmountFen < activity.minAmountFen) return 'min_amount'
  if (activity.maxAmountFen > 0 && rangeAmountFen > activity.maxAmountFen) return 'max_amount'
  return 'none'
}

function valueOf({ type, offFen, payBasisPoints }: Activity, rangeAmountFen: number): number {
  if (type === 1) return offFen
  if (type === 2) return share(rangeAmountFen, WHOLE_BASIS_POINTS - payBasisPoints, WHOLE_BASIS_POINTS)
  return 0
}

/** Takes at most what is left on the lines, spread over what is left on each. */
function takeOff(valueFen: number, lines: readonly LineDraft[]): number {
  const left = lines.map((line) => line.subtotalFen - line.discountFen)
  const takenFen = Math.min(valueFen, left.reduce((sum, each) => sum + each, 0))
  if (takenFen === 0) return 0
  const parts = allocate(takenFen, left)
  for (const [at, line] of lines.entries()) line.discountFen += parts[at] ?? 0
  return takenFen
}

function activityNote(outcome: ActivityOutcome): Note {
  const { activityId, name, type, available, reason, rangeAmountFen, missingFen, discountFen } = outcome
  const code = available
    ? APPLIED_CODES[type]
    : `activity_${reason}`
  const params = {
    activityId,
    name,
    rangeAmountFen,
    missingFen,
  }
  return note(code, 0 - discountFen, params, available && type !== 0)
}

function frozenNotes({ input: line }: LineDraft): Note[] {
  if (!line.frozen || line.frozen.discountFen === 0) return []
  return [
    note('frozen_discount', 0 - line.frozen.discountFen, {}, true, line.cartLineId),
  ]
}
