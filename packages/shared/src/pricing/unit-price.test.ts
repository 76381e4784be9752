import { describe, expect, it } from 'vitest'
import { priceCheckout, unitPrice } from './index.ts'
import { EARLIER, flatShipping, LATER, line, NO_SURCHARGE, NOW, priceInput, shipsWith } from './testing/price-input.ts'

const SILVER = { id: 2, discountPercent: 95 }
const RUNNING = { priceFen: 8800, startAt: EARLIER, endAt: LATER }
const TIERS = [
  { minQuantity: 10, priceFen: 8500 },
  { minQuantity: 3, priceFen: 9000 },
]

it('E1: the unit is rounded, never the line', () => {
  const { lines, totals } = priceCheckout(priceInput([
    line(1, 990, 3),
    line(2, 3333, 2),
  ], {
    rank: SILVER,
    sellers: [
      shipsWith([
        flatShipping(1000),
      ]),
    ],
  }))

  expect(lines.map(({ unitPriceFen, subtotalFen }) => [unitPriceFen, subtotalFen])).toEqual([
    [941, 2823],
    [3166, 6332],
  ])
  expect(totals).toMatchObject({ goodsAmountFen: 9155, shippingFeeFen: 1000, orderAmountFen: 10_155 })
})

describe('E2: which price wins, at 100.00 with tiers, promotion and surcharge', () => {
  it.each([
    [
      1,
      false,
      [10_050, 9750, 9000],
      ['rank', 'rank_fixed'],
    ],
    [
      1,
      true,
      [9350, 9350, 8600],
      ['promotion', 'promotion'],
    ],
    [
      3,
      false,
      [9550, 9550, 8800],
      ['volume', 'volume'],
    ],
    [
      3,
      true,
      [9350, 9350, 8600],
      ['promotion', 'promotion'],
    ],
    [
      10,
      false,
      [9050, 9050, 8300],
      ['volume', 'volume'],
    ],
    [
      10,
      true,
      [9050, 9050, 8300],
      ['volume', 'volume'],
    ],
  ] as const)('%i units, promotion %s', (quantity, isPromoted, expected, reasons) => {
    const promotion = isPromoted ? RUNNING : null
    const extraLarge = {
      ...NO_SURCHARGE,
      optionPricesFen: [550],
    }
    const shirt = line(1, 10_000, quantity, { volumePrices: TIERS, promotion, surcharge: extraLarge })
    const fixed = { ...shirt, rankPriceFen: 9200 }
    const cheaper = {
      ...fixed,
      surcharge: {
        ...NO_SURCHARGE,
        optionPricesFen: [-200],
      },
    }

    const found = [shirt, fixed, cheaper].map((each) => unitPrice(each, quantity, SILVER, NOW))

    expect(found.map(({ unitPriceFen }) => unitPriceFen)).toEqual(expected)
    expect(found.slice(0, 2).map(({ reason }) => reason)).toEqual(reasons)
  })

  it('a product of 5.00 with an option of -8.00 costs nothing', () => {
    const torn = line(1, 500, 1, {
      surcharge: {
        ...NO_SURCHARGE,
        optionPricesFen: [-800],
      },
    })
    expect(unitPrice(torn, 1, null, NOW).unitPriceFen).toBe(0)
  })
})

describe('the price for a rank', () => {
  it.each([
    [
      'a guest pays the shop price',
      null,
      null,
      10_000,
      'shop',
    ],
    [
      'a rank of 100 % too',
      { id: 1, discountPercent: 100 },
      null,
      10_000,
      'shop',
    ],
    [
      'a rank pays its percentage',
      SILVER,
      null,
      9500,
      'rank',
    ],
    [
      'a fixed price comes before the percentage, even a higher one',
      SILVER,
      9900,
      9900,
      'rank_fixed',
    ],
    [
      'a fixed price is not for guests',
      null,
      9900,
      10_000,
      'shop',
    ],
    [
      'a fixed price of nothing is a price',
      SILVER,
      0,
      0,
      'rank_fixed',
    ],
  ])('%s', (_name, rank, rankPriceFen, unitPriceFen, reason) => {
    expect(unitPrice(line(1, 10_000, 1, { rankPriceFen }), 1, rank, NOW)).toMatchObject({ unitPriceFen, reason })
  })
})

