import { beforeAll, describe, expect, it } from 'vitest'
import { addToCart } from '../cart/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { ShopError } from '../errors/index.ts'
import { forgetCaches } from '../shop/index.ts'
import { chooseBonus, choosePayment } from './index.ts'
import { asShopper, bonus, buyer, check, CHINA, next, NOW, place, SHANGHAI, shirt, type Shopper, someGoods, world, type World } from './testing/fixtures.ts'

const test = testDatabase({ poolSize: 16 })
let shop: World
beforeAll(async () => { shop = await world(test) })

const BUYERS = 200
const ROUNDS = 20

function outcomesOf<Value>(results: PromiseSettledResult<Value>[]): { placed: Value[], words: string[] } {
  return {
    placed: results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    words: results.flatMap((each) => (each.status === 'rejected' ? [each.reason instanceof ShopError ? each.reason.word : String(each.reason)] : [])),
  }
}

/** 200 buyers, each with an address and an empty cart. */
async function crowd(): Promise<{ userId: number, cartId: number }[]> {
  const names = Array.from({ length: BUYERS }, () => `crowd${next()}`)
  await test.db.user.createMany({ data: names.map((name) => ({ name, nameKey: name })) })
  const users = await test.db.user.findMany({ where: { nameKey: { in: names } }, orderBy: { id: 'asc' } })
  await test.db.address.createMany({ data: users.map(({ id }) => ({ userId: id, consignee: '张三', countryId: CHINA, provinceId: SHANGHAI, cityId: 3101, regionText: '中国 上海', address: '世纪大道 1 号', mobile: '13800000000', isDefault: true })) })
  await test.db.cart.createMany({ data: users.map(({ id }) => ({ userId: id, updatedAt: NOW })) })
  const carts = await test.db.cart.findMany({ where: { userId: { in: users.map(({ id }) => id) } }, orderBy: { userId: 'asc' } })
  return carts.map((cart) => ({ userId: cart.userId ?? 0, cartId: cart.id }))
}

const ctxOf = (userId: number) => ({ ctx: test.ctx(asShopper({ userId, rankId: null }), NOW) })

/** A checkout of one unit for everybody: the first one's, with the others' lines in place of its own. */
async function prepared(people: { userId: number, cartId: number }[], goodsId: number): Promise<{ userId: number, checkoutToken: string }[]> {
  await test.db.cartLine.createMany({ data: people.map(({ cartId }) => ({ cartId, goodsId, quantity: 1, addedAt: NOW })) })
  const lines = await test.db.cartLine.findMany({ where: { goodsId }, orderBy: { cartId: 'asc' } })
  const addresses = new Map((await test.db.address.findMany()).map((row) => [row.userId, row.id]))
  const [first] = people
  const { checkoutToken } = await check(ctxOf(first?.userId ?? 0))
  const model = await test.db.checkout.findUniqueOrThrow({ where: { token: checkoutToken } })
  const { id: _, ...columns } = model
  const rows = people.slice(1).map(({ userId, cartId }) => ({
    ...columns,
    groups: columns.groups ?? {},
    invoice: columns.invoice ?? {},
    lastAmounts: columns.lastAmounts ?? {},
    token: `${checkoutToken.slice(0, 30)}${String(next()).padStart(13, '0')}`,
    userId,
    addressId: addresses.get(userId) ?? 0,
    cartLineIds: lines.filter((line) => line.cartId === cartId).map((line) => line.id),
  }))
  await test.db.checkout.createMany({ data: rows })
  return [{ userId: model.userId, checkoutToken }, ...rows.map((row) => ({ userId: row.userId, checkoutToken: row.token }))]
}

