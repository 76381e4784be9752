import { describe, expect, it } from 'vitest'
import { priceCheckout } from './index.ts'
import { activity, LATER, line, NOW, priceInput } from './testing/price-input.ts'

const threeLines = [
  line(1, 5990, 2, {
    categoryIds: [1],
  }),
  line(2, 1995, 1, {
    categoryIds: [2],
  }),
  line(3, 888, 3, {
    categoryIds: [1],
  }),
]
const twelvePercent = activity(7, {
  type: 2,
  payBasisPoints: 8800,
  range: 1,
  rangeIds: [1],
  minAmountFen: 10_000,
  sortOrder: 1,
})
const tenOff = activity(8, { offFen: 1000, minAmountFen: 15_000, sortOrder: 2 })

describe('E3: two activities and the largest remainder', () => {
  it('the first alone takes 17.57 of category 1', () => {
    const { lines, activities } = priceCheckout(priceInput(threeLines, {
      activities: [twelvePercent],
    }))
    expect(activities[0]).toMatchObject({ rangeAmountFen: 14_644, discountFen: 1757 })
    expect(lines.map(({ discountShareFen }) => discountShareFen)).toEqual([1437, 0, 320])
    expect(lines.map(({ netAmountFen }) => netAmountFen)).toEqual([10_543, 1995, 2344])
  })

  it('the second is spread over what the first left, its threshold looks at 166.39', () => {
    const { lines, activities, totals } = priceCheckout(priceInput(threeLines, {
      activities: [tenOff, twelvePercent],
    }))
    expect(activities.map(({ activityId, rangeAmountFen, discountFen }) => [activityId, rangeAmountFen, discountFen]))
      .toEqual([
        [7, 14_644, 1757],
        [8, 16_639, 1000],
      ])
    expect(lines.map(({ discountShareFen }) => discountShareFen)).toEqual([2145, 134, 478])
    expect(lines.map(({ netAmountFen }) => netAmountFen)).toEqual([9835, 1861, 2186])
    expect(totals).toMatchObject({ goodsAmountFen: 16_639, discountFen: 2757, orderAmountFen: 13_882 })
  })

  it('10.00 off a category with a single line of 6.00 takes 6.00', () => {
    const { lines } = priceCheckout(priceInput(
      [
        line(1, 600, 1, {
          categoryIds: [1],
        }),
        line(2, 1000),
      ],
      {
        activities: [
          activity(1, {
            offFen: 1000,
            range: 1,
            rangeIds: [1],
          }),
        ],
      },
    ))
    expect(lines.map(({ netAmountFen }) => netAmountFen)).toEqual([0, 1000])
  })

  it.each([
    [
      '0.10 over three lines of 1.00',
      10,
      [100, 100, 100],
      [4, 3, 3],
    ],
    [
      '0.01 over two equal lines',
      1,
      [100, 100],
      [1, 0],
    ],
  ])('%s', (_name, offFen, prices, shares) => {
    const lines = prices.map((price, at) => line(at + 1, price))
    const priced = priceCheckout(priceInput(lines, {
      activities: [
        activity(1, { offFen }),
      ],
    }))
    expect(priced.lines.map(({ discountShareFen }) => discountShareFen)).toEqual(shares)
  })

  it('ties go by cart line id, not by the order handed in', () => {
    const priced = priceCheckout(priceInput([
      line(9, 100),
      line(4, 100),
    ], {
      activities: [
        activity(1, { offFen: 1 }),
      ],
    }))
    expect(priced.lines.map(({ cartLineId, discountShareFen }) => [cartLineId, discountShareFen])).toEqual([
      [4, 1],
      [9, 0],
    ])
  })
})

describe('the bounds of an activity', () => {
  it.each([
    [
      '85 % of 199.99 from 100.00',
      [19_999],
      { type: 2, payBasisPoints: 8500, minAmountFen: 10_000 },
      3000,
    ],
    [
      'exactly the least amount',
      [10_000],
      { offFen: 500, minAmountFen: 10_000 },
      500,
    ],
    [
      'one fen short',
      [9999],
      { offFen: 500, minAmountFen: 10_000 },
      0,
    ],
    [
      'exactly the greatest amount',
      [20_000],
      { offFen: 500, maxAmountFen: 20_000 },
      500,
    ],
    [
      'one fen above',
      [20_001],
      { offFen: 500, maxAmountFen: 20_000 },
      0,
    ],
    [
      'a percentage with two places',
      [10_000],
      { type: 2, payBasisPoints: 8855 },
      1145,
    ],
  ] as const)('%s', (_name, [priceFen], special, discountFen) => {
    const priced = priceCheckout(priceInput([
      line(1, priceFen),
    ], {
      activities: [
        activity(1, special),
      ],
    }))
    expect(priced.totals.discountFen).toBe(discountFen)
  })

  it('20.00 off and 90 % both look at 180.00', () => {
    const { totals } = priceCheckout(priceInput([
      line(1, 18_000),
    ], {
      activities: [
        activity(1, { offFen: 2000, minAmountFen: 15_000 }),
        activity(2, { type: 2, payBasisPoints: 9000, minAmountFen: 10_000 }),
      ],
    }))
    expect(totals.discountFen).toBe(3800)
  })
})

