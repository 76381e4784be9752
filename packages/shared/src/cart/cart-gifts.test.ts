import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { guestCtx } from '../catalogue/testing/fixtures.ts'
import { inTransaction } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { addFavourable, collectLines, deleteLines, getCart, sweepGuestCarts, takeOverCart, updateCart } from './index.ts'
import { ownStatementsOf } from './testing/count-statements.ts'
import { aCategory, activity, add, DAY_MS, next, noActivities, NOW, shirt, shopper, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })
beforeEach(() => noActivities(test))

const plain = (special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId, shopPriceFen: 3000, stock: 50, ...special })

describe('an activity in the cart', () => {
  it('of money off applies by itself, says what is missing, and cannot be added', async () => {
    const { ctx } = await shopper(test)
    const act = await activity(test, { type: 1, offFen: 2000, minAmountFen: 10_000 }, { name: '满100减20' })
    const goodsId = await plain()

    expect((await add(ctx, goodsId, 3)).cart).toMatchObject({
      goodsAmountFen: 9000,
      discountFen: 0,
      activities: [{ activityId: act, activityName: '满100减20', activityType: 1, activityValue: 20, minAmountFen: 10_000, rangeAmountFen: 9000, available: false, used: false, shortByFen: 1000, gifts: [] }],
    })
    expect((await add(ctx, goodsId, 1)).cart).toMatchObject({ goodsAmountFen: 12_000, discountFen: 2000, activities: [{ available: true, used: true, shortByFen: 0 }] })
    await expect(addFavourable(ctx, { activityId: act, gift: [goodsId] })).rejects.toMatchObject({ word: 'FAVOURABLE_NOT_GIFT' })
  })

  it('is shown to its ranks, while it runs, for goods in its range', async () => {
    const { ctx, at, rankId } = await shopper(test, { discountPercent: 100 })
    const other = await aCategory(test)
    await activity(test, { type: 1, offFen: 100 })
    await activity(test, { type: 2, payBasisPoints: 8800, rankIds: [rankId ?? 0], range: 1, rangeIds: [other] })
    const running = await activity(test, { type: 2, payBasisPoints: 8800, rankIds: [rankId ?? 0], range: 1, rangeIds: [categoryId] })
    await add(ctx, await plain(), 1)

    expect(await getCart(ctx, {})).toMatchObject({ discountFen: 360, activities: [{ activityId: running, activityValue: 88 }] })
    expect((await getCart(at(new Date(NOW.getTime() + DAY_MS)), {})).activities).toEqual([])
  })
})

