import type { FlowType } from './types.ts'
import { describe, expect, it } from 'vitest'
import { priceCheckout } from './index.ts'
import { activity, bonus, EARLIER, flatShipping, LATER, line, payment, priceInput, shipsWith } from './testing/price-input.ts'

/** Cheaper by rank, volume, promotion and activity, if only they counted. */
function tempting(flowType: FlowType, special = {}) {
  const item = line(1, 10_000, 2, {
    fixedPriceFen: 5000,
    rankPriceFen: 100,
    volumePrices: [
      { minQuantity: 1, priceFen: 100 },
    ],
    promotion: { priceFen: 100, startAt: EARLIER, endAt: LATER },
    pointsLimitYuan: 50,
  })
  return priceCheckout(priceInput([item], {
    flowType,
    rank: { id: 1, discountPercent: 50 },
    activities: [
      activity(1, {
        offFen: 1000,
        rankIds: [1],
      }),
    ],
    sellers: [
      shipsWith([
        flatShipping(1000, {
          codFee: { kind: 'fixed', feeFen: 0 },
        }),
      ]),
    ],
    bonusId: 1,
    bonuses: [
      bonus(1, 500),
    ],
    pointsOwned: 1000,
    balanceAskedFen: 300,
    balanceAvailableFen: 300,
    payments: [
      payment(3, { isCod: true }),
    ],
    invoice: { rateBasisPoints: 100 },
    flowActivity: { isDeposit: false, givePoints: 66, shippingFeeFen: null },
    ...special,
  }))
}

describe('what each flow type takes and gives', () => {
  it.each([
    [
      '1 group purchase',
      1,
      0,
      300,
      true,
      66,
      0,
    ],
    ['2 auction', 2, 500, 300, true, 95, 95],
    ['3 snatch', 3, 500, 300, true, 95, 95],
    ['4 exchange', 4, 0, 300, true, 0, 0],
    ['5 team', 5, 0, 300, false, 100, 100],
    [
      '6 bargain',
      6,
      0,
      300,
      false,
      100,
      100,
    ],
    [
      '7 crowd funding',
      7,
      0,
      300,
      false,
      0,
      0,
    ],
    ['8 wholesale', 8, 0, 300, true, 0, 0],
  ] as const)('%s', (_name, flowType, bonusFen, balanceFen, takesCod, givePoints, giveRankPoints) => {
    const { totals, payments } = tempting(flowType)
    expect(totals).toMatchObject({
      goodsAmountFen: 10_000,
      discountFen: 0,
      taxFen: 100,
      shippingFeeFen: 1000,
    })
    expect(totals).toMatchObject({
      maxPoints: 0,
      bonusFen,
      balanceFen,
      givePoints,
      giveRankPoints,
    })
    expect(totals.orderAmountFen).toBe(11_100 - bonusFen - balanceFen)
    expect(payments[0]?.available).toBe(takesCod)
  })

  it('9 prize: nothing to pay', () => {
    const { totals } = priceCheckout(priceInput([
      line(1, 9900),
    ], {
      flowType: 9,
      sellers: [
        shipsWith([
          flatShipping(1000, {
            insurance: { kind: 'fixed', feeFen: 100 },
          }),
        ], { isInsured: true }),
      ],
      packId: 1,
      packs: [
        { id: 1, feeFen: 300, freeMoneyFen: 0 },
      ],
      invoice: { rateBasisPoints: 100 },
      balanceAskedFen: 100,
      balanceAvailableFen: 100,
    }))
    expect(totals).toMatchObject({
      totalFeeFen: 0,
      balanceFen: 0,
      maxBalanceFen: 0,
      orderAmountFen: 0,
    })
  })
})

describe('group purchase with a deposit', () => {
  const fees = {
    payId: 1,
    payments: [
      payment(1, {
        fee: { kind: 'percent', basisPoints: 60 },
      }),
    ],
    packId: 1,
    packs: [
      { id: 1, feeFen: 300, freeMoneyFen: 0 },
    ],
  } as const

  it('the deposit collects the goods only', () => {
    const { totals } = tempting(1, {
      ...fees,
      flowActivity: { isDeposit: true, givePoints: 66, shippingFeeFen: null },
    })
    expect(totals).toMatchObject({
      goodsAmountFen: 10_000,
      totalFeeFen: 10_000,
      payFeeFen: 0,
      balanceFen: 300,
      orderAmountFen: 9700,
    })
  })

  it('the rest is what the price and the fees leave above what was paid', () => {
    const { totals } = tempting(1, { ...fees, balanceAskedFen: 0, moneyPaidFen: 4000 })
    expect(totals).toMatchObject({
      goodsAmountFen: 10_000,
      taxFen: 100,
      packFeeFen: 300,
      shippingFeeFen: 1000,
      moneyPaidFen: 4000,
      maxBalanceFen: 7400,
    })
    expect(totals).toMatchObject({ payFeeFen: 45, totalFeeFen: 11_445, orderAmountFen: 7445 })
  })
})

it('an activity names the shipping fee of its orders', () => {
  const { totals, groups } = tempting(7, {
    flowActivity: { isDeposit: false, givePoints: 0, shippingFeeFen: 0 },
  })
  expect(totals.shippingFeeFen).toBe(0)
  expect(groups[0]?.shippings[0]).toMatchObject({ shippingFeeFen: 0, available: true })
})
