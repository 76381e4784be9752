import { beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { flushCounts } from '../shop/index.ts'
import { createGoods, goodsDetail, updateGoods } from './index.ts'
import { aCategory, aShopper, asShopper, guestCtx, next, NOW } from './testing/fixtures.ts'

const test = testDatabase()
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
let categoryId = 0
beforeAll(async () => {
  categoryId = await aCategory(test, { name: '茶具' })
})

const system = () => test.ctx({ kind: 'system' }, NOW)
const make = async (more: object = {}) => (await createGoods(system(), { name: '紫砂壶', categoryId, shopPriceFen: 10_000, stock: 5, ...more })).goodsId
const ask = (goodsId: number, now = NOW) => goodsDetail({ ...guestCtx(test), now }, { goodsId })

/** Asked once so that the visit is counted and written: a visit changes the page too. */
async function settled(goodsId: number): Promise<void> {
  await ask(goodsId)
  await flushCounts(test.sql)
}

it('gives guests the same answer while nothing it comes from has changed', async () => {
  const id = await make()
  await settled(id)

  const first = await ask(id)
  expect(await ask(id, at(1))).toBe(first)
  expect(Object.isFrozen(first)).toBe(true)
})

it('never for a shopper, whose price is the own one', async () => {
  const id = await make()
  await settled(id)
  const shopper = await aShopper(test, { discountPercent: 90 })

  await ask(id)
  const answer = await goodsDetail(test.ctx(asShopper(shopper), NOW), { goodsId: id })
  expect(answer.item.finalPriceFen).toBe(9000)
  expect(Object.isFrozen(answer)).toBe(false)
  expect((await ask(id)).item.finalPriceFen).toBe(10_000)
})

it.each([
  ['a stock written by any program', (id: number) => test.db.goods.update({ where: { id }, data: { stock: 4 } }), { stock: 4 }],
  ['a price', (id: number) => updateGoods(system(), id, { shopPriceFen: 8800 }), { finalPriceFen: 8800 }],
  ['a volume price', (id: number) => test.db.volumePrice.create({ data: { goodsId: id, fromQuantity: 3, priceFen: 9500 } }), { volumePrices: [{ fromQuantity: 3, volumePriceFen: 9500 }] }],
  ['a tag', async (id: number) => test.db.goodsTag.create({ data: { goodsId: id, userId: (await aShopper(test)).userId, text: '手感好', key: '手感好', addedAt: NOW } }), { tags: [{ tagWords: '手感好', tagCount: 1 }] }],
  ['the shop price of a rank', async (id: number) => {
    const { id: rankId } = await test.db.rank.create({ data: { name: `VIP ${next()}`, minPoints: 99, discountPercent: 95 } })
    await test.db.rankPrice.create({ data: { goodsId: id, rankId, priceFen: 7700 } })
  }, { rankPrices: expect.arrayContaining([expect.objectContaining({ priceFen: 7700 })]) }],
])('shows %s in the next answer', async (_what, change, shown) => {
  const id = await make()
  await settled(id)
  await ask(id)

  await change(id)
  expect((await ask(id)).item).toMatchObject(shown)
})

it('shows the changed stock of a linked product', async () => {
  const linked = await make()
  const id = await make({ linkedGoodsIds: [linked] })
  await settled(id)
  expect((await ask(id)).item.linkedGoods).toMatchObject([{ goodsId: linked, stock: 5 }])

  await test.db.goods.update({ where: { id: linked }, data: { stock: 1 } })
  expect((await ask(id)).item.linkedGoods).toMatchObject([{ goodsId: linked, stock: 1 }])
})

it('counts the begin and the end of promotions by the clock, a linked product\'s too', async () => {
  const linked = await make({ promotePriceFen: 5000, promoteStartAt: at(20), promoteEndAt: at(30) })
  const id = await make({ promotePriceFen: 6000, promoteStartAt: at(10), promoteEndAt: at(40), linkedGoodsIds: [linked] })
  await settled(id)

  const prices = []
  for (const second of [0, 10, 20, 30, 40]) {
    const { item } = await ask(id, at(second))
    prices.push([item.finalPriceFen, item.linkedGoods[0]?.finalPriceFen])
  }
  expect(prices).toEqual([[10_000, 10_000], [6000, 10_000], [6000, 5000], [6000, 10_000], [10_000, 10_000]])
  expect((await ask(id, at(5))).item.finalPriceFen).toBe(10_000)
})
