import { NO_MEDIA } from '../testing/no-media.ts'
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@xiaopu/shared/database'
import { testDatabase } from '@xiaopu/shared/testing'
import type { RequestCtx } from '../context.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00Z')
const staff = (permissions: string[]): Actor => ({ kind: 'staff', staffId: 1, name: '许店长', sellerId: 0, permissions, ip: '203.0.113.8' })

function desk(permissions = ['*'], now = NOW) {
  const ctx: RequestCtx = {
    ...test.ctx(staff(permissions), now),
    requestId: 't4c8m2x6q0w9k3z7',
    ip: '203.0.113.8',
    transport: 'web',
    sessionToken: '',
    isSessionInvalid: false,
    setSessionCookie: () => {},
    baseUrl: 'https://shop.example',
    secretsKey: randomBytes(32),
    media: NO_MEDIA,
  }
  return createCallerFactory(adminRouter)(ctx)
}

const refused = (word: string) => ({ cause: { word } })
const actions = async (): Promise<string[]> => (await test.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => row.action)

let categoryId = 0
const CLAY = { name: '泥料', kind: 1 as const, values: [{ value: '朱泥', priceFen: 0 }, { value: '段泥', priceFen: 2000 }] }
const SIZE = { name: '容量', kind: 1 as const, values: [{ value: '180ml', priceFen: -3000 }, { value: '240ml', priceFen: 0 }] }
const SKUS = [
  { options: ['朱泥', '180ml'], stock: 18 },
  { options: ['朱泥', '240ml'], stock: 38 },
  { options: ['段泥', '180ml'], stock: 0 },
  { options: ['段泥', '240ml'], stock: 6, priceFen: 29800 },
]

function teapot(sn = 'XP-ZS01'): Promise<{ goodsId: number }> {
  return desk().goods.create({ name: '紫砂西施壶', sn, categoryId, shopPriceFen: 26800, costPriceFen: 14200, warnStock: 15, specs: [CLAY, SIZE], skus: SKUS })
}

beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Goods", "Category", "Brand", "GoodsType", "Rank", "Promotion", "BonusType", "AuditEntry", "Attribute" RESTART IDENTITY CASCADE`
  categoryId = (await desk().categories.create({ name: '茶器' })).categoryId
  await test.db.auditEntry.deleteMany()
})

