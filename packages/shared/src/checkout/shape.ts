import { lineGoods } from '../cart/index.ts'
import type { Address, AppliedActivity, Checkout, CheckoutLine } from '../contract/index.ts'
import type { PricedLine } from '../pricing/index.ts'
import type { Evaluated } from './evaluate.ts'
import { bonusOptions, cardOptions, OOS_OPTIONS, packOptions, paymentOptions, toGroup } from './options.ts'
import { toShape } from './problems.ts'
import { choiceFor } from './stored.ts'

const MINUTE_MS = 60_000
const BASIS_POINTS_PER_PERCENT = 100

export const NO_ADDRESS: Address = {
  addressId: 0,
  addressName: '',
  consignee: '',
  country: 0,
  province: 0,
  city: 0,
  district: 0,
  regionText: '',
  address: '',
  zipcode: '',
  tel: '',
  mobile: '',
  email: '',
  signBuilding: '',
  bestTime: '',
  isDefault: false,
}

function toLine(priced: PricedLine, { lines, facts }: Evaluated): CheckoutLine[] {
  const line = lines.find((each) => each.line.id === priced.cartLineId)?.line
  if (!line) return []
  return [{
    ...lineGoods(line, facts.cart.shop),
    cartLineId: line.id,
    goodsPriceFen: priced.unitPriceFen,
    quantity: line.quantity,
    subtotalFen: priced.subtotalFen,
    discountShareFen: priced.discountShareFen,
    bonusShareFen: priced.bonusShareFen,
    pointsShareFen: priced.pointsShareFen,
    taxShareFen: priced.taxShareFen,
    netAmountFen: priced.netAmountFen,
    basicGoodsId: line.basicGoodsId,
    giftActivityId: line.giftPromotionId,
  }]
}

/** The price activities that took something off, and the gifts that were chosen. */
export function appliedActivities({ priced, lines }: Evaluated): AppliedActivity[] {
  return priced.activities
    .filter((each) => each.available && (each.type === 0 ? lines.some(({ line }) => line.giftPromotionId === each.activityId) : true))
    .map(({ activityId, name, type, rangeAmountFen, discountFen }) => ({ activityId, activityName: name, activityType: type, rangeAmountFen, discountFen }))
}

export function expiryOf(touchedAt: Date, checkoutMinutes: number): Date {
  return new Date(touchedAt.getTime() + checkoutMinutes * MINUTE_MS)
}

/** What every flow call answers. */
export function toCheckout(evaluated: Evaluated, token: string, touchedAt: Date): Checkout {
  const { facts, rules, effective, priced, problems, notices } = evaluated
  const { settings } = rules
  const groups = priced.groups.map((group) => toGroup(group, evaluated))
  const [first] = groups
  const { outletId, pickupTime } = choiceFor(effective, first?.sellerId ?? 0)
  return {
    checkoutToken: token,
    expiresAt: expiryOf(touchedAt, settings.checkoutMinutes).toISOString(),
    flowType: 0,
    activityId: 0,
    lines: priced.lines.flatMap((line) => toLine(line, evaluated)),
    groups,
    consignee: facts.address ?? NO_ADDRESS,
    needShipping: groups.some((group) => group.needShipping),
    shippingId: first?.shippingId ?? 0,
    outletId,
    pickupTime,
    needInsure: first?.needInsure ?? false,
    payId: effective.payId,
    packId: effective.packId,
    cardId: effective.cardId,
    cardMessage: effective.cardMessage,
    balanceFen: effective.balanceAskedFen,
    points: effective.pointsAsked,
    bonusId: effective.bonusId,
    invoice: effective.invoice,
    oosChoice: effective.oosChoice,
    shippings: first?.shippings ?? [],
    payments: paymentOptions(evaluated),
    packs: packOptions(evaluated),
    cards: cardOptions(evaluated),
    bonuses: bonusOptions(evaluated),
    invoiceTypes: settings.canInvoice ? settings.invoiceTypes.map(({ name, rateBasisPoints }) => ({ invoiceType: name, rate: rateBasisPoints / BASIS_POINTS_PER_PERCENT })) : [],
    invoiceContents: settings.canInvoice ? settings.invoiceContents : [],
    oosOptions: settings.useHowOos ? [...OOS_OPTIONS] : [],
    yourBalanceFen: facts.viewer.balanceFen + facts.viewer.creditLineFen,
    yourPoints: facts.viewer.points,
    maxPoints: priced.totals.maxPoints,
    maxBalanceFen: settings.useBalance ? priced.totals.maxBalanceFen : 0,
    activities: appliedActivities(evaluated),
    totals: { ...priced.totals, refundedFen: 0 },
    problems: [...problems, ...notices].map(toShape),
  }
}