describe('gifts', () => {
  async function giving(limit: number, special: { maxAmountFen?: number } = {}) {
    const gifts = [await plain({ name: '杯垫', isAloneSale: false }), await plain({ name: '茶巾' }), await plain({ name: '茶匙' })]
    const act = await activity(test, { type: 0, giftLimit: limit, minAmountFen: 10_000, gifts: gifts.map((goodsId, at) => ({ goodsId, priceFen: at * 100 })), ...special })
    return { act, gifts: gifts as [number, number, number] }
  }

  it('may be taken as many as the activity gives, each once, at its price', async () => {
    const { ctx } = await shopper(test)
    const { act, gifts: [mat, cloth, spoon] } = await giving(2)
    const goodsId = await plain()
    await add(ctx, goodsId, 4)

    await expect(addFavourable(ctx, { activityId: act, gift: [mat, cloth, spoon] })).rejects.toMatchObject({ word: 'GIFT_INVALID' })
    await expect(addFavourable(ctx, { activityId: act, gift: [goodsId] })).rejects.toMatchObject({ word: 'GIFT_INVALID' })
    const cart = await addFavourable(ctx, { activityId: act, gift: [mat] })
    expect(cart.activities[0]).toMatchObject({ used: false, gifts: [{ goodsId: mat, priceFen: 0 }, { goodsId: cloth, priceFen: 100, goodsName: '茶巾', stock: 50 }, { goodsId: spoon, priceFen: 200 }] })
    await expect(addFavourable(ctx, { activityId: act, gift: [mat] })).rejects.toMatchObject({ word: 'FAVOURABLE_USED' })

    const both = await addFavourable(ctx, { activityId: act, gift: [cloth] })

    expect(both.lines.map((line) => [line.goodsId, line.giftActivityId, line.quantity, line.goodsPriceFen])).toEqual([[goodsId, 0, 4, 3000], [cloth, act, 1, 100], [mat, act, 1, 0]])
    expect(both).toMatchObject({ goodsAmountFen: 12_100, activities: [{ used: true, rangeAmountFen: 12_000 }] })
    await expect(addFavourable(ctx, { activityId: act, gift: [spoon] })).rejects.toMatchObject({ word: 'GIFT_INVALID' })
  })

  it('need the condition, and leave with it', async () => {
    const { ctx } = await shopper(test)
    const { act, gifts: [mat, cloth] } = await giving(2)
    const { cartLineId } = await add(ctx, await plain(), 3)
    await expect(addFavourable(ctx, { activityId: act, gift: [mat] })).rejects.toMatchObject({ word: 'FAVOURABLE_UNAVAILABLE' })
    await expect(addFavourable(ctx, { activityId: 999_999, gift: [mat] })).rejects.toMatchObject({ word: 'FAVOURABLE_UNAVAILABLE' })
    const { cartLineId: small } = await add(ctx, await plain({ shopPriceFen: 1000 }), 1)
    expect((await addFavourable(ctx, { activityId: act, gift: [mat, cloth] })).lines).toHaveLength(4)

    expect((await updateCart(ctx, { cartLineIds: [small], selected: false })).lines.map((line) => line.cartLineId)).toEqual([small, cartLineId])
    await updateCart(ctx, { cartLineIds: [small], selected: true })
    await addFavourable(ctx, { activityId: act, gift: [mat, cloth] })
    expect((await deleteLines(ctx, { cartLineIds: [small] })).lines.map((line) => line.cartLineId)).toEqual([cartLineId])
  })

  it('count within the bounds, both included', async () => {
    const { ctx } = await shopper(test)
    const { act, gifts: [mat] } = await giving(0, { maxAmountFen: 20_000 })
    const { cartLineId } = await add(ctx, await plain({ shopPriceFen: 20_000 }), 1)
    expect((await addFavourable(ctx, { activityId: act, gift: [mat] })).lines).toHaveLength(2)

    const { cart } = await add(ctx, await plain({ shopPriceFen: 1 }), 1)

    expect(cart.lines.map((line) => line.giftActivityId)).toEqual([0, 0])
    expect(cart.lines[1]?.cartLineId).toBe(cartLineId)
  })

  it('keep their number; selecting goes past them; without stock they are refused', async () => {
    const { ctx } = await shopper(test)
    const { act, gifts: [mat, cloth] } = await giving(0)
    await test.db.goods.update({ where: { id: cloth }, data: { stock: 0 } })
    await add(ctx, await plain(), 4)
    await expect(addFavourable(ctx, { activityId: act, gift: [mat, cloth] })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 0 } })
    const cart = await addFavourable(ctx, { activityId: act, gift: [mat] })
    const gift = cart.lines[1]?.cartLineId ?? 0

    await expect(updateCart(ctx, { cartLineIds: [gift], number: 2 })).rejects.toMatchObject({ word: 'CART_LINE_LOCKED' })
    expect((await updateCart(ctx, { cartLineIds: [gift], selected: false })).lines[1]).toMatchObject({ selected: true })
  })

  it('of an activity that ended stay, marked, until the cart is changed', async () => {
    const { ctx, at } = await shopper(test)
    const { act, gifts: [mat] } = await giving(0)
    const { cartLineId } = await add(ctx, await plain(), 4)
    await addFavourable(ctx, { activityId: act, gift: [mat] })
    const over = at(new Date(NOW.getTime() + DAY_MS))

    expect((await getCart(over, {})).lines.map((line) => line.invalidReason)).toEqual(['none', 'gift_condition'])
    expect((await updateCart(over, { cartLineIds: [cartLineId], number: 5 })).lines).toHaveLength(1)
  })
})

