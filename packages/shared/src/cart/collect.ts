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

const MAX_FAVOURITES = 500

/** What becomes a favourite, with the price it had then. */
export interface FavouriteGoods {
  goodsId: number
  priceFen: number
}

const LOCK = 'SELECT 1 FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE'
const ADD = `WITH wanted AS (SELECT * FROM unnest($2::int[], $3::int[]) AS w("goodsId", "priceFen")
    WHERE NOT EXISTS (SELECT 1 FROM "Favourite" f WHERE f."userId" = $1 AND f."goodsId" = w."goodsId")),
  room AS (SELECT count(*) + (SELECT count(*) FROM wanted) <= $4 AS "isEnough" FROM "Favourite" WHERE "userId" = $1),
  added AS (INSERT INTO "Favourite" ("userId", "goodsId", "priceThenFen", "addedAt")
    SELECT $1, w."goodsId", w."priceFen", $5 FROM wanted w, room WHERE room."isEnough" ON CONFLICT ("userId", "goodsId") DO NOTHING)
  SELECT "isEnough" FROM room`

async function addFavourites(tx: TxCtx, userId: number, goods: readonly FavouriteGoods[]): Promise<void> {
  await tx.sql.row('cart_favourites_lock', LOCK, [userId])
  const row = await tx.sql.row<{ isEnough: boolean }>('cart_favourites_add', ADD, [
    userId, goods.map((each) => each.goodsId), goods.map((each) => each.priceFen), MAX_FAVOURITES, tx.now,
  ])
  if (!row?.isEnough) throw new ShopError('LIMIT_REACHED', { limit: MAX_FAVOURITES })
}

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
    await addFavourites(tx, owner.userId, favourites)
    return answerOf(owner, changed).cart
  })
}
