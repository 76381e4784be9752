import { beforeEach, describe, expect, it } from 'vitest'
import { activity, noActivities } from '../cart/testing/fixtures.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { goodsDetail } from './index.ts'
import { aCategory, asShopper, aShopper, guestCtx, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
beforeEach(() => noActivities(test))

const shown = async (goodsId: number, ctx = guestCtx(test)) => (await goodsDetail(ctx, { goodsId })).item.activities.map(({ activityId }) => activityId)

describe('the activities on a product\'s page', () => {
  it('are those that run and cover it, in the order they apply', async () => {
    const above = await aCategory(test)
    const categoryId = await aCategory(test, { parentId: above })
    const brand = await test.db.brand.create({ data: { name: '半亩园' } })
    const goodsId = await someGoods(test, { categoryId, brandId: brand.id })
    const other = await someGoods(test, {})
    const off = { type: 1, offFen: 1000 } as const
    const all = await activity(test, { ...off, minAmountFen: 20_000 }, { sortOrder: 3, name: '满 200 减 10' })
    const byCategory = await activity(test, { ...off, range: 1, rangeIds: [above] }, { sortOrder: 1 })
    const byBrand = await activity(test, { ...off, range: 2, rangeIds: [brand.id] }, { sortOrder: 2 })
    const byGoods = await activity(test, { ...off, range: 3, rangeIds: [goodsId] }, { sortOrder: 4 })
    await activity(test, { ...off, range: 3, rangeIds: [other] })
    await activity(test, off, { endAt: NOW })

    expect(await shown(goodsId)).toEqual([byCategory, byBrand, all, byGoods])
    expect((await goodsDetail(guestCtx(test), { goodsId })).item.activities[2]).toMatchObject({ activityName: '满 200 减 10', activityType: 1, activityValue: 10, minAmountFen: 20_000, maxAmountFen: 0 })
  })

  it('are for the caller\'s rank', async () => {
    const goodsId = await someGoods(test, {})
    const gold = await aShopper(test, { discountPercent: 95 })
    const forGold = await activity(test, { type: 2, payBasisPoints: 9000, rankIds: [gold.rankId ?? 0] })

    expect(await shown(goodsId)).toEqual([])
    expect(await shown(goodsId, test.ctx(asShopper(gold), NOW))).toEqual([forGold])
  })
})
