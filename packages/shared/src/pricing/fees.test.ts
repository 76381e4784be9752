import { describe, expect, it } from 'vitest'
import { insuranceFee, paymentFee, priceCheckout, taxOf } from './index.ts'
import { activity, flatShipping, line, payment, priceInput, SETTINGS, shipsWith } from './testing/price-input.ts'

const ONE_PERCENT = {
  kind: 'percent',
  basisPoints: 100,
  minFen: 100,
  maxFen: 0,
} as const

it('E5: packing, card, insurance and tax', () => {
  const priced = priceCheckout(priceInput([
    line(1, 20_000),
  ], {
    activities: [
      activity(1, { offFen: 1555 }),
    ],
    sellers: [
      shipsWith([
        flatShipping(1200, { insurance: ONE_PERCENT }),
      ], { isInsured: true }),
    ],
    packId: 1,
    packs: [
      { id: 1, feeFen: 500, freeMoneyFen: 20_000 },
      { id: 2, feeFen: 700, freeMoneyFen: 0 },
    ],
    cardId: 1,
    cards: [
      { id: 1, feeFen: 300, freeMoneyFen: 30_000 },
    ],
    invoice: { rateBasisPoints: 150 },
  }))

  expect(priced.totals).toMatchObject({
    goodsAmountFen: 20_000,
    discountFen: 1555,
    packFeeFen: 0,
    cardFeeFen: 300,
    shippingFeeFen: 1200,
    insureFeeFen: 184,
    taxFen: 277,
    orderAmountFen: 20_406,
  })
  expect(priced.packs).toEqual([
    { id: 1, feeFen: 0 },
    { id: 2, feeFen: 700 },
  ])
  expect(priced.cards).toEqual([
    { id: 1, feeFen: 300 },
  ])
  expect(priced.groups[0]?.needInsure).toBe(true)
})

describe('insurance', () => {
  it.each([
    [
      '1 % of 184.45',
      ONE_PERCENT,
      18_445,
      184,
    ],
    [
      'at least 1.00',
      ONE_PERCENT,
      5000,
      100,
    ],
    [
      'the insured value has an upper bound',
      { ...ONE_PERCENT, maxFen: 30_000 },
      99_900,
      300,
    ],
    [
      'a fixed rate',
      { kind: 'fixed', feeFen: 250 },
      99_900,
      250,
    ],
    ['none', null, 99_900, 0],
  ] as const)('%s', (_name, insurance, netFen, feeFen) => {
    expect(insuranceFee(insurance, netFen)).toBe(feeFen)
  })
})

it.each([
  [18_445, 150, 277],
  [10_844, 100, 108],
  [0, 100, 0],
])('tax of %i at %i basis points', (netFen, rate, taxFen) => {
  expect(taxOf(netFen, rate)).toBe(taxFen)
})

describe('E8: the payment fee leaves the shop with what is collected', () => {
  it.each([
    [
      '0.6 % of 150.00',
      { kind: 'percent', basisPoints: 60 },
      15_000,
      91,
    ],
    [
      '2 % of 99.99',
      { kind: 'percent', basisPoints: 200 },
      9999,
      204,
    ],
    [
      '0.6 % of 99.40',
      { kind: 'percent', basisPoints: 60 },
      9940,
      60,
    ],
    [
      '0.6 % of 0.01',
      { kind: 'percent', basisPoints: 60 },
      1,
      0,
    ],
    [
      'fixed 2.00 with nothing to collect',
      { kind: 'fixed', feeFen: 200 },
      0,
      0,
    ],
    [
      'fixed 2.00 of 0.01',
      { kind: 'fixed', feeFen: 200 },
      1,
      200,
    ],
  ] as const)('%s', (_name, fee, collectedFen, feeFen) => {
    expect(paymentFee(fee, collectedFen)).toBe(feeFen)
  })

  it('cash on delivery takes the fee of the area: 80.00 becomes 85.00', () => {
    const { totals } = priceCheckout(priceInput([
      line(1, 7000),
    ], {
      sellers: [
        shipsWith([
          flatShipping(1000, {
            codFee: { kind: 'fixed', feeFen: 500 },
          }),
        ]),
      ],
      payId: 3,
      payments: [
        payment(3, {
          isCod: true,
          fee: { kind: 'fixed', feeFen: 9999 },
        }),
      ],
    }))
    expect(totals).toMatchObject({ payFeeFen: 500, orderAmountFen: 8500 })
  })
})

