import type { CartLine } from '../contract/index.ts'
import { type ActivityOutcome, type LineKind, priceCheckout, type Priced, type PricedLineInput, type UnitPrice, unitPrice } from '../pricing/index.ts'
import { isPackageSold, marketPriceOfPackage, type PackageFacts, shippingOfPackage } from '../promotions/index.ts'
import { type CartShop, isGeneral, isGift, type LineFacts, stockOf } from './line-facts.ts'

export type InvalidReason = CartLine['invalidReason']

export const MAX_UNITS = 9999

export interface JudgedLine {
  line: LineFacts
  kind: LineKind
  reason: InvalidReason
  /** As the price function takes it. */
  input: PricedLineInput
  price: UnitPrice
  /** How many units can be bought at most. */
  sellable: number
}

export interface Judgement {
  lines: JudgedLine[]
  activities: ActivityOutcome[]
}

/** Every value chosen still exists and together they make something that is sold. */
function isSpecComplete({ goods, sku, skuId, values, singles, optionValueIds, giftPromotionId }: LineFacts): boolean {
  const found = values ?? []
  if (!optionValueIds.every((id) => found.some((value) => value.id === id))) return false
  if (skuId > 0) return sku !== null && sku.isOnSale && sku.optionValueIds.every((id) => optionValueIds.includes(id))
  if (goods?.hasSku) return false
  return giftPromotionId > 0 || (singles ?? []).every((attributeId) => found.filter((value) => value.attributeId === attributeId).length === 1)
}

function packageReason(line: LineFacts, { settings, now }: CartShop): InvalidReason {
  if (!line.packageFacts || !isPackageSold(line.packageFacts, now)) return 'package_over'
  return settings.useStorage && line.quantity > stockOf(line) ? 'out_of_stock' : 'none'
}

function ownReason(line: LineFacts, shop: CartShop): InvalidReason {
  const { settings } = shop
  const { goods } = line
  if (line.packageId > 0) return packageReason(line, shop)
  if (!goods || goods.isDeleted || !goods.isOnSale) return 'off_sale'
  if (isGeneral(line) && !goods.isAloneSale) return 'off_sale'
  if (!isSpecComplete(line)) return 'spec_gone'
  return settings.useStorage && line.quantity > stockOf(line) ? 'out_of_stock' : 'none'
}

/** Units of the basic product that can be bought among these lines. */
export function basicUnits(lines: readonly LineFacts[], goodsId: number, counts: (line: LineFacts) => boolean = () => true): number {
  let units = 0
  for (const line of lines) {
    if (line.goodsId === goodsId && isGeneral(line) && counts(line)) units += line.quantity
  }
  return units
}

function giftPriceFen(line: LineFacts, { favourables }: CartShop): number | null {
  const activity = favourables.find((each) => each.activityId === line.giftPromotionId)
  return activity?.gifts.find((gift) => gift.goodsId === line.goodsId)?.priceFen ?? null
}

function toInput(line: LineFacts, kind: LineKind, shop: CartShop): PricedLineInput {
  const { goods, packageFacts } = line
  if (packageFacts) return packageInput(line, packageFacts)
  const values = line.values ?? []
  return {
    cartLineId: line.id,
    sellerId: goods?.sellerId ?? 0,
    kind,
    goodsId: line.goodsId,
    skuId: line.skuId,
    categoryIds: line.categoryIds ?? [],
    brandId: goods?.brandId ?? 0,
    quantity: line.quantity,
    isReal: goods?.isReal ?? true,
    isShippingFree: goods?.isShippingFree ?? false,
    weightGrams: goods?.weightGrams ?? 0,
    shopPriceFen: goods?.shopPriceFen ?? 0,
    marketPriceFen: goods?.marketPriceFen ?? 0,
    rankPriceFen: line.rankPriceFen,
    volumePrices: line.volumePrices ?? [],
    promotion: goods && goods.promotePriceFen > 0 && goods.promoteStartAt && goods.promoteEndAt
      ? { priceFen: goods.promotePriceFen, startAt: new Date(goods.promoteStartAt), endAt: new Date(goods.promoteEndAt) }
      : null,
    surcharge: {
      skuPriceFen: line.sku?.priceFen ?? null,
      optionPricesFen: values.filter((value) => value.kind === 1).map((value) => value.priceFen),
      extraPricesFen: values.filter((value) => value.kind === 2).map((value) => value.priceFen),
    },
    fittingPriceFen: line.fittingPriceFen ?? 0,
    fixedPriceFen: isGift(line) ? giftPriceFen(line, shop) ?? 0 : 0,
    exchangePoints: 0,
    pointsLimitYuan: goods?.pointsLimitYuan ?? 0,
    givePoints: goods?.givePoints ?? 0,
    giveRankPoints: goods?.giveRankPoints ?? 0,
    packageContents: [],
    frozen: null,
  }
}