describe('moving to the favourites', () => {
  it('keeps the product once, with its price, and takes the line out', async () => {
    const { ctx, userId } = await shopper(test)
    const [one, other] = [await plain({ shopPriceFen: 1234 }), await plain()]
    const a = await add(ctx, one, 2)
    const b = await add(ctx, other, 1)
    await test.db.favourite.create({ data: { userId, goodsId: other, priceThenFen: 1, addedAt: NOW } })

    expect((await collectLines(ctx, { cartLineIds: [a.cartLineId, b.cartLineId] })).lines).toEqual([])

    expect(await test.db.favourite.findMany({ where: { userId }, select: { goodsId: true, priceThenFen: true }, orderBy: { goodsId: 'asc' } })).toEqual([{ goodsId: one, priceThenFen: 1234 }, { goodsId: other, priceThenFen: 1 }])
  })

  it('moves nothing with a gift, an unknown line, or beyond 500', async () => {
    const { ctx, userId } = await shopper(test)
    const gift = await plain()
    const act = await activity(test, { type: 0, giftLimit: 0, gifts: [{ goodsId: gift, priceFen: 0 }] })
    const { cartLineId } = await add(ctx, await plain(), 1)
    const cart = await addFavourable(ctx, { activityId: act, gift: [gift] })
    const giftLine = cart.lines[1]?.cartLineId ?? 0

    await expect(collectLines(ctx, { cartLineIds: [cartLineId, giftLine] })).rejects.toMatchObject({ word: 'CART_LINE_LOCKED' })
    await expect(collectLines(ctx, { cartLineIds: [cartLineId, 999_999] })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect(await test.db.favourite.count({ where: { userId } })).toBe(0)
    await test.db.favourite.createMany({ data: Array.from({ length: 500 }, (_, at) => ({ userId, goodsId: 700_000 + at, priceThenFen: 0, addedAt: NOW })) })
    await expect(collectLines(ctx, { cartLineIds: [cartLineId] })).rejects.toMatchObject({ word: 'LIMIT_REACHED', params: { limit: 500 } })
    expect((await getCart(ctx, {})).lines).toHaveLength(2)
  })
})

describe('signing in with a guest\'s cart', () => {
  it('moves its lines: the same adds up as far as the stock goes, once', async () => {
    const guest = guestCtx(test)
    const { ctx, userId } = await shopper(test)
    const [both, scarce, fresh] = [await plain(), await plain({ stock: 5 }), await plain()]
    await add(ctx, both, 1)
    await add(ctx, scarce, 3)
    const { cart: { cartKey } } = await add(guest, both, 2)
    await add(guest, scarce, 4, { cartKey })
    await add(guest, fresh, 1, { cartKey })
    const takeOver = () => inTransaction(test.ctx(), (tx) => takeOverCart({ ...tx, now: NOW }, { userId, cartKey }))

    await Promise.all([takeOver(), takeOver()])

    const lines = (await getCart(ctx, {})).lines.map((line) => [line.goodsId, line.quantity]).sort(([a = 0], [b = 0]) => a - b)
    expect(lines).toEqual([[both, 3], [scarce, 5], [fresh, 1]])
    expect((await getCart(guest, { cartKey })).lines).toEqual([])
  })

  it('makes the user\'s cart when there is none; an unknown key moves nothing', async () => {
    const { ctx, userId } = await shopper(test)
    const { cart: { cartKey } } = await add(guestCtx(test), await plain(), 2)
    await inTransaction(test.ctx(), (tx) => takeOverCart({ ...tx, now: NOW }, { userId, cartKey: 'f'.repeat(32) }))
    expect((await getCart(ctx, {})).lines).toEqual([])

    await inTransaction(test.ctx(), (tx) => takeOverCart({ ...tx, now: NOW }, { userId, cartKey }))

    expect((await getCart(ctx, {})).number).toBe(2)
  })

  it('old carts of guests are swept away', async () => {
    const { cart: { cartKey } } = await add(guestCtx(test), await plain(), 2)
    expect(await sweepGuestCarts(test.ctx(undefined, new Date(NOW.getTime() + 30 * DAY_MS - 1)))).toBe(0)

    expect(await sweepGuestCarts(test.ctx(undefined, new Date(NOW.getTime() + 30 * DAY_MS)))).toBeGreaterThanOrEqual(1)

    expect((await getCart(guestCtx(test), { cartKey })).lines).toEqual([])
  })
})

describe('statements', () => {
  it('adding takes two, with one line in the cart as with fifty', async () => {
    const guest = guestCtx(test)
    const goodsId = await plain()
    const { ctx, userId } = await shopper(test)
    await add(ctx, goodsId)
    let cartKey = ''
    expect(await ownStatementsOf(async () => { cartKey = (await add(guest, goodsId)).cart.cartKey })).toEqual(['cart_load_new', 'cart_create_guest'])
    expect(await ownStatementsOf(() => add(guest, goodsId, 1, { cartKey }))).toEqual(['cart_load_guest', 'cart_change_one'])
    expect(await ownStatementsOf(() => add(ctx, goodsId))).toEqual(['cart_load_user', 'cart_change_one'])

    const cart = await test.db.cart.findUniqueOrThrow({ where: { userId } })
    const { goodsId: shirtId, redSku, red, large } = await shirt(test, { categoryId })
    const ids = await Promise.all(Array.from({ length: 48 }, () => plain()))
    await test.db.cartLine.createMany({ data: [...ids.map((id) => ({ cartId: cart.id, goodsId: id, quantity: 1, addedAt: NOW })), { cartId: cart.id, goodsId: shirtId, skuId: redSku, optionValueIds: [red, large], optionKey: `${red},${large}`, quantity: next(), addedAt: NOW }] })

    expect(await ownStatementsOf(() => add(ctx, goodsId))).toEqual(['cart_load_user', 'cart_change_one'])
    expect(await ownStatementsOf(() => getCart(ctx, {}))).toEqual(['cart_load_user'])
    expect((await getCart(ctx, {})).lines).toHaveLength(50)
  })
})