describe('at once', () => {
  it('the same token 20 times makes one order and 20 equal numbers', async () => {
    const goodsId = await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 5000, stock: 100 })
    const who = await buyer(test, [[goodsId, 2]])
    const checkout = await check(who)

    const placed = await Promise.all(Array.from({ length: 20 }, () => place(who, checkout)))

    expect(new Set(placed.map(({ order }) => order.orderSn)).size).toBe(1)
    expect(placed.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await test.db.order.count({ where: { userId: who.userId } })).toBe(1)
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(98)
  })

  it('200 buyers of the last unit make one order, 20 times', { timeout: 85_000 }, async () => {
    const people = await crowd()
    forgetCaches()
    for (let round = 0; round < ROUNDS; round++) {
      const goodsId = await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 5000, stock: 1 })
      const checkouts = await prepared(people, goodsId)

      const { placed, words } = outcomesOf(await Promise.allSettled(checkouts.map(({ userId, checkoutToken }) => place(ctxOf(userId), { checkoutToken }))))

      expect(placed).toHaveLength(1)
      expect(words).toEqual(Array.from({ length: BUYERS - 1 }, () => 'OUT_OF_STOCK'))
      expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(0)
      expect(await test.db.orderLine.count({ where: { goodsId } })).toBe(1)
      await test.db.cartLine.deleteMany({ where: { goodsId } })
    }
  })

  it('two checkouts of the same cart lines make one order', async () => {
    const goodsId = await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 5000, stock: 100 })
    const who = await buyer(test, [[goodsId, 3]])
    const checkouts = [await check(who), await check(who), await check(who)]

    const { placed, words } = outcomesOf(await Promise.allSettled(checkouts.map((checkout) => place(who, checkout))))

    expect([placed.length, words]).toEqual([1, ['CART_EMPTY', 'CART_EMPTY']])
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(97)
  })

  it('the units of options are sold once, and the product stays their sum', async () => {
    const { goodsId, redSku } = await shirt(test, { categoryId: shop.categoryId }, { red: 3, blue: 2 })
    const people = await Promise.all(Array.from({ length: 8 }, () => buyer(test, [])))
    const checkouts = await Promise.all(people.map(async (who) => {
      await addToCart(who.ctx, { goodsId, skuId: redSku, number: 1, basicGoodsId: 0, buyNow: false })
      return check(who)
    }))

    const { placed, words } = outcomesOf(await Promise.allSettled(people.map((who, at) => place(who, checkouts[at] ?? { checkoutToken: '' }))))

    expect([placed.length, words]).toEqual([3, Array.from({ length: 5 }, () => 'OUT_OF_STOCK')])
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).stock).toBe(2)
  })

  it('one bonus in two checkouts pays for one order', async () => {
    const goodsId = await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 5000, stock: 100 })
    const who = await buyer(test, [[goodsId, 1]])
    const other = await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 5000, stock: 100 })
    const first = await check(who)
    const bonusId = await bonus(test, 1000, { userId: who.userId })
    await chooseBonus(who.ctx, { checkoutToken: first.checkoutToken, bonusId })
    const second = await checkoutOf(who, other)
    await chooseBonus(who.ctx, { checkoutToken: second.checkoutToken, bonusId })

    const { placed, words } = outcomesOf(await Promise.allSettled([place(who, first), place(who, second)]))

    expect([placed.length, words]).toEqual([1, ['BONUS_USED']])
    expect((await test.db.bonus.findUniqueOrThrow({ where: { id: bonusId } })).orderId).toBe(placed[0]?.order.orderId)
  })

  it('a balance of 100.00 pays one of two orders of 80.00', async () => {
    const [one, other] = [await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 7000, stock: 100 }), await someGoods(test, { categoryId: shop.categoryId, shopPriceFen: 7000, stock: 100 })]
    const who = await buyer(test, [[one, 1]], { balanceFen: 10_000 })
    const first = await check(who)
    const second = await checkoutOf(who, other)
    for (const { checkoutToken } of [first, second]) await choosePayment(who.ctx, { checkoutToken, payId: shop.balance })

    const { placed, words } = outcomesOf(await Promise.allSettled([place(who, first), place(who, second)]))

    expect([placed.length, words]).toEqual([1, ['SURPLUS_NOT_ENOUGH']])
    expect(placed[0]?.order.totals.balanceFen).toBe(8000)
    expect((await test.db.user.findUniqueOrThrow({ where: { id: who.userId } })).balanceFen).toBe(2000)
  })
})

/** A second checkout of the same shopper, of another product alone. */
async function checkoutOf(who: Shopper, goodsId: number) {
  const cart = await test.db.cart.findUniqueOrThrow({ where: { userId: who.userId } })
  const line = await test.db.cartLine.create({ data: { cartId: cart.id, goodsId, quantity: 1, addedAt: NOW } })
  return check(who, { cartLineIds: [line.id] })
}
