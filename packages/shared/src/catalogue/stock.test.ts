import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { ShopError } from '../errors/index.ts'
import { giveBackStock, takeStock } from './stock.ts'
import { aCategory, counted, next, someGoods } from './testing/fixtures.ts'

const test = testDatabase({ poolSize: 20 })
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })

async function withSkus(...stocks: number[]): Promise<{ goodsId: number, skuIds: number[] }> {
  const goodsId = await someGoods(test, { categoryId, hasSku: true, stock: stocks.reduce((sum, stock) => sum + stock, 0) })
  const skuIds: number[] = []
  for (const stock of stocks) {
    const sn = `sku${next()}`
    skuIds.push((await test.db.sku.create({ data: { goodsId, sn, snKey: sn, optionKey: sn, optionValueIds: [], stock } })).id)
  }
  return { goodsId, skuIds }
}

const goodsStock = async (id: number) => (await test.db.goods.findUniqueOrThrow({ where: { id } })).stock
const skuStock = async (id: number) => (await test.db.sku.findUniqueOrThrow({ where: { id } })).stock
const take = (...lines: Parameters<typeof takeStock>[1]) => inTransaction(test.ctx(), (tx) => takeStock(tx, lines, { cause: 'placed', orderId: 5 }))

describe('taking stock', () => {
  it('lowers a product, and a SKU together with its product', async () => {
    const plain = await someGoods(test, { categoryId, stock: 5 })
    const { goodsId, skuIds: [red = 0, blue = 0] } = await withSkus(3, 4)

    await take({ goodsId: plain, skuId: 0, quantity: 2 }, { goodsId, skuId: blue, quantity: 1 }, { goodsId, skuId: red, quantity: 3 }, { goodsId: plain, skuId: 0, quantity: 1 })

    expect([await goodsStock(plain), await skuStock(red), await skuStock(blue), await goodsStock(goodsId)]).toEqual([2, 0, 3, 3])
  })

  it('of one unit too many names what is left and takes nothing of the other lines', async () => {
    const plain = await someGoods(test, { categoryId, stock: 5 })
    const { goodsId, skuIds: [red = 0] } = await withSkus(3)

    await expect(take({ goodsId: plain, skuId: 0, quantity: 1 }, { goodsId, skuId: red, quantity: 4 })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 3 } })
    await expect(take({ goodsId, skuId: red, quantity: 4 })).rejects.toMatchObject({ params: { stock: 3, goods_id: goodsId, product_id: red } })
    await expect(take({ goodsId: plain, skuId: 0, quantity: 3 }, { goodsId: plain, skuId: 0, quantity: 3 })).rejects.toMatchObject({ params: { stock: 5 } })

    expect([await goodsStock(plain), await skuStock(red), await goodsStock(goodsId)]).toEqual([5, 3, 3])
  })

  it('refuses a SKU of another product, and a product with SKUs as a whole', async () => {
    const one = await withSkus(3)
    const other = await withSkus(3)

    await expect(take({ goodsId: one.goodsId, skuId: other.skuIds[0] ?? 0, quantity: 1 })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 0 } })
    await expect(take({ goodsId: one.goodsId, skuId: 0, quantity: 1 })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 0 } })
    expect([await goodsStock(one.goodsId), await goodsStock(other.goodsId)]).toEqual([3, 3])
  })

  it('by 200 buyers at once lets exactly one have the last unit', async () => {
    const { goodsId, skuIds: [skuId = 0] } = await withSkus(1)

    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => take({ goodsId, skuId, quantity: 1 })))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const words = outcomes.flatMap((outcome) => (outcome.status === 'rejected' && outcome.reason instanceof ShopError ? [outcome.reason.word] : []))
    expect(words).toEqual(Array.from({ length: 199 }, () => 'OUT_OF_STOCK'))
    expect([await skuStock(skuId), await goodsStock(goodsId)]).toEqual([0, 0])
  })

  it('by 200 buyers in every order of lines ends without a deadlock: sold plus left equals put in', async () => {
    const a = await withSkus(50, 50)
    const b = await someGoods(test, { categoryId, stock: 50 })
    const lines = [
      { goodsId: a.goodsId, skuId: a.skuIds[0] ?? 0, quantity: 1 },
      { goodsId: a.goodsId, skuId: a.skuIds[1] ?? 0, quantity: 1 },
      { goodsId: b, skuId: 0, quantity: 1 },
    ]

    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => take(...(at % 2 ? lines : lines.toReversed()))))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    expect([await goodsStock(a.goodsId), await skuStock(a.skuIds[0] ?? 0), await skuStock(a.skuIds[1] ?? 0), await goodsStock(b)]).toEqual([0, 0, 0, 0])
  })

  it('sends one statement for 1 line and for 50', async () => {
    const ids: number[] = []
    for (let made = 0; made < 50; made++) ids.push(await someGoods(test, { categoryId, stock: 1 }))
    const lines = ids.map((goodsId) => ({ goodsId, skuId: 0, quantity: 1 }))

    const { ctx, names } = counted(test.ctx())
    await takeStock(ctx, lines.slice(0, 1), { cause: 'placed' })
    await takeStock(ctx, lines.slice(1), { cause: 'placed' })
    await giveBackStock(ctx, lines, { cause: 'canceled' })

    expect(names).toEqual(['stock_take', 'stock_take', 'stock_give_back', 'outbox_each_goods.stock_rose'])
    expect(await test.db.goods.count({ where: { id: { in: ids }, stock: 1 } })).toBe(50)
  })
})

describe('giving back', () => {
  it('raises a SKU and its product by the same units', async () => {
    const { goodsId, skuIds: [red = 0] } = await withSkus(3)
    await take({ goodsId, skuId: red, quantity: 2 })

    await inTransaction(test.ctx(), (tx) => giveBackStock(tx, [{ goodsId, skuId: red, quantity: 2 }], { cause: 'canceled' }))

    expect([await skuStock(red), await goodsStock(goodsId)]).toEqual([3, 3])
  })

  it('of a SKU that is no longer there changes nothing', async () => {
    const { goodsId } = await withSkus(3)

    await giveBackStock(test.ctx(), [{ goodsId, skuId: 999_999, quantity: 2 }], { cause: 'canceled' })

    expect([await goodsStock(goodsId), await test.db.stockMovement.count({ where: { goodsId } })]).toEqual([3, 0])
  })
})
