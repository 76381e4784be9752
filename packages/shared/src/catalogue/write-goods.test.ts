import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { createGoods, deleteGoods, type GoodsChange, goodsForEdit, listGoods, type NewGoods, restoreGoods, setOnSale, updateGoods, updateSku } from './index.ts'
import { aCategory, guestCtx, next, NOW } from './testing/fixtures.ts'

const test = testDatabase()
const ctx = () => test.ctx({ kind: 'system' }, NOW)
const seller = (sellerId: number): Actor => ({ kind: 'app', appId: 1, sellerId, ip: '203.0.113.1' })
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })

const make = async (more: Partial<NewGoods> = {}) => (await createGoods(ctx(), { name: '紫砂壶', categoryId, shopPriceFen: 9999, ...more })).goodsId
const row = (id: number) => test.db.goods.findUniqueOrThrow({ where: { id } })
const skus = (goodsId: number) => test.db.sku.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })

const SPECS: NonNullable<NewGoods['specs']> = [
  { name: '颜色', kind: 1, values: [{ value: '红', priceFen: 0, imageUrl: '' }, { value: '蓝', priceFen: 100, imageUrl: '' }] },
  { name: '尺码', kind: 1, values: [{ value: 'L', priceFen: 0, imageUrl: '' }, { value: 'S', priceFen: -50, imageUrl: '' }] },
  { name: '刻字', kind: 2, values: [{ value: '福', priceFen: 500, imageUrl: '' }] },
]
const sku = (options: string[], more: Partial<NonNullable<NewGoods['skus']>[number]> = {}) => ({ options, stock: 3, priceFen: null, isOnSale: true, ...more })