describe('payment methods', () => {
  const online = payment(1, {
    fee: { kind: 'percent', basisPoints: 60 },
  })
  const balance = payment(2, { isBalance: true })
  const cash = payment(3, { isCod: true })
  const withCash = flatShipping(1000, {
    codFee: { kind: 'percent', basisPoints: 200 },
  })

  it('each says its fee and whether it can be had', () => {
    const { payments } = priceCheckout(priceInput([
      line(1, 7000),
    ], {
      sellers: [
        shipsWith([withCash]),
      ],
      payments: [online, balance, cash],
      payId: 1,
      balanceAvailableFen: 7999,
    }))
    expect(payments).toEqual([
      {
        payId: 1,
        payFeeFen: 48,
        available: true,
        reason: 'none',
      },
      {
        payId: 2,
        payFeeFen: 0,
        available: false,
        reason: 'balance_short',
      },
      {
        payId: 3,
        payFeeFen: 163,
        available: true,
        reason: 'none',
      },
    ])
  })

  it('paying from the balance costs nothing; the others still say what they would take', () => {
    const { payments, totals } = priceCheckout(priceInput([
      line(1, 7000),
    ], {
      sellers: [
        shipsWith([withCash]),
      ],
      payments: [online, balance],
      payId: 2,
      balanceAskedFen: 1000,
      balanceAvailableFen: 8000,
    }))
    expect(totals).toMatchObject({ balanceFen: 8000, payFeeFen: 0, orderAmountFen: 0 })
    expect(payments.map(({ payFeeFen }) => payFeeFen)).toEqual([42, 0])
  })

  it('a balance that is too small is refused', () => {
    const { problems, totals } = priceCheckout(priceInput([
      line(1, 7000),
    ], {
      payments: [balance],
      payId: 2,
      balanceAvailableFen: 6999,
    }))
    expect(problems).toEqual([
      {
        word: 'SURPLUS_NOT_ENOUGH',
        lineId: 0,
        params: { available: '69.99' },
        scope: 'order',
      },
    ])
    expect(totals).toMatchObject({ balanceFen: 6999, orderAmountFen: 1 })
  })

  it.each([
    [
      'an area without cash on delivery',
      [
        line(1, 7000),
      ],
      {
        sellers: [
          shipsWith([
            flatShipping(1000),
          ]),
        ],
      },
      'cod_region',
    ],
    [
      'nothing to hand over',
      [
        line(1, 7000, 1, { isReal: false }),
      ],
      {},
      'cod_region',
    ],
    [
      'a bargain',
      [
        line(1, 7000),
      ],
      {
        flowType: 6,
        sellers: [
          shipsWith([withCash]),
        ],
      },
      'cod_activity',
    ],
    [
      'a deposit',
      [
        line(1, 7000),
      ],
      {
        flowType: 1,
        flowActivity: { isDeposit: true, givePoints: 0, shippingFeeFen: null },
      },
      'cod_activity',
    ],
    [
      'a group purchase without deposit',
      [
        line(1, 7000),
      ],
      {
        flowType: 1,
        sellers: [
          shipsWith([withCash]),
        ],
      },
      'none',
    ],
  ] as const)('cash on delivery: %s', (_name, lines, special, reason) => {
    const { payments, problems } = priceCheckout(priceInput([...lines], {
      ...special,
      payId: 3,
      payments: [cash],
    }))
    expect(payments[0]?.reason).toBe(reason)
    expect(problems.map(({ word }) => word)).toEqual(reason === 'none'
      ? []
      : ['PAYMENT_UNAVAILABLE'])
  })

  it('a method that is not offered is refused', () => {
    const { problems } = priceCheckout(priceInput([
      line(1, 7000),
    ], {
      payId: 8,
      payments: [online],
    }))
    expect(problems).toEqual([
      {
        word: 'PAYMENT_UNAVAILABLE',
        lineId: 0,
        params: { reason: 'not_offered' },
        scope: 'order',
      },
    ])
  })
})

describe('what is switched off costs nothing and is refused when chosen', () => {
  const off = {
    ...SETTINGS,
    usePoints: false,
    useBonus: false,
    useBalance: false,
    canInvoice: false,
    usePack: false,
    useCard: false,
  }

  it('and is not offered', () => {
    const priced = priceCheckout(priceInput([
      line(1, 7000, 1, { pointsLimitYuan: 70 }),
    ], {
      settings: off,
      packId: 1,
      packs: [
        { id: 1, feeFen: 500, freeMoneyFen: 0 },
      ],
      cardId: 1,
      cards: [
        { id: 1, feeFen: 500, freeMoneyFen: 0 },
      ],
      invoice: { rateBasisPoints: 100 },
      bonusId: 1,
      pointsAsked: 10,
      pointsOwned: 10,
      balanceAskedFen: 10,
      balanceAvailableFen: 10,
    }))
    expect(priced.totals).toMatchObject({ orderAmountFen: 7000, totalFeeFen: 7000, maxPoints: 0 })
    expect(priced).toMatchObject({ packs: [], cards: [], bonuses: [] })
    expect(priced.problems.map(({ word, params, scope }) => [word, params.feature, scope])).toEqual(
      [
        'pack',
        'card',
        'invoice',
        'bonus',
        'points',
        'balance',
      ].map((feature) => ['FEATURE_OFF', feature, 'choice']),
    )
  })
})

it.each([
  [
    'an unknown pack',
    { packId: 9 },
    [
      line(1, 100),
    ],
    'PACK_UNAVAILABLE',
  ],
  [
    'a pack for a virtual order',
    { packId: 1 },
    [
      line(1, 100, 1, { isReal: false }),
    ],
    'PACK_UNAVAILABLE',
  ],
  [
    'an unknown card',
    { cardId: 9 },
    [
      line(1, 100),
    ],
    'CARD_UNAVAILABLE',
  ],
])('%s is not taken', (_name, choice, lines, word) => {
  const { problems, totals } = priceCheckout(priceInput(lines, {
    ...choice,
    packs: [
      { id: 1, feeFen: 500, freeMoneyFen: 0 },
    ],
  }))
  expect(problems).toEqual([
    {
      word,
      lineId: 0,
      params: {},
      scope: 'choice',
    },
  ])
  expect(totals.totalFeeFen).toBe(100)
})