describe('a product with options', () => {
  it('is made with its SKUs, its cost and the sum of their stock', async () => {
    const { goodsId } = await teapot()
    const { form } = await desk().goods.get({ goodsId })
    expect(form).toMatchObject({ name: '紫砂西施壶', costPriceFen: 14200, stock: 62, categoryId })
    expect(form.skus.map(({ sn, options, priceFen, stock }) => [sn, ...options, priceFen, stock])).toEqual([
      ['XP-ZS01_1', '朱泥', '180ml', 0, 18],
      ['XP-ZS01_2', '朱泥', '240ml', 0, 38],
      ['XP-ZS01_3', '段泥', '180ml', 0, 0],
      ['XP-ZS01_4', '段泥', '240ml', 29800, 6],
    ])
    expect(await actions()).toEqual(['goods.create'])
  })

  it('keeps the ids of the SKUs that stay when a value goes and another comes', async () => {
    const { goodsId } = await teapot()
    const { form, updatedAt } = await desk().goods.get({ goodsId })
    const idOf = (skus: typeof form.skus, ...options: string[]) => skus.find((sku) => sku.options.join() === options.join())?.skuId
    const saved = await desk().goods.update({
      goodsId,
      lastUpdate: updatedAt,
      change: {
        specs: [{ ...CLAY, values: [{ value: '段泥', priceFen: 2000 }, { value: '紫泥' }] }, SIZE],
        skus: [{ options: ['段泥', '240ml'], stock: 12, priceFen: 29800 }, { options: ['紫泥', '240ml'], stock: 36 }],
      },
    })
    expect(idOf(saved.form.skus, '段泥', '240ml')).toBe(idOf(form.skus, '段泥', '240ml'))
    expect(idOf(saved.form.skus, '朱泥', '240ml')).toBeUndefined()
    expect(saved.form.stock).toBe(48)
    expect(saved.updatedBy).toBe('许店长')
  })

  it('keeps its SKUs under new names of an option and its values, even swapped ones', async () => {
    const { goodsId } = await teapot()
    const { form, updatedAt } = await desk().goods.get({ goodsId })
    const [clay, size] = form.specs
    if (!clay || !size) throw new Error('two options were made')
    const swapped: Record<string, string> = { 朱泥: '段泥', 段泥: '朱泥' }
    const named = { ...clay, name: '泥色', attributeId: undefined, values: clay.values.map((one) => ({ ...one, value: swapped[one.value] ?? '' })) }
    const saved = await desk().goods.update({
      goodsId,
      lastUpdate: updatedAt,
      change: { specs: [named, size], skus: form.skus.map(({ options: [first = '', ...others], sn, stock, priceFen }) => ({ options: [swapped[first] ?? '', ...others], sn, stock, priceFen })) },
    })
    expect(saved.form.skus.map(({ skuId, sn, options, stock }) => [skuId, sn, options.join(' '), stock])).toEqual([
      [form.skus[0]?.skuId, 'XP-ZS01_1', '段泥 180ml', 18],
      [form.skus[1]?.skuId, 'XP-ZS01_2', '段泥 240ml', 38],
      [form.skus[2]?.skuId, 'XP-ZS01_3', '朱泥 180ml', 0],
      [form.skus[3]?.skuId, 'XP-ZS01_4', '朱泥 240ml', 6],
    ])
    expect(saved.form.specs.map(({ name, values }) => [name, ...values.map(({ id, value }) => `${id} ${value}`)])).toEqual([
      ['泥色', `${clay.values[0]?.id} 段泥`, `${clay.values[1]?.id} 朱泥`],
      ['容量', `${size.values[0]?.id} 180ml`, `${size.values[1]?.id} 240ml`],
    ])
    expect(await test.db.attribute.count({ where: { name: '泥料' } })).toBe(0)
  })

  it('takes nothing of another product’s values, and no value twice', async () => {
    const { goodsId } = await teapot()
    const other = await teapot('XP-ZS02')
    const { form: { specs: [foreign] } } = await desk().goods.get({ goodsId: other.goodsId })
    const { updatedAt, form } = await desk().goods.get({ goodsId })
    if (!foreign) throw new Error('two options were made')
    const change = { specs: [{ ...foreign, attributeId: undefined }, SIZE], skus: SKUS }
    const saved = await desk().goods.update({ goodsId, lastUpdate: updatedAt, change })
    expect(saved.form.specs[0]?.values).toEqual(form.specs[0]?.values)
    const twin = { ...CLAY, values: form.specs[0]?.values.map((one) => ({ ...one, id: 1 })) ?? [] }
    await expect(desk().goods.update({ goodsId, lastUpdate: saved.updatedAt, change: { specs: [twin, SIZE], skus: SKUS } })).rejects.toMatchObject(refused('SPEC_INVALID'))
  })

  it('carries add-ons with a price, pictures of its values, a video and the bonus given with it', async () => {
    const shopTime = { sendStartAt: NOW, sendEndAt: NOW, useStartAt: NOW, useEndAt: NOW }
    const { id: bonusTypeId } = await test.db.bonusType.create({ data: { name: '下单礼', moneyFen: 1000, sendKind: 1, ...shopTime } })
    await test.db.bonusType.create({ data: { name: '线下', moneyFen: 500, sendKind: 3, ...shopTime } })
    expect((await desk().goods.choices()).bonusTypes).toEqual([{ bonusTypeId, name: '下单礼', moneyFen: 1000 }])
    const { goodsId } = await teapot()
    const { form, updatedAt } = await desk().goods.get({ goodsId })
    const addOn = { name: '加购', kind: 2 as const, values: [{ value: '礼盒', priceFen: 1800, imageUrl: '/media/box.webp' }] }
    const saved = await desk().goods.update({ goodsId, lastUpdate: updatedAt, change: { bonusTypeId, videoUrl: '/media/pot.mp4', specs: [...form.specs, addOn], skus: SKUS } })
    expect(saved.form).toMatchObject({ bonusTypeId, videoUrl: '/media/pot.mp4' })
    expect(saved.form.specs[2]).toMatchObject({ name: '加购', kind: 2, values: [{ value: '礼盒', priceFen: 1800, imageUrl: '/media/box.webp' }] })
    expect(saved.form.skus.map((sku) => sku.skuId)).toEqual(form.skus.map((sku) => sku.skuId))
  })

  it('names its options in their order even where a later value came first', async () => {
    const { goodsId } = await desk().goods.create({ name: 'T 恤', categoryId, shopPriceFen: 9900, specs: [{ name: '颜色', kind: 1, values: [{ value: '红' }] }, { name: '尺码', kind: 1, values: [{ value: 'L' }] }], skus: [{ options: ['红', 'L'], stock: 1 }] })
    const { updatedAt } = await desk().goods.get({ goodsId })
    const { form } = await desk().goods.update({ goodsId, lastUpdate: updatedAt, change: { specs: [{ name: '颜色', kind: 1, values: [{ value: '红' }, { value: '蓝' }] }, { name: '尺码', kind: 1, values: [{ value: 'L' }] }], skus: [{ options: ['红', 'L'] }, { options: ['蓝', 'L'] }] } })
    expect(form.skus.map((sku) => sku.options)).toEqual([['红', 'L'], ['蓝', 'L']])
  })
})

