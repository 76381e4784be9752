import type { Order } from '@xiaopu/shared/contract'

/** Money, balance, points and bonus that went into an order. */
export function usedFenOf({ totals }: Pick<Order, 'totals'>): number {
  return totals.moneyPaidFen + totals.balanceFen + totals.pointsMoneyFen + totals.bonusFen
}

/** The last line under the amounts: what is still to pay, what was paid in all, or what an order nobody paid would have cost. */
export function sumOf({ state, totals }: Pick<Order, 'state' | 'totals'>): { kind: 'due' | 'paid' | 'total', fen: number } {
  const paidFen = totals.moneyPaidFen + totals.balanceFen
  const isOver = state === 'canceled' || state === 'invalid' || state === 'returned'
  if (totals.orderAmountFen > 0) return { kind: isOver ? 'total' : 'due', fen: totals.orderAmountFen }
  return { kind: 'paid', fen: paidFen }
}