describe('a promotion price', () => {
  it.each([
    [
      'counts from its first second',
      { priceFen: 8800, startAt: NOW, endAt: LATER },
      8800,
    ],
    [
      'is over at its last',
      { priceFen: 8800, startAt: EARLIER, endAt: NOW },
      10_000,
    ],
    [
      'has not begun',
      { priceFen: 8800, startAt: LATER, endAt: LATER },
      10_000,
    ],
    [
      'of nothing is none',
      { priceFen: 0, startAt: EARLIER, endAt: LATER },
      10_000,
    ],
    [
      'above the shop price does not count',
      { priceFen: 12_000, startAt: EARLIER, endAt: LATER },
      10_000,
    ],
  ])('%s', (_name, promotion, expected) => {
    expect(unitPrice(line(1, 10_000, 1, { promotion }), 1, null, NOW).unitPriceFen).toBe(expected)
  })
})

describe('the surcharge is never discounted', () => {
  it.each([
    [
      'a SKU with its own price',
      {
        skuPriceFen: 12_000,
        optionPricesFen: [500],
        extraPricesFen: [],
      },
      11_500,
    ],
    [
      'a cheaper SKU',
      { skuPriceFen: 9000, optionPricesFen: [], extraPricesFen: [] },
      8500,
    ],
    [
      'several-choice options come on top of a SKU price',
      {
        skuPriceFen: 12_000,
        optionPricesFen: [500],
        extraPricesFen: [30, 20],
      },
      11_550,
    ],
    [
      'without a SKU price the options add up',
      {
        skuPriceFen: null,
        optionPricesFen: [500, -100],
        extraPricesFen: [30],
      },
      9930,
    ],
  ])('%s', (_name, surcharge, expected) => {
    expect(unitPrice(line(1, 10_000, 1, { surcharge }), 1, SILVER, NOW).unitPriceFen).toBe(expected)
  })
})

describe('lines that are not plain goods', () => {
  const named = { fixedPriceFen: 1990, fittingPriceFen: 7000, volumePrices: TIERS }

  it.each([
    [
      'a fitting has its own price',
      'fitting',
      {},
      7000,
      'fitting',
    ],
    [
      'a fitting takes the rank price when that is lower',
      'fitting',
      { rankPriceFen: 6000 },
      6000,
      'rank_fixed',
    ],
    [
      'a fitting takes the promotion price when that is lower',
      'fitting',
      {
        promotion: { ...RUNNING, priceFen: 5000 },
      },
      5000,
      'promotion',
    ],
    [
      'a fitting has no volume price',
      'fitting',
      { fittingPriceFen: 9400 },
      9400,
      'fitting',
    ],
    [
      'a fitting pays its surcharge',
      'fitting',
      {
        surcharge: {
          ...NO_SURCHARGE,
          optionPricesFen: [550],
        },
      },
      7550,
      'fitting',
    ],
    [
      'a gift costs what its activity says',
      'gift',
      {},
      1990,
      'gift',
    ],
    [
      'a package costs what it says',
      'package',
      { promotion: RUNNING },
      1990,
      'package',
    ],
  ] as const)('%s', (_name, kind, special, unitPriceFen, reason) => {
    expect(unitPrice(line(1, 10_000, 10, {
      ...named,
      kind,
      ...special,
    }), 10, SILVER, NOW)).toMatchObject({ unitPriceFen, reason })
  })
})

it('every price that was considered is answered, and the first of equal ones counts', () => {
  const shirt = line(1, 10_000, 3, {
    volumePrices: [
      { minQuantity: 3, priceFen: 8800 },
    ],
    promotion: RUNNING,
  })
  expect(unitPrice(shirt, 3, SILVER, NOW)).toEqual({
    unitPriceFen: 8800,
    reason: 'volume',
    surchargeFen: 0,
    candidates: [
      { reason: 'rank', priceFen: 9500 },
      { reason: 'volume', priceFen: 8800 },
      { reason: 'promotion', priceFen: 8800 },
    ],
  })
})

it('market prices are summed the same way, and a saving is never below nothing', () => {
  const cheap = priceCheckout(priceInput([
    line(1, 1000, 2, { marketPriceFen: 1200 }),
    line(2, 500, 1, { marketPriceFen: 600 }),
  ]))
  const dear = priceCheckout(priceInput([
    line(1, 1000, 2, { marketPriceFen: 900 }),
  ]))
  expect(cheap.totals).toMatchObject({ goodsAmountFen: 2500, marketAmountFen: 3000, savingFen: 500 })
  expect(dear.totals).toMatchObject({ marketAmountFen: 1800, savingFen: 0 })
})
