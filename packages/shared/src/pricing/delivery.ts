import type { Draft, GroupDraft, Step } from './draft.ts'
import type { Note, ShippingOption } from './priced.ts'
import type { ShippingPrice } from './shipping-fee.ts'
import type { ShippingOffer } from './types.ts'
import { insuranceFee } from './fees.ts'
import { netOf, note, refuseChoice, refuseOrder, sumOf } from './draft.ts'
import { shippingFee } from './shipping-fee.ts'

/** The shipping of each seller's parcel (docs/rules/amounts.md 6). */
export const shippingStep: Step = {
  stage: 'shipping',
  apply: (draft) => draft.groups.forEach((group) => ship(group, draft)),
  amountFen: (draft) => sumOf(draft, 'shippingFeeFen'),
  notes: (draft) => draft.groups.map(shippingNote),
}

/** 保价 (docs/rules/amounts.md 7). */
export const insuranceStep: Step = {
  stage: 'insurance',
  apply: (draft) => draft.groups.forEach((group) => insure(group, draft)),
  amountFen: (draft) => sumOf(draft, 'insureFeeFen'),
  notes: (draft) => draft.groups.flatMap(insuranceNotes),
}

export function isInsured({ choices, shipping }: GroupDraft): boolean {
  return Boolean(choices?.isInsured && shipping?.offer.insurance)
}

function ship(group: GroupDraft, draft: Draft): void {
  const { choices, parcel } = group
  if (!choices || !parcel.hasReal) return
  for (const offer of choices.shippings) {
    const price = priceOf(offer, group, draft)
    group.shippings.push(optionOf(offer, price, group, draft))
    if (offer.shippingId === choices.shippingId && price.available) group.shipping = { offer, price }
  }
  group.totals.shippingFeeFen = group.shipping?.price.feeFen ?? 0
  if (choices.shippingId > 0 && !group.shipping) refuse(group, draft)
}

function priceOf(offer: ShippingOffer, group: GroupDraft, { flow, input }: Draft): ShippingPrice {
  const price = shippingFee(offer.rate, group.parcel, group.totals.goodsAmountFen)
  if (!price.available) return price
  const namedFen = flow.takesFees
    ? input.flowActivity?.shippingFeeFen ?? null
    : 0
  return namedFen === null
    ? price
    : { ...price, feeFen: namedFen, why: 'activity' }
}

function optionOf(offer: ShippingOffer, price: ShippingPrice, group: GroupDraft, { flow }: Draft): ShippingOption {
  return {
    shippingId: offer.shippingId,
    shippingFeeFen: price.feeFen,
    insureFeeFen: flow.takesFees
      ? insuranceFee(offer.insurance, netOf(group))
      : 0,
    available: price.available,
    reason: price.reason,
  }
}

function refuse({ sellerId, choices, shippings }: GroupDraft, draft: Draft): void {
  const reason = shippings.find(({ shippingId }) => shippingId === choices?.shippingId)?.reason ?? 'not_offered'
  refuseOrder(draft, 'SHIPPING_UNAVAILABLE', { seller_id: sellerId, reason })
}

function insure(group: GroupDraft, draft: Draft): void {
  const { choices, shipping, sellerId, totals } = group
  if (!choices?.isInsured || !shipping) return
  if (!shipping.offer.insurance) refuseChoice(draft, 'INSURE_UNAVAILABLE', { seller_id: sellerId })
  else if (draft.flow.takesFees) totals.insureFeeFen = insuranceFee(shipping.offer.insurance, netOf(group))
}

function shippingNote({ sellerId, parcel, shipping, shippings, choices, totals }: GroupDraft): Note {
  if (!parcel.hasReal) return note('shipping_virtual', 0, { sellerId }, false)
  if (!shipping) {
    const reason = shippings.find(({ shippingId }) => shippingId === choices?.shippingId)?.reason ?? 'not_chosen'
    return note(`shipping_${reason}`, 0, { sellerId }, false)
  }
  const { offer, price } = shipping
  const freeMoneyFen = offer.rate?.freeMoneyFen ?? 0
  return note(`shipping_${price.why}`, price.feeFen, {
    sellerId,
    shippingId: offer.shippingId,
    weightGrams: parcel.weightGrams,
    pieces: parcel.pieces,
    freeMoneyFen,
    missingToFreeFen: Math.max(0, freeMoneyFen - totals.goodsAmountFen),
  })
}

function insuranceNotes(group: GroupDraft): Note[] {
  const insurance = group.shipping?.offer.insurance
  if (!insurance || !isInsured(group)) return []
  const { sellerId, totals } = group
  if (insurance.kind === 'fixed') {
    return [
      note('insurance_fixed', totals.insureFeeFen, { sellerId }),
    ]
  }
  const { basisPoints, minFen, maxFen } = insurance
  return [
    note('insurance_percent', totals.insureFeeFen, {
      sellerId,
      netFen: netOf(group),
      basisPoints,
      minFen,
      maxFen,
    }),
  ]
}
