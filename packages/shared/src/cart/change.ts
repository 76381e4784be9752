import type { Cart } from '../contract/index.ts'
import { inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { LineFacts, LoadedCart } from './line-facts.ts'
import { type CartOwner, type ExtraGoods, ownerOf, readCart, readRules, type ShopRules } from './load.ts'
import { type SavedCart, saveCart } from './save.ts'
import { toCart } from './shape.ts'

const TRIES_WITHOUT_LOCK = 3
const LOCK = 'SELECT "id" FROM "Cart" WHERE "id" = $1 FOR UPDATE'

/** What a call makes of the lines that are there. The same array: nothing changes. */
export type Change = (cart: LoadedCart) => readonly LineFacts[]

export interface Changed {
  before: LoadedCart
  saved: SavedCart
}

async function attempt(ctx: TxCtx, owner: CartOwner, extra: ExtraGoods, change: Change, rules: ShopRules): Promise<{ changed: Changed | null, cartId: number }> {
  const before = await readCart(ctx, owner, extra, rules)
  const next = change(before)
  if (next === before.lines) return { changed: { before, saved: { cartId: before.cartId, lines: before.lines, cartKey: '' } }, cartId: before.cartId }
  const saved = await saveCart(ctx, owner, before, next)
  return { changed: saved && { before, saved }, cartId: before.cartId }
}

/**
 * Reads the cart, works out the new lines and writes the difference: two statements. Calls at once on one cart are told apart by its
 * version; who loses starts over, and soon stands in line for the lock.
 */
export async function changeLines(ctx: TxCtx, owner: CartOwner, extra: ExtraGoods, change: Change): Promise<Changed> {
  const rules = await readRules(ctx)
  let cartId = 0
  for (let tried = 0; tried < TRIES_WITHOUT_LOCK; tried++) {
    const outcome = await attempt(ctx, owner, extra, change, rules)
    if (outcome.changed) return outcome.changed
    cartId = outcome.cartId
  }
  return inTransaction(ctx, async (tx) => {
    await tx.sql.row('cart_lock', LOCK, [cartId])
    const { changed } = await attempt(tx, owner, extra, change, rules)
    if (!changed) throw new ShopError('CONFLICT')
    return changed
  })
}

export interface CartAnswer {
  cart: Cart
  lines: readonly LineFacts[]
}

function keyIn(owner: CartOwner, { saved }: Changed): string {
  if (saved.cartKey !== '') return saved.cartKey
  return owner.kind === 'guest' && saved.cartId > 0 ? owner.cartKey : ''
}

export function answerOf(owner: CartOwner, changed: Changed): CartAnswer {
  const { before, saved } = changed
  return { cart: toCart({ cartKey: keyIn(owner, changed), lines: saved.lines, gifts: before.gifts, shop: before.shop }), lines: saved.lines }
}

/** A change by the caller on their own cart, answered as the cart is afterwards. */
export async function changeCart(ctx: TxCtx, cartKey: string | undefined, extra: ExtraGoods, change: Change): Promise<CartAnswer> {
  const owner = ownerOf(ctx.actor, cartKey)
  return answerOf(owner, await changeLines(ctx, owner, extra, change))
}
