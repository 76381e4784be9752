import { type JudgedLine, lineGoods } from '../cart/index.ts'
import type { OrderLineRow, OrderRow } from '../database/index.ts'
import { newOrderSn, ORDER, type PackedContent, PAY, payDeadlineOf, SHIPPING } from '../orders/index.ts'
import { packageShares, type PricedLine } from '../pricing/index.ts'
import { type Evaluated, methodsOf } from './evaluate.ts'
import { appliedActivities, NO_ADDRESS } from './shape.ts'
import { choiceFor } from './stored.ts'

export type NewOrder = Omit<OrderRow, 'id'>
export type NewOrderLine = Omit<OrderLineRow, 'id' | 'orderId'>

/** What the shopper says beside the checkout itself. */
export interface Placing {
  userId: number
  checkoutToken: string
  appId: number
  buyerNote: string
  referer: string
  client: string
  now: Date
}

function statesOf({ priced, rules, effective }: Evaluated, now: Date) {
  const method = rules.offers.payments.find(({ payId }) => payId === effective.payId)
  const isPaid = priced.totals.orderAmountFen === 0
  const isCod = !isPaid && (method?.isCod ?? false)
  return {
    orderStatus: isPaid ? ORDER.confirmed : ORDER.unconfirmed,
    shippingStatus: SHIPPING.none,
    payStatus: isPaid ? PAY.paid : PAY.unpaid,
    isCod,
    payId: method?.payId ?? 0,
    payCode: method?.code ?? '',
    payName: method?.name ?? '',
    confirmedAt: isPaid ? now : null,
    paidAt: isPaid ? now : null,
    payDeadline: isPaid || isCod ? null : payDeadlineOf(rules.settings, method?.code ?? '', now),
  }
}

/** Where nothing is sent nobody's address is kept. */
function consigneeOf({ facts, priced }: Evaluated) {
  const { addressId, consignee, country, province, city, district, regionText, address, zipcode, tel, mobile, email, signBuilding, bestTime } = (priced.groups.some((group) => group.needShipping) && facts.address) || NO_ADDRESS
  return { addressId, consignee, countryId: country, provinceId: province, cityId: city, districtId: district, regionText, address, zipcode, tel, mobile, email, signBuilding, bestTime }
}

function extrasOf({ priced, rules, effective }: Evaluated) {
  const [group] = priced.groups
  const sellerId = group?.sellerId ?? 0
  const shippingId = group?.needShipping ? group.shippingId : 0
  return {
    sellerId,
    shippingId,
    shippingName: methodsOf(rules, sellerId).find((method) => method.shippingId === shippingId)?.name ?? '',
    outletId: choiceFor(effective, sellerId).outletId,
    pickupAt: null,
    packId: effective.packId,
    packName: rules.offers.packs.find(({ id }) => id === effective.packId)?.name ?? '',
    cardId: effective.cardId,
    cardName: rules.offers.cards.find(({ id }) => id === effective.cardId)?.name ?? '',
    cardMessage: effective.cardMessage,
    oosChoice: effective.oosChoice,
    bonusId: effective.bonusId,
  }
}

function amountsOf({ priced }: Evaluated) {
  const { goodsAmountFen, marketAmountFen, discountFen, taxFen, packFeeFen, cardFeeFen, shippingFeeFen, insureFeeFen, payFeeFen } = priced.totals
  const { bonusFen, points, pointsMoneyFen, exchangePoints, balanceFen, moneyPaidFen, orderAmountFen, givePoints, giveRankPoints } = priced.totals
  return {
    goodsAmountFen,
    marketAmountFen,
    discountFen,
    taxFen,
    packFeeFen,
    cardFeeFen,
    shippingFeeFen,
    insureFeeFen,
    payFeeFen,
    bonusFen,
    points,
    pointsMoneyFen,
    exchangePoints,
    balanceFen,
    moneyPaidFen,
    orderAmountFen,
    givePoints,
    giveRankPoints,
  }
}

