import { describe, expect, it } from 'vitest'
import { pointsFor, pointsGiven, priceCheckout, worthOfPoints } from './index.ts'
import { bonus, flatShipping, line, priceInput, SETTINGS, shipsWith } from './testing/price-input.ts'

describe('E7: points at 300 per yuan', () => {
  const lines = [
    line(1, 4550, 1, { pointsLimitYuan: 10 }),
    line(2, 1234, 2, { pointsLimitYuan: 3 }),
    line(3, 9900),
  ]
  const checkout = (pointsOwned: number, pointsAsked: number, pointsPercent = 100) => priceCheckout(priceInput(lines, {
    settings: { ...SETTINGS, pointsPerYuan: 300, pointsPercent },
    bonusId: 1,
    bonuses: [
      bonus(1, 2000),
    ],
    pointsOwned,
    pointsAsked,
  }))

  it('4100 of 4100 points', () => {
    const { totals, lines: priced, problems } = checkout(4100, 4100)
    expect(priced.map(({ bonusShareFen }) => bonusShareFen)).toEqual([538, 292, 1170])
    expect(priced.map(({ pointsShareFen }) => pointsShareFen)).toEqual([854, 512, 0])
    expect(priced.map(({ netAmountFen }) => netAmountFen)).toEqual([3158, 1664, 8730])
    expect(totals).toMatchObject({
      goodsAmountFen: 16_918,
      maxPoints: 4800,
      points: 4098,
      pointsMoneyFen: 1366,
      orderAmountFen: 13_552,
    })
    expect(problems).toEqual([])
  })

  it('6000 of 9000 points: too much, at most 4800', () => {
    const { totals, problems } = checkout(9000, 6000)
    expect(problems).toEqual([
      {
        word: 'INTEGRAL_TOO_MUCH',
        lineId: 0,
        params: { max_integral: 4800 },
        scope: 'choice',
      },
    ])
    expect(totals).toMatchObject({ points: 4800, pointsMoneyFen: 1600, orderAmountFen: 13_318 })
  })

  it('4800 of 9000 points', () => {
    const { totals, problems } = checkout(9000, 4800)
    expect(totals).toMatchObject({ points: 4800, pointsMoneyFen: 1600, orderAmountFen: 13_318 })
    expect(problems).toEqual([])
  })

  it('at most 5 % with points', () => {
    const { totals, lines: priced } = checkout(9000, 2235, 5)
    expect(totals).toMatchObject({
      maxPoints: 2235,
      points: 2235,
      pointsMoneyFen: 745,
      orderAmountFen: 14_173,
    })
    expect(priced.map(({ pointsShareFen }) => pointsShareFen)).toEqual([466, 279, 0])
  })

  it('more than are owned is refused', () => {
    expect(checkout(100, 101).problems).toEqual([
      {
        word: 'INTEGRAL_NOT_ENOUGH',
        lineId: 0,
        params: { available: 100 },
        scope: 'order',
      },
    ])
    expect(checkout(100, 101).totals).toMatchObject({ points: 99, pointsMoneyFen: 33 })
  })
})

it.each([
  ['300 a yuan', 4100, 300, 1366, 4098],
  ['100 a yuan', 1000, 100, 1000, 1000],
  ['1 a yuan', 11, 1, 1100, 11],
  ['100000 a yuan', 999, 100_000, 0, 0],
])('points at %s', (_name, points, pointsPerYuan, worthFen, cost) => {
  expect(worthOfPoints(points, pointsPerYuan)).toBe(worthFen)
  expect(pointsFor(worthFen, pointsPerYuan)).toBe(cost)
})

describe('what a line takes in points', () => {
  it.each([
    [
      'nothing for a gift',
      { kind: 'gift', fixedPriceFen: 5000 },
      0,
    ],
    [
      'nothing for a package',
      { kind: 'package', fixedPriceFen: 5000 },
      0,
    ],
    [
      'its own bound',
      { pointsLimitYuan: 20 },
      4000,
    ],
    [
      'at most what is left on it',
      { pointsLimitYuan: 60 },
      10_000,
    ],
    [
      'a fitting like any other',
      { kind: 'fitting', fittingPriceFen: 5000 },
      10_000,
    ],
  ] as const)('%s', (_name, special, maxPoints) => {
    const { totals } = priceCheckout(priceInput([
      line(1, 5000, 2, { pointsLimitYuan: 60, ...special }),
    ]))
    expect(totals.maxPoints).toBe(maxPoints)
  })

  it('none in other flow types', () => {
    const { totals, problems } = priceCheckout(priceInput([
      line(1, 0, 1, { fixedPriceFen: 5000, pointsLimitYuan: 50 }),
    ], { flowType: 2, pointsAsked: 10, pointsOwned: 10 }))
    expect(totals).toMatchObject({ maxPoints: 0, points: 0 })
    expect(problems.map(({ word, params }) => [word, params.max_integral])).toEqual([
      ['INTEGRAL_TOO_MUCH', 0],
    ])
  })
})

describe('E13: exchange for points and money', () => {
  const checkout = (pointsOwned: number) => priceCheckout(priceInput([
    line(1, 99_900, 2, { fixedPriceFen: 990, exchangePoints: 1500 }),
  ], {
    flowType: 4,
    sellers: [
      shipsWith([
        flatShipping(800),
      ]),
    ],
    pointsOwned,
  }))

  it('3000 points and 27.80', () => {
    const { totals, problems, lines } = checkout(3000)
    expect(lines[0]).toMatchObject({ unitPriceFen: 990, reason: 'activity' })
    expect(totals).toMatchObject({
      goodsAmountFen: 1980,
      exchangePoints: 3000,
      points: 0,
      maxPoints: 0,
      givePoints: 0,
      giveRankPoints: 0,
      orderAmountFen: 2780,
    })
    expect(problems).toEqual([])
  })

  it('2999 points are not enough', () => {
    expect(checkout(2999).problems).toEqual([
      {
        word: 'INTEGRAL_NOT_ENOUGH',
        lineId: 0,
        params: { available: 2999 },
        scope: 'order',
      },
    ])
  })
})

describe('points given', () => {
  const plain = {
    kind: 'goods',
    quantity: 1,
    givePoints: -1,
    giveRankPoints: -1,
  } as const

  it('are floored once for the order', () => {
    expect(pointsGiven([
      { ...plain, netAmountFen: 150 },
      { ...plain, netAmountFen: 150 },
    ])).toEqual({ givePoints: 3, giveRankPoints: 3 })
  })

  it('named points count per unit, gifts give none, packages give by the price paid', () => {
    expect(pointsGiven([
      {
        kind: 'goods',
        quantity: 3,
        netAmountFen: 9999,
        givePoints: 7,
        giveRankPoints: 0,
      },
      {
        kind: 'gift',
        quantity: 1,
        netAmountFen: 9999,
        givePoints: 7,
        giveRankPoints: 7,
      },
      {
        kind: 'package',
        quantity: 1,
        netAmountFen: 1250,
        givePoints: 7,
        giveRankPoints: 7,
      },
    ])).toEqual({ givePoints: 33, giveRankPoints: 12 })
  })
})
