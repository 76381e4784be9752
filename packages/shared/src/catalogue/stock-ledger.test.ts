import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { createGoods, deleteGoods, giveBackStock, type NewGoods, openStock, stockMovements, takeStock, updateGoods, updateSku } from './index.ts'
import { aCategory, next, NOW, someGoods } from './testing/fixtures.ts'

const test = testDatabase({ poolSize: 20 })
const STAFF: Actor = { kind: 'staff', staffId: 1, name: '小王', sellerId: 0, permissions: ['*'], ip: '' }
const APP: Actor = { kind: 'app', appId: 3, sellerId: 0, ip: '' }
const EVERYTHING = { skuId: 0, cause: '', from: '', to: '' } as const
const PAGE = { pageNo: 1, pageSize: 50 }
const REDS_AND_BLUES = [{ name: '颜色', kind: 1 as const, values: ['红', '蓝'].map((value) => ({ value, priceFen: 0, imageUrl: '' })) }]
const sku = (option: string, stock: number) => ({ options: [option], stock, priceFen: null, isOnSale: true })
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })

const make = async (goods: Partial<NewGoods>, actor = STAFF): Promise<number> => (await createGoods(test.ctx(actor, NOW), { name: '壶', categoryId, shopPriceFen: 100, ...goods })).goodsId
const historyOf = (goodsId: number, filters: Partial<Parameters<typeof stockMovements>[1]> = {}, actor = STAFF) => stockMovements(test.ctx(actor), { ...EVERYTHING, goodsId, ...filters }, PAGE)
/** Oldest first: cause, change, stock after, who. */
const told = async (goodsId: number) => (await historyOf(goodsId)).items.map((row) => [row.cause, row.change, row.stockAfter, row.byName]).reverse()

describe('the history of a stock', () => {
  it('names every change with its cause, and adds up to the stock', async () => {
    const goodsId = await make({ stock: 10 })
    await inTransaction(test.ctx({ kind: 'shopper', userId: 1, sessionId: 1, appId: 0, ip: '' }), (tx) => takeStock(tx, [{ goodsId, skuId: 0, quantity: 3 }], { cause: 'placed', orderId: 41 }))
    await giveBackStock(test.ctx(), [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'canceled', orderId: 41 })
    await updateGoods(test.ctx(APP, NOW), goodsId, { stock: 20 })
    await updateGoods(test.ctx(STAFF, NOW), goodsId, { name: '大壶' })
    await updateGoods(test.ctx(STAFF, NOW), goodsId, { stock: 20 })

    expect(await told(goodsId)).toEqual([['set', 10, 10, '小王'], ['placed', -3, 7, 'buyer'], ['canceled', 1, 8, 'system'], ['gateway', 12, 20, 'app 3']])
    expect(await historyOf(goodsId)).toMatchObject({ goods: { stock: 20 }, totalResults: 4, inUnits: 23, outUnits: 3, addsUp: true })
    expect((await historyOf(goodsId, { cause: 'placed' })).items).toMatchObject([{ change: -3, orderId: 41 }])
  })

  it('keeps the rows of SKUs: set, sold, changed, taken out', async () => {
    const goodsId = await make({ stock: 4 })
    await updateGoods(test.ctx(STAFF, NOW), goodsId, { specs: REDS_AND_BLUES, skus: [sku('红', 5), sku('蓝', 6)] })
    const [red, blue] = await test.db.sku.findMany({ where: { goodsId }, orderBy: { id: 'asc' } })
    await takeStock(test.ctx(), [{ goodsId, skuId: red?.id ?? 0, quantity: 2 }, { goodsId, skuId: blue?.id ?? 0, quantity: 1 }], { cause: 'paid', orderId: 7 })
    await updateSku(test.ctx(APP, NOW), { skuId: red?.id ?? 0, stockChange: 4 })
    await updateSku(test.ctx(STAFF, NOW), { skuId: red?.id ?? 0, isOnSale: false })
    await updateGoods(test.ctx(STAFF, NOW), goodsId, { skus: [sku('红', 7)] })

    expect(await told(goodsId)).toEqual([
      ['set', 4, 4, '小王'],
      ['set', -4, 0, '小王'], ['set', 5, 5, '小王'], ['set', 6, 6, '小王'],
      ['paid', -2, 3, 'system'], ['paid', -1, 5, 'system'],
      ['gateway', 4, 7, 'app 3'],
      ['set', -5, 0, '小王'],
    ])
    expect(await historyOf(goodsId, { skuId: red?.id ?? 0 })).toMatchObject({ totalResults: 3, inUnits: 9, outUnits: 2, addsUp: true, goods: { stock: 7 } })
  })

  it('has no row of what was refused', async () => {
    const goodsId = await make({ stock: 1 })
    await expect(inTransaction(test.ctx(), (tx) => takeStock(tx, [{ goodsId, skuId: 0, quantity: 2 }], { cause: 'placed' }))).rejects.toMatchObject({ word: 'OUT_OF_STOCK' })
    await expect(updateGoods(test.ctx(STAFF, NOW), goodsId, { stock: 9, brandId: 999_999 })).rejects.toMatchObject({ word: 'BRAND_INVALID' })

    expect(await told(goodsId)).toEqual([['set', 1, 1, '小王']])
  })

  it('adds up after 100 buyers and a merchant at once', async () => {
    const goodsId = await make({ stock: 60 })
    const buys = Array.from({ length: 100 }, () => inTransaction(test.ctx(), (tx) => takeStock(tx, [{ goodsId, skuId: 0, quantity: 1 }], { cause: 'placed' })))
    await Promise.allSettled([...buys, updateGoods(test.ctx(STAFF, NOW), goodsId, { stock: 80 })])

    const { goods, addsUp, items } = await historyOf(goodsId)
    expect(addsUp).toBe(true)
    expect(items[0]?.stockAfter).toBe(goods.stock)
  })

  it('is opened for goods that were written past it, once', async () => {
    const goodsId = await someGoods(test, { categoryId, stock: 8 })
    expect((await historyOf(goodsId)).addsUp).toBe(false)
    await openStock(test.ctx())
    await openStock(test.ctx())

    expect(await told(goodsId)).toEqual([['opening', 8, 8, 'system']])
  })

  it('is a seller\'s own; a product in the recycle bin keeps its', async () => {
    const goodsId = await make({ stock: 2, sn: `own${next()}` })
    await deleteGoods(test.ctx(STAFF), { goodsId })

    expect((await historyOf(goodsId)).totalResults).toBe(1)
    await expect(historyOf(goodsId, {}, { ...STAFF, sellerId: 7 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})
