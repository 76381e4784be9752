import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { aCategory, aShopper, asShopper, counted, guestCtx, NOW, someGoods } from './testing/fixtures.ts'
import { listGoods } from './list-goods.ts'
import type { ListInput } from './list-statement.ts'

const test = testDatabase()
const PAGE = { pageNo: 1, pageSize: 20 }
const yesterday = new Date(NOW.getTime() - 86_400_000)
const tomorrow = new Date(NOW.getTime() + 86_400_000)

async function idsOf(input: Partial<ListInput>, ctx = guestCtx(test)): Promise<number[]> {
  return (await listGoods(ctx, { ...PAGE, ...input })).items.map((item) => item.goodsId)
}

describe('a list of products', () => {
  it('holds what is in a category, below it, or names it as a further one, by sort order and then the newest', async () => {
    const top = await aCategory(test)
    const below = await aCategory(test, { parentId: top })
    const elsewhere = await aCategory(test)
    const a = await someGoods(test, { categoryId: top })
    const b = await someGoods(test, { categoryId: below })
    const c = await someGoods(test, { categoryId: elsewhere, furtherCategoryIds: [below], sortOrder: 1 })
    await someGoods(test, { categoryId: elsewhere })

    expect(await idsOf({ categoryId: top })).toEqual([c, b, a])
    expect(await idsOf({ categoryId: below })).toEqual([c, b])
    expect(await idsOf({ categoryId: top, order: 'desc' })).toEqual([b, a, c])
    expect((await listGoods(guestCtx(test), { ...PAGE, categoryId: top })).totalResults).toBe(3)
  })

  it('leaves out what is off sale, not sold alone, or in the recycle bin', async () => {
    const categoryId = await aCategory(test)
    const sold = await someGoods(test, { categoryId })
    await someGoods(test, { categoryId, isOnSale: false })
    await someGoods(test, { categoryId, isAloneSale: false })
    const binned = await someGoods(test, { categoryId })
    await test.db.goods.update({ where: { id: binned }, data: { isDeleted: true } })

    expect(await idsOf({ categoryId })).toEqual([sold])
    expect(await idsOf({ goodsIds: [binned, sold] })).toEqual([sold])
  })

  it('shows no product on two pages and counts the same on every one, past the end too', async () => {
    const categoryId = await aCategory(test)
    const ids: number[] = []
    for (let made = 0; made < 5; made++) ids.unshift(await someGoods(test, { categoryId, salesCount: 7 }))

    const pages = await Promise.all([1, 2, 3, 4].map((pageNo) => listGoods(guestCtx(test), { categoryId, sort: 'sales', pageNo, pageSize: 2 })))

    expect(pages.map((page) => page.items.map((item) => item.goodsId))).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4), []])
    expect(pages.map((page) => page.totalResults)).toEqual([5, 5, 5, 5])
  })

  it('orders by every figure, descending unless it is the price', async () => {
    const categoryId = await aCategory(test)
    const a = await someGoods(test, { categoryId, shopPriceFen: 300, salesCount: 1, commentCount: 3, clickCount: 2, addedAt: NOW })
    const b = await someGoods(test, { categoryId, shopPriceFen: 200, salesCount: 3, commentCount: 2, clickCount: 1, addedAt: yesterday })
    const c = await someGoods(test, { categoryId, shopPriceFen: 100, salesCount: 2, commentCount: 1, clickCount: 3, addedAt: tomorrow })

    expect(await idsOf({ categoryId, sort: 'price' })).toEqual([c, b, a])
    expect(await idsOf({ categoryId, sort: 'price', order: 'desc' })).toEqual([a, b, c])
    expect(await idsOf({ categoryId, sort: 'sales' })).toEqual([b, c, a])
    expect(await idsOf({ categoryId, sort: 'comment' })).toEqual([a, b, c])
    expect(await idsOf({ categoryId, sort: 'click' })).toEqual([c, a, b])
    expect(await idsOf({ categoryId, sort: 'new' })).toEqual([c, a, b])
    expect(await idsOf({ categoryId, sort: 'sales', order: 'asc' })).toEqual([a, c, b])
  })

  it('keeps the order of ids that were named and leaves unknown ones out', async () => {
    const a = await someGoods(test, { sortOrder: 1, shopPriceFen: 500 })
    const b = await someGoods(test, { sortOrder: 2, shopPriceFen: 400 })

    expect(await idsOf({ goodsIds: [b, 999_999, a] })).toEqual([b, a])
    expect(await idsOf({ goodsIds: [a, b], sort: 'price' })).toEqual([b, a])
    expect(await idsOf({ goodsIds: [] })).toEqual([])
  })

  it('bounds the final price with both ends and answers nothing between crossed bounds', async () => {
    const categoryId = await aCategory(test)
    const cheap = await someGoods(test, { categoryId, shopPriceFen: 1000 })
    const promoted = await someGoods(test, { categoryId, shopPriceFen: 5000, promotePriceFen: 2000, promoteStartAt: yesterday, promoteEndAt: tomorrow })

    expect(await idsOf({ categoryId, priceMinFen: 1000, priceMaxFen: 2000, sort: 'price' })).toEqual([cheap, promoted])
    expect(await idsOf({ categoryId, priceMinFen: 1001, priceMaxFen: 2000 })).toEqual([promoted])
    expect(await idsOf({ categoryId, priceMinFen: 1000, priceMaxFen: 1999 })).toEqual([cheap])
    expect(await idsOf({ categoryId, priceMinFen: 2000, priceMaxFen: 1000 })).toEqual([])
  })

  it('knows brand, seller, stock, free shipping and the recommended lists', async () => {
    const brand = await test.db.brand.create({ data: { name: '宜兴' } })
    const categoryId = await aCategory(test)
    const a = await someGoods(test, { categoryId, brandId: brand.id, stock: 0, isBest: true })
    const b = await someGoods(test, { categoryId, sellerId: 5, isShippingFree: true, isNew: true, promotePriceFen: 1, promoteStartAt: NOW, promoteEndAt: tomorrow })
    const c = await someGoods(test, { categoryId, isHot: true, promotePriceFen: 1, promoteStartAt: yesterday, promoteEndAt: NOW })

    expect(await idsOf({ brandId: brand.id })).toEqual([a])
    expect((await listGoods(guestCtx(test), { ...PAGE, brandId: brand.id })).items[0]?.brandName).toBe('宜兴')
    expect(await idsOf({ categoryId, sellerId: 5 })).toEqual([b])
    expect(await idsOf({ categoryId, sellerId: 0 })).toEqual([c, a])
    expect(await idsOf({ categoryId, inStock: true })).toEqual([c, b])
    expect(await idsOf({ categoryId, freeShipping: true })).toEqual([b])
    expect(await idsOf({ categoryId, intro: 'best' })).toEqual([a])
    expect(await idsOf({ categoryId, intro: 'new' })).toEqual([b])
    expect(await idsOf({ categoryId, intro: 'hot' })).toEqual([c])
    expect(await idsOf({ categoryId, intro: 'promote' })).toEqual([b])
    expect(await idsOf({ categoryId: 999_999 })).toEqual([])
    expect(await idsOf({ brandId: 999_999 })).toEqual([])
    expect(await idsOf({ sellerId: 999_999 })).toEqual([])
  })
})

