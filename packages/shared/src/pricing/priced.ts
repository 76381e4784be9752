import type { ErrorParams, ErrorWord } from '../errors/index.ts'

/** What `priceCheckout` answers. Plain data that can be stored. */

export type PriceReason
  = | 'shop' | 'rank' | 'rank_fixed' | 'volume' | 'promotion' | 'fitting' | 'gift' | 'package' | 'activity' | 'frozen'

/** A price that was considered, surcharge not included. */
export interface PriceCandidate {
  reason: PriceReason
  priceFen: number
}

export interface UnitPrice {
  unitPriceFen: number
  reason: PriceReason
  surchargeFen: number
  /** Every price considered, the one taken among them. */
  candidates: PriceCandidate[]
}

export interface PricedLine {
  cartLineId: number
  sellerId: number
  quantity: number
  unitPriceFen: number
  reason: PriceReason
  subtotalFen: number
  discountShareFen: number
  bonusShareFen: number
  pointsShareFen: number
  taxShareFen: number
  netAmountFen: number
}

/** Figures that add up: those of the groups are those of the whole. */
export interface GroupTotals {
  goodsAmountFen: number
  marketAmountFen: number
  discountFen: number
  taxFen: number
  packFeeFen: number
  cardFeeFen: number
  shippingFeeFen: number
  insureFeeFen: number
  payFeeFen: number
  totalFeeFen: number
  bonusFen: number
  points: number
  pointsMoneyFen: number
  exchangePoints: number
  balanceFen: number
  moneyPaidFen: number
  orderAmountFen: number
  givePoints: number
  giveRankPoints: number
}

export interface Totals extends GroupTotals {
  savingFen: number
  /** The points this checkout can take. */
  maxPoints: number
  /** The balance this checkout can take. */
  maxBalanceFen: number
}

export type ShippingReason = 'none' | 'region' | 'weight'

export interface ShippingOption {
  shippingId: number
  shippingFeeFen: number
  /** What insuring would cost, 0 when it cannot be insured. */
  insureFeeFen: number
  available: boolean
  reason: ShippingReason
}

export interface PricedGroup {
  sellerId: number
  cartLineIds: number[]
  needShipping: boolean
  /** 0: nothing chosen, or nothing to ship. */
  shippingId: number
  needInsure: boolean
  shippings: ShippingOption[]
  totals: GroupTotals
}

export interface ExtraOption {
  id: number
  feeFen: number
}

export type PaymentReason = 'none' | 'cod_region' | 'cod_activity' | 'balance_short'

export interface PaymentOption {
  payId: number
  payFeeFen: number
  available: boolean
  reason: PaymentReason
}

export type BonusReason = 'none' | 'used' | 'not_started' | 'expired' | 'min_amount' | 'activity' | 'nothing_to_pay'

export interface BonusOption {
  bonusId: number
  available: boolean
  reason: BonusReason
  /** What it would take off now. */
  amountFen: number
  /** What the goods it covers cost before any discount. */
  coveredAmountFen: number
  /** How much of its goods is missing to its least amount. */
  missingFen: number
}

export type ActivityReason = 'none' | 'not_running' | 'rank' | 'range_empty' | 'min_amount' | 'max_amount'

export interface ActivityOutcome {
  activityId: number
  sellerId: number
  name: string
  type: 0 | 1 | 2
  /** Its condition is met: a price activity is applied, gifts may be chosen. */
  available: boolean
  reason: ActivityReason
  rangeAmountFen: number
  missingFen: number
  discountFen: number
}

export type Stage
  = | 'goods' | 'activities' | 'pack' | 'card' | 'shipping' | 'insurance' | 'tax' | 'bonus' | 'points' | 'balance' | 'pay_fee' | 'total'

/** One sentence of the explanation: `code` names it, `params` fills it. */
export interface Note {
  code: string
  params: Record<string, string | number>
  amountFen: number
  applied: boolean
  /** The cart line it speaks of, 0 for the whole checkout. */
  lineId: number
}

/** One chapter of "why is this the price". The amounts before `total` add up to it; what is taken off is negative. */
export interface PriceStep {
  stage: Stage
  amountFen: number
  notes: Note[]
}

export interface PriceProblem {
  word: ErrorWord
  lineId: number
  params: ErrorParams
  /**
   * `order`: it cannot be ordered like this. `choice`: only the call that makes the choice is refused; the amounts go on
   * without it.
   */
  scope: 'order' | 'choice'
}

export interface Priced {
  totals: Totals
  /** By cart line id. */
  lines: PricedLine[]
  /** By seller id. */
  groups: PricedGroup[]
  packs: ExtraOption[]
  cards: ExtraOption[]
  payments: PaymentOption[]
  bonuses: BonusOption[]
  /** In the order in which they are applied. */
  activities: ActivityOutcome[]
  /** Empty unless an explanation was asked for. */
  steps: PriceStep[]
  problems: PriceProblem[]
}
