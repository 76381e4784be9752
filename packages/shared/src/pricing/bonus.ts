import type { Draft, LineDraft, Step } from './draft.ts'
import type { BonusOption, BonusReason, Note } from './priced.ts'
import type { Bonus } from './types.ts'
import { allocate, formatYuan } from '../money/index.ts'
import { leftOf, note, refuseChoice, refuseOrder, sumOf } from './draft.ts'
import { rangeTest } from './range.ts'

/** 红包 (docs/rules/amounts.md 9). It pays for goods only. */
export const bonusStep: Step = {
  stage: 'bonus',
  apply: useBonus,
  amountFen: (draft) => 0 - sumOf(draft, 'bonusFen'),
  notes: bonusNotes,
}

function useBonus(draft: Draft): void {
  const { input } = draft
  if (!input.settings.useBonus) {
    if (input.bonusId > 0) refuseChoice(draft, 'FEATURE_OFF', { feature: 'bonus' })
    return
  }
  for (const bonus of input.bonuses) draft.bonuses.push(judge(bonus, linesCovered(bonus, draft), draft))
  const chosen = input.bonuses.find(({ bonusId }) => bonusId === input.bonusId)
  const option = draft.bonuses.find(({ bonusId }) => bonusId === input.bonusId)
  if (chosen && option?.available) spend(chosen, option, draft)
  else if (input.bonusId > 0) refuse(chosen, option, draft)
}

/** Gifts, fittings and packages are covered only by a bonus without a range. */
function linesCovered({ sellerId, useRange, useRangeIds }: Bonus, { lines }: Draft): LineDraft[] {
  const isInRange = rangeTest(useRange, useRangeIds)
  return lines.filter(({ input: line }) =>
    (sellerId === 0 || line.sellerId === sellerId) && (useRange === 0 || (line.kind === 'goods' && isInRange(line))))
}

function judge(bonus: Bonus, covered: readonly LineDraft[], draft: Draft): BonusOption {
  let coveredAmountFen = 0
  let leftFen = 0
  for (const line of covered) {
    coveredAmountFen += line.subtotalFen
    leftFen += leftOf(line)
  }
  const takesFen = Math.min(bonus.moneyFen, leftFen)
  const reason = refusal(bonus, coveredAmountFen, takesFen, draft)
  const available = reason === 'none'
  return {
    bonusId: bonus.bonusId,
    available,
    reason,
    amountFen: available ? takesFen : 0,
    coveredAmountFen,
    missingFen: Math.max(0, bonus.minGoodsAmountFen - coveredAmountFen),
  }
}

function refusal(bonus: Bonus, coveredAmountFen: number, takesFen: number, { input, flow }: Draft): BonusReason {
  if (bonus.isUsed) return 'used'
  if (input.now < bonus.startAt) return 'not_started'
  if (bonus.endAt <= input.now) return 'expired'
  if (coveredAmountFen < bonus.minGoodsAmountFen) return 'min_amount'
  if (!flow.takesBonus) return 'activity'
  return takesFen === 0
    ? 'nothing_to_pay'
    : 'none'
}

function spend(bonus: Bonus, option: BonusOption, draft: Draft): void {
  draft.bonus = option
  const covered = new Set(linesCovered(bonus, draft))
  const weights = draft.lines.map((line) => (covered.has(line)
    ? leftOf(line)
    : 0))
  const parts = allocate(option.amountFen, weights)
  for (const [at, line] of draft.lines.entries()) line.bonusFen = parts[at] ?? 0
  for (const { lines, totals } of draft.groups) totals.bonusFen = lines.reduce((sum, line) => sum + line.bonusFen, 0)
}

function refuse(bonus: Bonus | undefined, option: BonusOption | undefined, draft: Draft): void {
  if (option?.reason === 'used') {
    refuseOrder(draft, 'BONUS_USED')
  } else if (option?.reason === 'not_started' || option?.reason === 'expired') {
    refuseOrder(draft, 'BONUS_EXPIRED')
  } else if (bonus && option?.reason === 'min_amount') {
    refuseOrder(draft, 'BONUS_MIN_AMOUNT', {
      min: formatYuan(bonus.minGoodsAmountFen),
    })
  } else {
    refuseOrder(draft, 'BONUS_UNAVAILABLE')
  }
}

/** What the chosen bonus pays, and why the others do not. */
function bonusNotes({ input, bonus: used, bonuses }: Draft): Note[] {
  return bonuses.map(({ bonusId, reason, amountFen, coveredAmountFen, missingFen }, at) => {
    const moneyFen = input.bonuses[at]?.moneyFen ?? 0
    const isUsed = bonusId === used?.bonusId
    const unusedCode = reason === 'none'
      ? 'bonus_not_chosen'
      : `bonus_${reason}`
    const params = {
      bonusId,
      moneyFen,
      coveredAmountFen,
      missingFen,
      lostFen: isUsed
        ? moneyFen - amountFen
        : 0,
    }
    return note(isUsed ? 'bonus' : unusedCode, 0 - amountFen, params, isUsed)
  })
}
