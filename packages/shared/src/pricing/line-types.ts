/** What is known of a cart line. Money in fen, weights in grams. */

export type LineKind = 'goods' | 'fitting' | 'gift' | 'package'

export interface Rank {
  id: number
  discountPercent: number
}

export interface VolumePrice {
  minQuantity: number
  priceFen: number
}

export interface Promotion {
  priceFen: number
  startAt: Date
  endAt: Date
}

/** What the chosen options add to the price. */
export interface Surcharge {
  /** The SKU's own price; then the single-choice options add nothing. */
  skuPriceFen: number | null
  /** Single-choice options. */
  optionPricesFen: readonly number[]
  /** Options of which several can be chosen; always added. */
  extraPricesFen: readonly number[]
}

/** The part of a line a unit price is worked out from. */
export interface PriceableLine {
  kind: LineKind
  shopPriceFen: number
  /** The fixed price for the shopper's rank, null when the product has none. */
  rankPriceFen: number | null
  volumePrices: readonly VolumePrice[]
  promotion: Promotion | null
  surcharge: Surcharge
  fittingPriceFen: number
  /** The price named for a gift, a package or by an activity. */
  fixedPriceFen: number
}

/** One of the things in a package. */
export interface PackageContent {
  quantity: number
  weightGrams: number
  isReal: boolean
  isShippingFree: boolean
}

/** The part of a line that shipping looks at. */
export interface ShippedLine {
  kind: LineKind
  quantity: number
  isReal: boolean
  isShippingFree: boolean
  weightGrams: number
  packageContents: readonly PackageContent[]
}

export interface PricedLineInput extends PriceableLine, ShippedLine {
  cartLineId: number
  sellerId: number
  goodsId: number
  skuId: number
  /** The main and further categories with everything above them. */
  categoryIds: readonly number[]
  brandId: number
  marketPriceFen: number
  /** Points per unit that are part of the price (积分兑换). */
  exchangePoints: number
  /** At most so many yuan of one unit can be paid with points. */
  pointsLimitYuan: number
  /** Points per unit; -1: by the price paid. */
  givePoints: number
  giveRankPoints: number
  /** Lines of orders that are merged keep their price and their discount. */
  frozen: { unitPriceFen: number, discountFen: number } | null
}
