import type { Draft, Step } from './draft.ts'
import type { Note, PriceProblem } from './priced.ts'
import { formatYuan } from '../money/index.ts'
import { netOf, note, sumOf } from './draft.ts'
import { splitOverGroups } from './sellers.ts'

/** 余额 pays for everything but the payment fee (rules/checkout.md 9.3). */
export const balanceStep: Step = {
  stage: 'balance',
  apply: useBalance,
  amountFen: (draft) => 0 - sumOf(draft, 'balanceFen'),
  notes: balanceNotes,
}

/** What the account can pay here. */
export function usableBalance({ flow, input }: Draft): number {
  return flow.takesBalance && input.settings.useBalance ? Math.max(0, input.balanceAvailableFen) : 0
}

/** What is used when the payment method is not the balance itself. */
export function askedBalance(draft: Draft): number {
  return Math.min(Math.max(0, draft.input.balanceAskedFen), usableBalance(draft), draft.maxBalanceFen)
}

function useBalance(draft: Draft): void {
  const { groups, input } = draft
  let dueFen = 0
  for (const group of groups) {
    const { totals } = group
    const feesFen = totals.taxFen + totals.packFeeFen + totals.cardFeeFen + totals.shippingFeeFen + totals.insureFeeFen
    group.dueFen = netOf(group) + feesFen - totals.bonusFen - totals.pointsMoneyFen
    dueFen += group.dueFen
  }
  splitOverGroups(groups, 'moneyPaidFen', Math.min(input.moneyPaidFen, dueFen), (group) => group.dueFen)
  for (const group of groups) group.dueFen -= group.totals.moneyPaidFen
  draft.maxBalanceFen = dueFen - sumOf(draft, 'moneyPaidFen')
  const balanceFen = draft.payment?.isBalance ? Math.min(draft.maxBalanceFen, usableBalance(draft)) : askedBalance(draft)
  splitOverGroups(groups, 'balanceFen', balanceFen, (group) => group.dueFen)
  for (const group of groups) group.collectedFen = group.dueFen - group.totals.balanceFen
  const problem = problemOf(draft)
  if (problem) draft.problems.push(problem)
  if (!draft.flow.takesBalance) draft.maxBalanceFen = 0
}

/** More than is due is taken down to it; more than the account has is refused. */
function problemOf(draft: Draft): PriceProblem | null {
  const { input, payment, maxBalanceFen } = draft
  const { balanceAskedFen, settings } = input
  const wantedFen = payment?.isBalance ? Math.max(balanceAskedFen, maxBalanceFen) : balanceAskedFen
  if (wantedFen <= 0 || !draft.flow.takesBalance) return null
  if (!settings.useBalance && !payment?.isBalance) return { word: 'FEATURE_OFF', lineId: 0, params: { feature: 'balance' }, scope: 'choice' }
  const availableFen = usableBalance(draft)
  if (wantedFen <= availableFen) return null
  return { word: 'SURPLUS_NOT_ENOUGH', lineId: 0, params: { available: formatYuan(availableFen) }, scope: 'order' }
}

function balanceNotes(draft: Draft): Note[] {
  const { input, maxBalanceFen: dueFen } = draft
  if (input.balanceAskedFen === 0 && !draft.payment?.isBalance) return []
  const balanceFen = sumOf(draft, 'balanceFen')
  const params = { askedFen: input.balanceAskedFen, availableFen: usableBalance(draft), dueFen }
  return [note(balanceFen > 0 ? 'balance' : 'balance_not_used', 0 - balanceFen, params, balanceFen > 0)]
}