describe('looking for words', () => {
  it('wants every word in the name, the keywords or the brand, or at the start of a number', async () => {
    const brand = await test.db.brand.create({ data: { name: 'Nippon 100%' } })
    const pot = await someGoods(test, { name: '紫砂壶 Teapot', keywords: '礼品 茶具', brandId: brand.id, sn: 'TP-100' })
    await test.db.sku.create({ data: { goodsId: pot, sn: 'RED_7', snKey: 'red_7', optionKey: '1', optionValueIds: [1] } })
    const { refreshSearchText } = await import('./search-text.ts')
    await refreshSearchText(test.ctx(), [pot])

    const found: [string, boolean][] = [
      ['紫砂', true],
      ['砂壶 礼品', true],
      ['TEAPOT nippon', true],
      ['ＴＥＡ', true],
      ['tp-1', true],
      ['red_', true],
      ['100%', true],
      ['red%', false],
      ['P-100', false],
      ['ed_7', false],
      ['紫砂 茶叶', false],
      ['壶礼', false],
    ]
    for (const [keywords, isFound] of found) expect([keywords, (await idsOf({ keywords })).includes(pot)]).toEqual([keywords, isFound])
  })

  it('takes values of one attribute as alternatives and wants every attribute', async () => {
    const type = await test.db.goodsType.create({ data: { name: '衣服' } })
    const colour = await test.db.attribute.create({ data: { goodsTypeId: type.id, name: '颜色', kind: 1 } })
    const size = await test.db.attribute.create({ data: { goodsTypeId: type.id, name: '尺码', kind: 1 } })
    const unused = await test.db.attribute.create({ data: { goodsTypeId: type.id, name: '花色', kind: 1 } })
    const categoryId = await aCategory(test, { filterAttributeIds: [colour.id, size.id] })
    const below = await aCategory(test, { parentId: categoryId })
    const dressed = async (...values: [number, string][]) => {
      const id = await someGoods(test, { categoryId: below })
      await test.db.attributeValue.createMany({ data: values.map(([attributeId, value]) => ({ goodsId: id, attributeId, value })) })
      return id
    }
    const redLarge = await dressed([colour.id, '红'], [size.id, 'L'])
    const blueLarge = await dressed([colour.id, '蓝'], [size.id, 'L'])
    const redSmall = await dressed([colour.id, '红'], [size.id, 'S'], [unused.id, '花'])

    expect(await idsOf({ categoryId, filterAttr: ['红'] })).toEqual([redSmall, redLarge])
    expect(await idsOf({ categoryId: below, filterAttr: ['红', '蓝', 'L'] })).toEqual([blueLarge, redLarge])
    expect(await idsOf({ categoryId, filterAttr: ['蓝', 'S'] })).toEqual([])
    expect(await idsOf({ categoryId, filterAttr: ['红', '没有'] })).toEqual([])
    expect(await idsOf({ categoryId, filterAttr: ['花'] })).toEqual([])
    expect(await idsOf({ filterAttr: ['花'] })).toEqual([redSmall])
  })
})

