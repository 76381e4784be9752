import { beforeAll, describe, expect, it } from 'vitest'
import { GoodsDetail } from '../contract/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { flushCounts } from '../shop/index.ts'
import { createGoods, goodsDetail, goodsSummaries, type NewGoods, skusOf, updateGoods } from './index.ts'
import { aCategory, aShopper, asShopper, counted, guestCtx, next, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
let categoryId = 0
let below = 0
beforeAll(async () => {
  categoryId = await aCategory(test, { name: '茶具' })
  below = await aCategory(test, { name: '壶', parentId: categoryId })
})

const SPECS: NonNullable<NewGoods['specs']> = [
  { name: '颜色', kind: 1, values: [{ value: '红', priceFen: 0, imageUrl: '/media/red.webp' }, { value: '蓝', priceFen: 550, imageUrl: '' }] },
  { name: '刻字', kind: 2, values: [{ value: '福', priceFen: 500, imageUrl: '' }] },
]
const make = async (more: Partial<NewGoods> = {}) => (await createGoods(test.ctx({ kind: 'system' }, NOW), { name: '紫砂壶', categoryId: below, shopPriceFen: 10_000, ...more })).goodsId
const detail = async (goodsId: number, ctx = guestCtx(test)) => (await goodsDetail(ctx, { goodsId })).item

describe('a product\'s page', () => {
  it('shows everything, in the shape of the contract', async () => {
    const extra = await aCategory(test)
    const brand = await test.db.brand.create({ data: { name: `宜兴 ${next()}` } })
    const rank = await test.db.rank.create({ data: { name: 'VIP', minPoints: 10, discountPercent: 95 } })
    await test.db.rank.create({ data: { name: '内部', isPublic: false } })
    const bonus = await test.db.bonusType.create({ data: { name: 'b', moneyFen: 2000, sendKind: 1, sendStartAt: NOW, sendEndAt: at(1), useStartAt: NOW, useEndAt: at(1) } })
    const [fitting, gone, linked, off] = [await make({ name: '茶杯', shopPriceFen: 1200 }), await make(), await make(), await make({ isOnSale: false })]
    const id = await make({
      sn: 'POT', brandId: brand.id, categoryIds: [extra], specs: SPECS, brief: '手工', keywords: '礼品', weightGrams: 1250, pointsLimitYuan: 5, bonusTypeId: bonus.id, marketPriceFen: 12_000,
      skus: [{ options: ['红'], stock: 2, priceFen: null, isOnSale: true }, { options: ['蓝'], stock: 3, priceFen: null, isOnSale: false }],
      properties: [{ group: '规格', name: '产地', value: '宜兴' }],
      volumePrices: [{ fromQuantity: 10, priceFen: 8500 }, { fromQuantity: 3, priceFen: 9000 }],
      fittings: [{ goodsId: fitting, priceFen: 1000 }, { goodsId: gone, priceFen: 1 }],
      linkedGoodsIds: [off, linked],
      gallery: [{ url: '/media/a.webp', thumbUrl: '/media/b.webp', description: '正面' }],
      promotePriceFen: 8800, promoteStartAt: NOW, promoteEndAt: at(60),
    })
    await test.db.goods.update({ where: { id: gone }, data: { isDeleted: true } })

    const item = await detail(id)

    expect(GoodsDetail.parse(item)).toEqual(item)
    expect(item).toMatchObject({
      goodsId: id, goodsSn: 'POT', brandName: brand.name, shopName: '小铺', stock: 5, hasSku: true, weightKg: 1.25, pointsLimitYuan: 5, bonusMoneyFen: 2000, goodsBrief: '手工',
      marketPriceFen: 12_000, shopPriceFen: 10_000, rankPriceFen: 10_000, promotePriceFen: 8800, finalPriceFen: 8800, isPromote: true, isCollect: false, isAttention: false,
      promoteStartDate: '2026-03-01T04:00:00.000Z', promoteEndDate: '2026-03-01T04:01:00.000Z', addTime: '2026-03-01T04:00:00.000Z', lastUpdate: '2026-03-01T04:00:00.000Z',
      categoryIds: [extra], categoryPath: [{ categoryId, categoryName: '茶具' }, { categoryId: below, categoryName: '壶' }],
      volumePrices: [{ fromQuantity: 3, volumePriceFen: 9000 }, { fromQuantity: 10, volumePriceFen: 8500 }],
      rankPrices: [{ rankId: rank.id, rankName: 'VIP', priceFen: 9500 }],
      fittings: [{ goodsId: fitting, goodsName: '茶杯', goodsThumb: '', shopPriceFen: 1200, fittingsPriceFen: 1000 }],
    })
    expect(item.properties.map(({ attrGroup, attrName, attrValue }) => [attrGroup, attrName, attrValue])).toEqual([['规格', '产地', '宜兴']])
    expect(item.specs.map((spec) => [spec.attrName, spec.attrType, spec.values.map((value) => [value.attrValue, value.attrPriceFen])])).toEqual([['颜色', 1, [['红', 0], ['蓝', 550]]], ['刻字', 2, [['福', 500]]]])
    expect(item.gallery).toMatchObject([{ imageUrl: '/media/a.webp', thumbUrl: '/media/b.webp', imageDesc: '正面' }])
    expect(item.skus.map((sku) => [sku.skuSn, sku.optionsText, sku.stock, sku.finalPriceFen])).toEqual([['POT_1', '颜色:红', 2, 8800]])
    expect(item.linkedGoods.map((goods) => goods.goodsId)).toEqual([linked])
  })

  it('of nothing, or of the recycle bin, is not found; off sale it still is', async () => {
    const id = await someGoods(test, { isOnSale: false, shopPriceFen: 700 })
    expect(await detail(id)).toMatchObject({ isOnSale: false, finalPriceFen: 700 })

    await test.db.goods.update({ where: { id }, data: { isDeleted: true } })
    await expect(detail(id)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(detail(999_999)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await goodsSummaries(guestCtx(test), [id])).size).toBe(0)
  })

  it('shows a shopper the price of the rank and the own marks', async () => {
    const shopper = await aShopper(test, { discountPercent: 95 })
    const id = await make({ shopPriceFen: 990, specs: SPECS, skus: [{ options: ['红'], stock: 1, priceFen: 1200, isOnSale: true }, { options: ['蓝'], stock: 1, priceFen: null, isOnSale: true }] })
    await test.db.favourite.create({ data: { userId: shopper.userId, goodsId: id, priceThenFen: 990, isAttention: true, addedAt: NOW } })

    const item = await detail(id, test.ctx(asShopper(shopper), NOW))

    expect(item).toMatchObject({ shopPriceFen: 990, rankPriceFen: 941, finalPriceFen: 941, isCollect: true, isAttention: true })
    // The SKU's own 12.00 is 2.10 above the shop price and is never discounted; blue adds 5.50.
    expect(item.skus.map((sku) => [sku.priceFen, sku.finalPriceFen])).toEqual([[1200, 1151], [0, 1491]])
    expect(item.rankPrices.find((price) => price.rankId === shopper.rankId)?.priceFen).toBe(941)
    await updateGoods(test.ctx({ kind: 'system' }, NOW), id, { rankPrices: [{ rankId: shopper.rankId ?? 0, priceFen: 800 }] })
    expect(await detail(id, test.ctx(asShopper(shopper), NOW))).toMatchObject({ rankPriceFen: 800, finalPriceFen: 800 })
    expect(await detail(id)).toMatchObject({ rankPriceFen: 990, finalPriceFen: 990, isCollect: false, isAttention: false })
  })

  it('takes one statement for a guest and two for a shopper', async () => {
    const shopper = await aShopper(test)
    const id = await make()
    await Promise.all([detail(id), detail(id, test.ctx(asShopper(shopper), NOW))])
    const guest = counted(guestCtx(test))
    const signedIn = counted(test.ctx(asShopper(shopper), NOW))

    await detail(id, guest.ctx)
    await detail(id, signedIn.ctx)

    expect(guest.names.filter((name) => !name.endsWith('_fingerprint') && !/^(?:settings|structure)_/.test(name))).toEqual(['detail_guest'])
    expect(signedIn.names.filter((name) => !name.endsWith('_fingerprint') && !/^(?:settings|structure)_/.test(name))).toEqual(['detail', 'history_remember'])
  })
})

describe('a click', () => {
  it('counts once per session or address, product and ten minutes', async () => {
    const id = await make()
    const guest = (ip: string, seconds: number) => test.ctx({ kind: 'guest', appId: 0, ip }, at(seconds))
    const shopper = asShopper(await aShopper(test))
    for (const ctx of [guest('a', 0), guest('a', 599), guest('b', 0), test.ctx(shopper, NOW), test.ctx(shopper, at(10))]) await detail(id, ctx)

    expect((await detail(id, guest('a', 10))).clickCount).toBe(3)
    await flushCounts(test.sql)
    expect((await test.db.goods.findUniqueOrThrow({ where: { id } })).clickCount).toBe(3)
    expect((await detail(id, guest('a', 600))).clickCount).toBe(4)
    await expect.poll(async () => (await test.db.goods.findUniqueOrThrow({ where: { id } })).clickCount, { timeout: 3000 }).toBe(4)
  })
})

describe('the browsing history', () => {
  it('keeps the last 50 products, the one seen now first', async () => {
    const shopper = await aShopper(test)
    const ids: number[] = []
    for (let made = 0; made < 52; made++) ids.push(await someGoods(test, { categoryId }))
    for (const [second, id] of ids.entries()) await detail(id, test.ctx(asShopper(shopper), at(second)))
    await detail(ids[5] ?? 0, test.ctx(asShopper(shopper), at(100)))

    const seen = await test.db.browseHistory.findMany({ where: { userId: shopper.userId }, orderBy: { seenAt: 'desc' } })
    expect(seen.map((row) => row.goodsId)).toEqual([ids[5], ...ids.slice(2).filter((id) => id !== ids[5]).toReversed()])
    expect(seen).toHaveLength(50)
  })
})

describe('SKUs', () => {
  it('are those on sale, or the one asked for, at this caller\'s price', async () => {
    const id = await make({ specs: SPECS, skus: [{ options: ['红'], stock: 1, priceFen: null, isOnSale: true }, { options: ['蓝'], stock: 2, priceFen: null, isOnSale: false }] })
    const [red, blue] = await test.db.sku.findMany({ where: { goodsId: id }, orderBy: { id: 'asc' } })
    const plain = await make({ specs: SPECS.slice(1) })

    const all = await skusOf(guestCtx(test), { goodsId: id })
    expect(all.specs.map((spec) => spec.attrName)).toEqual(['颜色', '刻字'])
    expect(all.skus.map((sku) => [sku.skuId, sku.finalPriceFen])).toEqual([[red?.id, 10_000]])
    expect((await skusOf(guestCtx(test), { goodsId: id, skuId: blue?.id })).skus.map((sku) => [sku.skuId, sku.finalPriceFen, sku.isOnSale])).toEqual([[blue?.id, 10_550, false]])
    expect(await skusOf(guestCtx(test), { goodsId: plain })).toMatchObject({ goodsId: plain, skus: [], specs: [{ attrName: '刻字' }] })
    await expect(skusOf(guestCtx(test), { goodsId: plain, skuId: red?.id })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(skusOf(guestCtx(test), { goodsId: 999_999 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})