/** A package costs what it says; its contents are what is shipped. */
function packageInput(line: LineFacts, facts: PackageFacts): PricedLineInput {
  const { contents, priceFen, sellerId } = facts
  return {
    cartLineId: line.id,
    sellerId,
    kind: 'package',
    goodsId: 0,
    skuId: 0,
    categoryIds: [],
    brandId: 0,
    quantity: line.quantity,
    ...shippingOfPackage(facts),
    shopPriceFen: priceFen,
    marketPriceFen: marketPriceOfPackage(facts),
    rankPriceFen: null,
    volumePrices: [],
    promotion: null,
    surcharge: { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] },
    fittingPriceFen: 0,
    fixedPriceFen: priceFen,
    exchangePoints: 0,
    pointsLimitYuan: 0,
    givePoints: -1,
    giveRankPoints: -1,
    packageContents: contents,
    frozen: null,
  }
}

function judgeLine(line: LineFacts, kind: LineKind, reason: InvalidReason, limit: number, shop: CartShop): JudgedLine {
  const input = toInput(line, kind, shop)
  const stock = shop.settings.useStorage ? stockOf(line) : MAX_UNITS
  return { line, kind, reason, input, price: unitPrice(input, line.quantity, shop.rank, shop.now), sellable: Math.min(stock, limit, MAX_UNITS) }
}

export interface JudgeOptions {
  isChosen: (line: LineFacts) => boolean
  /** Only the lines named are there: a fitting without its basic product costs the normal price when it is sold alone. */
  isCheckout: boolean
}

/** What of these lines can be bought, at which price, and which activities count for those chosen. */
export function judge(lines: readonly LineFacts[], shop: CartShop, { isChosen, isCheckout }: JudgeOptions): Judgement {
  const reasons = new Map(lines.map((line) => [line, ownReason(line, shop)]))
  const judged = lines.map((line): JudgedLine => {
    const own = reasons.get(line) ?? 'none'
    if (isGift(line)) return judgeLine(line, 'gift', own, 1, shop)
    if (line.packageId > 0) return judgeLine(line, 'package', own, MAX_UNITS, shop)
    if (line.basicGoodsId === 0) return judgeLine(line, 'goods', own, MAX_UNITS, shop)
    const units = line.fittingPriceFen === null ? 0 : basicUnits(lines, line.basicGoodsId, (basic) => reasons.get(basic) === 'none')
    if (units === 0 && isCheckout && line.goods?.isAloneSale) return judgeLine(line, 'goods', own, MAX_UNITS, shop)
    return judgeLine(line, 'fitting', own === 'none' && units < line.quantity ? 'no_basic_goods' : own, units, shop)
  })
  const hasGift = judged.some(({ kind }) => kind === 'gift')
  if (!hasGift && isCheckout) return { lines: judged, activities: [] }
  const bought = judged.filter(({ line, reason, kind }) => kind !== 'gift' && reason === 'none' && isChosen(line))
  const { activities } = priceLines(bought, shop)
  return { lines: hasGift ? judged.map((each) => withGiftCondition(each, activities, shop)) : judged, activities }
}

function withGiftCondition(judged: JudgedLine, activities: readonly ActivityOutcome[], shop: CartShop): JudgedLine {
  const { line, reason, kind } = judged
  if (kind !== 'gift' || reason !== 'none') return judged
  const outcome = activities.find(({ activityId }) => activityId === line.giftPromotionId)
  return outcome?.available && giftPriceFen(line, shop) !== null ? judged : { ...judged, reason: 'gift_condition' }
}

/** What these lines come to, with the activities that apply by themselves and nothing else. */
export function priceLines(lines: readonly JudgedLine[], { settings, favourables, rank, now }: CartShop): Priced {
  return priceCheckout({
    flowType: 0,
    now,
    explain: false,
    rank,
    settings,
    lines: lines.map(({ input }) => input),
    activities: favourables,
    flowActivity: null,
    sellers: [],
    packId: 0,
    packs: [],
    cardId: 0,
    cards: [],
    invoice: null,
    bonusId: 0,
    bonuses: [],
    pointsAsked: 0,
    pointsOwned: 0,
    balanceAskedFen: 0,
    balanceAvailableFen: 0,
    payId: 0,
    payments: [],
    moneyPaidFen: 0,
  })
}
