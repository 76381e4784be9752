import { describe, expect, it } from 'vitest'
import { createGoodsType } from '@xiaopu/shared/catalogue'
import { FORBIDDEN, NOT_THERE, numberIn, ok, openCareyWorld, refused, rowsIn } from '../../testing/carey-world.ts'

const carey = openCareyWorld()
const PICTURE = `http://shop.example/media/goods/${'a'.repeat(32)}-1200.webp`
const OTHER = `http://shop.example/media/goods/${'b'.repeat(32)}-1200.webp`
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

async function aType(): Promise<{ id: number, factId: number }> {
  const { shop } = carey.world
  const { goodsTypeId } = await createGoodsType(shop.systemCtx(), {
    name: `茶 ${Date.now()}`,
    isEnabled: true,
    attributes: [{ group: '', name: '规格', kind: 1, choices: ['小罐', '大罐'], isFilter: true, sortOrder: 1 }, { group: '', name: '产地', kind: 0, choices: [], isFilter: false, sortOrder: 2 }],
  })
  const fact = await shop.database.db.attribute.findFirstOrThrow({ where: { goodsTypeId, kind: 0 } })
  return { id: goodsTypeId, factId: fact.id }
}

const form = (typeId: number, more: object = {}) => ({
  goods_category_id: carey.world.front.categoryId, name: '明前龙井', market_price: 100, shop_price: '88.5', content: '<p>新茶<script>x()</script><img src="/media/x.webp"></p>', attachment: [PICTURE, { source: OTHER }], goods_type_id: typeId, is_postage: 1, ...more,
})

describe('products for everybody', () => {
  it('are listed by category, words, brand, price and what they are', async () => {
    const { guest, world } = carey
    const list = async (params: object): Promise<unknown[]> => rowsIn(await guest('goods', 'get.goods.index.list', { goods_category_id: world.front.categoryId, ...params })).map(({ goods_id: id }) => id)
    expect((await list({ order_field: 'shop_price', order_type: 'asc' }))[0]).toBe(world.fittingId)
    expect((await list({ order_field: 'shop_price' })).at(-1)).toBe(world.fittingId)
    expect(await list({ keywords: '西施' })).toEqual([world.goodsId])
    expect(await list({ brand_id: [world.brandId] })).toEqual([world.goodsId])
    expect(await list({ shop_price: [1, 10] })).toEqual([world.fittingId])
    expect(await list({ shop_price: '[null,10]' })).toEqual([world.fittingId])
    expect(await list({ is_integral: 1 })).toEqual([world.goodsId])
    expect(await list({ is_postage: 1 })).toEqual([])
    const whole = await guest('goods', 'get.goods.index.list', { goods_category_id: world.front.categoryId, page_size: 1 })
    expect(whole.data).toMatchObject({ total_result: 3, items: [{}], filter_brand: [{ text: '曼生堂', value: world.brandId }], filter_spec: [], filter_menu: expect.any(Array), filter_price: expect.any(Array), filter_cate: [] })
    expect(rowsIn(await guest('goods', 'get.goods.index.list', { keywords: '西施' }))).toEqual([{
      goods_id: world.goodsId, name: '紫砂西施壶', short_name: '', product_name: '', brand_id: world.brandId, store_qty: expect.any(Number), comment_sum: 0, sales_sum: 0, is_postage: 0, market_price: expect.any(Number),
      shop_price: 128, least_sum: 0, purchase_sum: 0, attachment: expect.any(Array), video: '', is_recommend: 0, is_new: 0, is_hot: 0, sort: expect.any(Number),
    }])
    expect(await guest('goods', 'get.goods.index.list', { shop_price: [1] })).toMatchObject(refused(500, '参数 shop_price 不合法'))
  })

  it('are listed by kind', async () => {
    const { guest, world } = carey
    const type = (goodsType: string) => guest('goods', 'get.goods.index.type', { goods_category_id: world.front.categoryId, goods_type: goodsType })
    expect((await type('integral')).data).toMatchObject({ items: [{ goods_id: world.goodsId, name: '紫砂西施壶', shop_price: 128 }], total_result: 1 })
    expect((await type('hot')).data).toEqual({ items: [], total_result: 0 })
    expect(await guest('goods', 'get.goods.index.type')).toMatchObject(refused(500, '缺少参数 goods_category_id'))
  })

  it('show what they are made of; one that is not there is nothing', async () => {
    const { guest, world } = carey
    const shirt = (await guest('goods', 'get.goods.item', { goods_id: world.shirt.goodsId })).data
    expect(shirt).toMatchObject({ goods_id: world.shirt.goodsId, status: 1, is_delete: 0, goods_spec_item: expect.arrayContaining([expect.objectContaining({ key_name: expect.stringMatching(/^\d+(_\d+)*$/), price: expect.any(Number), store_qty: 1000, bar_code: '' })]), create_time: expect.stringMatching(GMT8) })
    const pot = (await guest('goods', 'get.goods.item', { goods_id: world.goodsId })).data
    expect(pot).toMatchObject({ measure: 0.4, measure_type: 0, is_integral: 1000, goods_spec_item: [], spec_image: [], goods_attr_item: [] })
    expect(await guest('goods', 'get.goods.item', { goods_id: 999_999 })).toMatchObject(ok(null))
    expect(await guest('goods', 'get.goods.spec.image', { goods_id: 999_999 })).toMatchObject(ok([]))
    expect(await guest('goods', 'get.goods.attr.list', { goods_id: world.goodsId })).toMatchObject(ok([]))
    expect((await guest('goods', 'get.goods.keywords.suggest', { keywords: '紫砂' })).data).toContain('紫砂西施壶')
  })
})