/** Nothing has happened to a new order yet. */
const UNTOUCHED = {
  mainOrderId: null,
  isMain: false,
  refundStatus: 0,
  isShort: false,
  extensionCode: '',
  promotionId: 0,
  toBuyer: '',
  staffNote: '',
  refundedFen: 0,
  refundedPoints: 0,
  mergedIntoSn: '',
  shippedAt: null,
  receivedAt: null,
  receiveDeadline: null,
  receiveStoppedAt: null,
  canceledAt: null,
  remindedAt: null,
  adjustedFen: 0,
  buyerBin: 0,
  shopBin: 0,
}

/** The order as it is written: amounts, names and reasons frozen. */
export function newOrder(evaluated: Evaluated, placing: Placing): NewOrder {
  const { userId, checkoutToken, appId, buyerNote, referer, client, now } = placing
  return {
    ...UNTOUCHED,
    ...consigneeOf(evaluated),
    ...extrasOf(evaluated),
    ...statesOf(evaluated, now),
    ...amountsOf(evaluated),
    sn: newOrderSn(now),
    userId,
    checkoutToken,
    buyerNote,
    referer,
    client,
    appId,
    addedAt: now,
    // Plain data by its own contract.
    priceSteps: evaluated.priced.steps as unknown as NewOrder['priceSteps'],
    activities: appliedActivities(evaluated),
  }
}

/** The contents of a package with what each of them has of its price, for refunds and settlements. */
function packedContents({ line }: JudgedLine, { facts }: Evaluated): PackedContent[] {
  const { packageFacts } = line
  if (!packageFacts) return []
  const items = lineGoods(line, facts.cart.shop).packageGoods
  const shares = packageShares(packageFacts.priceFen, items)
  return items.flatMap((item, at) => {
    const content = packageFacts.contents[at]
    if (!content) return []
    const { sn: goodsSn, isReal, isShippingFree, weightGrams } = content
    return [{ ...item, goodsSn, shareFen: shares[at] ?? 0, isReal, isShippingFree, weightGrams }]
  })
}

function newLine(priced: PricedLine, evaluated: Evaluated, isStockTaken: boolean): NewOrderLine {
  const found = evaluated.lines.find((each) => each.line.id === priced.cartLineId)
  if (!found) throw new Error('a priced line has no product')
  const { line, input } = found
  const { goodsSn, goodsName, goodsThumb, optionsText, extensionCode } = lineGoods(line, evaluated.facts.cart.shop)
  return {
    sellerId: input.sellerId,
    goodsId: line.goodsId,
    skuId: line.skuId,
    goodsSn,
    goodsName,
    goodsThumb,
    optionValueIds: line.optionValueIds,
    optionsText,
    marketPriceFen: input.marketPriceFen,
    unitPriceFen: priced.unitPriceFen,
    priceReason: priced.reason,
    quantity: line.quantity,
    subtotalFen: priced.subtotalFen,
    discountShareFen: priced.discountShareFen,
    adjustShareFen: 0,
    bonusShareFen: priced.bonusShareFen,
    pointsShareFen: priced.pointsShareFen,
    taxShareFen: priced.taxShareFen,
    netAmountFen: priced.netAmountFen,
    refundedFen: 0,
    givePoints: input.givePoints,
    giveRankPoints: input.giveRankPoints,
    weightGrams: input.weightGrams,
    isReal: input.isReal,
    isShippingFree: input.isShippingFree,
    extensionCode,
    basicGoodsId: line.basicGoodsId,
    giftPromotionId: line.giftPromotionId,
    packageId: line.packageId,
    packageGoods: packedContents(found, evaluated),
    packedQuantity: 0,
    shippedQuantity: 0,
    returnedQuantity: 0,
    withdrawnQuantity: 0,
    takenQuantity: isStockTaken ? line.quantity : 0,
    isCommented: false,
  }
}

export function newOrderLines(evaluated: Evaluated, isStockTaken: boolean): NewOrderLine[] {
  return evaluated.priced.lines.map((line) => newLine(line, evaluated, isStockTaken))
}
