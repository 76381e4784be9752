import { type Favourable, type PackageFacts, packageStock } from '../promotions/index.ts'
import type { Rank } from '../pricing/index.ts'
import type { ShopSettings } from '../shop/index.ts'

/** One value of an option that was chosen and still exists. */
export interface OptionValue {
  id: number
  attributeId: number
  /** 1 exactly one value, 2 any number of values. */
  kind: number
  name: string
  value: string
  priceFen: number
}

export interface GoodsFacts {
  sellerId: number
  sn: string
  name: string
  thumbUrl: string
  brandId: number
  marketPriceFen: number
  shopPriceFen: number
  promotePriceFen: number
  promoteStartAt: string | null
  promoteEndAt: string | null
  stock: number
  weightGrams: number
  isReal: boolean
  extensionCode: string
  isOnSale: boolean
  isAloneSale: boolean
  isShippingFree: boolean
  isDeleted: boolean
  hasSku: boolean
  pointsLimitYuan: number
  givePoints: number
  giveRankPoints: number
}

export interface SkuFacts {
  id: number
  sn: string
  priceFen: number | null
  stock: number
  isOnSale: boolean
  optionValueIds: number[]
}

/** A line of the cart with all that its price and its validity depend on. An id of 0 or less: not in the cart yet. */
export interface LineFacts {
  id: number
  goodsId: number
  skuId: number
  /** Every chosen value, ascending. */
  optionValueIds: number[]
  optionKey: string
  quantity: number
  isSelected: boolean
  basicGoodsId: number
  giftPromotionId: number
  packageId: number
  addedAt: string
  goods: GoodsFacts | null
  sku: SkuFacts | null
  values: OptionValue[] | null
  /** Options that need exactly one value; only read for a line without SKU. */
  singles: number[] | null
  volumePrices: { minQuantity: number, priceFen: number }[] | null
  rankPriceFen: number | null
  fittingPriceFen: number | null
  categoryIds: number[] | null
  /** Of a package's line, which has no product of its own; missing too where the package is gone. */
  packageFacts?: PackageFacts
}

export interface GiftFacts {
  goodsId: number
  goodsName: string
  goodsThumb: string
  stock: number
}

/** What the cart's owner has; null for a guest. */
export interface Viewer {
  balanceFen: number
  creditLineFen: number
  points: number
  rankId: number | null
  discountPercent: number | null
}

/** What beside its lines decides what a cart costs. */
export interface CartShop {
  settings: ShopSettings
  favourables: readonly Favourable[]
  rank: Rank | null
  now: Date
}

export interface LoadedCart {
  /** 0: there is none yet. */
  cartId: number
  /** Moves with every change; a change is only written onto the version it was worked out from. */
  version: Date
  lines: LineFacts[]
  /** Products asked for beside the lines. */
  extra: LineFacts[]
  gifts: GiftFacts[]
  /** Those in the cart and those asked for. */
  packages: ReadonlyMap<number, PackageFacts>
  viewer: Viewer | null
  shop: CartShop
}

/** What can be bought of it now, by stock alone. */
export function stockOf({ goods, sku, packageFacts }: LineFacts): number {
  if (packageFacts) return packageStock(packageFacts)
  if (sku) return sku.stock
  return goods && !goods.hasSku ? goods.stock : 0
}

export function isGift(line: LineFacts): boolean {
  return line.giftPromotionId > 0
}

/** What a line takes from stock: a package each of its contents. `stock` is all there is of it. */
export function stockUnits(line: LineFacts): { goodsId: number, skuId: number, quantity: number, stock: number }[] {
  const { goodsId, skuId, quantity, packageFacts } = line
  if (!packageFacts) return [{ goodsId, skuId, quantity, stock: stockOf(line) }]
  return packageFacts.contents.map((content) => ({ ...content, quantity: content.quantity * quantity }))
}

export function sellerOf({ goods, packageFacts }: LineFacts): number {
  return goods?.sellerId ?? packageFacts?.sellerId ?? 0
}

/** Neither gift, fitting nor package. */
export function isGeneral(line: LineFacts): boolean {
  return line.giftPromotionId === 0 && line.basicGoodsId === 0 && line.packageId === 0
}

/** Lines with the same key are one line. */
export function keyOf(line: LineFacts): string {
  return [line.goodsId, line.optionKey, line.basicGoodsId, line.giftPromotionId, line.packageId].join('/')
}
