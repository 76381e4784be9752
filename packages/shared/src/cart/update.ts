import type { Cart } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { changeCart } from './change.ts'
import { settleDependents, withoutLines } from './dependents.ts'
import { basicUnits, judge } from './judge.ts'
import { isGift, type LineFacts, type LoadedCart, stockOf } from './line-facts.ts'
import { NOTHING_EXTRA, ownerOf, readCart } from './load.ts'
import { toCart } from './shape.ts'

/** The lines named; one that is not in this cart makes the whole call NOT_FOUND. */
export function linesNamed({ lines }: LoadedCart, ids: readonly number[]): LineFacts[] {
  return [...new Set(ids)].map((id) => {
    const line = lines.find((each) => each.id === id)
    if (!line) throw new ShopError('NOT_FOUND')
    return line
  })
}

export async function getCart(ctx: TxCtx, input: { cartKey?: string | undefined }): Promise<Cart> {
  const owner = ownerOf(ctx.actor, input.cartKey)
  const cart = await readCart(ctx, owner)
  return toCart({ cartKey: owner.kind === 'guest' && cart.cartId > 0 ? owner.cartKey : '', lines: cart.lines, gifts: cart.gifts, shop: cart.shop })
}

export interface UpdateInput {
  cartLineIds: number[]
  number?: number | undefined
  selected?: boolean | undefined
  cartKey?: string | undefined
}

function assertNumber(cart: LoadedCart, line: LineFacts, quantity: number): void {
  if (isGift(line)) throw new ShopError('CART_LINE_LOCKED')
  const { settings } = cart.shop
  const stock = settings.useStorage ? stockOf(line) : quantity
  const most = line.basicGoodsId > 0 ? Math.min(stock, basicUnits(cart.lines, line.basicGoodsId)) : stock
  if (quantity > most) throw new ShopError('OUT_OF_STOCK', { stock: most })
}

function update(cart: LoadedCart, { cartLineIds, number, selected }: UpdateInput): readonly LineFacts[] {
  const named = linesNamed(cart, cartLineIds)
  if (number !== undefined) {
    for (const line of named) assertNumber(cart, line, number)
  }
  const changed = cart.lines.map((line) => {
    if (!named.includes(line)) return line
    // A gift is selected with its activity.
    return { ...line, quantity: number ?? line.quantity, isSelected: isGift(line) ? line.isSelected : selected ?? line.isSelected }
  })
  return settleDependents(changed, cart.shop)
}

export async function updateCart(ctx: TxCtx, input: UpdateInput): Promise<Cart> {
  if (input.number === undefined && input.selected === undefined) throw new ShopError('PARAM_MISSING', { field: 'number' })
  if (input.number !== undefined && new Set(input.cartLineIds).size > 1) throw new ShopError('PARAM_INVALID', { field: 'cartLineIds' })
  return (await changeCart(ctx, input.cartKey, NOTHING_EXTRA, (cart) => update(cart, input))).cart
}

export async function deleteLines(ctx: TxCtx, input: { cartLineIds: number[], cartKey?: string | undefined }): Promise<Cart> {
  const { cart } = await changeCart(ctx, input.cartKey, NOTHING_EXTRA, (loaded) => {
    const named = linesNamed(loaded, input.cartLineIds)
    return withoutLines(loaded.lines, new Set(named.map((line) => line.id)), loaded.shop)
  })
  return cart
}

function invalidIds({ lines, shop }: LoadedCart): Set<number> {
  const judged = judge(lines, shop, { isChosen: (line) => line.isSelected, isCheckout: false })
  return new Set(judged.lines.filter(({ reason }) => reason !== 'none').map(({ line }) => line.id))
}

/** Every general line, or only those that cannot be bought any more. Lines of activities stay. */
export async function clearCart(ctx: TxCtx, input: { invalidOnly: boolean, cartKey?: string | undefined }): Promise<Cart> {
  const { cart } = await changeCart(ctx, input.cartKey, NOTHING_EXTRA, (loaded) => {
    if (!input.invalidOnly) return loaded.lines.length === 0 ? loaded.lines : []
    const invalid = invalidIds(loaded)
    return invalid.size === 0 ? loaded.lines : withoutLines(loaded.lines, invalid, loaded.shop)
  })
  return cart
}
