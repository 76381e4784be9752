import type { FavourableRef } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { getFavourables, isOpen } from '../promotions/index.ts'
import { rangeTest } from '../pricing/index.ts'
import type { DetailRow } from './detail-statement.ts'
import { pathTo, type Structure } from './structure.ts'

type OfferedGoods = Pick<DetailRow, 'id' | 'sellerId' | 'brandId' | 'categoryId' | 'categoryIds' | 'rankId'>

/** The running 优惠活动 whose range covers the product, for the caller's rank. Activities and categories are held in memory. */
export async function activitiesFor(ctx: Pick<Ctx, 'sql' | 'now'>, goods: OfferedGoods, structure: Structure): Promise<FavourableRef[]> {
  const categoryIds = [...new Set([goods.categoryId, ...goods.categoryIds ?? []].flatMap((id) => pathTo(structure, id).map((category) => category.id)))]
  const ranged = { goodsId: goods.id, brandId: goods.brandId ?? 0, categoryIds }
  return (await getFavourables(ctx))
    .filter((each) => each.sellerId === goods.sellerId && isOpen(each, goods.rankId ?? null, ctx.now) && rangeTest(each.range, each.rangeIds)(ranged))
    .map(({ activityId, name, type, value, minAmountFen, maxAmountFen, endAt }) => (
      { activityId, activityName: name, activityType: type, activityValue: value, minAmountFen, maxAmountFen, endTime: endAt.toISOString() }
    ))
}
