import type { ErrorParams, ErrorWord } from '../errors/index.ts'
import type { FlowRules } from './flow-types.ts'
import type { ActivityOutcome, BonusOption, ExtraOption, GroupTotals, Note, PaymentOption, PriceProblem, ShippingOption, Stage, UnitPrice } from './priced.ts'
import type { Parcel, ShippingPrice } from './shipping-fee.ts'
import type { PricedLineInput } from './line-types.ts'
import type { PaymentOffer, PriceInput, SellerChoices, ShippingOffer } from './types.ts'

/** A line while its price is being worked out. */
export interface LineDraft {
  readonly input: PricedLineInput
  price: UnitPrice
  subtotalFen: number
  discountFen: number
  taxFen: number
  bonusFen: number
  pointsFen: number
}

/** The lines of one seller, and all amounts found for them so far. */
export interface GroupDraft {
  readonly sellerId: number
  readonly choices: SellerChoices | null
  readonly lines: LineDraft[]
  readonly parcel: Parcel
  readonly totals: GroupTotals
  shippings: ShippingOption[]
  /** The method chosen and what it costs, null when nothing is to be shipped or chosen. */
  shipping: { offer: ShippingOffer, price: ShippingPrice } | null
  dueFen: number
  collectedFen: number
}

/** What the steps work on: each reads the amounts found before it and adds its own. */
export interface Draft {
  readonly input: PriceInput
  readonly flow: FlowRules
  readonly lines: LineDraft[]
  readonly groups: GroupDraft[]
  readonly problems: PriceProblem[]
  activities: ActivityOutcome[]
  packs: ExtraOption[]
  cards: ExtraOption[]
  bonuses: BonusOption[]
  /** The chosen bonus, when there is one that can be used. */
  bonus: BonusOption | null
  pointsCapFen: number
  maxPoints: number
  maxBalanceFen: number
  payments: PaymentOption[]
  payment: PaymentOffer | null
}

/** One step of the calculation, with its own chapter of the explanation next to it. */
export interface Step {
  stage: Stage
  apply: (draft: Draft) => void
  /** What it adds to the price; negative for what it takes off. */
  amountFen: (draft: Draft) => number
  notes: (draft: Draft) => Note[]
}

/** What is left to pay of a line's goods. */
export function leftOf(line: LineDraft): number {
  return line.subtotalFen - line.discountFen - line.bonusFen - line.pointsFen
}

/** Goods after the price activities: what percentages are charged on. */
export function netOf({ totals }: GroupDraft): number {
  return totals.goodsAmountFen - totals.discountFen
}

export function sumOf(draft: Draft, figure: keyof GroupTotals): number {
  let total = 0
  for (const group of draft.groups) total += group.totals[figure]
  return total
}

/** Everything but the payment fee. */
export function feesOf(totals: GroupTotals): number {
  return totals.taxFen + totals.packFeeFen + totals.cardFeeFen + totals.shippingFeeFen + totals.insureFeeFen
}

/** It cannot be ordered like this. */
export function refuseOrder(draft: Draft, word: ErrorWord, params: ErrorParams = {}): void {
  draft.problems.push({
    word,
    lineId: 0,
    params,
    scope: 'order',
  })
}

/** The choice is not taken; the amounts go on without it. */
export function refuseChoice(draft: Draft, word: ErrorWord, params: ErrorParams = {}): void {
  draft.problems.push({
    word,
    lineId: 0,
    params,
    scope: 'choice',
  })
}

export function note(code: string, amountFen: number, params: Note['params'], applied = true, lineId = 0): Note {
  return {
    code,
    params,
    amountFen,
    applied,
    lineId,
  }
}