describe('a save', () => {
  it('tells only what changed, the cost included', async () => {
    const { goodsId } = await teapot()
    const { updatedAt } = await desk().goods.get({ goodsId })
    const { form } = await desk().goods.update({ goodsId, lastUpdate: updatedAt, change: { costPriceFen: 15000 } })
    expect(form.costPriceFen).toBe(15000)
    expect(await test.db.auditEntry.findFirst({ where: { action: 'goods.update' } })).toMatchObject({ targetName: '紫砂西施壶', before: { costPriceFen: 14200 }, after: { costPriceFen: 15000 } })
  })

  it('after somebody else’s is refused and changes nothing', async () => {
    const { goodsId } = await teapot()
    const { updatedAt } = await desk().goods.get({ goodsId })
    await desk(['*'], new Date('2026-03-18T08:05:00Z')).goods.update({ goodsId, lastUpdate: updatedAt, change: { name: '紫砂壶' } })
    await expect(desk().goods.update({ goodsId, lastUpdate: updatedAt, change: { name: '西施壶', costPriceFen: 1 } })).rejects.toMatchObject(refused('CONFLICT'))
    expect((await desk().goods.get({ goodsId })).form).toMatchObject({ name: '紫砂壶', costPriceFen: 14200 })
  })

  it('with a number that is taken is refused, and leaves no audit row', async () => {
    await teapot()
    await expect(teapot('xp-zs01')).rejects.toMatchObject(refused('GOODS_SN_EXISTS'))
    expect(await actions()).toEqual(['goods.create'])
  })

  it('is not for a role that may only look', async () => {
    const { goodsId } = await teapot()
    const { updatedAt } = await desk(['goods.view']).goods.get({ goodsId })
    await expect(desk(['goods.view']).goods.update({ goodsId, lastUpdate: updatedAt, change: { name: 'x' } })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['goods.view']).goods.bulk({ goodsIds: [goodsId], action: 'offSale' })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(desk(['goods.edit']).brands.create({ name: '宜兴' })).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  it('cleans the description', async () => {
    const { goodsId } = await desk().goods.create({ name: '茶', categoryId, shopPriceFen: 100, description: '<p onclick="x()">好茶<script>alert(1)</script></p>' })
    expect((await desk().goods.get({ goodsId })).form.description).toBe('<p>好茶</p>')
  })
})

describe('the list', () => {
  it('filters by state, stock and words, and counts the states', async () => {
    const { goodsId } = await teapot()
    await desk().goods.create({ name: '白瓷盖碗', sn: 'XP-GW02', categoryId, shopPriceFen: 4500, stock: 0 })
    await desk().goods.create({ name: '洋槐蜂蜜', sn: 'XP-FM03', categoryId, shopPriceFen: 5880, stock: 214, isOnSale: false })
    const list = await desk().goods.list({ stock: 'low' })
    expect(list.items).toMatchObject([{ id: goodsId, categoryName: '茶器', skuCount: 4, lowCount: 1, outCount: 1, stock: 62 }])
    expect((await desk().goods.list({ stock: 'out', sort: 'name', direction: 'asc' })).items).toHaveLength(2)
    expect((await desk().goods.list({ q: 'xp-gw' })).items.map((row) => row.name)).toEqual(['白瓷盖碗'])
    expect((await desk().goods.list({ state: 'off', categoryId })).counts).toEqual({ all: 3, on: 2, off: 1, bin: 0 })
    expect(await desk().goods.shortCount()).toEqual({ count: 2 })
  })

  it('puts many off sale and into the bin, one audit row each, and says beforehand what will not go', async () => {
    const { goodsId } = await teapot()
    const other = await desk().goods.create({ name: '白瓷盖碗', categoryId, shopPriceFen: 4500 })
    await test.db.promotion.create({ data: { kind: 'favourable', name: '赠品', state: 'published', startAt: NOW, endAt: new Date('2026-04-01'), config: { range: 3, rangeIds: [goodsId], gifts: [{ goodsId, priceFen: 0 }] } } })
    const goodsIds = [goodsId, other.goodsId]
    const { lines } = await desk().goods.previewBulk({ goodsIds, action: 'recycle' })
    expect(lines.map((line) => [line.goodsId, line.outcome, line.word])).toEqual([[other.goodsId, 'done', ''], [goodsId, 'refused', 'GOODS_IN_ACTIVITY']])
    expect((await desk().goods.get({ goodsId })).activities.map((one) => one.name)).toEqual(['赠品'])
    expect(await desk().goods.bulk({ goodsIds, action: 'offSale' })).toEqual({ changed: 2, refused: 0, undo: [{ action: 'onSale', goodsIds }] })
    expect(await desk().goods.bulk({ goodsIds, action: 'recycle' })).toEqual({ changed: 1, refused: 1, undo: [{ action: 'restore', goodsIds: [other.goodsId] }] })
    expect(await desk().goods.bulk({ goodsIds: [other.goodsId], action: 'restore' })).toEqual({ changed: 1, refused: 0, undo: [{ action: 'recycle', goodsIds: [other.goodsId] }] })
    expect((await actions()).slice(2)).toEqual(['goods.offSale', 'goods.offSale', 'goods.recycle', 'goods.restore'])
  })

  it('says what brings back how it was: out of the bin, and on sale what was on sale', async () => {
    const sold = await desk().goods.create({ name: '白瓷盖碗', categoryId, shopPriceFen: 4500, isOnSale: true })
    const kept = await desk().goods.create({ name: '青瓷盖碗', categoryId, shopPriceFen: 4500, isOnSale: false })
    const goodsIds = [sold.goodsId, kept.goodsId]

    const { undo } = await desk().goods.bulk({ goodsIds, action: 'recycle' })
    for (const step of undo) await desk().goods.bulk(step)

    expect(undo).toEqual([{ action: 'restore', goodsIds }, { action: 'onSale', goodsIds: [sold.goodsId] }])
    expect(await test.db.goods.findMany({ where: { id: { in: goodsIds } }, orderBy: { id: 'asc' }, select: { isOnSale: true, isDeleted: true } })).toEqual([{ isOnSale: true, isDeleted: false }, { isOnSale: false, isDeleted: false }])
    expect((await desk().goods.bulk({ goodsIds, action: 'restore' })).undo).toEqual([])
  })
})

describe('the prices each rank pays', () => {
  it('are those of the cart, and say how far above cost they are', async () => {
    await test.db.rank.createMany({ data: [{ name: '普通会员', discountPercent: 100, maxPoints: 10 }, { name: '银卡会员', discountPercent: 95, minPoints: 10, maxPoints: 20 }, { name: '金卡会员', discountPercent: 90, minPoints: 20, maxPoints: 30 }] })
    const preview = await desk().goods.preview({ shopPriceFen: 26800, costPriceFen: 14200, rankPrices: [{ rankId: 3, priceFen: 23900 }], volumePrices: [{ fromQuantity: 2, priceFen: 25800 }, { fromQuantity: 5, priceFen: 23800 }] })
    expect(preview.ranks.map((rank) => [rank.name, rank.computedFen, rank.priceFen, rank.reason])).toEqual([['普通会员', 26800, 26800, 'shop'], ['银卡会员', 25460, 25460, 'rank'], ['金卡会员', 24120, 23900, 'rank_fixed']])
    expect(preview).toMatchObject({ guestFen: 26800, volumes: [{ fromQuantity: 2, priceFen: 25800 }, { fromQuantity: 5, priceFen: 23800 }], lowestFen: 23800, isAboveCost: true, marginBasisPoints: 4033 })
  })
})

describe('categories, brands and types', () => {
  it('a category moves under another and takes its place there', async () => {
    const pots = (await desk().categories.create({ name: '壶', parentId: categoryId, sortOrder: 10 })).categoryId
    const cups = (await desk().categories.create({ name: '杯', sortOrder: 20 })).categoryId
    await desk().categories.move({ categoryId: cups, parentId: categoryId, at: 0 })
    const { categories } = await desk().categories.tree()
    expect(categories.filter((one) => one.parentId === categoryId).map((one) => one.name)).toEqual(['杯', '壶'])
    await expect(desk().categories.move({ categoryId, parentId: pots, at: 0 })).rejects.toMatchObject(refused('CATEGORY_INVALID'))
    await expect(desk().categories.delete({ categoryId })).rejects.toMatchObject(refused('CONFLICT'))
    expect(await actions()).toEqual(['category.create', 'category.create', 'category.move'])
  })

  it('brands and types leave a row for each write', async () => {
    const { brandId } = await desk().brands.create({ name: '宜兴' })
    await desk().brands.update({ brandId, change: { name: '宜兴紫砂', isShown: false } })
    await expect(desk().brands.create({ name: '宜兴紫砂' })).rejects.toMatchObject(refused('CONFLICT'))
    await desk().brands.delete({ brandId })
    const { goodsTypeId } = await desk().goodsTypes.create({ name: '茶器', attributes: [{ name: '产地', choices: ['宜兴', '景德镇'], isFilter: true }] })
    const [type] = (await desk().goodsTypes.list()).goodsTypes
    await desk().goodsTypes.update({ goodsTypeId, type: { name: '茶具', isEnabled: true, attributes: (type?.attributes ?? []).map(({ useCount: _, kind: __, ...one }) => ({ ...one, name: '产区' })) } })
    expect((await desk().goodsTypes.list()).goodsTypes).toMatchObject([{ name: '茶具', attributes: [{ name: '产区', choices: ['宜兴', '景德镇'] }] }])
    await desk().goodsTypes.delete({ goodsTypeId })
    expect(await actions()).toEqual(['brand.create', 'brand.update', 'brand.delete', 'goodsType.create', 'goodsType.update', 'goodsType.delete'])
  })
})
