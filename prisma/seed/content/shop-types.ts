import type { BannerObject, GroundName, IconName, TintName } from '../pictures/index.ts'
import type { RankCode } from './types.ts'

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
  nameEn: string
  descriptionEn: string
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
  /** Shoppers claim it: how many there are in all. Without it members of the shop give it out. */
  claimTotal?: number
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

/** 超值礼包. */
export interface SeedPackage {
  name: string
  description: string
  priceFen: number
  startDays: number
  endDays: number
  /** `option` is the value that names the SKU of a product with options. */
  contents: { goods: string, option?: string, quantity: number }[]
}

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
  icon: IconName
  ground: GroundName
  /** A path of the storefront. */
  link: string
}

export interface SeedHelpCategory {
  name: string
  articles: { title: string, html: string }[]
}

export interface SeedArticle {
  category: string
  title: string
  author: string
  description: string
  keywords: string[]
  daysAgo: number
  isTop: boolean
  /** The cover is drawn as a banner is. */
  grounds: [GroundName, GroundName]
  objects: BannerObject[]
  goods: string[]
  views: number
  html: string
  comments: { user: string, daysAgo: number, content: string, reply: string }[]
}

export interface SeedContact {
  kind: string
  group: string
  name: string
  code: string
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
