import type { PricedLineInput } from '../line-types.ts'
import type { Activity, Bonus, Fee, PriceInput, SellerChoices, ShippingOffer } from '../types.ts'
import fc from 'fast-check'
import { activity, bonus, EARLIER, LATER, line, payment, priceInput, SETTINGS } from './price-input.ts'

/** Checkouts of every kind, for properties that hold for all of them. */

const SELLER_IDS = [0, 5, 8]
const CATEGORY_IDS = [1, 2, 3]
const fen = fc.oneof(fc.nat(300), fc.nat(50_000), fc.nat(20_000_000))
const id = fc.constantFrom(...CATEGORY_IDS)

const lineOf = (cartLineId: number): fc.Arbitrary<PricedLineInput> => fc.record({
  priceFen: fen,
  quantity: fc.integer({ min: 1, max: 12 }),
  sellerId: fc.constantFrom(...SELLER_IDS),
  kind: fc.constantFrom('goods', 'goods', 'goods', 'fitting', 'gift', 'package'),
  categoryId: id,
  isReal: fc.boolean(),
  isShippingFree: fc.boolean(),
  weightGrams: fc.nat(5000),
  rankPriceFen: fc.option(fen),
  optionFen: fc.integer({ min: -500, max: 500 }),
  promotionFen: fc.option(fen),
  pointsLimitYuan: fc.nat(30),
  givePoints: fc.integer({ min: -1, max: 20 }),
}).map(({ priceFen, quantity, sellerId, kind, categoryId, promotionFen, optionFen, ...special }) => line(cartLineId, priceFen, quantity, {
  ...special,
  sellerId,
  kind,
  categoryIds: [categoryId],
  fixedPriceFen: priceFen,
  fittingPriceFen: priceFen,
  surcharge: {
    skuPriceFen: null,
    optionPricesFen: [optionFen],
    extraPricesFen: [],
  },
  promotion: promotionFen === null
    ? null
    : { priceFen: promotionFen, startAt: EARLIER, endAt: LATER },
  packageContents: [
    {
      quantity: 2,
      weightGrams: special.weightGrams,
      isReal: true,
      isShippingFree: special.isShippingFree,
    },
  ],
}))

const activityOf = (activityId: number): fc.Arbitrary<Activity> => fc.record({
  sellerId: fc.constantFrom(...SELLER_IDS),
  type: fc.constantFrom(0, 1, 2),
  range: fc.constantFrom(0, 0, 1),
  rangeIds: fc.array(id, { maxLength: 2 }),
  minAmountFen: fc.oneof(fc.constant(0), fc.nat(20_000)),
  offFen: fen,
  payBasisPoints: fc.integer({ min: 1, max: 9999 }),
  sortOrder: fc.nat(3),
}).map((special) => activity(activityId, {
  ...special,
  rankIds: [0, 1],
}))

const bonusOf: fc.Arbitrary<Bonus> = fc.record({
  moneyFen: fen,
  sellerId: fc.constantFrom(...SELLER_IDS),
  minGoodsAmountFen: fc.oneof(fc.constant(0), fc.nat(10_000)),
  useRange: fc.constantFrom(0, 0, 1),
  useRangeIds: fc.array(id, { maxLength: 2 }),
}).map(({ moneyFen, ...special }) => bonus(1, moneyFen, special))

const feeOf: fc.Arbitrary<Fee> = fc.oneof(
  fc.nat(1000).map((feeFen): Fee => ({ kind: 'fixed', feeFen })),
  fc.nat(9000).map((basisPoints): Fee => ({ kind: 'percent', basisPoints })),
)

const shippingOf: fc.Arbitrary<ShippingOffer> = fc.record({
  baseFeeFen: fc.nat(3000),
  freeMoneyFen: fc.nat(50_000),
  insuranceRate: fc.option(fc.nat(500)),
  codFee: fc.option(feeOf),
}).map(({ baseFeeFen, freeMoneyFen, insuranceRate, codFee }) => ({
  shippingId: 1,
  rate: {
    formula: 'by_weight',
    baseFeeFen,
    firstWeightGrams: 500,
    stepWeightGrams: 300,
    stepFeeFen: 150,
    secondWeightGrams: 4000,
    furtherStepFeeFen: 90,
    freeMoneyFen,
    maxWeightGrams: 90_000,
  },
  insurance: insuranceRate === null
    ? null
    : {
        kind: 'percent',
        basisPoints: insuranceRate,
        minFen: 100,
        maxFen: 1_000_000,
      },
  codFee,
}))

const sellerOf = (sellerId: number): fc.Arbitrary<SellerChoices> =>
  fc.record({
    shippingId: fc.nat(1),
    isInsured: fc.boolean(),
    shippings: shippingOf.map((offer) => [offer]),
  })
    .map((choices) => ({ ...choices, sellerId }))

export const arbitraryInput: fc.Arbitrary<PriceInput> = fc.record({
  flowType: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
  lines: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 8 }).chain((ids) => fc.tuple(...ids.map(lineOf))),
  activities: fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 5 }).chain((ids) => fc.tuple(...ids.map(activityOf))),
  rank: fc.option(fc.integer({ min: 1, max: 100 }).map((discountPercent) => ({ id: 1, discountPercent }))),
  sellers: fc.tuple(...SELLER_IDS.map(sellerOf)),
  packId: fc.nat(1),
  cardId: fc.nat(1),
  extraFee: fc.nat(900),
  invoice: fc.option(fc.nat(2000).map((rateBasisPoints) => ({ rateBasisPoints }))),
  bonusId: fc.nat(1),
  bonuses: bonusOf.map((each) => [each]),
  pointsPerYuan: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 100_000 })),
  pointsPercent: fc.nat(100),
  points: fc.tuple(fc.nat(100_000), fc.nat(100_000)),
  balance: fc.tuple(fen, fen),
  payId: fc.nat(3),
  payFee: feeOf,
  moneyPaidFen: fc.oneof(fc.constant(0), fen),
  isDeposit: fc.boolean(),
}).map(({ lines, pointsPerYuan, pointsPercent, points, balance, extraFee, payFee, isDeposit, ...special }) => priceInput(lines, {
  ...special,
  settings: { ...SETTINGS, pointsPerYuan, pointsPercent },
  flowActivity: special.flowType === 1
    ? { isDeposit, givePoints: 7, shippingFeeFen: null }
    : null,
  packs: [
    { id: 1, feeFen: extraFee, freeMoneyFen: 30_000 },
  ],
  cards: [
    { id: 1, feeFen: extraFee, freeMoneyFen: 0 },
  ],
  pointsOwned: points[0],
  pointsAsked: points[1],
  balanceAvailableFen: balance[0],
  balanceAskedFen: balance[1],
  payments: [
    payment(1, { fee: payFee }),
    payment(2, { isBalance: true }),
    payment(3, { isCod: true }),
  ],
}))
