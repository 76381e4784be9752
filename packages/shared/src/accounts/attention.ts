import type { Ctx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import type { GoodsPort } from './ports.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { userIdOf } from './caller.ts'
import { putFavourites } from './favourites.ts'

// What happened before is no news of this watch; the day between two notices goes on.
const WATCH = 'UPDATE "Favourite" SET "isAttention" = true, "priceBelowFen" = $3, "lookAt" = NULL, "hasStockNews" = false WHERE "userId" = $1 AND "goodsId" = $2'

/** ectouch.user.attention.add: 关注, told of when the price falls below the one given or the present one. A favourite when it is none yet. */
export async function watchGoods(ctx: Ctx, { goodsId, priceBelowFen }: { goodsId: number, priceBelowFen?: Fen }, { goodsSummaries }: GoodsPort<Ctx>): Promise<{ favouriteId: number }> {
  const userId = userIdOf(ctx.actor)
  const goods = (await goodsSummaries(ctx, [goodsId])).get(goodsId)
  if (!goods) throw new ShopError('NOT_FOUND')
  return inTransaction(ctx, async (tx) => {
    const [put] = await putFavourites(tx, userId, [{ goodsId, priceFen: goods.finalPriceFen }])
    if (!put) throw new Error('the favourite was not written')
    await tx.sql.run('attention_set', WATCH, [userId, goodsId, priceBelowFen ?? goods.finalPriceFen])
    return { favouriteId: put.favouriteId }
  })
}

const UNWATCH = `
UPDATE "Favourite" SET "isAttention" = false, "priceBelowFen" = 0, "lookAt" = NULL, "hasStockNews" = false WHERE "userId" = $1 AND "goodsId" = $2 AND "isAttention"`

/** ectouch.user.attention.delete: the favourite stays. */
export async function unwatchGoods(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ deleted: boolean }> {
  const changed = await ctx.sql.run('attention_end', UNWATCH, [userIdOf(ctx.actor), goodsId])
  if (changed === 0) throw new ShopError('NOT_FOUND')
  return { deleted: true }
}
