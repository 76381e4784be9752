import type { PriceInput } from '../types.ts'
import { activity, bonus, flatShipping, line, payment, priceInput, shipsWith } from './price-input.ts'

/** docs/rules/amounts.md 16: everything at once. */
export function exampleTen(): PriceInput {
  return priceInput([
    line(1, 1999, 3, {
      categoryIds: [1],
      pointsLimitYuan: 5,
    }),
    line(2, 4545, 1, {
      categoryIds: [2],
    }),
    line(3, 900, 2, {
      categoryIds: [1],
      pointsLimitYuan: 2,
      rankPriceFen: 777,
    }),
  ], {
    rank: { id: 2, discountPercent: 95 },
    activities: [
      activity(1, {
        type: 2,
        payBasisPoints: 9000,
        rankIds: [2],
        range: 1,
        rangeIds: [1],
        minAmountFen: 5000,
      }),
    ],
    sellers: [
      shipsWith(
        [
          flatShipping(1500, {
            insurance: {
              kind: 'percent',
              basisPoints: 50,
              minFen: 100,
              maxFen: 0,
            },
          }),
        ],
        { isInsured: true },
      ),
    ],
    packId: 1,
    packs: [
      { id: 1, feeFen: 200, freeMoneyFen: 0 },
    ],
    cardId: 1,
    cards: [
      { id: 1, feeFen: 300, freeMoneyFen: 0 },
    ],
    invoice: { rateBasisPoints: 100 },
    bonusId: 1,
    bonuses: [
      bonus(1, 1000),
      bonus(2, 9900, { minGoodsAmountFen: 20_000 }),
    ],
    pointsAsked: 1000,
    pointsOwned: 5000,
    balanceAskedFen: 2000,
    balanceAvailableFen: 2000,
    payId: 1,
    payments: [
      payment(1, {
        fee: { kind: 'percent', basisPoints: 60 },
      }),
    ],
  })
}
