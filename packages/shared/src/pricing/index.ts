export { insuranceFee, paymentFee, taxOf } from './fees.ts'
export { type GivingLine, pointsGiven } from './give-points.ts'
export { packageShares } from './package-shares.ts'
export type { LineKind, PackageContent, PriceableLine, PricedLineInput, Promotion, Rank, ShippedLine, Surcharge, VolumePrice } from './line-types.ts'
export { pointsFor, worthOfPoints } from './points.ts'
export { priceCheckout } from './price-checkout.ts'
export type {
  ActivityOutcome,
  ActivityReason,
  BonusOption,
  BonusReason,
  ExtraOption,
  GroupTotals,
  Note,
  PaymentOption,
  PaymentReason,
  PriceCandidate,
  Priced,
  PricedGroup,
  PricedLine,
  PriceProblem,
  PriceReason,
  PriceStep,
  ShippingOption,
  ShippingReason,
  Stage,
  Totals,
  UnitPrice,
} from './priced.ts'
export { rangeTest } from './range.ts'
export { pointsReturned, refundFor, worthReturned } from './returns.ts'
export { type ConsigneeRegions, pickArea } from './shipping-area.ts'
export { type Parcel, parcelOf, shippingFee, type ShippingPrice } from './shipping-fee.ts'
export type { Activity, Bonus, ExtraOffer, Fee, FlowActivity, FlowType, Insurance, PaymentOffer, PriceInput, PricingSettings, RangeKind, SellerChoices, ShippingFormula, ShippingOffer, ShippingRate } from './types.ts'
export { runningPromotion, unitPrice, volumePrice } from './unit-price.ts'
