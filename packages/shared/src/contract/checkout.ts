import { z } from 'zod'
import { PackageItem } from './cart.ts'
import { FavourableRange } from './catalogue.ts'
import { decimal, fen, flag, int, picture, text, time } from './fields.ts'
import { lineGoods, lineKind, lineShares } from './line-fields.ts'

export const Address = z.object({
  addressId: int,
  addressName: text,
  consignee: text,
  country: int,
  province: int,
  city: int,
  district: int,
  regionText: text,
  address: text,
  zipcode: text,
  tel: text,
  mobile: text,
  email: text,
  signBuilding: text,
  bestTime: text,
  isDefault: flag,
})
export type Address = z.output<typeof Address>

export const CheckoutLine = z.object({
  cartLineId: int.meta({ wireName: 'rec_id' }),
  sellerId: int,
  ...lineGoods,
  goodsPriceFen: fen,
  quantity: int.meta({ wireName: 'goods_number' }),
  ...lineShares,
  isReal: flag,
  isShippingFree: flag.meta({ wireName: 'is_shipping' }),
  ...lineKind,
  packageGoods: z.array(PackageItem),
})
export type CheckoutLine = z.output<typeof CheckoutLine>

export const ShippingOption = z.object({
  shippingId: int,
  shippingCode: text,
  shippingName: text,
  shippingDesc: text,
  shippingFeeFen: fen,
  freeMoneyFen: fen,
  insureFeeFen: fen,
  canInsure: flag,
  supportCod: flag,
  available: flag,
  reason: z.enum(['none', 'region', 'weight', 'activity']),
})
export type ShippingOption = z.output<typeof ShippingOption>

export const CheckoutGroup = z.object({
  sellerId: int,
  shopName: text,
  cartLineIds: z.array(int).meta({ wireName: 'rec_ids' }),
  needShipping: flag,
  shippingId: int,
  outletId: int.meta({ wireName: 'store_id' }),
  pickupTime: time,
  needInsure: flag,
  shippings: z.array(ShippingOption),
  goodsAmountFen: fen,
  discountFen: fen,
  shippingFeeFen: fen,
  insureFeeFen: fen,
  taxFen: fen,
})
export type CheckoutGroup = z.output<typeof CheckoutGroup>

export const Invoice = z.object({
  needInvoice: flag.meta({ wireName: 'need_inv' }),
  invoiceType: text.meta({ wireName: 'inv_type' }),
  titleType: z.enum(['personal', 'company']),
  payee: text.meta({ wireName: 'inv_payee' }),
  taxNo: text,
  content: text.meta({ wireName: 'inv_content' }),
})
export type Invoice = z.output<typeof Invoice>

export const PaymentOption = z.object({
  payId: int,
  payCode: text,
  payName: text,
  payDesc: text,
  payFeeFen: fen,
  isCod: flag,
  isOnline: flag,
  available: flag,
  reason: z.enum(['none', 'cod_region', 'cod_activity', 'balance_short', 'amount']),
})
export type PaymentOption = z.output<typeof PaymentOption>

export const PackOption = z.object({
  packId: int,
  packName: text,
  packImg: picture,
  packDesc: text,
  packFeeFen: fen,
  freeMoneyFen: fen,
  feeFen: fen,
})
export type PackOption = z.output<typeof PackOption>

export const CardOption = z.object({
  cardId: int,
  cardName: text,
  cardImg: picture,
  cardDesc: text,
  cardFeeFen: fen,
  freeMoneyFen: fen,
  feeFen: fen,
})
export type CardOption = z.output<typeof CardOption>

/** What a bonus has of its kind. */
export const BONUS_KIND = {
  typeId: int,
  typeName: text,
  typeMoneyFen: fen,
  minGoodsAmountFen: fen,
  sellerId: int,
  useRange: int,
  useRangeExt: z.array(FavourableRange),
}

