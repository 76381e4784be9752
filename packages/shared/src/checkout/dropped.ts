import type { PriceProblem, Priced } from '../pricing/index.ts'
import type { CheckoutRules } from './load.ts'
import { choiceFor, type Choices, type GroupChoice, NO_INVOICE } from './stored.ts'

function withGroup(choices: Choices, sellerId: number, change: Partial<GroupChoice>): Choices {
  return { ...choices, groups: { ...choices.groups, [sellerId]: { ...choiceFor(choices, sellerId), ...change } } }
}

function withoutFeature(choices: Choices, feature: string | number | undefined): Choices {
  switch (feature) {
    case 'pack': return { ...choices, packId: 0 }
    case 'card': return { ...choices, cardId: 0, cardMessage: '' }
    case 'invoice': return { ...choices, invoice: NO_INVOICE }
    case 'bonus': return { ...choices, bonusId: 0 }
    case 'points': return { ...choices, pointsAsked: 0 }
    case 'balance': return { ...choices, balanceAskedFen: 0 }
    default: return choices
  }
}

/** A choice nobody could make now is given up for good. */
function giveUp(choices: Choices, { word, params }: PriceProblem, priced: Priced): Choices {
  switch (word) {
    case 'FEATURE_OFF': return withoutFeature(choices, params.feature)
    case 'PACK_UNAVAILABLE': return { ...choices, packId: 0 }
    case 'CARD_UNAVAILABLE': return { ...choices, cardId: 0, cardMessage: '' }
    case 'INSURE_UNAVAILABLE': return withGroup(choices, Number(params.seller_id), { needInsure: false })
    case 'INTEGRAL_TOO_MUCH': return { ...choices, pointsAsked: priced.totals.maxPoints }
    default: return choices
  }
}

/** What stands in the way of an order does not count now, but is kept: the order is refused for it until another choice is made. */
function leaveOut(choices: Choices, { word, params }: PriceProblem, priced: Priced, { offers }: CheckoutRules): Choices {
  switch (word) {
    case 'SHIPPING_UNAVAILABLE': return withGroup(choices, Number(params.seller_id), { shippingId: 0, needInsure: false })
    case 'PAYMENT_UNAVAILABLE': return { ...choices, payId: 0 }
    case 'BONUS_UNAVAILABLE':
    case 'BONUS_USED':
    case 'BONUS_EXPIRED':
    case 'BONUS_MIN_AMOUNT': return { ...choices, bonusId: 0 }
    case 'SURPLUS_NOT_ENOUGH': {
      const isShort = priced.payments.some((option) => option.payId === choices.payId && option.reason === 'balance_short')
      return isShort && offers.payments.some((method) => method.payId === choices.payId && method.isBalance) ? { ...choices, payId: 0 } : choices
    }
    default: return choices
  }
}

export interface Dropped {
  choices: Choices
  effective: Choices
  /** Nothing had to go: the amounts found stand. */
  isSame: boolean
}

/** What is no longer possible is taken out; the problems name it. */
export function drop(stored: Choices, priced: Priced, rules: CheckoutRules): Dropped {
  if (priced.problems.length === 0) return { choices: stored, effective: stored, isSame: true }
  let choices = stored
  for (const problem of priced.problems) {
    if (problem.scope === 'choice') choices = giveUp(choices, problem, priced)
  }
  let effective = choices
  for (const problem of priced.problems) {
    if (problem.scope === 'order') effective = leaveOut(effective, problem, priced, rules)
  }
  return { choices, effective, isSame: effective === stored }
}
