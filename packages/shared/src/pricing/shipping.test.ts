import type { ShippedLine } from './line-types.ts'
import type { ShippingRate } from './types.ts'
import { describe, expect, it } from 'vitest'
import { parcelOf, pickArea, priceCheckout, shippingFee } from './index.ts'
import { flatShipping, line, priceInput, shipsWith } from './testing/price-input.ts'

const HEAVY = { isReal: true, isShippingFree: false }
const NO_BOUNDS = { freeMoneyFen: 0, maxWeightGrams: 0 }
const BY_WEIGHT: ShippingRate = {
  formula: 'by_weight',
  baseFeeFen: 2000,
  firstWeightGrams: 500,
  stepWeightGrams: 500,
  stepFeeFen: 1500,
  secondWeightGrams: 0,
  furtherStepFeeFen: 0,
  ...NO_BOUNDS,
}

const threeLines: ShippedLine[] = [
  line(1, 100, 2, { weightGrams: 750 }),
  line(2, 100, 1, { weightGrams: 3000, isShippingFree: true }),
  line(3, 100, 2, {
    kind: 'package',
    weightGrams: 9999,
    packageContents: [
      { ...HEAVY, quantity: 2, weightGrams: 300 },
      {
        ...HEAVY,
        quantity: 1,
        weightGrams: 1000,
        isShippingFree: true,
      },
    ],
  }),
]
const weighing = (weightGrams: number) => parcelOf([
  line(1, 100, 1, { weightGrams }),
])

describe('E4: shipping', () => {
  it('counts 2700 g and 6 pieces: a package its contents, times the packages', () => {
    expect(parcelOf(threeLines)).toEqual({ hasReal: true, weightGrams: 2700, pieces: 6 })
  })

  it.each([
    [2700, 9500],
    [2500, 8000],
    [501, 3500],
    [500, 2000],
    [1, 2000],
  ])('%i g', (grams, feeFen) => {
    expect(shippingFee(BY_WEIGHT, weighing(grams), 0).feeFen).toBe(feeFen)
  })

  it('by number at 6.00 it is 36.00', () => {
    expect(shippingFee({ formula: 'by_number', itemFeeFen: 600, ...NO_BOUNDS }, parcelOf(threeLines), 0).feeFen).toBe(3600)
  })

  it.each([
    [29_999, 9500, 'by_weight'],
    [30_000, 0, 'free_from'],
  ])('goods of %i fen with free shipping from 300.00', (goodsAmountFen, feeFen, why) => {
    expect(shippingFee({ ...BY_WEIGHT, freeMoneyFen: 30_000 }, parcelOf(threeLines), goodsAmountFen))
      .toEqual({
        feeFen,
        available: true,
        reason: 'none',
        why,
      })
  })

  it('only goods that ship free: nothing', () => {
    const parcel = parcelOf(threeLines.slice(1, 2))
    expect(shippingFee(BY_WEIGHT, parcel, 0)).toMatchObject({ feeFen: 0, why: 'free_goods' })
    expect(shippingFee({ formula: 'flat', baseFeeFen: 1000, ...NO_BOUNDS }, parcel, 0).feeFen).toBe(0)
  })
})

describe('further steps from the second weight on', () => {
  const rate: ShippingRate = { ...BY_WEIGHT, secondWeightGrams: 2000, furtherStepFeeFen: 400 }
  it.each([
    [500, 2000],
    [2000, 6500],
    [2001, 6900],
    [2500, 6900],
    [2501, 7300],
  ])('%i g', (grams, feeFen) => {
    expect(shippingFee(rate, weighing(grams), 0).feeFen).toBe(feeFen)
  })
})

describe('when a method is not available or free', () => {
  it.each([
    [
      'the region is not served',
      null,
      100,
      {
        feeFen: 0,
        available: false,
        reason: 'region',
        why: 'region',
      },
    ],
    [
      'exactly the greatest weight',
      { ...BY_WEIGHT, maxWeightGrams: 2000 },
      2000,
      {
        feeFen: 6500,
        available: true,
        reason: 'none',
        why: 'by_weight',
      },
    ],
    [
      'one gram above',
      { ...BY_WEIGHT, maxWeightGrams: 2000 },
      2001,
      {
        feeFen: 0,
        available: false,
        reason: 'weight',
        why: 'weight',
      },
    ],
    [
      'too heavy, even from the free amount on',
      { ...BY_WEIGHT, maxWeightGrams: 2000, freeMoneyFen: 1 },
      2001,
      {
        feeFen: 0,
        available: false,
        reason: 'weight',
        why: 'weight',
      },
    ],
    [
      'freight collect',
      { formula: 'free', ...NO_BOUNDS },
      100,
      {
        feeFen: 0,
        available: true,
        reason: 'none',
        why: 'free',
      },
    ],
    [
      'flat',
      { formula: 'flat', baseFeeFen: 1000, ...NO_BOUNDS },
      100,
      {
        feeFen: 1000,
        available: true,
        reason: 'none',
        why: 'flat',
      },
    ],
  ] as const)('%s', (_name, rate, grams, expected) => {
    expect(shippingFee(rate, weighing(grams), 50_000)).toEqual(expected)
  })

  it('nothing real: nothing, whatever the method', () => {
    expect(shippingFee(BY_WEIGHT, parcelOf([
      line(1, 100, 1, { isReal: false, weightGrams: 500 }),
    ]), 0))
      .toEqual({
        feeFen: 0,
        available: true,
        reason: 'none',
        why: 'virtual',
      })
  })

  it('virtual contents of a package have no weight', () => {
    const mixed = line(1, 100, 3, {
      kind: 'package',
      packageContents: [
        { ...HEAVY, quantity: 1, weightGrams: 200 },
        {
          ...HEAVY,
          isReal: false,
          quantity: 1,
          weightGrams: 900,
        },
      ],
    })
    expect(parcelOf([mixed])).toEqual({ hasReal: true, weightGrams: 600, pieces: 3 })
  })
})

