import type { FavourableRef } from '../contract/index.ts'
import { type Favourable, isOpen } from '../promotions/index.ts'
import { rangeTest } from '../pricing/index.ts'
import type { DetailRow } from './detail-statement.ts'
import { pathTo, type Structure } from './structure.ts'

type OfferedGoods = Pick<DetailRow, 'id' | 'sellerId' | 'brandId' | 'categoryId' | 'categoryIds' | 'rankId'>

/** The 优惠活动 running now whose range covers the product, for the caller's rank. */
export function activitiesFor(goods: OfferedGoods, favourables: readonly Favourable[], structure: Structure, now: Date): FavourableRef[] {
  const categoryIds = [...new Set([goods.categoryId, ...goods.categoryIds ?? []].flatMap((id) => pathTo(structure, id).map((category) => category.id)))]
  const ranged = { goodsId: goods.id, brandId: goods.brandId ?? 0, categoryIds }
  return favourables
    .filter((each) => each.sellerId === goods.sellerId && isOpen(each, goods.rankId ?? null, now) && rangeTest(each.range, each.rangeIds)(ranged))
    .map(({ activityId, name, type, value, minAmountFen, maxAmountFen, endAt }) => (
      { activityId, activityName: name, activityType: type, activityValue: value, minAmountFen, maxAmountFen, endTime: endAt.toISOString() }
    ))
}
