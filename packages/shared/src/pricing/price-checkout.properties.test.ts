import type { GroupTotals, Priced, PricedLine } from './priced.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceCheckout, refundFor } from './index.ts'
import { noTotals } from './sellers.ts'
import { arbitraryInput } from './testing/arbitrary-input.ts'

const RUNS = { numRuns: 300 }
const FIGURES = Object.keys(noTotals()) as (keyof GroupTotals)[]

function always(claim: (priced: Priced) => void): void {
  fc.assert(fc.property(arbitraryInput, (input) => claim(priceCheckout(input))), RUNS)
}

function sum(lines: readonly PricedLine[], figure: 'discountShareFen' | 'bonusShareFen' | 'pointsShareFen' | 'taxShareFen' | 'netAmountFen' | 'subtotalFen'): number {
  return lines.reduce((total, line) => total + line[figure], 0)
}

describe('for every checkout', () => {
  it('the shares of the lines add up to discount, bonus, points money and tax', () => {
    always(({ lines, totals }) => {
      expect(sum(lines, 'subtotalFen')).toBe(totals.goodsAmountFen)
      expect(sum(lines, 'discountShareFen')).toBe(totals.discountFen)
      expect(sum(lines, 'bonusShareFen')).toBe(totals.bonusFen)
      expect(sum(lines, 'pointsShareFen')).toBe(totals.pointsMoneyFen)
      expect(sum(lines, 'taxShareFen')).toBe(totals.taxFen)
      expect(sum(lines, 'netAmountFen')).toBe(totals.goodsAmountFen - totals.discountFen - totals.bonusFen - totals.pointsMoneyFen)
    })
  })

  it('no share and no line is below zero', () => {
    always(({ lines }) => {
      for (const { netAmountFen, discountShareFen, bonusShareFen, pointsShareFen, taxShareFen, unitPriceFen } of lines) {
        expect(Math.min(netAmountFen, discountShareFen, bonusShareFen, pointsShareFen, taxShareFen, unitPriceFen)).toBeGreaterThanOrEqual(0)
      }
    })
  })

  it('the order amount is what is left of the total, never below zero', () => {
    always(({ totals }) => {
      const feesFen = totals.taxFen + totals.packFeeFen + totals.cardFeeFen + totals.shippingFeeFen + totals.insureFeeFen + totals.payFeeFen
      expect(totals.totalFeeFen).toBe(totals.goodsAmountFen - totals.discountFen + feesFen)
      expect(totals.orderAmountFen).toBe(totals.totalFeeFen - totals.bonusFen - totals.pointsMoneyFen - totals.balanceFen - totals.moneyPaidFen)
      expect(totals.orderAmountFen).toBeGreaterThanOrEqual(0)
    })
  })

  it('the groups add up to the whole in every figure, none of them below zero or no whole number', () => {
    always(({ groups, totals }) => {
      for (const figure of FIGURES) {
        expect(groups.reduce((total, group) => total + group.totals[figure], 0)).toBe(totals[figure])
        for (const group of groups) {
          expect(Number.isSafeInteger(group.totals[figure])).toBe(true)
          expect(group.totals[figure]).toBeGreaterThanOrEqual(0)
        }
      }
    })
  })

  it('a group is an order of its own: its figures are those of its lines', () => {
    always(({ groups, lines }) => {
      for (const { sellerId, totals } of groups) {
        const own = lines.filter((line) => line.sellerId === sellerId)
        expect(sum(own, 'discountShareFen')).toBe(totals.discountFen)
        expect(sum(own, 'bonusShareFen')).toBe(totals.bonusFen)
        expect(sum(own, 'pointsShareFen')).toBe(totals.pointsMoneyFen)
        expect(sum(own, 'taxShareFen')).toBe(totals.taxFen)
      }
    })
  })

  it('points charged and balance used stay within what is asked, owned and possible', () => {
    fc.assert(fc.property(arbitraryInput, (input) => {
      const { totals } = priceCheckout(input)
      expect(totals.points).toBeLessThanOrEqual(Math.min(input.pointsAsked, input.pointsOwned, totals.maxPoints))
      expect(totals.balanceFen).toBeLessThanOrEqual(Math.min(input.balanceAvailableFen, totals.maxBalanceFen))
    }), RUNS)
  })

  it('the chapters of the explanation add up to what is to pay', () => {
    fc.assert(fc.property(arbitraryInput, (input) => {
      const { steps, totals } = priceCheckout({ ...input, explain: true })
      const amount = steps.slice(0, -1).reduce((total, step) => total + step.amountFen, 0)
      expect(amount - totals.moneyPaidFen).toBe(totals.orderAmountFen)
      expect(JSON.parse(JSON.stringify(steps))).toEqual(steps)
    }), RUNS)
  })

  it('the same input gives the same answer and stays as it was', () => {
    fc.assert(fc.property(arbitraryInput, (input) => {
      const before = structuredClone(input)
      expect(priceCheckout(input)).toEqual(priceCheckout(before))
      expect(input).toEqual(before)
    }), RUNS)
  })

  it('the order in which lines are handed in does not matter', () => {
    fc.assert(fc.property(arbitraryInput, (input) => {
      expect(priceCheckout({
        ...input,
        lines: input.lines.toReversed(),
      })).toEqual(priceCheckout(input))
    }), RUNS)
  })
})

it('whatever comes back in whatever portions adds up to the share', () => {
  fc.assert(fc.property(fc.nat(100_000_000), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }), (totalFen, portions) => {
    const quantity = portions.reduce((total, portion) => total + portion, 0)
    let before = 0
    let refundedFen = 0
    for (const portion of portions) {
      const refundFen = refundFor(totalFen, quantity, before, portion)
      expect(refundFen).toBeGreaterThanOrEqual(0)
      refundedFen += refundFen
      before += portion
    }
    expect(refundedFen).toBe(totalFen)
  }))
})
