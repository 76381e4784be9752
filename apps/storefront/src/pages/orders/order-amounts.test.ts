import type { Order } from '@xiaopu/shared/contract'
import { describe, expect, it } from 'vitest'
import { sumOf, usedFenOf } from './order-amounts.ts'

const NOTHING = { moneyPaidFen: 0, balanceFen: 0, pointsMoneyFen: 0, bonusFen: 0, orderAmountFen: 0 }

function order(state: Order['state'], totals: Partial<typeof NOTHING>) {
  return { state, totals: { ...NOTHING, ...totals } as Order['totals'] } // what the sums read of it
}

describe('the sum under an order', () => {
  it('is what is still to pay, also after part of it came from the balance', () => {
    expect(sumOf(order('await_pay', { orderAmountFen: 14355, balanceFen: 2000 }))).toEqual({ kind: 'due', fen: 14355 })
  })

  it('is money and balance together once it is paid', () => {
    expect(sumOf(order('shipped', { balanceFen: 12445 }))).toEqual({ kind: 'paid', fen: 12445 })
    expect(sumOf(order('part_shipped', { moneyPaidFen: 15057, balanceFen: 4835 }))).toEqual({ kind: 'paid', fen: 19892 })
  })

  it('asks nobody to pay for a cancelled order', () => {
    expect(sumOf(order('canceled', { orderAmountFen: 17920 }))).toEqual({ kind: 'total', fen: 17920 })
  })

  it('knows whether anything can come back', () => {
    expect(usedFenOf(order('canceled', { orderAmountFen: 17920 }))).toBe(0)
    expect(usedFenOf(order('canceled', { bonusFen: 2000, pointsMoneyFen: 1500 }))).toBe(3500)
  })
})