describe('products of the merchant', () => {
  it('are made of a form with facts, options and pictures of the shop', async () => {
    const { admin, guest } = carey
    const { id: typeId, factId } = await aType()
    const [spec] = rowsIn(await guest('goods', 'get.goods.spec.list', { goods_type_id: typeId }))
    expect(spec).toMatchObject({ goods_type_id: typeId, name: '规格', spec_item: [{ item_name: '小罐' }, { item_name: '大罐' }] })
    const [small, large] = (spec?.spec_item as { spec_item_id: number }[]).map(({ spec_item_id: id }) => id)
    const made = await admin('goods', 'add.goods.item', form(typeId, {
      goods_code: 'LJ-1', description: '西湖', keywords: '绿茶', measure: 0.25, is_integral: 250, integral_type: 1, give_integral: 5, is_new: 1, store_qty: 999,
      goods_attr_item: [{ goods_attribute_id: factId, parent_id: 0, attr_value: '杭州' }],
      goods_spec_item: [{ key_name: String(small), price: 88.5, store_qty: 3, goods_sku: 'LJ-S' }, { key_name: String(large), price: '160', store_qty: 4 }],
      spec_image: [{ spec_item_id: large, image: [OTHER] }],
    }))
    const id = numberIn(made, 'goods_id')
    expect(made.data).toMatchObject({
      name: '明前龙井', goods_code: 'LJ-1', store_qty: 7, market_price: 100, shop_price: 88.5, is_postage: 1, description: '西湖', measure: 0.25, is_integral: 200, integral_type: 1, give_integral: 5, is_new: 1, goods_type_id: typeId, attachment: [PICTURE, OTHER],
      content: '<p>新茶<img src="http://shop.example/media/x.webp" /></p>',
      goods_spec_item: [{ key_value: '规格:小罐', price: 88.5, store_qty: 3, goods_sku: 'LJ-S' }, { key_value: '规格:大罐', price: 160, store_qty: 4 }],
      spec_image: [{ image: OTHER }],
      goods_attr_item: [{ goods_attribute_id: factId, attr_value: '杭州' }],
    })
    const items = (made.data as { goods_spec_item: { key_name: string }[] }).goods_spec_item
    const changed = await admin('goods', 'set.goods.item', { goods_id: id, name: '龙井', goods_spec_item: [{ key_name: items[1]?.key_name, price: 150, store_qty: 2 }] })
    expect(changed.data).toMatchObject({ name: '龙井', store_qty: 2, description: '西湖', goods_spec_item: [{ key_name: items[1]?.key_name, price: 150, store_qty: 2 }] })
    const told = await carey.world.shop.database.db.auditEntry.findMany({ where: { targetKind: 'goods', targetId: String(id) }, orderBy: { id: 'asc' } })
    expect(told.map(({ action }) => action)).toEqual(['goods.create', 'goods.update'])
  })

  it('take nothing of what is wrong', async () => {
    const { admin, world } = carey
    const { id: typeId } = await aType()
    const before = await world.shop.database.db.goods.count()
    const wrong: [object, string][] = [
      [{ shop_price: 0 }, 'shop_price'], [{ shop_price: 1.005 }, 'shop_price'], [{ attachment: ['https://elsewhere.example/x.jpg'] }, 'attachment'], [{ purchase_sum: 3 }, 'purchase_sum'], [{ measure_type: 2 }, 'measure_type'],
      [{ goods_spec_item: [{ key_name: '123', price: 1 }] }, 'goods_spec_item'], [{ goods_attr_item: [{ goods_attribute_id: 1, attr_value: 'x' }] }, 'goods_attr_item'], [{ integral_type: 0, give_integral: 30 }, 'give_integral'], [{ sort: 256 }, 'sort'], [{ video: 'javascript:1' }, 'video'],
    ]
    for (const [more, field] of wrong) expect([field, (await admin('goods', 'add.goods.item', form(typeId, more))).message]).toEqual([field, `参数 ${field} 不合法`])
    expect(await admin('goods', 'add.goods.item', { ...form(typeId), name: '' })).toMatchObject(refused(500, '缺少参数 name'))
    expect((await admin('goods', 'add.goods.item', form(typeId, { goods_category_id: 999_999 }))).status).toBe(500)
    expect(await world.shop.database.db.goods.count()).toBe(before)
  })

  it('are copied off sale and without stock', async () => {
    const { admin, guest, world } = carey
    const copy = await admin('goods', 'copy.goods.item', { goods_id: world.shirt.goodsId })
    const original = (await guest('goods', 'get.goods.item', { goods_id: world.shirt.goodsId })).data as { goods_spec_item: object[], name: string }
    expect(copy.data).toMatchObject({ name: original.name, status: 0, store_qty: 0 })
    expect((copy.data as { goods_spec_item: object[] }).goods_spec_item).toHaveLength(original.goods_spec_item.length)
    expect(numberIn(copy, 'goods_id')).not.toBe(world.shirt.goodsId)
    expect(await admin('goods', 'copy.goods.item', { goods_id: 999_999 })).toMatchObject(NOT_THERE)
  })

  it('are found by what they are', async () => {
    const { admin, world } = carey
    const id = await world.goods()
    const list = async (params: Record<string, unknown>): Promise<unknown[]> => rowsIn(await admin('goods', 'get.goods.admin.list', params)).map(({ goods_id: each }) => each)
    expect(await list({ goods_id: [id, world.goodsId], order_field: 'shop_price', order_type: 'asc' })).toEqual([id, world.goodsId])
    expect(await list({ keywords: '石瓢', exclude_id: id })).not.toContain(id)
    expect(await list({ store_qty: [1, 10] })).toContain(id)
    expect(await list({ store_qty: '[11,20]' })).not.toContain(id)
    expect(await list({ goods_category_id: world.front.categoryId, brand_id: world.brandId })).toEqual([world.goodsId])
    expect(await list({ is_integral: 1 })).toContain(world.goodsId)
    expect(rowsIn(await admin('goods', 'get.goods.admin.list', { goods_id: world.shirt.goodsId, is_goods_spec: 1 }))).toMatchObject([{ goods_spec_item: expect.any(Array) }])
    expect((await admin('goods', 'get.goods.select', { goods_id: [world.goodsId, id, 999_999] })).data).toMatchObject([{ goods_id: world.goodsId, is_delete: 0 }, { goods_id: id }])
    expect(await admin('goods', 'unique.goods.code', { goods_code: 'nobody-has-it' })).toMatchObject(ok(true))
    const { goods_code: code } = rowsIn(await admin('goods', 'get.goods.admin.list', { goods_id: id }))[0] ?? {}
    expect(await admin('goods', 'unique.goods.code', { goods_code: code })).toMatchObject(refused(500, '商品货号已存在'))
    expect(await admin('goods', 'unique.goods.code', { goods_code: code, exclude_id: id })).toMatchObject(ok(true))
  })

  it('are changed by the list: all of them or none, each told', async () => {
    const { admin, guest, world } = carey
    const [a, b] = [await world.goods(), await world.goods()]
    for (const [method, params, shown] of [
      ['set.shelves.goods.list', { status: 0 }, { status: 0 }], ['set.recommend.goods.list', { is_recommend: 1 }, { is_recommend: 1 }], ['set.new.goods.list', { is_new: 1 }, { is_new: 1 }], ['set.hot.goods.list', { is_hot: '1' }, { is_hot: 1 }],
      ['set.integral.goods.list', { is_integral: 399 }, { is_integral: 300 }],
    ] as const) {
      expect(await admin('goods', method, { goods_id: [a, 999_999], ...params })).toMatchObject(NOT_THERE)
      expect((await guest('goods', 'get.goods.item', { goods_id: a })).data, method).not.toMatchObject(shown)
      expect(await admin('goods', method, { goods_id: [a, b], ...params })).toMatchObject(ok(true))
      for (const id of [a, b]) expect((await guest('goods', 'get.goods.item', { goods_id: id })).data, method).toMatchObject(shown)
    }
    expect(await admin('goods', 'set.goods.sort', { goods_id: a, sort: 4 })).toMatchObject(ok(true))
    expect(await admin('goods', 'del.goods.list', { goods_id: [a, world.fittingId + 100_000], is_delete: 1 })).toMatchObject(NOT_THERE)
    expect(await admin('goods', 'del.goods.list', { goods_id: [a, b], is_delete: 1 })).toMatchObject(ok(true))
    expect(await guest('goods', 'get.goods.item', { goods_id: a })).toMatchObject(ok(null))
    expect(rowsIn(await admin('goods', 'get.goods.admin.list', { goods_id: [a, b], is_delete: 1 }))).toMatchObject([{ goods_id: b, is_delete: 1 }, { goods_id: a, sort: 4 }])
    expect(await admin('goods', 'del.goods.list', { goods_id: [a, b], is_delete: 0 })).toMatchObject(ok(true))
    expect((await guest('goods', 'get.goods.item', { goods_id: a })).data).toMatchObject({ is_delete: 0, status: 0 })
    expect(await world.shop.database.db.auditEntry.count({ where: { targetKind: 'goods', targetId: String(a) } })).toBe(8)
  })

  it('belong to their seller, and are written by who may', async () => {
    const { world } = carey
    const foreign = await world.goods(7)
    expect(await carey.admin('goods', 'set.hot.goods.list', { goods_id: [foreign], is_hot: 1 })).toMatchObject(NOT_THERE)
    expect(await carey.admin('goods', 'set.goods.item', { goods_id: foreign, name: '偷来的' })).toMatchObject(NOT_THERE)
    expect(rowsIn(await carey.admin('goods', 'get.goods.admin.list', { goods_id: foreign }))).toEqual([])
    const clerk = await carey.member(['goods.view'])
    expect(await clerk('goods', 'get.goods.admin.list')).toMatchObject({ status: 200 })
    for (const caller of [clerk, await carey.shopper(world.user), carey.guest]) expect(await caller('goods', 'set.goods.sort', { goods_id: world.goodsId, sort: 1 })).toMatchObject(FORBIDDEN)
  })
})
