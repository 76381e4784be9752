import type { Draft, GroupDraft, LineDraft, Step } from './draft.ts'
import type { GroupTotals, Note, Priced, PricedGroup, PricedLine, PriceStep, Totals } from './priced.ts'
import { isInsured } from './delivery.ts'
import { feesOf, leftOf, netOf, note, sumOf } from './draft.ts'
import { pointsGiven } from './give-points.ts'
import { noTotals } from './sellers.ts'

/** Totals and points given, by group (docs/rules/amounts.md 11 and 13). */
export const totalStep: Step = {
  stage: 'total',
  apply: addUp,
  amountFen: (draft) => sumOf(draft, 'orderAmountFen'),
  notes: totalNotes,
}

export function toPriced(draft: Draft, steps: PriceStep[]): Priced {
  const { packs, cards, payments, bonuses, activities, problems } = draft
  return {
    totals: totalsOf(draft),
    lines: draft.lines.map(toLine),
    groups: draft.groups.map(toGroup),
    packs,
    cards,
    payments,
    bonuses,
    activities,
    steps,
    problems,
  }
}

function addUp(draft: Draft): void {
  for (const group of draft.groups) {
    const { totals } = group
    totals.totalFeeFen = netOf(group) + feesOf(totals) + totals.payFeeFen
    totals.orderAmountFen = group.collectedFen + totals.payFeeFen
    if (draft.flow.gives === 'by_line') Object.assign(totals, pointsGiven(group.lines.map(givingLine)))
  }
  const [first] = draft.groups
  if (first && draft.flow.gives === 'by_activity') first.totals.givePoints = draft.input.flowActivity?.givePoints ?? 0
}

function givingLine(line: LineDraft) {
  const { kind, quantity, givePoints, giveRankPoints } = line.input
  return {
    kind,
    quantity,
    givePoints,
    giveRankPoints,
    netAmountFen: leftOf(line),
  }
}

/** The whole is the sum of its groups. */
function totalsOf({ groups, maxPoints, maxBalanceFen }: Draft): Totals {
  const whole = noTotals()
  for (const { totals } of groups) addTo(whole, totals)
  const savingFen = Math.max(0, whole.marketAmountFen - whole.goodsAmountFen)
  return Object.assign(whole, { savingFen, maxPoints, maxBalanceFen })
}

/** Figure by figure: a loop over the names costs more than all the rest of the calculation. */
function addTo(whole: GroupTotals, part: GroupTotals): void {
  whole.goodsAmountFen += part.goodsAmountFen
  whole.marketAmountFen += part.marketAmountFen
  whole.discountFen += part.discountFen
  whole.taxFen += part.taxFen
  whole.packFeeFen += part.packFeeFen
  whole.cardFeeFen += part.cardFeeFen
  whole.shippingFeeFen += part.shippingFeeFen
  whole.insureFeeFen += part.insureFeeFen
  whole.payFeeFen += part.payFeeFen
  whole.totalFeeFen += part.totalFeeFen
  whole.bonusFen += part.bonusFen
  whole.points += part.points
  whole.pointsMoneyFen += part.pointsMoneyFen
  whole.exchangePoints += part.exchangePoints
  whole.balanceFen += part.balanceFen
  whole.moneyPaidFen += part.moneyPaidFen
  whole.orderAmountFen += part.orderAmountFen
  whole.givePoints += part.givePoints
  whole.giveRankPoints += part.giveRankPoints
}

function toLine(line: LineDraft): PricedLine {
  const { input, price, subtotalFen, discountFen, bonusFen, pointsFen, taxFen } = line
  return {
    cartLineId: input.cartLineId,
    sellerId: input.sellerId,
    quantity: input.quantity,
    unitPriceFen: price.unitPriceFen,
    reason: price.reason,
    subtotalFen,
    discountShareFen: discountFen,
    bonusShareFen: bonusFen,
    pointsShareFen: pointsFen,
    taxShareFen: taxFen,
    netAmountFen: leftOf(line),
  }
}

function toGroup(group: GroupDraft): PricedGroup {
  return {
    sellerId: group.sellerId,
    cartLineIds: group.lines.map((line) => line.input.cartLineId),
    needShipping: group.parcel.hasReal,
    shippingId: group.shipping?.offer.shippingId ?? 0,
    needInsure: isInsured(group),
    shippings: group.shippings,
    totals: group.totals,
  }
}

function totalNotes(draft: Draft): Note[] {
  const totals = totalsOf(draft)
  const { totalFeeFen, moneyPaidFen, orderAmountFen, exchangePoints, givePoints, giveRankPoints } = totals
  return [
    note('total', orderAmountFen, { totalFeeFen, moneyPaidFen, exchangePoints }),
    note('points_given', 0, { givePoints, giveRankPoints }, givePoints > 0 || giveRankPoints > 0),
  ]
}