describe('what a shopper sees', () => {
  it('is the price of the rank, a fixed price before the percentage, and the own favourites', async () => {
    const shopper = await aShopper(test, { discountPercent: 95 })
    const categoryId = await aCategory(test)
    const a = await someGoods(test, { categoryId, shopPriceFen: 990 })
    const b = await someGoods(test, { categoryId, shopPriceFen: 990 })
    await test.db.rankPrice.create({ data: { goodsId: b, rankId: shopper.rankId ?? 0, priceFen: 700 } })
    await test.db.favourite.create({ data: { userId: shopper.userId, goodsId: a, priceThenFen: 990, addedAt: NOW } })

    const { items } = await listGoods(test.ctx(asShopper(shopper), NOW), { ...PAGE, categoryId })

    expect(items.map((item) => [item.goodsId, item.shopPriceFen, item.rankPriceFen, item.finalPriceFen, item.isCollect])).toEqual([
      [b, 990, 700, 700, false],
      [a, 990, 941, 941, true],
    ])
    expect(await idsOf({ categoryId, priceMaxFen: 940 }, test.ctx(asShopper(shopper), NOW))).toEqual([b])
    expect(await idsOf({ categoryId, priceMaxFen: 940 })).toEqual([])
  })

  it('costs one statement for a page and its number', async () => {
    const categoryId = await aCategory(test)
    await someGoods(test, { categoryId })
    await listGoods(guestCtx(test), { ...PAGE, categoryId })
    const { ctx, names } = counted(guestCtx(test))

    await listGoods(ctx, { ...PAGE, categoryId })

    expect(names.filter((name) => name.startsWith('list_'))).toHaveLength(1)
  })
})

describe('the price PostgreSQL sorts by', () => {
  it('is the price the price function shows, for generated goods and ranks', async () => {
    const prices = fc.record({ shop: fc.integer({ min: 0, max: 999_999 }), promote: fc.integer({ min: 0, max: 999_999 }), runs: fc.boolean(), fixed: fc.option(fc.integer({ min: 0, max: 999_999 })) })
    await fc.assert(fc.asyncProperty(fc.array(prices, { minLength: 3, maxLength: 12 }), fc.integer({ min: 1, max: 100 }), async (list, discountPercent) => {
      const shopper = await aShopper(test, { discountPercent })
      const categoryId = await aCategory(test)
      for (const { shop, promote, runs, fixed } of list) {
        const id = await someGoods(test, { categoryId, shopPriceFen: shop, promotePriceFen: promote, promoteStartAt: yesterday, promoteEndAt: runs ? tomorrow : NOW })
        if (fixed !== null) await test.db.rankPrice.create({ data: { goodsId: id, rankId: shopper.rankId ?? 0, priceFen: fixed } })
      }
      for (const ctx of [guestCtx(test), test.ctx(asShopper(shopper), NOW)]) {
        const { items } = await listGoods(ctx, { ...PAGE, categoryId, sort: 'price' })
        expect(items).toHaveLength(list.length)
        for (const [at, item] of items.entries()) {
          const before = items[at - 1]
          if (before) expect(before.finalPriceFen < item.finalPriceFen || (before.finalPriceFen === item.finalPriceFen && before.goodsId > item.goodsId)).toBe(true)
          const exactly = await listGoods(ctx, { ...PAGE, goodsIds: [item.goodsId], priceMinFen: item.finalPriceFen, priceMaxFen: item.finalPriceFen })
          expect(exactly.totalResults).toBe(1)
        }
      }
    }), { numRuns: 12 })
  })
})
