import { describe, expect, it } from 'vitest'
import { pointsGiven, pointsReturned, priceCheckout, refundFor, worthReturned } from './index.ts'
import { exampleTen } from './testing/example-ten.ts'
import { activity, flatShipping, line, payment, priceInput, shipsWith } from './testing/price-input.ts'

describe('E9: balance and credit', () => {
  const checkout = (balanceAskedFen: number, balanceAvailableFen: number) =>
    priceCheckout(priceInput([
      line(1, 8640),
    ], {
      sellers: [
        shipsWith([
          flatShipping(1000),
        ]),
      ],
      balanceAskedFen,
      balanceAvailableFen,
    }))

  it('100.00 of 80.00 is refused', () => {
    expect(checkout(10_000, 8000).problems).toEqual([
      {
        word: 'SURPLUS_NOT_ENOUGH',
        lineId: 0,
        params: { available: '80.00' },
        scope: 'order',
      },
    ])
  })

  it.each([
    [
      '80.00 of 80.00',
      8000,
      8000,
      8000,
      1640,
    ],
    [
      '500.00 of 500.00 is taken down to what is due',
      50_000,
      50_000,
      9640,
      0,
    ],
    ['nothing', 0, 8000, 0, 9640],
  ])('%s', (_name, asked, available, balanceFen, orderAmountFen) => {
    const { totals, problems } = checkout(asked, available)
    expect(totals).toMatchObject({ balanceFen, orderAmountFen, maxBalanceFen: 9640 })
    expect(problems).toEqual([])
  })
})

describe('E10: everything', () => {
  it('line by line', () => {
    const { lines } = priceCheckout(exampleTen())
    const shop = { sellerId: 0 }
    expect(lines).toEqual([
      {
        ...shop,
        cartLineId: 1,
        quantity: 3,
        unitPriceFen: 1899,
        reason: 'rank',
        subtotalFen: 5697,
        discountShareFen: 570,
        bonusShareFen: 473,
        pointsShareFen: 789,
        taxShareFen: 51,
        netAmountFen: 3865,
      },
      {
        ...shop,
        cartLineId: 2,
        quantity: 1,
        unitPriceFen: 4318,
        reason: 'rank',
        subtotalFen: 4318,
        discountShareFen: 0,
        bonusShareFen: 398,
        pointsShareFen: 0,
        taxShareFen: 43,
        netAmountFen: 3920,
      },
      {
        ...shop,
        cartLineId: 3,
        quantity: 2,
        unitPriceFen: 777,
        reason: 'rank_fixed',
        subtotalFen: 1554,
        discountShareFen: 155,
        bonusShareFen: 129,
        pointsShareFen: 211,
        taxShareFen: 14,
        netAmountFen: 1059,
      },
    ])
  })

  it('in total', () => {
    const { totals, problems } = priceCheckout(exampleTen())
    expect(totals).toEqual({
      goodsAmountFen: 11_569,
      marketAmountFen: 12_342,
      savingFen: 773,
      discountFen: 725,
      taxFen: 108,
      packFeeFen: 200,
      cardFeeFen: 300,
      shippingFeeFen: 1500,
      insureFeeFen: 100,
      payFeeFen: 55,
      totalFeeFen: 13_107,
      bonusFen: 1000,
      points: 1000,
      pointsMoneyFen: 1000,
      exchangePoints: 0,
      balanceFen: 2000,
      moneyPaidFen: 0,
      orderAmountFen: 9107,
      givePoints: 88,
      giveRankPoints: 88,
      maxPoints: 1900,
      maxBalanceFen: 11_052,
    })
    expect(problems).toEqual([])
  })
})

describe('E11: coming back, from E10', () => {
  const oneByOne = (totalFen: number, quantity: number) =>
    Array.from({ length: quantity }, (_, before) => refundFor(totalFen, quantity, before, 1))

  it.each([
    [
      'net amount of A',
      3865,
      3,
      [1288, 1288, 1289],
    ],
    [
      'tax of A',
      51,
      3,
      [17, 17, 17],
    ],
    [
      'points money of A',
      789,
      3,
      [263, 263, 263],
    ],
    [
      'net amount of C',
      1059,
      2,
      [529, 530],
    ],
    [
      'tax of C',
      14,
      2,
      [7, 7],
    ],
    [
      '10.00 over three units',
      1000,
      3,
      [333, 333, 334],
    ],
  ])('%s', (_name, totalFen, quantity, parts) => {
    expect(oneByOne(totalFen, quantity)).toEqual(parts)
  })

  it('points come back with the points money', () => {
    const back = [263, 526, 789].map((returnedFen) => pointsReturned(1000, 1000, returnedFen))
    expect(back).toEqual([263, 526, 789])
    expect([105, 211].map((returnedFen) => pointsReturned(1000, 1000, returnedFen))).toEqual([105, 211])
    expect(pointsReturned(1000, 1000, 1000)).toBe(1000)
    expect(pointsReturned(4098, 1366, 683)).toBe(2049)
    expect(pointsReturned(0, 0, 0)).toBe(0)
  })

  it('all units are worth the whole share', () => {
    expect(worthReturned(1000, 3, 3)).toBe(1000)
    expect(worthReturned(1000, 3, 0)).toBe(0)
  })

  it('after one unit of A the order gives 75 points: 13 are taken back', () => {
    const kept = [2577, 3920, 1059].map((netAmountFen) => ({
      kind: 'goods',
      quantity: 1,
      givePoints: -1,
      giveRankPoints: -1,
      netAmountFen,
    }) as const)
    expect(pointsGiven(kept)).toEqual({ givePoints: 75, giveRankPoints: 75 })
    expect(priceCheckout(exampleTen()).totals.givePoints - 75).toBe(13)
  })
})

it('below the least amount of an order: refused in the general flow only', () => {
  const least = {
    settings: {
      ...exampleTen().settings,
      minGoodsAmountFen: 5000,
    },
  }
  const refused = [
    {
      word: 'MIN_AMOUNT_NOT_REACHED',
      lineId: 0,
      params: { min: '50.00' },
      scope: 'order',
    },
  ]
  expect(priceCheckout(priceInput([
    line(1, 4999),
  ], least)).problems).toEqual(refused)
  expect(priceCheckout(priceInput([
    line(1, 5000),
  ], {
    ...least,
    activities: [
      activity(1, { offFen: 4000 }),
    ],
  })).problems).toEqual([])
  expect(priceCheckout(priceInput([
    line(1, 0, 1, { fixedPriceFen: 100 }),
  ], { ...least, flowType: 5 })).problems).toEqual([])
})

it('an empty cart costs nothing', () => {
  const { totals, lines, groups } = priceCheckout(priceInput([], {
    activities: [
      activity(1, { offFen: 100 }),
    ],
    payId: 1,
    payments: [
      payment(1),
    ],
  }))
  expect([lines, groups]).toEqual([[], []])
  expect(totals).toMatchObject({
    goodsAmountFen: 0,
    orderAmountFen: 0,
    maxPoints: 0,
    maxBalanceFen: 0,
  })
})
