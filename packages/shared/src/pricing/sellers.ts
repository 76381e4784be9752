import type { Draft, GroupDraft, LineDraft } from './draft.ts'
import type { GroupTotals, PriceProblem } from './priced.ts'
import type { PricedLineInput } from './line-types.ts'
import type { PriceInput } from './types.ts'
import { allocate } from '../money/index.ts'
import { flowRules } from './flow-types.ts'
import { parcelOf } from './shipping-fee.ts'
import { namedPrice } from './unit-price.ts'

/** The lines by cart line id, and by seller; every amount still zero (docs/rules/amounts.md 15). */
export function openDraft(input: PriceInput): Draft {
  const lines = input.lines.map(newLine).sort((a, b) => a.input.cartLineId - b.input.cartLineId)
  const problems: PriceProblem[] = []
  return {
    input,
    flow: flowRules(input.flowType, input.flowActivity?.isDeposit ?? false),
    lines,
    groups: groupsOf(lines, input),
    problems,
    activities: [],
    packs: [],
    cards: [],
    bonuses: [],
    bonus: null,
    pointsCapFen: 0,
    maxPoints: 0,
    maxBalanceFen: 0,
    payments: [],
    payment: input.payments.find((offer) => offer.payId === input.payId) ?? null,
  }
}

/** Splits an amount of the whole over the groups and writes each part down. */
export function splitOverGroups(groups: readonly GroupDraft[], figure: keyof GroupTotals, amount: number, weight: (group: GroupDraft) => number): void {
  const parts = allocate(amount, groups.map(weight))
  for (const [at, group] of groups.entries()) group.totals[figure] = parts[at] ?? 0
}

function newLine(input: PricedLineInput): LineDraft {
  return {
    input,
    price: namedPrice('shop', 0),
    subtotalFen: 0,
    discountFen: 0,
    taxFen: 0,
    bonusFen: 0,
    pointsFen: 0,
  }
}

function groupsOf(lines: readonly LineDraft[], input: PriceInput): GroupDraft[] {
  const bySeller = new Map<number, LineDraft[]>()
  for (const line of lines) {
    const group = bySeller.get(line.input.sellerId)
    if (group) group.push(line)
    else bySeller.set(line.input.sellerId, [line])
  }
  return [...bySeller]
    .map(([sellerId, own]) => newGroup(sellerId, own, input))
    .sort((a, b) => a.sellerId - b.sellerId)
}

function newGroup(sellerId: number, lines: LineDraft[], input: PriceInput): GroupDraft {
  return {
    sellerId,
    choices: input.sellers.find((seller) => seller.sellerId === sellerId) ?? null,
    lines,
    parcel: parcelOf(lines.map((line) => line.input)),
    totals: noTotals(),
    shippings: [],
    shipping: null,
    dueFen: 0,
    collectedFen: 0,
  }
}

export function noTotals(): GroupTotals {
  return {
    goodsAmountFen: 0,
    marketAmountFen: 0,
    discountFen: 0,
    taxFen: 0,
    packFeeFen: 0,
    cardFeeFen: 0,
    shippingFeeFen: 0,
    insureFeeFen: 0,
    payFeeFen: 0,
    totalFeeFen: 0,
    bonusFen: 0,
    points: 0,
    pointsMoneyFen: 0,
    exchangePoints: 0,
    balanceFen: 0,
    moneyPaidFen: 0,
    orderAmountFen: 0,
    givePoints: 0,
    giveRankPoints: 0,
  }
}
