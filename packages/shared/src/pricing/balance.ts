import type { Draft, Step } from './draft.ts'
import type { Note } from './priced.ts'
import { formatYuan } from '../money/index.ts'
import { feesOf, netOf, note, refuseChoice, refuseOrder, sumOf } from './draft.ts'
import { splitOverGroups } from './sellers.ts'

/** 余额 pays for everything but the payment fee (docs/rules/amounts.md 9). */
export const balanceStep: Step = {
  stage: 'balance',
  apply: useBalance,
  amountFen: (draft) => 0 - sumOf(draft, 'balanceFen'),
  notes: balanceNotes,
}

/** What the account can pay here. */
export function usableBalance({ flow, input }: Draft): number {
  return flow.takesBalance && input.settings.useBalance
    ? Math.max(0, input.balanceAvailableFen)
    : 0
}

/** What is used when the payment method is not the balance itself. */
export function askedBalance(draft: Draft): number {
  return Math.min(Math.max(0, draft.input.balanceAskedFen), usableBalance(draft), draft.maxBalanceFen)
}

function useBalance(draft: Draft): void {
  const { groups, input } = draft
  let dueFen = 0
  for (const group of groups) {
    group.dueFen = netOf(group) + feesOf(group.totals) - group.totals.bonusFen - group.totals.pointsMoneyFen
    dueFen += group.dueFen
  }
  splitOverGroups(groups, 'moneyPaidFen', Math.min(input.moneyPaidFen, dueFen), (group) => group.dueFen)
  for (const group of groups) group.dueFen -= group.totals.moneyPaidFen
  draft.maxBalanceFen = dueFen - sumOf(draft, 'moneyPaidFen')
  const balanceFen = draft.payment?.isBalance
    ? Math.min(draft.maxBalanceFen, usableBalance(draft))
    : askedBalance(draft)
  splitOverGroups(groups, 'balanceFen', balanceFen, (group) => group.dueFen)
  for (const group of groups) group.collectedFen = group.dueFen - group.totals.balanceFen
  refuseTooMuch(draft)
  if (!draft.flow.takesBalance) draft.maxBalanceFen = 0
}

/** More than is due is taken down to it; more than the account has is refused. */
function refuseTooMuch(draft: Draft): void {
  const { flow, input, payment, maxBalanceFen } = draft
  const methodFen = payment?.isBalance ? maxBalanceFen : 0
  const wantedFen = Math.max(input.balanceAskedFen, methodFen)
  if (wantedFen <= 0 || !flow.takesBalance) return
  if (!input.settings.useBalance && methodFen === 0) return refuseChoice(draft, 'FEATURE_OFF', { feature: 'balance' })
  const availableFen = usableBalance(draft)
  if (wantedFen > availableFen) {
    refuseOrder(draft, 'SURPLUS_NOT_ENOUGH', {
      available: formatYuan(availableFen),
    })
  }
}

function balanceNotes(draft: Draft): Note[] {
  const { input, maxBalanceFen: dueFen } = draft
  if (input.balanceAskedFen === 0 && !draft.payment?.isBalance) return []
  const balanceFen = sumOf(draft, 'balanceFen')
  const params = {
    askedFen: input.balanceAskedFen,
    availableFen: usableBalance(draft),
    dueFen,
  }
  const code = balanceFen > 0
    ? 'balance'
    : 'balance_not_used'
  return [
    note(code, 0 - balanceFen, params, balanceFen > 0),
  ]
}
