import type { PricedLineInput } from '../line-types.ts'
import type { Activity, Bonus, PaymentOffer, PriceInput, PricingSettings, SellerChoices, ShippingOffer } from '../types.ts'

/** Builders for tests: a shop in which nothing is special but what the test says. */

export const NOW = new Date('2026-03-01T04:00:00Z')
export const EARLIER = new Date('2026-02-01T00:00:00Z')
export const LATER = new Date('2026-04-01T00:00:00Z')

export const NO_SURCHARGE = { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] }

export function line(cartLineId: number, shopPriceFen: number, quantity = 1, special: Partial<PricedLineInput> = {}): PricedLineInput {
  return {
    cartLineId,
    sellerId: 0,
    kind: 'goods',
    goodsId: cartLineId,
    skuId: 0,
    categoryIds: [],
    brandId: 0,
    quantity,
    isReal: true,
    isShippingFree: false,
    weightGrams: 0,
    shopPriceFen,
    marketPriceFen: shopPriceFen,
    rankPriceFen: null,
    volumePrices: [],
    promotion: null,
    surcharge: NO_SURCHARGE,
    fittingPriceFen: 0,
    fixedPriceFen: 0,
    exchangePoints: 0,
    pointsLimitYuan: 0,
    givePoints: -1,
    giveRankPoints: -1,
    packageContents: [],
    frozen: null,
    ...special,
  }
}

export function activity(activityId: number, special: Partial<Activity>): Activity {
  return {
    activityId,
    sellerId: 0,
    name: `activity ${activityId}`,
    type: 1,
    rankIds: [0],
    range: 0,
    rangeIds: [],
    minAmountFen: 0,
    maxAmountFen: 0,
    offFen: 0,
    payBasisPoints: 10_000,
    startAt: EARLIER,
    endAt: LATER,
    sortOrder: 50,
    ...special,
  }
}

export function bonus(bonusId: number, moneyFen: number, special: Partial<Bonus> = {}): Bonus {
  return {
    bonusId,
    sellerId: 0,
    moneyFen,
    minGoodsAmountFen: 0,
    useRange: 0,
    useRangeIds: [],
    startAt: EARLIER,
    endAt: LATER,
    isUsed: false,
    ...special,
  }
}

/** A method with one fee for everything. */
export function flatShipping(baseFeeFen: number, special: Partial<ShippingOffer> = {}): ShippingOffer {
  return {
    shippingId: 1,
    rate: {
      formula: 'flat',
      baseFeeFen,
      freeMoneyFen: 0,
      maxWeightGrams: 0,
    },
    insurance: null,
    codFee: null,
    ...special,
  }
}

/** The shopper chose the first of the methods offered. */
export function shipsWith(shippings: ShippingOffer[], special: Partial<SellerChoices> = {}): SellerChoices {
  return {
    sellerId: 0,
    shippingId: shippings[0]?.shippingId ?? 0,
    isInsured: false,
    shippings,
    ...special,
  }
}

export function payment(payId: number, special: Partial<PaymentOffer> = {}): PaymentOffer {
  return {
    payId,
    isCod: false,
    isBalance: false,
    fee: { kind: 'fixed', feeFen: 0 },
    ...special,
  }
}

export const SETTINGS: PricingSettings = {
  pointsPerYuan: 100,
  pointsPercent: 100,
  usePoints: true,
  useBonus: true,
  useBalance: true,
  canInvoice: true,
  usePack: true,
  useCard: true,
  minGoodsAmountFen: 0,
}

export function priceInput(lines: PricedLineInput[], special: Partial<PriceInput> = {}): PriceInput {
  return {
    flowType: 0,
    now: NOW,
    explain: false,
    rank: null,
    settings: SETTINGS,
    lines,
    activities: [],
    flowActivity: null,
    sellers: [],
    packId: 0,
    packs: [],
    cardId: 0,
    cards: [],
    invoice: null,
    bonusId: 0,
    bonuses: [],
    pointsAsked: 0,
    pointsOwned: 0,
    balanceAskedFen: 0,
    balanceAvailableFen: 0,
    payId: 0,
    payments: [],
    moneyPaidFen: 0,
    ...special,
  }
}
