import type { PricedLineInput, Rank } from './line-types.ts'

/** What `priceCheckout` reads besides the lines. Money in fen, weights in grams, rates in basis points. */

/** 0 general, 1 group purchase, 2 auction, 3 snatch, 4 exchange, 5 team, 6 bargain, 7 crowd funding, 8 wholesale, 9 prize. */
export type FlowType = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** 0 everything, 1 categories, 2 brands, 3 products. */
export type RangeKind = 0 | 1 | 2 | 3

/** 优惠活动: 0 gifts, 1 money off, 2 percent. */
export interface Activity {
  activityId: number
  sellerId: number
  name: string
  type: 0 | 1 | 2
  /** 0 stands for guests and shoppers without a rank. */
  rankIds: readonly number[]
  range: RangeKind
  rangeIds: readonly number[]
  minAmountFen: number
  /** 0: no upper bound. */
  maxAmountFen: number
  offFen: number
  /** What is still paid: 88 % is 8800. */
  payBasisPoints: number
  startAt: Date
  endAt: Date
  sortOrder: number
}

/** A fixed fee, or a rate in basis points (below 10000). */
export type Fee = { kind: 'fixed', feeFen: number } | { kind: 'percent', basisPoints: number }

export type ShippingFormula
  = | {
    formula: 'by_weight'
    baseFeeFen: number
    firstWeightGrams: number
    stepWeightGrams: number
    stepFeeFen: number
    /** Steps from this weight on cost `furtherStepFeeFen`; 0: there is no such weight. */
    secondWeightGrams: number
    furtherStepFeeFen: number
  }
  | { formula: 'by_number', itemFeeFen: number }
  | { formula: 'flat', baseFeeFen: number }
  | { formula: 'free' }

/** The fee table of one shipping area. 0 for `freeMoneyFen` and `maxWeightGrams`: none. */
export type ShippingRate = ShippingFormula & { freeMoneyFen: number, maxWeightGrams: number }

/** 保价. `maxFen` bounds the insured value, 0: no bound. */
export type Insurance
  = | { kind: 'fixed', feeFen: number }
    | { kind: 'percent', basisPoints: number, minFen: number, maxFen: number }

/** A shipping method as it is offered for the consignee. */
export interface ShippingOffer {
  shippingId: number
  /** The rate of the area that holds the consignee, null when the method does not serve it. */
  rate: ShippingRate | null
  /** null: it cannot be insured. */
  insurance: Insurance | null
  /** What the area takes for cash on delivery, null when it has none. */
  codFee: Fee | null
}

/** What the shopper chose for the parcel of one seller. */
export interface SellerChoices {
  sellerId: number
  /** 0: nothing chosen yet. */
  shippingId: number
  isInsured: boolean
  shippings: readonly ShippingOffer[]
}

/** A pack or a card. */
export interface ExtraOffer {
  id: number
  feeFen: number
  /** Free from this goods amount on; 0: never. */
  freeMoneyFen: number
}

/** 红包. */
export interface Bonus {
  bonusId: number
  /** 0: of the platform, for the goods of every seller. */
  sellerId: number
  moneyFen: number
  minGoodsAmountFen: number
  useRange: RangeKind
  useRangeIds: readonly number[]
  startAt: Date
  endAt: Date
  isUsed: boolean
}

export interface PaymentOffer {
  payId: number
  isCod: boolean
  isBalance: boolean
  fee: Fee
}

export interface PricingSettings {
  pointsPerYuan: number
  /** At most so many percent of what is left after the bonus can be paid with points. */
  pointsPercent: number
  usePoints: boolean
  useBonus: boolean
  useBalance: boolean
  canInvoice: boolean
  usePack: boolean
  useCard: boolean
  minGoodsAmountFen: number
}

/** What an activity of flow types 1 to 9 says about the order besides the unit price. */
export interface FlowActivity {
  /** A group purchase of which only the deposit is collected: no fee of any kind. */
  isDeposit: boolean
  /** Points given per order (flow type 1). */
  givePoints: number
  /** The fee in place of the method's, null when the activity does not name one. */
  shippingFeeFen: number | null
}

export interface PriceInput {
  flowType: FlowType
  now: Date
  /** Also answer `steps`, the story of every amount. */
  explain: boolean
  rank: Rank | null
  settings: PricingSettings
  lines: readonly PricedLineInput[]
  /** Not only the running ones: a refusal says why. */
  activities: readonly Activity[]
  flowActivity: FlowActivity | null
  sellers: readonly SellerChoices[]
  packId: number
  packs: readonly ExtraOffer[]
  cardId: number
  cards: readonly ExtraOffer[]
  invoice: { rateBasisPoints: number } | null
  bonusId: number
  /** Every bonus the shopper owns, the chosen one among them. */
  bonuses: readonly Bonus[]
  pointsAsked: number
  pointsOwned: number
  balanceAskedFen: number
  /** Balance and credit line together. */
  balanceAvailableFen: number
  payId: number
  payments: readonly PaymentOffer[]
  /** Received through a payment method before (the deposit of a group purchase). */
  moneyPaidFen: number
}
