import type { BannerObject, GroundName, HueRange, IconName, MarkName, TintName } from '../pictures/index.ts'

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

export interface SeedUser {
  userName: string
  nickName: string
  email: string
  /** '' for reviewers: they have no mobile number. */
  mobile: string
  rankPoints: number
  payPoints: number
  balanceFen: number
}

export interface SeedAddress {
  user: string
  label: string
  consignee: string
  mobile: string
  /** GB/T 2260. */
  province: string
  city: string
  district: string
  address: string
  zipcode: string
  isDefault: boolean
}

export interface SeedRank {
  code: RankCode
  name: string
  minPoints: number
  /** Not reached any more; 0 for the highest rank. */
  maxPoints: number
  discountPercent: number
}

export interface SeedShippingArea {
  name: string
  /** GB/T 2260 codes of provinces or cities. */
  regions: string[]
  /** Which formula works the fee out. */
  formula: 'by_weight' | 'flat'
  baseFeeFen: number
  firstWeightGrams: number
  stepWeightGrams: number
  stepFeeFen: number
  /** Goods amount from which it costs nothing, 0: never. */
  freeFromFen: number
  cod: boolean
  codFeeFen: number
}

export interface SeedShipping {
  code: string
  name: string
  description: string
  canInsure: boolean
  /** Hundredths of a percent. */
  insureRate: number
  areas: SeedShippingArea[]
}

export interface SeedPayment {
  code: 'balance' | 'cod' | 'bank' | 'sandbox'
  name: string
  description: string
  isOnline: boolean
  /** Hundredths of a percent of what the method collects. */
  feeRate: number
}

/** 包装 or 贺卡. */
export interface SeedWrapping {
  name: string
  description: string
  feeFen: number
  /** 0: always charged. */
  freeFromFen: number
  icon: IconName
  ground: GroundName
  tint?: TintName
}

export interface SeedInvoiceType {
  name: string
  /** Hundredths of a percent. */
  rate: number
}

export interface SeedBonusType {
  name: string
  moneyFen: number
  minGoodsFen: number
  /** Category codes it is for; [] covers everything. */
  categories: string[]
  /** '' for the platform's. */
  seller: string
  startDays: number
  endDays: number
  /** Users who hold one after seeding. */
  givenTo: string[]
}

interface OfferBase {
  name: string
  /** Category codes it is for; [] covers everything. */
  categories: string[]
  ranks: RankCode[]
  minFen: number
  startDays: number
  endDays: number
  sortOrder: number
}

/** 优惠活动 */
export type SeedOffer = OfferBase & (
  | { kind: 'gift', choose: number, gifts: { goods: string, priceFen: number }[] }
  | { kind: 'moneyOff', offFen: number }
  | { kind: 'percent', payPercent: number }
)

export interface SeedBanner {
  /** One sentence, drawn by HTML. */
  sentence: string
  kicker: string
  button: string
  /** `/category/CODE`: the page of that category. */
  link: string
  grounds: [GroundName, GroundName]
  objects: BannerObject[]
}

export interface SeedShortcut {
  label: string
  /** Name in the line icon set (Lucide). */
  icon: string
  /** A path of the storefront. */
  link: string
}

export interface SeedHelpText {
  code: string
  title: string
  html: string
}

export type ScenarioState
  = | 'await_pay' | 'await_confirm' | 'await_ship' | 'part_shipped' | 'shipped' | 'finished' | 'canceled' | 'returned'

export interface SeedOrderLine {
  goods: string
  /** Values chosen, single and several choices alike. */
  chosen: string[]
  number: number
}

export interface SeedOrderScenario {
  key: string
  user: string
  state: ScenarioState
  daysAgo: number
  lines: SeedOrderLine[]
  shipping: string
  payment: SeedPayment['code']
  /** Name of the bonus type used, '' for none. */
  bonus: string
  points: number
  surplusFen: number
  invoice: string
  note: string
  /** Lines (by index) in the first parcel; only for part_shipped. */
  firstParcel: number[]
  /** Why it was cancelled or sent back. */
  reason: string
}