describe('an activity that does not apply says why', () => {
  it.each([
    [
      'not begun',
      { startAt: LATER },
      'not_running',
      0,
    ],
    [
      'over at its last second',
      { endAt: NOW },
      'not_running',
      0,
    ],
    [
      'for another rank',
      {
        rankIds: [5],
      },
      'rank',
      0,
    ],
    [
      'nothing in its range',
      {
        range: 2,
        rangeIds: [77],
      },
      'range_empty',
      0,
    ],
    [
      '0.01 missing',
      { minAmountFen: 10_001 },
      'min_amount',
      1,
    ],
    [
      'too much',
      { maxAmountFen: 9999 },
      'max_amount',
      0,
    ],
    [
      'of another seller',
      { sellerId: 5 },
      'range_empty',
      0,
    ],
  ] as const)('%s', (_name, special, reason, missingFen) => {
    const { activities, totals } = priceCheckout(priceInput([
      line(1, 10_000, 1, { brandId: 3 }),
    ], {
      activities: [
        activity(1, { offFen: 500, ...special }),
      ],
    }))
    expect(activities).toMatchObject([
      {
        available: false,
        reason,
        missingFen,
        discountFen: 0,
      },
    ])
    expect(totals.discountFen).toBe(0)
  })

  it('a gift activity is only judged', () => {
    const { activities, totals } = priceCheckout(priceInput([
      line(1, 10_000),
    ], {
      activities: [
        activity(1, { type: 0, minAmountFen: 10_000 }),
      ],
    }))
    expect(activities).toMatchObject([
      {
        type: 0,
        available: true,
        reason: 'none',
        rangeAmountFen: 10_000,
        discountFen: 0,
      },
    ])
    expect(totals.discountFen).toBe(0)
  })
})

describe('what is in range', () => {
  it.each([
    [
      'a category above it',
      {
        range: 1,
        rangeIds: [9],
      },
      10_000,
    ],
    [
      'its brand',
      {
        range: 2,
        rangeIds: [3],
      },
      10_000,
    ],
    [
      'the product',
      {
        range: 3,
        rangeIds: [1],
      },
      10_000,
    ],
    [
      'another category',
      {
        range: 1,
        rangeIds: [8],
      },
      0,
    ],
  ] as const)('%s', (_name, special, rangeAmountFen) => {
    const shirt = line(1, 10_000, 1, {
      categoryIds: [4, 9],
      brandId: 3,
    })
    const { activities } = priceCheckout(priceInput([shirt], {
      activities: [
        activity(1, { offFen: 1, ...special }),
      ],
    }))
    expect(activities[0]?.rangeAmountFen).toBe(rangeAmountFen)
  })

  it.each(['gift', 'fitting', 'package'] as const)('a %s never', (kind) => {
    const extra = line(2, 5000, 1, { kind, fixedPriceFen: 5000, fittingPriceFen: 5000 })
    const { activities, lines } = priceCheckout(priceInput([
      line(1, 10_000),
      extra,
    ], {
      activities: [
        activity(1, { offFen: 500 }),
      ],
    }))
    expect(activities[0]?.rangeAmountFen).toBe(10_000)
    expect(lines.map(({ discountShareFen }) => discountShareFen)).toEqual([500, 0])
  })

  it('lines of other flow types never', () => {
    const { totals } = priceCheckout(priceInput([
      line(1, 0, 1, { fixedPriceFen: 10_000 }),
    ], {
      flowType: 6,
      activities: [
        activity(1, { offFen: 500 }),
      ],
    }))
    expect(totals).toMatchObject({ goodsAmountFen: 10_000, discountFen: 0 })
  })
})

it('lines of merged orders keep price and discount, and the merged order costs 148.00 (orders: merging)', () => {
  const frozen = (unitPriceFen: number, discountFen: number) => ({
    frozen: { unitPriceFen, discountFen },
  })
  const { totals, lines } = priceCheckout(priceInput(
    [
      line(1, 99_900, 1, frozen(4500, 214)),
      line(2, 99_900, 2, frozen(3000, 286)),
      line(3, 99_900, 1, {
        ...frozen(6000, 0),
        pointsLimitYuan: 5,
      }),
    ],
    {
      activities: [
        activity(1, { offFen: 500 }),
      ],
      sellers: [
        {
          sellerId: 0,
          shippingId: 1,
          isInsured: false,
          shippings: [
            {
              shippingId: 1,
              rate: {
                formula: 'flat',
                baseFeeFen: 1800,
                freeMoneyFen: 0,
                maxWeightGrams: 0,
              },
              insurance: null,
              codFee: null,
            },
          ],
        },
      ],
      bonusId: 4,
      bonuses: [
        {
          bonusId: 4,
          sellerId: 0,
          moneyFen: 1000,
          minGoodsAmountFen: 0,
          useRange: 0,
          useRangeIds: [],
          startAt: NOW,
          endAt: LATER,
          isUsed: false,
        },
      ],
      pointsAsked: 500,
      pointsOwned: 500,
      balanceAskedFen: 1500,
      balanceAvailableFen: 1500,
    },
  ))
  expect(lines.map(({ reason, discountShareFen }) => [reason, discountShareFen])).toEqual([
    ['frozen', 214],
    ['frozen', 286],
    ['frozen', 0],
  ])
  expect(totals).toMatchObject({
    goodsAmountFen: 16_500,
    discountFen: 500,
    bonusFen: 1000,
    pointsMoneyFen: 500,
    balanceFen: 1500,
    orderAmountFen: 14_800,
  })
})
