import { type FavouriteGoods, putFavourites } from '../accounts/index.ts'
import type { Cart } from '../contract/index.ts'
import { inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { answerOf, changeLines } from './change.ts'
import { withoutLines } from './dependents.ts'
import { unitPrice } from '../pricing/index.ts'
import { isGift } from './line-facts.ts'
import { NOTHING_EXTRA, ownerOf } from './load.ts'
import { linesNamed } from './update.ts'
import { judge } from './judge.ts'

/** 移至收藏夹: the products are favourites afterwards and the lines are gone, both or neither. */
export async function collectLines(ctx: TxCtx, input: { cartLineIds: number[] }): Promise<Cart> {
  const owner = ownerOf(ctx.actor, undefined)
  if (owner.kind !== 'user') throw new ShopError('SESSION_REQUIRED')
  return inTransaction(ctx, async (tx) => {
    let favourites: FavouriteGoods[] = []
    const changed = await changeLines(tx, owner, NOTHING_EXTRA, (cart) => {
      const named = linesNamed(cart, input.cartLineIds)
      if (named.some((line) => isGift(line) || line.packageId > 0)) throw new ShopError('CART_LINE_LOCKED')
      const { lines } = judge(named, cart.shop, { isChosen: () => true, isCheckout: false })
      const prices = lines.map(({ line, input: priced }): [number, number] => [line.goodsId, unitPrice({ ...priced, kind: 'goods' }, 1, cart.shop.rank, tx.now).unitPriceFen])
      favourites = [...new Map(prices)].map(([goodsId, priceFen]) => ({ goodsId, priceFen }))
      return withoutLines(cart.lines, new Set(named.map((line) => line.id)), cart.shop)
    })
    await putFavourites(tx, owner.userId, favourites)
    return answerOf(owner, changed).cart
  })
}