describe('the area of a consignee', () => {
  const home = {
    district: 111,
    city: 11,
    province: 10,
    country: 1,
  }
  const area = (areaId: number, ...regionIds: number[]) => ({ areaId, regionIds })

  it.each([
    [
      'the district comes before the city',
      [
        area(1, 11),
        area(2, 111),
      ],
      2,
    ],
    [
      'the city before the province',
      [
        area(1, 10),
        area(2, 11),
      ],
      2,
    ],
    [
      'the province before the country',
      [
        area(1, 1),
        area(2, 10),
      ],
      2,
    ],
    [
      'the country when nothing is closer',
      [
        area(1, 2),
        area(2, 1),
      ],
      2,
    ],
    [
      'of two on one level the lower id',
      [
        area(9, 111),
        area(4, 111),
      ],
      4,
    ],
    [
      'no area',
      [
        area(1, 2),
      ],
      undefined,
    ],
  ])('%s', (_name, areas, expected) => {
    expect(pickArea(areas, home)?.areaId).toBe(expected)
  })

  it('a region that is not known names no area', () => {
    expect(pickArea([
      area(1, 0),
    ], { ...home, district: 0 })).toBeNull()
  })
})

describe('shipping in a checkout', () => {
  const cheap = flatShipping(1000, {
    insurance: {
      kind: 'percent',
      basisPoints: 100,
      minFen: 100,
      maxFen: 0,
    },
  })
  const express = flatShipping(2500, { shippingId: 2 })
  const abroad = flatShipping(0, { shippingId: 3, rate: null })

  it('every method offered has its fee, its insurance and whether it can be had', () => {
    const { groups } = priceCheckout(priceInput([
      line(1, 50_000),
    ], {
      sellers: [
        shipsWith([cheap, express, abroad]),
      ],
    }))
    expect(groups[0]?.shippings).toEqual([
      {
        shippingId: 1,
        shippingFeeFen: 1000,
        insureFeeFen: 500,
        available: true,
        reason: 'none',
      },
      {
        shippingId: 2,
        shippingFeeFen: 2500,
        insureFeeFen: 0,
        available: true,
        reason: 'none',
      },
      {
        shippingId: 3,
        shippingFeeFen: 0,
        insureFeeFen: 0,
        available: false,
        reason: 'region',
      },
    ])
  })

  it.each([
    [
      'a method that does not serve the region',
      { shippingId: 3 },
      {
        word: 'SHIPPING_UNAVAILABLE',
        params: { seller_id: 0, reason: 'region' },
        scope: 'order',
        lineId: 0,
      },
    ],
    [
      'a method that is not offered',
      { shippingId: 8 },
      {
        word: 'SHIPPING_UNAVAILABLE',
        params: { seller_id: 0, reason: 'not_offered' },
        scope: 'order',
        lineId: 0,
      },
    ],
    [
      'insurance where there is none',
      { shippingId: 2, isInsured: true },
      {
        word: 'INSURE_UNAVAILABLE',
        params: { seller_id: 0 },
        scope: 'choice',
        lineId: 0,
      },
    ],
  ])('%s', (_name, choice, problem) => {
    const priced = priceCheckout(priceInput([
      line(1, 50_000),
    ], {
      sellers: [
        shipsWith([cheap, express, abroad], choice),
      ],
    }))
    expect(priced.problems).toEqual([problem])
    expect(priced.totals.insureFeeFen).toBe(0)
  })

  it('a virtual order has no methods, no parcel and no problem', () => {
    const { groups, totals, problems } = priceCheckout(priceInput([
      line(1, 50_000, 1, { isReal: false }),
    ], {
      sellers: [
        shipsWith([cheap], { isInsured: true }),
      ],
    }))
    expect(groups[0]).toMatchObject({
      needShipping: false,
      shippingId: 0,
      needInsure: false,
      shippings: [],
    })
    expect(totals).toMatchObject({ shippingFeeFen: 0, insureFeeFen: 0, orderAmountFen: 50_000 })
    expect(problems).toEqual([])
  })
})
