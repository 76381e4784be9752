import type { TxCtx } from '../database/index.ts'
import { withoutLines } from './dependents.ts'
import type { LoadedCart } from './line-facts.ts'
import { cartForOrderValues } from './save.ts'

/** The values of `cartForOrder` that take the lines of an order out of the cart, with what depends on them. */
export function orderedLinesValues(ctx: Pick<TxCtx, 'now'>, cart: LoadedCart, cartLineIds: readonly number[]): unknown[] {
  return cartForOrderValues(ctx, cart, withoutLines(cart.lines, new Set(cartLineIds), cart.shop))
}