describe('a new product', () => {
  it('gets its number from its id, its market price from the rate, and its words for the search', async () => {
    const id = await make({ name: 'Dragon 龙井', keywords: '绿茶' })
    const goods = await row(id)

    expect(goods).toMatchObject({ sn: `ECS${String(id).padStart(6, '0')}`, marketPriceFen: 11_999, sellerId: 0, stock: 0, isOnSale: true, warnStock: 1 })
    expect((await listGoods(guestCtx(test), { keywords: 'dragon 绿茶', pageNo: 1, pageSize: 9 })).items.map((item) => item.goodsId)).toEqual([id])
    expect((await row(await make({ marketPriceFen: 1 }))).marketPriceFen).toBe(1)
  })

  it('belongs to the seller who made it', async () => {
    const { goodsId } = await createGoods(test.ctx(seller(5), NOW), { name: 'x', categoryId, shopPriceFen: 1 })

    expect((await row(goodsId)).sellerId).toBe(5)
    await expect(updateGoods(test.ctx(seller(0), NOW), goodsId, { name: 'y' })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(deleteGoods(test.ctx(seller(6), NOW), { goodsId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(goodsForEdit(test.ctx(seller(0), NOW), { goodsId })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await row(goodsId)).name).toBe('x')
    await expect(createGoods(test.ctx({ kind: 'guest', appId: 0, ip: '' }), { name: 'x', categoryId, shopPriceFen: 1 })).rejects.toMatchObject({ word: 'FORBIDDEN' })
  })

  it('cannot take a number in any case, of the recycle bin neither, nor at the same moment', async () => {
    const id = await make({ sn: 'Pot-1' })
    await deleteGoods(ctx(), { goodsId: id })
    await expect(make({ sn: 'pOT-1' })).rejects.toMatchObject({ word: 'GOODS_SN_EXISTS' })

    const both = await Promise.allSettled([make({ sn: 'same' }), make({ sn: 'SAME' }), make({ sn: 'Same' })])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(both.flatMap((one) => (one.status === 'rejected' ? [one.reason.word] : []))).toEqual(['GOODS_SN_EXISTS', 'GOODS_SN_EXISTS'])
  })

  it('is refused with anything wrong, and nothing of it is stored', async () => {
    const before = await test.db.goods.count()
    const later = new Date(NOW.getTime() + 1000)
    const taken = await make({ specs: SPECS, skus: [sku(['红', 'L'], { sn: 'TAKEN' })] })
    const wrong: [string, Partial<NewGoods>][] = [
      ['CATEGORY_INVALID', { categoryId: 999_999 }],
      ['CATEGORY_INVALID', { categoryIds: [999_999] }],
      ['BRAND_INVALID', { brandId: 999_999 }],
      ['PRICE_INVALID', { promotePriceFen: 1 }],
      ['PRICE_INVALID', { promotePriceFen: 1, promoteStartAt: later, promoteEndAt: NOW }],
      ['PRICE_INVALID', { promotePriceFen: 1, promoteStartAt: NOW, promoteEndAt: NOW }],
      ['PRICE_INVALID', { volumePrices: [{ fromQuantity: 1, priceFen: 5 }] }],
      ['PRICE_INVALID', { volumePrices: [{ fromQuantity: 2, priceFen: 5 }, { fromQuantity: 2, priceFen: 4 }] }],
      ['PRICE_INVALID', { volumePrices: [{ fromQuantity: 2, priceFen: 5 }, { fromQuantity: 3, priceFen: 5 }] }],
      ['PRICE_INVALID', { volumePrices: [{ fromQuantity: 2, priceFen: 0 }] }],
      ['PRICE_INVALID', { rankPrices: [{ rankId: 999_999, priceFen: 5 }] }],
      ['SPEC_INVALID', { specs: SPECS, skus: [sku(['红'])] }],
      ['SPEC_INVALID', { specs: SPECS, skus: [sku(['红', 'XL'])] }],
      ['SPEC_INVALID', { specs: SPECS, skus: [sku(['红', '蓝'])] }],
      ['SPEC_INVALID', { specs: SPECS, skus: [sku(['红', 'L', '福'])] }],
      ['SPEC_INVALID', { specs: SPECS, skus: [sku(['红', 'L']), sku(['L', '红'])] }],
      ['SPEC_INVALID', { skus: [sku(['红'])] }],
      ['SPEC_INVALID', { specs: SPECS.slice(0, 1).concat(SPECS.slice(0, 1)) }],
      ['STOCK_HAS_SKU', { specs: SPECS, skus: [sku(['红', 'L'])], stock: 3 }],
      ['SKU_SN_EXISTS', { specs: SPECS, skus: [sku(['红', 'L'], { sn: 'taken' })] }],
      ['SKU_SN_EXISTS', { specs: SPECS, skus: [sku(['红', 'L'], { sn: 'a' }), sku(['蓝', 'L'], { sn: 'A' })] }],
      ['PARAM_INVALID', { fittings: [{ goodsId: 999_999, priceFen: 1 }] }],
      ['PARAM_INVALID', { linkedGoodsIds: [taken, taken] }],
    ]
    for (const [word, input] of wrong) await expect(make(input), `${word} ${JSON.stringify(input)}`).rejects.toMatchObject({ word })
    expect(await test.db.goods.count()).toBe(before + 1)
    expect(await test.db.attribute.count({ where: { goodsId: { not: taken } } })).toBe(0)
  })

  it('has the sum of its SKUs as stock and numbers them from 1', async () => {
    const id = await make({ sn: 'shirt', specs: SPECS, skus: [sku(['红', 'L'], { stock: 2 }), sku(['S', '蓝'], { stock: 5, priceFen: 12_000 }), sku(['蓝', 'L'], { sn: 'OWN', isOnSale: false, priceFen: 0 })] })

    expect(await row(id)).toMatchObject({ hasSku: true, stock: 10 })
    expect((await skus(id)).map((one) => [one.sn, one.optionsText, one.priceFen, one.stock, one.isOnSale])).toEqual([
      ['shirt_1', '颜色:红 尺码:L', null, 2, true],
      ['shirt_2', '颜色:蓝 尺码:S', 12_000, 5, true],
      ['OWN', '颜色:蓝 尺码:L', null, 3, false],
    ])
    for (const one of await skus(id)) expect(one.optionKey).toBe(one.optionValueIds.toSorted((a, b) => a - b).join(','))
  })

  it('loses what a description must not hold', async () => {
    const id = await make({ description: '<p onclick="x()" style="text-align:center;position:fixed">好<script>alert(1)</script><iframe src="//evil"></iframe><img src="/media/a.webp" onerror="x()"><a href="javascript:x()">链</a></p><style>p{}</style>' })

    expect((await row(id)).description).toBe('<p style="text-align:center">好<img src="/media/a.webp" /><a>链</a></p>')
  })
})

describe('a change', () => {
  it('is of what was sent only', async () => {
    const id = await make({ name: 'old', brief: 'kept', stock: 5, properties: [{ group: '', name: '产地', value: '宜兴' }] })
    await updateGoods(ctx(), id, { name: 'new' })

    expect(await row(id)).toMatchObject({ name: 'new', brief: 'kept', stock: 5, isOnSale: true, shopPriceFen: 9999 })
    expect(await test.db.attributeValue.count({ where: { goodsId: id } })).toBe(1)
    await expect(updateGoods(ctx(), id, {})).rejects.toMatchObject({ word: 'PARAM_MISSING' })
    await expect(updateGoods(ctx(), 999_999, { name: 'x' })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('made on an old reading is refused', async () => {
    const id = await make()
    const read = (await row(id)).updatedAt
    await updateGoods(ctx(), id, { name: 'first' }, read)

    await expect(updateGoods(ctx(), id, { name: 'second' }, read)).rejects.toMatchObject({ word: 'CONFLICT' })
    const again = await row(id)
    expect([again.name, again.updatedAt.getTime() - read.getTime()]).toEqual(['first', 1000])
  })

  it('of prices is judged together with what is stored', async () => {
    const later = new Date(NOW.getTime() + 1000)
    const id = await make({ promotePriceFen: 500, promoteStartAt: NOW, promoteEndAt: later })

    await expect(updateGoods(ctx(), id, { promoteEndAt: NOW })).rejects.toMatchObject({ word: 'PRICE_INVALID' })
    await updateGoods(ctx(), id, { promotePriceFen: 600 })
    expect(await row(id)).toMatchObject({ promotePriceFen: 600, promoteStartAt: NOW })
    await updateGoods(ctx(), id, { promotePriceFen: 0 })
    expect(await row(id)).toMatchObject({ promotePriceFen: 0, promoteStartAt: null, promoteEndAt: null })
  })

  it('keeps the id of a SKU whose combination stays and drops the one left out', async () => {
    const id = await make({ sn: 'keep', specs: SPECS, skus: [sku(['红', 'L']), sku(['蓝', 'L']), sku(['蓝', 'S'])] })
    const [red, blue] = await skus(id)
    const swapped = [sku(['蓝', 'L'], { sn: 'keep_1', stock: 7 }), sku(['红', 'L'], { sn: 'keep_2', stock: 1 }), sku(['红', 'S'], { stock: 1 })]
    await updateGoods(ctx(), id, { specs: SPECS.toReversed(), skus: swapped })

    const after = await skus(id)
    expect(after.map((one) => [one.id, one.sn, one.stock])).toEqual([[red?.id, 'keep_2', 1], [blue?.id, 'keep_1', 7], [after[2]?.id, 'keep_3', 1]])
    expect(await row(id)).toMatchObject({ stock: 9, hasSku: true })
    expect(after[0]?.optionValueIds).toEqual(red?.optionValueIds)
  })

  it('of options needs the SKUs with it, and stock is theirs', async () => {
    const id = await make({ specs: SPECS, skus: [sku(['红', 'L'])] })

    await expect(updateGoods(ctx(), id, { specs: SPECS })).rejects.toMatchObject({ word: 'SPEC_INVALID' })
    await expect(updateGoods(ctx(), id, { stock: 5 })).rejects.toMatchObject({ word: 'STOCK_HAS_SKU' })
    await updateGoods(ctx(), id, { skus: [], stock: 5 })
    expect(await row(id)).toMatchObject({ hasSku: false, stock: 5 })
    expect(await skus(id)).toEqual([])
  })

  it('of categories moves it in every list', async () => {
    const top = await aCategory(test)
    const below = await aCategory(test, { parentId: top })
    const id = await make({ categoryIds: [below] })
    const listedIn = async () => (await test.db.categoryPlacement.findMany({ where: { goodsId: id }, orderBy: { categoryId: 'asc' } })).map((one) => [one.categoryId, one.isDirect, one.isListed])
    expect(await listedIn()).toEqual([[categoryId, true, true], [top, false, true], [below, true, true]])

    await updateGoods(ctx(), id, { categoryId: below, categoryIds: [] })
    expect(await listedIn()).toEqual([[top, false, true], [below, true, true]])
    await updateGoods(ctx(), id, { isOnSale: false })
    expect(await listedIn()).toEqual([[top, false, false], [below, true, false]])
  })

  it('of pictures adds behind and takes out', async () => {
    const id = await make({ gallery: [{ url: 'a', thumbUrl: 'a', description: '' }, { url: 'b', thumbUrl: 'b', description: '' }] })
    const [first] = await test.db.goodsImage.findMany({ where: { goodsId: id }, orderBy: { sortOrder: 'asc' } })
    await updateGoods(ctx(), id, { addImages: [{ url: 'c', thumbUrl: 'c' }], removeImageIds: [first?.id ?? 0], image: { url: 'main', thumbUrl: 'small' } })

    expect((await test.db.goodsImage.findMany({ where: { goodsId: id }, orderBy: { sortOrder: 'asc' } })).map((one) => one.url)).toEqual(['b', 'c'])
    expect(await row(id)).toMatchObject({ imageUrl: 'main', thumbUrl: 'small' })
  })

  it('can be undone with what the form reads', async () => {
    const rank = await test.db.rank.create({ data: { name: `rank ${next()}` } })
    const other = await make()
    const full: Partial<GoodsChange> = { specs: SPECS, skus: [sku(['红', 'L']), sku(['蓝', 'S'], { priceFen: 5 })], properties: [{ group: '规格', name: '产地', value: '宜兴' }, { group: '规格', name: '产地', value: '丁蜀' }], volumePrices: [{ fromQuantity: 3, priceFen: 90 }], rankPrices: [{ rankId: rank.id, priceFen: 80 }], fittings: [{ goodsId: other, priceFen: 70 }], linkedGoodsIds: [other], gallery: [{ url: 'a', thumbUrl: 'b', description: 'c' }] }
    const id = await make(full)
    const { goodsId, sellerId, isDeleted, hasSku, updatedAt, skuIds, ...form } = await goodsForEdit(ctx(), { goodsId: id })
    await updateGoods(ctx(), id, form, updatedAt)

    const again = await goodsForEdit(ctx(), { goodsId: id })
    expect(again).toEqual({ ...form, goodsId, sellerId, isDeleted, hasSku, skuIds, updatedAt: new Date(updatedAt.getTime() + 1000) })
    expect(form).toMatchObject({ categoryIds: [], rankPrices: full.rankPrices, fittings: full.fittings, linkedGoodsIds: [other] })
  })
})

describe('the recycle bin', () => {
  it('takes a product out of lists at once and gives it back off sale', async () => {
    const id = await make()
    expect(await deleteGoods(ctx(), { goodsId: id })).toEqual({ goodsId: id, deleted: true })

    expect(await row(id)).toMatchObject({ isDeleted: true, isOnSale: false })
    await expect(deleteGoods(ctx(), { goodsId: id })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await restoreGoods(ctx(), { goodsId: id })
    expect(await row(id)).toMatchObject({ isDeleted: false, isOnSale: false })
    expect(await setOnSale(ctx(), { goodsIds: [id, 999_999], isOnSale: true })).toEqual({ changed: 1 })
    await expect(restoreGoods(ctx(), { goodsId: id })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('does not take a product of a running or coming activity', async () => {
    const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
    const [inTeam, inPackage, over, draft] = [await make(), await make(), await make(), await make()]
    const activity = (config: object, from: number, to: number, state = 'published') => test.db.promotion.create({ data: { kind: 'team', name: '', startAt: at(from), endAt: at(to), state, config } })
    await activity({ goodsId: inTeam }, -1, 1)
    await activity({ contents: [{ goodsId: inPackage, quantity: 2 }] }, 1, 2)
    await activity({ goodsIds: [over] }, -2, 0)
    await activity({ goodsIds: [draft] }, -2, 2, 'draft')

    await expect(deleteGoods(ctx(), { goodsId: inTeam })).rejects.toMatchObject({ word: 'GOODS_IN_ACTIVITY' })
    await expect(deleteGoods(ctx(), { goodsId: inPackage })).rejects.toMatchObject({ word: 'GOODS_IN_ACTIVITY' })
    expect((await deleteGoods(ctx(), { goodsId: over })).deleted).toBe(true)
    expect((await deleteGoods(ctx(), { goodsId: draft })).deleted).toBe(true)
  })
})

describe('one SKU', () => {
  it('changes by what is sent, and its product with it', async () => {
    const id = await make({ specs: SPECS, skus: [sku(['红', 'L'], { stock: 2, priceFen: 700 }), sku(['蓝', 'L'], { stock: 5, sn: `other ${next()}` })] })
    const [red, blue] = await skus(id)
    const skuId = red?.id ?? 0

    expect((await updateSku(ctx(), { skuId, stock: 9 })).sku).toMatchObject({ skuId, stock: 9, priceFen: 700 })
    expect((await row(id)).stock).toBe(14)
    await Promise.all([updateSku(ctx(), { skuId, stockChange: 1 }), updateSku(ctx(), { skuId, stockChange: 1 })])
    expect((await row(id)).stock).toBe(16)
    await expect(updateSku(ctx(), { skuId, stockChange: -12 })).rejects.toMatchObject({ word: 'STOCK_INVALID' })
    expect((await updateSku(ctx(), { skuId, priceFen: 0, isOnSale: false, sn: 'NEW-SN' })).sku).toMatchObject({ priceFen: 0, finalPriceFen: 9999, isOnSale: false, skuSn: 'NEW-SN', stock: 11 })
    await expect(updateSku(ctx(), { skuId, sn: blue?.sn.toUpperCase() })).rejects.toMatchObject({ word: 'SKU_SN_EXISTS' })
    await expect(updateSku(ctx(), { skuId })).rejects.toMatchObject({ word: 'PARAM_MISSING' })
    await expect(updateSku(ctx(), { skuId, stock: 1, stockChange: 1 })).rejects.toMatchObject({ word: 'PARAM_INVALID' })
    await expect(updateSku(ctx(), { skuId: 999_999, stock: 1 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(updateSku(test.ctx(seller(5), NOW), { skuId, stock: 1 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await row(id)).stock).toBe(16)
  })
})
