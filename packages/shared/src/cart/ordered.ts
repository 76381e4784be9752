import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { withoutLines } from './dependents.ts'
import type { LoadedCart } from './line-facts.ts'
import { saveCart } from './save.ts'

/** Takes the lines of an order out of the cart that was read under its lock. */
export async function dropOrderedLines(tx: TxCtx, userId: number, cart: LoadedCart, cartLineIds: readonly number[]): Promise<void> {
  const next = withoutLines(cart.lines, new Set(cartLineIds), cart.shop)
  const saved = await saveCart(tx, { kind: 'user', userId }, cart, next)
  if (!saved) throw new ShopError('CONFLICT')
}
