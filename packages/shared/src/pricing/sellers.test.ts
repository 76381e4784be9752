import type { GroupTotals } from './priced.ts'
import { describe, expect, it } from 'vitest'
import { priceCheckout } from './index.ts'
import { activity, bonus, flatShipping, line, payment, priceInput, shipsWith } from './testing/price-input.ts'

const lines = [
  line(1, 1990, 3),
  line(2, 8880, 1, { sellerId: 5 }),
  line(3, 735, 2, { sellerId: 5 }),
]
const free = flatShipping(900, {
  rate: {
    formula: 'flat',
    baseFeeFen: 900,
    freeMoneyFen: 10_000,
    maxWeightGrams: 0,
  },
})
const sellers = [
  shipsWith([
    flatShipping(1200),
  ]),
  shipsWith([free], { sellerId: 5 }),
]

describe('E12: two sellers', () => {
  const priced = priceCheckout(priceInput(lines, {
    activities: [
      activity(1, { sellerId: 5, offFen: 1000, minAmountFen: 10_000 }),
    ],
    sellers,
    bonusId: 1,
    bonuses: [
      bonus(1, 2000, { minGoodsAmountFen: 15_000 }),
    ],
    balanceAskedFen: 3000,
    balanceAvailableFen: 3000,
    payId: 1,
    payments: [
      payment(1, {
        fee: { kind: 'percent', basisPoints: 60 },
      }),
    ],
  }))
  const of = (figure: keyof GroupTotals) => priced.groups.map(({ totals }) => totals[figure])

  it('the lines', () => {
    expect(priced.activities).toMatchObject([
      { rangeAmountFen: 10_350, discountFen: 1000 },
    ])
    expect(priced.lines.map(({ discountShareFen }) => discountShareFen)).toEqual([0, 858, 142])
    expect(priced.lines.map(({ bonusShareFen }) => bonusShareFen)).toEqual([780, 1047, 173])
    expect(priced.lines.map(({ netAmountFen }) => netAmountFen)).toEqual([5190, 6975, 1155])
  })

  it('the groups', () => {
    expect(priced.groups.map(({ sellerId, cartLineIds }) => [sellerId, cartLineIds])).toEqual([
      [
        0,
        [1],
      ],
      [
        5,
        [2, 3],
      ],
    ])
    expect(of('goodsAmountFen')).toEqual([5970, 10_350])
    expect(of('discountFen')).toEqual([0, 1000])
    expect(of('shippingFeeFen')).toEqual([1200, 0])
    expect(of('bonusFen')).toEqual([780, 1220])
    expect(of('balanceFen')).toEqual([1320, 1680])
    expect(of('payFeeFen')).toEqual([31, 39])
    expect(of('orderAmountFen')).toEqual([5101, 6489])
  })

  it('the whole', () => {
    expect(priced.totals).toMatchObject({
      bonusFen: 2000,
      balanceFen: 3000,
      maxBalanceFen: 14_520,
      payFeeFen: 70,
      orderAmountFen: 11_590,
    })
    expect(priced.problems).toEqual([])
  })

  it('each seller\'s order gives its own points, floored once', () => {
    expect(of('givePoints')).toEqual([51, 81])
    expect(priced.totals.givePoints).toBe(132)
  })
})

it('packing and card are charged once, in the first group with something to ship, on its own goods', () => {
  const virtualFirst = [
    line(1, 1990, 3, { isReal: false }),
    line(2, 8880, 1, { sellerId: 5 }),
    line(3, 99_900, 1, { sellerId: 8 }),
  ]
  const { groups, packs } = priceCheckout(priceInput(virtualFirst, {
    packId: 1,
    packs: [
      { id: 1, feeFen: 500, freeMoneyFen: 10_000 },
    ],
    cardId: 1,
    cards: [
      { id: 1, feeFen: 300, freeMoneyFen: 8880 },
    ],
  }))
  expect(groups.map(({ totals }) => totals.packFeeFen)).toEqual([0, 500, 0])
  expect(groups.map(({ totals }) => totals.cardFeeFen)).toEqual([0, 0, 0])
  expect(packs).toEqual([
    { id: 1, feeFen: 500 },
  ])
})

it('cash on delivery: each group pays the fee of its own area on what is collected for it', () => {
  const fixed = flatShipping(1200, {
    codFee: { kind: 'fixed', feeFen: 500 },
  })
  const percent = flatShipping(1000, {
    codFee: { kind: 'percent', basisPoints: 100 },
  })
  const { groups, totals } = priceCheckout(priceInput(lines, {
    sellers: [
      shipsWith([fixed]),
      shipsWith([percent], { sellerId: 5 }),
    ],
    payId: 3,
    payments: [
      payment(3, { isCod: true }),
    ],
  }))
  expect(groups.map((group) => group.totals.payFeeFen)).toEqual([500, 115])
  expect(totals).toMatchObject({ payFeeFen: 615, orderAmountFen: 5970 + 1200 + 10_350 + 1000 + 615 })
})

it('points are split on the money they pay in each group', () => {
  const { groups, totals } = priceCheckout(priceInput(
    [
      line(1, 1000, 1, { pointsLimitYuan: 1 }),
      line(2, 1000, 1, { sellerId: 5, pointsLimitYuan: 2 }),
    ],
    { pointsAsked: 100, pointsOwned: 100 },
  ))
  expect(totals).toMatchObject({ points: 100, pointsMoneyFen: 100 })
  expect(groups.map((group) => [group.totals.pointsMoneyFen, group.totals.points])).toEqual([
    [33, 33],
    [67, 67],
  ])
})

it('a seller\'s methods, insurance and tax look at its own goods', () => {
  const insured = flatShipping(1000, {
    insurance: {
      kind: 'percent',
      basisPoints: 100,
      minFen: 0,
      maxFen: 0,
    },
  })
  const { groups } = priceCheckout(priceInput(lines, {
    sellers: [
      shipsWith([insured], { isInsured: true }),
      shipsWith([insured], { sellerId: 5 }),
    ],
    invoice: { rateBasisPoints: 150 },
  }))
  expect(groups.map(({ totals }) => [totals.insureFeeFen, totals.taxFen])).toEqual([
    [60, 90],
    [0, 155],
  ])
  expect(groups.map(({ needInsure }) => needInsure)).toEqual([true, false])
})
