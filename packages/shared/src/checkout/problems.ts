import type { InvalidReason, JudgedLine } from '../cart/index.ts'
import type { CheckoutProblem } from '../contract/index.ts'
import { type ErrorParams, errorText, type ErrorWord, ShopError } from '../errors/index.ts'

/** A reason for which an order is refused, or a choice that had to be given up. */
export interface Problem {
  word: ErrorWord
  /** 0: of the whole checkout. */
  lineId: number
  params: ErrorParams
}

/** The order in which placing an order answers them. */
const REFUSALS: readonly ErrorWord[] = [
  'CHECKOUT_EXPIRED',
  'CART_EMPTY',
  'ORDER_PLACED',
  'PAY_DEADLINE_PASSED',
  'ACTIVITY_CLOSED',
  'ACTIVITY_ENDED',
  'BARGAIN_ENDED',
  'EXCHANGE_OFF',
  'RANK_NOT_ALLOWED',
  'GOODS_OFF_SALE',
  'SPEC_INVALID',
  'PACKAGE_UNAVAILABLE',
  'FAVOURABLE_UNAVAILABLE',
  'WHOLESALE_MIN_QUANTITY',
  'WHOLESALE_NO_TIER',
  'ACTIVITY_LIMIT',
  'TEAM_JOINED',
  'TEAM_ENDED',
  'TEAM_FULL',
  'TIER_SOLD_OUT',
  'ACTIVITY_SOLD_OUT',
  'OUT_OF_STOCK',
  'MIN_AMOUNT_NOT_REACHED',
  'ADDRESS_REQUIRED',
  'SHIPPING_REQUIRED',
  'SHIPPING_UNAVAILABLE',
  'PICKUP_SLOT_FULL',
  'PAYMENT_REQUIRED',
  'PAYMENT_UNAVAILABLE',
  'BONUS_UNAVAILABLE',
  'BONUS_USED',
  'BONUS_EXPIRED',
  'BONUS_MIN_AMOUNT',
  'INTEGRAL_NOT_ENOUGH',
  'SURPLUS_NOT_ENOUGH',
  'INVOICE_INVALID',
]

function rankOf(word: ErrorWord): number {
  const at = REFUSALS.indexOf(word)
  return at < 0 ? REFUSALS.length : at
}

export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => rankOf(a.word) - rankOf(b.word) || a.lineId - b.lineId)
}

const LINE_WORDS: Record<Exclude<InvalidReason, 'none'>, ErrorWord> = {
  off_sale: 'GOODS_OFF_SALE',
  out_of_stock: 'OUT_OF_STOCK',
  spec_gone: 'SPEC_INVALID',
  // Not sold without its basic product: for this order it is off sale.
  no_basic_goods: 'GOODS_OFF_SALE',
  package_over: 'PACKAGE_UNAVAILABLE',
  activity_over: 'ACTIVITY_ENDED',
  gift_condition: 'FAVOURABLE_UNAVAILABLE',
}

export function lineProblem({ line, reason, sellable }: JudgedLine): Problem[] {
  if (reason === 'none') return []
  return [{ word: LINE_WORDS[reason], lineId: line.id, params: reason === 'out_of_stock' ? { stock: sellable } : {} }]
}

export function toRefusal({ word, params }: Problem): ShopError {
  return new ShopError(word, params)
}

export function toShape({ word, lineId, params }: Problem): CheckoutProblem {
  return { error: word, cartLineId: lineId, message: errorText(word, params, 'zh') }
}
