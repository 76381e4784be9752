import { describe, expect, it } from 'vitest'
import { priceCheckout } from './index.ts'
import { exampleTen } from './testing/example-ten.ts'
import { activity, flatShipping, line, priceInput, shipsWith } from './testing/price-input.ts'

describe('why is this the price (E10)', () => {
  const { steps, totals } = priceCheckout({
    ...exampleTen(),
    explain: true,
  })
  const notesOf = (stage: string) => steps.find((step) => step.stage === stage)?.notes ?? []

  it('the chapters add up to the order amount', () => {
    expect(steps.map(({ stage, amountFen }) => [stage, amountFen])).toEqual([
      ['goods', 11_569],
      ['activities', -725],
      ['pack', 200],
      ['card', 300],
      ['shipping', 1500],
      ['insurance', 100],
      ['tax', 108],
      ['bonus', -1000],
      ['points', -1000],
      ['balance', -2000],
      ['pay_fee', 55],
      ['total', 9107],
    ])
    expect(steps.slice(0, -1).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(totals.orderAmountFen)
  })

  it('a rank price says what it was made of', () => {
    expect(notesOf('goods')[0]).toEqual({
      code: 'rank_price',
      params: {
        unitFen: 1899,
        quantity: 3,
        shopFen: 1999,
        surchargeFen: 0,
        discountPercent: 95,
      },
      amountFen: 5697,
      applied: true,
      lineId: 1,
    })
  })

  it('a percentage off names its range', () => {
    expect(notesOf('activities')).toEqual([
      {
        code: 'activity_percent',
        params: {
          activityId: 1,
          name: 'activity 1',
          rangeAmountFen: 7251,
          missingFen: 0,
        },
        amountFen: -725,
        applied: true,
        lineId: 0,
      },
    ])
  })

  it('the bonus used and why the other was not', () => {
    expect(notesOf('bonus').map(({ code, params, amountFen, applied }) => [
      code,
      params.missingFen,
      amountFen,
      applied,
    ])).toEqual([
      ['bonus', 0, -1000, true],
      ['bonus_min_amount', 8431, 0, false],
    ])
  })

  it('fees name the figure they are charged on', () => {
    expect(notesOf('insurance')[0]?.params).toMatchObject({ netFen: 10_844, basisPoints: 50, minFen: 100 })
    expect(notesOf('tax')[0]?.params).toMatchObject({ netFen: 10_844, rateBasisPoints: 100 })
    expect(notesOf('pay_fee')).toEqual([
      {
        code: 'pay_fee_percent',
        params: { payId: 1, collectedFen: 9052, basisPoints: 60 },
        amountFen: 55,
        applied: true,
        lineId: 0,
      },
    ])
  })

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps)
  })
})

it('a promotion that beats rank and volume: the losers are named too', () => {
  const input = exampleTen()
  const shirt = line(1, 10_000, 3, {
    volumePrices: [
      { minQuantity: 3, priceFen: 9000 },
    ],
    promotion: {
      priceFen: 8800,
      startAt: new Date(0),
      endAt: new Date('2027-01-01'),
    },
  })
  const { steps } = priceCheckout(priceInput([shirt], { rank: input.rank, explain: true }))
  expect(steps[0]?.notes.map(({ code, amountFen, applied }) => [code, amountFen, applied])).toEqual([
    ['rank_price', 28_500, false],
    ['volume_price', 27_000, false],
    ['promotion_price', 26_400, true],
  ])
})

it('what is missing to an activity and to free shipping is said to the fen', () => {
  const almostFree = flatShipping(0, {
    rate: {
      formula: 'flat',
      baseFeeFen: 1000,
      freeMoneyFen: 10_000,
      maxWeightGrams: 0,
    },
  })
  const { steps } = priceCheckout(priceInput([
    line(1, 9999),
  ], {
    explain: true,
    activities: [
      activity(1, { offFen: 500, minAmountFen: 10_000 }),
    ],
    sellers: [
      shipsWith([almostFree]),
    ],
  }))
  const notes = steps.flatMap((step) => step.notes)
  expect(notes.find(({ code }) => code === 'activity_min_amount')).toMatchObject({
    applied: false,
    params: { missingFen: 1 },
  })
  expect(notes.find(({ code }) => code === 'shipping_flat')).toMatchObject({
    applied: true,
    amountFen: 1000,
    params: { missingToFreeFen: 1 },
  })
})

it('nobody asked: no steps', () => {
  expect(priceCheckout(exampleTen()).steps).toEqual([])
})
