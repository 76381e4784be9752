import type { Cart, CartActivity, CartLine } from '../contract/index.ts'
import type { ActivityOutcome } from '../pricing/index.ts'
import type { Favourable } from '../promotions/index.ts'
import { iso } from '../time/index.ts'
import { judge, type JudgedLine, priceLines } from './judge.ts'
import { type CartShop, type GiftFacts, isGeneral, isGift, type LineFacts } from './line-facts.ts'
import { lineGoods } from './line-goods.ts'
import { isInRange } from './range.ts'

/** What the cart page shows; `cartKey` only for a guest who has a cart. */
export interface CartView {
  cartKey: string
  lines: readonly LineFacts[]
  gifts: readonly GiftFacts[]
  shop: CartShop
}

export function toCartLine({ line, input, price, reason, sellable }: JudgedLine, shop: CartShop): CartLine {
  const sold = lineGoods(line, shop)
  return {
    ...sold,
    cartLineId: line.id,
    shopName: sold.sellerId === 0 ? shop.settings.shopName : '',
    optionValueIds: line.optionValueIds,
    marketPriceFen: input.marketPriceFen,
    goodsPriceFen: price.unitPriceFen,
    quantity: line.quantity,
    subtotalFen: price.unitPriceFen * line.quantity,
    stock: sellable,
    selected: line.isSelected,
    basicGoodsId: line.basicGoodsId,
    giftActivityId: line.giftPromotionId,
    flowType: 0,
    activityId: 0,
    invalidReason: reason,
    addTime: iso(new Date(line.addedAt)),
  }
}

function newestFirst(a: LineFacts, b: LineFacts): number {
  return new Date(b.addedAt).getTime() - new Date(a.addedAt).getTime() || b.id - a.id
}

/** The line a fitting or a gift stands under, null when there is none. */
function hostOf(line: LineFacts, general: readonly LineFacts[], favourables: readonly Favourable[]): LineFacts | null {
  if (isGift(line)) {
    const activity = favourables.find((each) => each.activityId === line.giftPromotionId)
    return general.find((each) => each.isSelected && activity && isInRange(activity, each)) ?? null
  }
  return general.find((each) => each.goodsId === line.basicGoodsId) ?? null
}

/** Newest first, fittings and gifts under the line they depend on. */
function inOrder(lines: readonly LineFacts[], favourables: readonly Favourable[]): LineFacts[] {
  const sorted = lines.toSorted(newestFirst)
  const hosts = sorted.filter((line) => isGeneral(line) || line.packageId > 0)
  const guests = sorted.filter((line) => !hosts.includes(line)).map((line) => ({ line, host: hostOf(line, hosts, favourables) }))
  const under = (host: LineFacts | null) => guests.filter((guest) => guest.host === host).map(({ line }) => line)
    .sort((a, b) => Number(isGift(a)) - Number(isGift(b)))
  return [...hosts.flatMap((host) => [host, ...under(host)]), ...under(null)]
}

function isUsed(activity: Favourable, isAvailable: boolean, lines: readonly LineFacts[]): boolean {
  if (activity.type !== 0) return isAvailable
  const taken = lines.filter((line) => line.giftPromotionId === activity.activityId).length
  const limit = activity.giftLimit === 0 ? activity.gifts.length : Math.min(activity.giftLimit, activity.gifts.length)
  return taken >= limit
}

function toActivity(activity: Favourable, outcome: ActivityOutcome, view: CartView): CartActivity {
  return {
    activityId: activity.activityId,
    activityName: activity.name,
    activityType: activity.type,
    activityValue: activity.value,
    minAmountFen: activity.minAmountFen,
    maxAmountFen: activity.maxAmountFen,
    rangeAmountFen: outcome.rangeAmountFen,
    available: outcome.available,
    used: isUsed(activity, outcome.available, view.lines),
    shortByFen: outcome.missingFen,
    gifts: activity.gifts.flatMap(({ goodsId, priceFen }) => {
      const gift = view.gifts.find((each) => each.goodsId === goodsId)
      return gift ? [{ ...gift, priceFen }] : []
    }),
  }
}

/** Running, open to the shopper, and for something in the cart. */
function activitiesOf(view: CartView, outcomes: readonly ActivityOutcome[]): CartActivity[] {
  return view.shop.favourables.flatMap((activity) => {
    const outcome = outcomes.find(({ activityId }) => activityId === activity.activityId)
    const canApply = outcome && outcome.reason !== 'not_running' && outcome.reason !== 'rank'
      && view.lines.some((line) => isGeneral(line) && isInRange(activity, line))
    return canApply ? [toActivity(activity, outcome, view)] : []
  })
}

/** The public shape of a cart, every price of this moment. */
export function toCart(view: CartView): Cart {
  const { shop } = view
  const judged = judge(inOrder(view.lines, shop.favourables), shop, { isChosen: (line) => line.isSelected, isCheckout: false })
  const bought = judged.lines.filter(({ line, reason }) => line.isSelected && reason === 'none')
  const { totals, activities } = priceLines(bought, shop)
  const unitsOf = (lines: readonly JudgedLine[]): number => lines.reduce((sum, { line }) => sum + line.quantity, 0)
  return {
    cartKey: view.cartKey,
    lines: judged.lines.map((line) => toCartLine(line, shop)),
    goodsAmountFen: totals.goodsAmountFen,
    marketAmountFen: totals.marketAmountFen,
    savingFen: totals.savingFen,
    discountFen: totals.discountFen,
    number: unitsOf(judged.lines),
    selectedNumber: unitsOf(bought),
    activities: activitiesOf(view, activities),
  }
}
