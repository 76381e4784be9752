import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()

describe('favourites', () => {
  it('are a shopper\'s own list, the top ones first', async () => {
    const { world } = carey
    const own = await carey.shopper(await world.person())
    const goods = [world.goodsId, world.fittingId, world.shirt.goodsId]
    for (const id of goods) expect(await own('collect', 'add.collect.item', { goods_id: id, is_top: id === world.goodsId ? 1 : 0 })).toMatchObject(ok(true))
    expect(await own('collect', 'add.collect.item', { goods_id: world.fittingId })).toMatchObject(ok(true))
    expect((await own('collect', 'get.collect.count')).data).toEqual({ total_result: 3 })

    const rows = rowsIn(await own('collect', 'get.collect.list'))
    expect(rows.map(({ goods_id: id, is_top: top }) => [id, top])).toEqual([[world.goodsId, 1], [world.shirt.goodsId, 0], [world.fittingId, 0]])
    expect(rows[0]).toEqual({
      collect_id: expect.any(Number), goods_id: world.goodsId, is_top: 1, create_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      get_goods: { goods_category_id: world.front.categoryId, name: '紫砂西施壶', short_name: '', brand_id: world.brandId, market_price: expect.any(Number), shop_price: 128, store_qty: 100_000, comment_sum: 0, sales_sum: 0, attachment: [], status: 1, is_delete: 0 },
    })
    expect(rowsIn(await own('collect', 'get.collect.list', { order_field: 'goods_id', order_type: 'asc', page_size: 2 })).map(({ goods_id: id }) => id)).toEqual([world.goodsId, Math.min(world.fittingId, world.shirt.goodsId)])
    expect((await own('collect', 'is.collect.goods', { goods_id: world.goodsId })).data).toEqual({ is_collect: 1 })
    expect((await carey.guest('collect', 'is.collect.goods', { goods_id: world.goodsId })).data).toEqual({ is_collect: 0 })

    expect(await own('collect', 'clear.collect.list')).toMatchObject(ok(true))
    expect((await own('collect', 'get.collect.list')).data).toEqual({ items: [], total_result: 0 })
    expect(await own('collect', 'clear.collect.list')).toMatchObject(ok(true))
  })

  it('are moved and taken out together or not at all, one\'s own alone', async () => {
    const { world } = carey
    const [own, other] = [await carey.shopper(await world.person()), await carey.shopper(await world.person())]
    for (const caller of [own, other]) await caller('collect', 'add.collect.item', { goods_id: world.goodsId })
    const idOf = async (caller: typeof own): Promise<unknown> => rowsIn(await caller('collect', 'get.collect.list'))[0]?.collect_id
    const [mine, foreign] = [await idOf(own), await idOf(other)]
    expect(await own('collect', 'set.collect.top', { collect_id: [mine, foreign], is_top: 1 })).toMatchObject(NOT_THERE)
    expect(await own('collect', 'del.collect.list', { collect_id: [mine, foreign] })).toMatchObject(NOT_THERE)
    expect(rowsIn(await own('collect', 'get.collect.list'))).toMatchObject([{ collect_id: mine, is_top: 0 }])
    expect(await own('collect', 'set.collect.top', { collect_id: [mine, mine], is_top: 1 })).toMatchObject(ok(true))
    expect(rowsIn(await own('collect', 'get.collect.list'))).toMatchObject([{ collect_id: mine, is_top: 1 }])
    expect(await own('collect', 'del.collect.list', { collect_id: [mine] })).toMatchObject(ok(true))
    expect(rowsIn(await other('collect', 'get.collect.list'))).toMatchObject([{ collect_id: foreign }])
  })

  it('are for shoppers', async () => {
    for (const caller of [carey.admin, carey.guest]) expect(await caller('collect', 'get.collect.list')).toMatchObject(FORBIDDEN)
    const own = await carey.shopper(carey.world.user)
    expect(await own('collect', 'add.collect.item', {})).toMatchObject(refused(500, '缺少参数 goods_id'))
    expect(await own('collect', 'add.collect.item', { goods_id: 999_999 })).toMatchObject(NOT_THERE)
    expect(await own('collect', 'get.collect.list', { order_field: 'password' })).toMatchObject(refused(500, '参数 order_field 不合法'))
  })
})
