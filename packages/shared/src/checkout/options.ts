import { bonusItem } from '../bonuses/index.ts'
import type { BonusOption, CardOption, CheckoutGroup, OosOption, PackOption, PaymentOption, ShippingOption } from '../contract/index.ts'
import type { PricedGroup } from '../pricing/index.ts'
import { areaFor } from '../shop/index.ts'
import { type Evaluated, methodsOf } from './evaluate.ts'
import { choiceFor } from './stored.ts'

const NOWHERE = { district: 0, city: 0, province: 0, country: 0 }

export const OOS_OPTIONS: readonly OosOption[] = [
  { oosChoice: 0, name: '等待货物备齐后再发' },
  { oosChoice: 1, name: '取消订单' },
  { oosChoice: 2, name: '与店主协商' },
]

function shippingsOf(group: PricedGroup, { rules, facts }: Evaluated): ShippingOption[] {
  const regions = facts.address ?? NOWHERE
  return methodsOf(rules, group.sellerId).flatMap((method) => {
    const option = group.shippings.find(({ shippingId }) => shippingId === method.shippingId)
    if (!option) return []
    const area = areaFor(method, regions)
    return [{
      shippingId: method.shippingId,
      shippingCode: method.code,
      shippingName: method.name,
      shippingDesc: method.description,
      shippingFeeFen: option.shippingFeeFen,
      freeMoneyFen: area?.freeFromFen ?? 0,
      insureFeeFen: option.insureFeeFen,
      canInsure: method.insurance !== null,
      supportCod: method.supportsCod && area !== null,
      available: option.available,
      reason: option.reason,
    }]
  })
}

export function toGroup(group: PricedGroup, evaluated: Evaluated): CheckoutGroup {
  const { effective, rules } = evaluated
  const { outletId, pickupTime } = choiceFor(effective, group.sellerId)
  const { goodsAmountFen, discountFen, shippingFeeFen, insureFeeFen, taxFen } = group.totals
  return {
    sellerId: group.sellerId,
    shopName: group.sellerId === 0 ? rules.settings.shopName : '',
    cartLineIds: group.cartLineIds,
    needShipping: group.needShipping,
    shippingId: group.shippingId,
    outletId,
    pickupTime,
    needInsure: group.needInsure,
    shippings: shippingsOf(group, evaluated),
    goodsAmountFen,
    discountFen,
    shippingFeeFen,
    insureFeeFen,
    taxFen,
  }
}

export function paymentOptions({ priced, rules }: Evaluated): PaymentOption[] {
  return rules.offers.payments.flatMap((method) => {
    const option = priced.payments.find(({ payId }) => payId === method.payId)
    if (!option) return []
    const { payId, code: payCode, name: payName, description: payDesc, isCod, isOnline } = method
    return [{ payId, payCode, payName, payDesc, payFeeFen: option.payFeeFen, isCod, isOnline, available: option.available, reason: option.reason }]
  })
}

export function packOptions({ priced, rules }: Evaluated): PackOption[] {
  return rules.offers.packs.flatMap(({ id, name, imageUrl, description, feeFen, freeMoneyFen }) => {
    const option = priced.packs.find((each) => each.id === id)
    return option ? [{ packId: id, packName: name, packImg: imageUrl, packDesc: description, packFeeFen: feeFen, freeMoneyFen, feeFen: option.feeFen }] : []
  })
}

export function cardOptions({ priced, rules }: Evaluated): CardOption[] {
  return rules.offers.cards.flatMap(({ id, name, imageUrl, description, feeFen, freeMoneyFen }) => {
    const option = priced.cards.find((each) => each.id === id)
    return option ? [{ cardId: id, cardName: name, cardImg: imageUrl, cardDesc: description, cardFeeFen: feeFen, freeMoneyFen, feeFen: option.feeFen }] : []
  })
}

/** What can be used or says why not, the ones that take most off first. A used one is not shown. */
export function bonusOptions({ priced, facts }: Evaluated): BonusOption[] {
  const { now } = facts.cart.shop
  return priced.bonuses.flatMap((option) => {
    const row = facts.bonuses.find(({ bonusId }) => bonusId === option.bonusId)
    if (!row || option.reason === 'used') return []
    return [{ bonus: bonusItem(row, now), available: option.available, reason: option.reason, amountFen: option.amountFen }]
  }).sort((a, b) => b.amountFen - a.amountFen || a.bonus.bonusId - b.bonus.bonusId)
}
