import { z } from 'zod'
import { InvoiceOption } from './checkout.ts'
import { decimal, fen, flag, int, picture, text, time } from './fields.ts'

export const ShopConfig = z.object({
  shopName: text,
  shopTitle: text,
  shopDesc: text,
  shopKeywords: text,
  shopLogo: picture,
  shopCountry: int,
  shopProvince: int,
  shopCity: int,
  shopAddress: text,
  servicePhone: text,
  serviceEmail: text,
  qq: z.array(text),
  ww: z.array(text),
  shopNotice: text,
  userNotice: text,
  shopClosed: flag,
  closeComment: text,
  shopRegClosed: flag,
  icpNumber: text,
  lang: text,
  timezone: text,
  currency: text,
  currencyFormat: text,
  pointsName: text.meta({ wireName: 'integral_name' }),
  pointsScale: decimal.meta({ wireName: 'integral_scale' }),
  pointsPercent: decimal.meta({ wireName: 'integral_percent' }),
  marketPriceRate: decimal,
  searchKeywords: z.array(text),
  pageSize: int,
  noPicture: picture,
  useStorage: flag,
  usePoints: flag.meta({ wireName: 'use_integral' }),
  useBonus: flag,
  useBalance: flag.meta({ wireName: 'use_surplus' }),
  useHowOos: flag,
  usePack: flag.meta({ wireName: 'use_package' }),
  useCard: flag,
  canInvoice: flag,
  invoiceContents: z.array(text),
  invoiceTypes: z.array(InvoiceOption),
  minGoodsAmountFen: fen,
  anonymousBuy: flag,
  commentCheck: flag,
  commentFactor: int,
  messageBoard: flag,
  smsEnabled: flag,
  wechatEnabled: flag,
  distributionEnabled: flag,
  checkInEnabled: flag,
  promotions: z.array(text),
  orderUnpaidMinutes: int,
  autoReceiveDays: int,
  privacyUrl: text,
  agreementUrl: text,
})
export type ShopConfig = z.output<typeof ShopConfig>

export const ShippingMethod = z.object({
  shippingId: int,
  shippingCode: text,
  shippingName: text,
  shippingDesc: text,
  supportCod: flag,
  insure: text,
  kind: z.enum(['express', 'pickup', 'virtual']),
  available: flag,
  reason: text,
  feeKnown: flag,
  baseFeeFen: fen,
  feeFen: fen,
  freeMoneyFen: fen,
  estimateDays: int,
})
export type ShippingMethod = z.output<typeof ShippingMethod>

export const PaymentMethod = z.object({
  payId: int,
  payCode: text,
  payName: text,
  payDesc: text,
  payFee: text,
  feeFen: fen,
  isCod: flag,
  isOnline: flag,
  channels: z.array(text),
  icon: picture,
  available: flag,
  reason: text,
})
export type PaymentMethod = z.output<typeof PaymentMethod>

export const Ad = z.object({
  adId: int,
  positionId: int,
  adName: text,
  mediaType: int,
  image: picture,
  text,
  adLink: text,
  linkType: z.enum(['none', 'goods', 'category', 'brand', 'topic', 'article', 'activity', 'seller', 'url']),
  linkId: int,
  startTime: time,
  endTime: time,
  sortOrder: int,
})
export type Ad = z.output<typeof Ad>

export const AdPosition = z.object({
  positionId: int,
  positionName: text,
  positionCode: text,
  adWidth: int,
  adHeight: int,
})
export type AdPosition = z.output<typeof AdPosition>

export const Region = z.object({
  regionId: int,
  parentId: int,
  regionName: text,
  regionType: int,
  pinyin: text,
  hasChildren: flag,
})
export type Region = z.output<typeof Region>

export const RegionNode = z.object({
  regionId: int,
  regionName: text,
  get children() { return z.array(RegionNode) },
})
export type RegionNode = z.output<typeof RegionNode>

export const Keyword = z.object({
  keyword: text,
  count: int,
  pinned: flag,
  hits: int,
})
export type Keyword = z.output<typeof Keyword>