export const BonusItem = z.object({
  bonusId: int,
  bonusSn: text,
  ...BONUS_KIND,
  useStartDate: time,
  useEndDate: time,
  status: z.enum(['unused', 'not_started', 'used', 'expired']),
  orderSn: text,
  usedTime: time,
})
export type BonusItem = z.output<typeof BonusItem>

export const BonusOption = z.object({
  bonus: BonusItem,
  available: flag,
  reason: z.enum(['none', 'not_started', 'expired', 'min_amount', 'activity', 'nothing_to_pay']),
  amountFen: fen,
})
export type BonusOption = z.output<typeof BonusOption>

export const InvoiceOption = z.object({
  invoiceType: text.meta({ wireName: 'inv_type' }),
  rate: decimal,
})
export type InvoiceOption = z.output<typeof InvoiceOption>

export const OosOption = z.object({
  oosChoice: int.meta({ wireName: 'how_oos' }),
  name: text,
})
export type OosOption = z.output<typeof OosOption>

export const AppliedActivity = z.object({
  activityId: int.meta({ wireName: 'act_id' }),
  activityName: text.meta({ wireName: 'act_name' }),
  activityType: int.meta({ wireName: 'act_type' }),
  rangeAmountFen: fen,
  discountFen: fen,
})
export type AppliedActivity = z.output<typeof AppliedActivity>

export const OrderTotals = z.object({
  goodsAmountFen: fen,
  marketAmountFen: fen,
  discountFen: fen,
  taxFen: fen,
  packFeeFen: fen,
  cardFeeFen: fen,
  shippingFeeFen: fen,
  insureFeeFen: fen,
  payFeeFen: fen,
  totalFeeFen: fen,
  bonusFen: fen,
  points: int.meta({ wireName: 'integral' }),
  pointsMoneyFen: fen.meta({ wireName: 'integral_money' }),
  exchangePoints: int.meta({ wireName: 'exchange_integral' }),
  balanceFen: fen.meta({ wireName: 'surplus' }),
  moneyPaidFen: fen,
  orderAmountFen: fen,
  refundedFen: fen,
  givePoints: int.meta({ wireName: 'give_integral' }),
  giveRankPoints: int.meta({ wireName: 'give_rank_integral' }),
})
export type OrderTotals = z.output<typeof OrderTotals>

export const CheckoutProblem = z.object({
  error: text,
  cartLineId: int.meta({ wireName: 'rec_id' }),
  message: text,
})
export type CheckoutProblem = z.output<typeof CheckoutProblem>

export const Checkout = z.object({
  checkoutToken: text,
  expiresAt: time,
  flowType: int,
  activityId: int.meta({ wireName: 'act_id' }),
  lines: z.array(CheckoutLine),
  groups: z.array(CheckoutGroup),
  consignee: Address,
  needShipping: flag,
  shippingId: int,
  outletId: int.meta({ wireName: 'store_id' }),
  pickupTime: time,
  needInsure: flag,
  payId: int,
  packId: int,
  cardId: int,
  cardMessage: text,
  balanceFen: fen.meta({ wireName: 'surplus' }),
  points: int.meta({ wireName: 'integral' }),
  bonusId: int,
  invoice: Invoice,
  oosChoice: int.meta({ wireName: 'how_oos' }),
  shippings: z.array(ShippingOption),
  payments: z.array(PaymentOption),
  packs: z.array(PackOption),
  cards: z.array(CardOption),
  bonuses: z.array(BonusOption),
  invoiceTypes: z.array(InvoiceOption),
  invoiceContents: z.array(text),
  oosOptions: z.array(OosOption),
  yourBalanceFen: fen.meta({ wireName: 'your_surplus' }),
  yourPoints: int.meta({ wireName: 'your_integral' }),
  maxPoints: int.meta({ wireName: 'max_integral' }),
  maxBalanceFen: fen.meta({ wireName: 'max_surplus' }),
  activities: z.array(AppliedActivity),
  totals: OrderTotals,
  problems: z.array(CheckoutProblem),
})
export type Checkout = z.output<typeof Checkout>
