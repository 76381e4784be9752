import type { GroundName, HueRange, IconName, MarkName, TintName } from '../pictures/index.ts'

export type Flag = 'best' | 'new' | 'hot' | 'freeShipping'
export type RankCode = 'basic' | 'silver' | 'gold' | 'black'

export interface SeedCategory {
  code: string
  /** '' at the top. */
  parent: string
  name: string
  description: string
  /** 计量单位 */
  unit: string
  icon: IconName
  ground: GroundName
  tint?: TintName
  showInNav: boolean
}

export interface SeedBrand {
  code: string
  name: string
  description: string
  mark: MarkName
  /** Colour of the logo's tile, 0 to 359. */
  hue: number
}

export interface SeedSeller {
  code: string
  shopName: string
  intro: string
  mark: MarkName
  hue: number
  /** 统一社会信用代码 with a right check character; the company is made up. */
  licenseNo: string
  company: string
}

/** property: a fact. single: choose exactly one, part of a SKU. several: choose any number, never part of a SKU. */
export type AttributeKind = 'property' | 'single' | 'several'

export interface SeedAttribute {
  name: string
  kind: AttributeKind
  /** Heading the fact stands under; '' for options. */
  group: string
  filterable: boolean
}

export interface SeedGoodsType {
  code: string
  name: string
  attributes: SeedAttribute[]
}

export interface SeedOptionValue {
  value: string
  /** May be negative. */
  surchargeFen: number
  /** The value has a picture of its own in this colour. */
  tint?: TintName
  ground?: GroundName
}

export interface SeedOption {
  attribute: string
  values: SeedOptionValue[]
}

/** One combination of single-choice values, in the order of the options. A combination that is not listed does not exist. */
export interface SeedSku {
  combination: string[]
  stock: number
  /** The SKU's own price; missing: shop price and surcharges. */
  priceFen?: number
}

export interface SeedPromotion {
  priceFen: number
  /** Relative to the day of seeding; negative lies behind. */
  startDays: number
  endDays: number
}

export interface SeedVolumePrice {
  from: number
  priceFen: number
}

export interface SeedFitting {
  goods: string
  priceFen: number
}

export interface SeedGoods {
  sn: string
  name: string
  brief: string
  category: string
  brand: string
  type: string
  /** '' is the platform's own shop. */
  seller: string
  /** Sold as card numbers with passwords, of which `stock` are made. */
  isCard: boolean
  keywords: string[]
  /** HTML. */
  description: string
  shopPriceFen: number
  marketPriceFen: number
  costPriceFen: number
  weightGrams: number
  /** Without SKUs; with SKUs `stockOf` adds theirs up. */
  stock: number
  warnStock: number
  onSale: boolean
  /** false: sold only as a fitting or a gift. */
  aloneSale: boolean
  flags: Flag[]
  properties: Record<string, string>
  options: SeedOption[]
  skus: SeedSku[]
  promotion?: SeedPromotion
  volumePrices: SeedVolumePrice[]
  rankPricesFen: Partial<Record<RankCode, number>>
  /** At most so many yuan of one unit may be paid with points. */
  pointsYuan: number
  fittings: SeedFitting[]
  linked: string[]
  /** Units sold before the demo's first order. */
  pastSales: number
  /** Seen by the shop's staff only. */
  shopNote: string
  icon: IconName
  ground: GroundName
  tint?: TintName
  /** Hues of the drawing that take the colours of tint and options; without it all do. */
  tintPart?: HueRange
  partner?: IconName
  partnerTint?: TintName
}

export interface SeedReview {
  goods: string
  user: string
  rank: 1 | 2 | 3 | 4 | 5
  content: string
  /** Text of the option bought, '' without options. */
  option: string
  anonymous: boolean
  daysAgo: number
  /** The shop's answer, '' without one. */
  reply: string
}
