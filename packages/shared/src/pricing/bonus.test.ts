import { describe, expect, it } from 'vitest'
import { priceCheckout } from './index.ts'
import { bonus, flatShipping, LATER, line, NOW, priceInput, shipsWith } from './testing/price-input.ts'

it('E6: what is left of a bonus is lost, it pays no fee', () => {
  const { totals, bonuses } = priceCheckout(priceInput([
    line(1, 1880),
  ], {
    sellers: [
      shipsWith([
        flatShipping(1000),
      ]),
    ],
    bonusId: 1,
    bonuses: [
      bonus(1, 2000, { minGoodsAmountFen: 1500 }),
    ],
  }))
  expect(totals).toMatchObject({ bonusFen: 1880, totalFeeFen: 2880, orderAmountFen: 1000 })
  expect(bonuses).toEqual([
    {
      bonusId: 1,
      available: true,
      reason: 'none',
      amountFen: 1880,
      coveredAmountFen: 1880,
      missingFen: 0,
    },
  ])
})

describe('a bonus that cannot be used', () => {
  it.each([
    [
      'used before',
      { isUsed: true },
      'used',
      'BONUS_USED',
      {},
    ],
    [
      'not begun',
      { startAt: LATER },
      'not_started',
      'BONUS_EXPIRED',
      {},
    ],
    [
      'expired at its last second',
      { endAt: NOW },
      'expired',
      'BONUS_EXPIRED',
      {},
    ],
    [
      'one fen short',
      { minGoodsAmountFen: 10_001 },
      'min_amount',
      'BONUS_MIN_AMOUNT',
      { min: '100.01' },
    ],
    [
      'of a seller who sells nothing here',
      { sellerId: 7 },
      'nothing_to_pay',
      'BONUS_UNAVAILABLE',
      {},
    ],
    [
      'for another category',
      {
        useRange: 1,
        useRangeIds: [8],
      },
      'nothing_to_pay',
      'BONUS_UNAVAILABLE',
      {},
    ],
  ] as const)('%s', (_name, special, reason, word, params) => {
    const { bonuses, problems, totals } = priceCheckout(priceInput([
      line(1, 10_000),
    ], {
      bonusId: 1,
      bonuses: [
        bonus(1, 500, special),
      ],
    }))
    expect(bonuses[0]).toMatchObject({ available: false, reason, amountFen: 0 })
    expect(problems).toEqual([
      {
        word,
        lineId: 0,
        params,
        scope: 'order',
      },
    ])
    expect(totals).toMatchObject({ bonusFen: 0, orderAmountFen: 10_000 })
  })

  it('unknown', () => {
    const { problems } = priceCheckout(priceInput([
      line(1, 10_000),
    ], {
      bonusId: 6,
      bonuses: [
        bonus(1, 500),
      ],
    }))
    expect(problems.map(({ word }) => word)).toEqual(['BONUS_UNAVAILABLE'])
  })

  it('where the flow takes none', () => {
    const { bonuses, problems } = priceCheckout(priceInput([
      line(1, 0, 1, { fixedPriceFen: 10_000 }),
    ], {
      flowType: 4,
      bonusId: 1,
      bonuses: [
        bonus(1, 500),
      ],
    }))
    expect(bonuses[0]).toMatchObject({ available: false, reason: 'activity' })
    expect(problems.map(({ word }) => word)).toEqual(['BONUS_UNAVAILABLE'])
  })
})

describe('what a bonus covers', () => {
  const lines = [
    line(1, 3000, 1, {
      categoryIds: [1],
    }),
    line(2, 2000, 1, {
      sellerId: 5,
      categoryIds: [1],
    }),
    line(3, 1000, 1, {
      kind: 'gift',
      fixedPriceFen: 1000,
      categoryIds: [1],
    }),
    line(4, 4000, 1, {
      kind: 'package',
      fixedPriceFen: 4000,
      categoryIds: [1],
    }),
  ]

  it.each([
    [
      'the platform: every line, gifts and packages too',
      {},
      10_000,
      [1500, 1000, 500, 2000],
    ],
    [
      'a seller: its lines',
      { sellerId: 5 },
      2000,
      [0, 2000, 0, 0],
    ],
    [
      'a range: plain goods in it',
      {
        useRange: 1,
        useRangeIds: [1],
      },
      5000,
      [3000, 2000, 0, 0],
    ],
    [
      'a range of a seller',
      {
        sellerId: 5,
        useRange: 3,
        useRangeIds: [1, 2],
      },
      2000,
      [0, 2000, 0, 0],
    ],
  ] as const)('%s', (_name, special, coveredAmountFen, shares) => {
    const priced = priceCheckout(priceInput(lines, {
      bonusId: 1,
      bonuses: [
        bonus(1, 5000, special),
      ],
    }))
    expect(priced.bonuses[0]?.coveredAmountFen).toBe(coveredAmountFen)
    expect(priced.lines.map(({ bonusShareFen }) => bonusShareFen)).toEqual(shares)
  })
})
