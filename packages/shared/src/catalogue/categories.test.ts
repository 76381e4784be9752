import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { createBrand, createCategory, createGoodsType, deleteBrand, deleteCategory, deleteGoodsType, getBrand, getCategory, listBrandCategories, listBrands, listCategories, listGoods, updateBrand, updateCategory, updateGoodsType } from './index.ts'
import { guestCtx, next, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
const ctx = () => test.ctx({ kind: 'system' }, NOW)
const PAGE = { pageNo: 1, pageSize: 20 }
const category = async (more: Partial<Parameters<typeof createCategory>[1]> = {}) => (await createCategory(ctx(), { name: `category ${next()}`, ...more })).categoryId
const brand = async (more: Partial<Parameters<typeof createBrand>[1]> = {}) => (await createBrand(ctx(), { name: `brand ${next()}`, ...more })).brandId
const children = async (parentId: number, more: { depth?: number, showInNav?: boolean, pageNo?: number, pageSize?: number } = {}) => listCategories(guestCtx(test), { ...PAGE, depth: 3, parentId, ...more })

describe('categories', () => {
  it('are nested by sort order and id to the depth asked for; only shown ones', async () => {
    const top = await category()
    const b = await category({ parentId: top, sortOrder: 2 })
    const a = await category({ parentId: top, sortOrder: 1, showInNav: true })
    const hidden = await category({ parentId: top, isShown: false })
    const belowHidden = await category({ parentId: hidden })
    const leaf = await category({ parentId: a })

    const { items, totalResults } = await children(top)
    expect(items.map((item) => [item.categoryId, item.children.map((child) => child.categoryId)])).toEqual([[a, [leaf]], [b, []]])
    expect(totalResults).toBe(2)
    expect((await children(top, { depth: 1 })).items[0]?.children).toEqual([])
    expect((await children(top, { showInNav: false })).items.map((item) => item.categoryId)).toEqual([b])
    expect(await children(top, { pageNo: 2, pageSize: 1 })).toMatchObject({ items: [{ categoryId: b }], totalResults: 2, pageNo: 2, pageSize: 1 })
    for (const parentId of [hidden, belowHidden, 999_999]) await expect(children(parentId)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    for (const categoryId of [hidden, belowHidden, 999_999]) await expect(getCategory(guestCtx(test), { categoryId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('count every product in them, below them, or naming one of these, once', async () => {
    const top = await category()
    const below = await category({ parentId: top })
    const beside = await category()
    await someGoods(test, { categoryId: below, furtherCategoryIds: [top] })
    await someGoods(test, { categoryId: beside, furtherCategoryIds: [below] })
    await someGoods(test, { categoryId: below, isOnSale: false })

    const page = await getCategory(guestCtx(test), { categoryId: below })
    expect(page.categoryPath.map((ref) => ref.categoryId)).toEqual([top, below])
    expect(page.category).toMatchObject({ categoryId: below, parentId: top, goodsCount: 2 })
    expect((await getCategory(guestCtx(test), { categoryId: top })).category).toMatchObject({ goodsCount: 2, children: [{ categoryId: below, goodsCount: 2 }] })
  })

  it('offer brands, price steps and attributes, taking an ancestor\'s where they have none', async () => {
    const type = await createGoodsType(ctx(), { name: `type ${next()}`, isEnabled: true, attributes: [{ group: '', name: '颜色', kind: 1, choices: [], isFilter: true, sortOrder: 50 }] })
    const colour = await test.db.attribute.findFirstOrThrow({ where: { goodsTypeId: type.goodsTypeId } })
    const top = await category({ priceSteps: 3, filterAttributeIds: [colour.id] })
    const below = await category({ parentId: top })
    const [second, first, hidden, unused] = [await brand({ sortOrder: 9 }), await brand({ sortOrder: 1 }), await brand({ isShown: false }), await brand()]
    for (const [shopPriceFen, brandId, value] of [[1050, second, '红'], [1999, first, '红'], [4000, hidden, '蓝'], [3950, null, '']] as const) {
      const id = await someGoods(test, { categoryId: below, shopPriceFen, brandId })
      if (value) await test.db.attributeValue.create({ data: { goodsId: id, attributeId: colour.id, value } })
    }

    const page = await getCategory(guestCtx(test), { categoryId: below })
    expect(page.brands.map((one) => [one.brandId, one.goodsCount])).toEqual([[first, 1], [second, 1]])
    expect(page.brands.some((one) => one.brandId === unused)).toBe(false)
    // 10.00 to 40.00 yuan in three steps of 10; nothing between 20.00 and 30.00.
    expect(page.priceGrades).toEqual([{ priceMinFen: 1000, priceMaxFen: 2000, goodsCount: 2 }, { priceMinFen: 3000, priceMaxFen: 4000, goodsCount: 2 }])
    expect(page.filterAttrs).toEqual([{ attrId: colour.id, attrName: '颜色', values: [{ attrValue: '红', goodsCount: 2 }, { attrValue: '蓝', goodsCount: 1 }] }])
    expect((await getCategory(guestCtx(test), { categoryId: await category() })).priceGrades).toEqual([])
    expect((await getCategory(guestCtx(test), { categoryId: await category({ priceSteps: 3 }) })).priceGrades).toEqual([])
  })

  it('make one step of a single price', async () => {
    const id = await category({ priceSteps: 5 })
    await someGoods(test, { categoryId: id, shopPriceFen: 1000 })

    expect((await getCategory(guestCtx(test), { categoryId: id })).priceGrades).toEqual([{ priceMinFen: 1000, priceMaxFen: 1100, goodsCount: 1 }])
  })

  it('never stand below themselves, and take their products along when they move', async () => {
    const [a, elsewhere] = [await category(), await category()]
    const b = await category({ parentId: a })
    const c = await category({ parentId: b })
    const goods = await someGoods(test, { categoryId: c })
    await expect(updateCategory(ctx(), a, { parentId: c })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })
    await expect(updateCategory(ctx(), a, { parentId: a })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })
    await expect(createCategory(ctx(), { name: 'x', parentId: 999_999 })).rejects.toMatchObject({ word: 'CATEGORY_INVALID' })

    await updateCategory(ctx(), b, { parentId: elsewhere, name: '改' })

    const listed = async (categoryId: number) => (await listGoods(guestCtx(test), { ...PAGE, categoryId })).items.map((item) => item.goodsId)
    expect([await listed(a), await listed(elsewhere), await listed(b), await listed(c)]).toEqual([[], [goods], [goods], [goods]])
    expect((await getCategory(guestCtx(test), { categoryId: c })).categoryPath.map((ref) => ref.categoryName)[1]).toBe('改')
    const both = await Promise.allSettled([updateCategory(ctx(), a, { parentId: elsewhere }), updateCategory(ctx(), elsewhere, { parentId: a })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('go only when they are empty', async () => {
    const [full, parent] = [await category(), await category()]
    const child = await category({ parentId: parent })
    const goods = await someGoods(test, { categoryId: full })
    await test.db.goods.update({ where: { id: goods }, data: { isDeleted: true } })

    await expect(deleteCategory(ctx(), { categoryId: full })).rejects.toMatchObject({ word: 'CONFLICT' })
    await expect(deleteCategory(ctx(), { categoryId: parent })).rejects.toMatchObject({ word: 'CONFLICT' })
    await deleteCategory(ctx(), { categoryId: child })
    await deleteCategory(ctx(), { categoryId: parent })
    await expect(children(parent)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(deleteCategory(ctx(), { categoryId: parent })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})

describe('brands', () => {
  it('are listed when shown, all of them or those of a category, by order and part of the name', async () => {
    const id = await category()
    const below = await category({ parentId: id })
    const [tea, pot, hidden] = [await brand({ name: 'Tea House', sortOrder: 2 }), await brand({ name: 'teapot & co', sortOrder: 1 }), await brand({ name: 'Tea hidden', isShown: false })]
    await someGoods(test, { categoryId: below, brandId: tea })
    await someGoods(test, { categoryId: below, brandId: hidden })
    await someGoods(test, { categoryId: below, brandId: pot, isOnSale: false })
    const listed = async (more: object) => (await listBrands(guestCtx(test), { ...PAGE, ...more })).items.map((one) => [one.brandId, one.goodsCount])

    expect(await listed({ keywords: 'TEA' })).toEqual([[pot, 0], [tea, 1]])
    expect(await listed({ categoryId: id })).toEqual([[tea, 1]])
    expect(await listed({ categoryId: 999_999 })).toEqual([])
    expect(await listed({ keywords: 'tea', pageNo: 2, pageSize: 1 })).toEqual([[tea, 1]])
    expect((await getBrand(guestCtx(test), { brandId: tea })).brand).toMatchObject({ brandName: 'Tea House', goodsCount: 1, isShow: true })
    for (const brandId of [hidden, 999_999]) {
      await expect(getBrand(guestCtx(test), { brandId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
      await expect(listBrandCategories(guestCtx(test), { ...PAGE, brandId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    }
  })

  it('name the shown categories that hold their products', async () => {
    const top = await category({ sortOrder: 5 })
    const [one, two, hidden] = [await category({ parentId: top, sortOrder: 2 }), await category({ parentId: top, sortOrder: 1 }), await category({ isShown: false })]
    const id = await brand()
    await someGoods(test, { categoryId: one, furtherCategoryIds: [two, hidden], brandId: id })
    await someGoods(test, { categoryId: two, brandId: id })

    expect((await listBrandCategories(guestCtx(test), { ...PAGE, brandId: id })).items.map((item) => [item.categoryId, item.goodsCount])).toEqual([[two, 2], [one, 1], [top, 2]])
  })

  it('keep their names apart, carry them into the search, and go only without products', async () => {
    const id = await brand({ name: 'Old Name' })
    const goods = await someGoods(test, { brandId: id })
    await expect(createBrand(ctx(), { name: 'OLD name' })).rejects.toMatchObject({ word: 'CONFLICT' })
    await updateBrand(ctx(), id, { name: 'Fresh Name' })

    expect((await listGoods(guestCtx(test), { ...PAGE, keywords: 'fresh' })).items.map((item) => [item.goodsId, item.brandName])).toEqual([[goods, 'Fresh Name']])
    expect((await listGoods(guestCtx(test), { ...PAGE, keywords: 'old' })).items).toEqual([])
    await expect(deleteBrand(ctx(), { brandId: id })).rejects.toMatchObject({ word: 'CONFLICT' })
    await test.db.goods.delete({ where: { id: goods } })
    await deleteBrand(ctx(), { brandId: id })
    await expect(updateBrand(ctx(), id, { name: 'x' })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})

describe('goods types', () => {
  it('keep attributes that products use', async () => {
    const attribute = { group: '', name: '颜色', kind: 1 as const, choices: ['红'], isFilter: true, sortOrder: 1 }
    const { goodsTypeId } = await createGoodsType(ctx(), { name: 'T', isEnabled: true, attributes: [attribute, { ...attribute, name: '尺码' }] })
    const [colour, size] = await test.db.attribute.findMany({ where: { goodsTypeId }, orderBy: { id: 'asc' } })
    const goods = await someGoods(test, { goodsTypeId })
    await test.db.attributeValue.create({ data: { goodsId: goods, attributeId: colour?.id ?? 0, value: '红' } })

    await expect(createGoodsType(ctx(), { name: 't', isEnabled: true, attributes: [] })).rejects.toMatchObject({ word: 'CONFLICT' })
    await expect(updateGoodsType(ctx(), goodsTypeId, { name: 'T', isEnabled: true, attributes: [] })).rejects.toMatchObject({ word: 'CONFLICT' })
    await expect(deleteGoodsType(ctx(), { goodsTypeId })).rejects.toMatchObject({ word: 'CONFLICT' })
    await updateGoodsType(ctx(), goodsTypeId, { name: 'T2', isEnabled: false, attributes: [{ ...attribute, id: colour?.id, name: '色' }] })
    expect(await test.db.attribute.findMany({ where: { goodsTypeId } })).toMatchObject([{ id: colour?.id, name: '色' }])
    expect(await test.db.attribute.count({ where: { id: size?.id } })).toBe(0)
    await test.db.goods.delete({ where: { id: goods } })
    await deleteGoodsType(ctx(), { goodsTypeId })
    await expect(deleteGoodsType(ctx(), { goodsTypeId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})
