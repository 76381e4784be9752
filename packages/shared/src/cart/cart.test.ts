import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GUEST, guestCtx } from '../catalogue/testing/fixtures.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { updateSettings } from '../shop/index.ts'
import { clearCart, deleteLines, explainCart, getCart, updateCart } from './index.ts'
import { aCategory, add, DAY_MS, noActivities, NOW, type Shirt, shirt, shopper, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
let categoryId = 0
let goods: Shirt
beforeAll(async () => {
  categoryId = await aCategory(test)
  goods = await shirt(test, { categoryId })
})
beforeEach(() => noActivities(test))

const plain = (special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId, shopPriceFen: 1990, marketPriceFen: 2500, stock: 10, ...special })

describe('a guest', () => {
  it('gets a key of 32 hex digits with the first line, kept only as its hash', async () => {
    const ctx = guestCtx(test)
    const goodsId = await plain({ name: '紫砂壶' })

    const { cart, cartLineId } = await add(ctx, goodsId, 2)

    expect(cart.cartKey).toMatch(/^[0-9a-f]{32}$/)
    expect(cart.lines).toHaveLength(1)
    expect(cart.lines[0]).toMatchObject({ cartLineId, goodsId, goodsName: '紫砂壶', quantity: 2, goodsPriceFen: 1990, subtotalFen: 3980, stock: 10, selected: true, invalidReason: 'none', addTime: NOW.toISOString() })
    expect(cart).toMatchObject({ goodsAmountFen: 3980, marketAmountFen: 5000, savingFen: 1020, discountFen: 0, number: 2, selectedNumber: 2, activities: [] })
    expect(await test.db.cart.count({ where: { keyHash: cart.cartKey } })).toBe(0)
    expect(await getCart(ctx, { cartKey: cart.cartKey })).toEqual(cart)
  })

  it('with an unknown, old or no key has an empty cart without key; an unknown key is not adopted', async () => {
    const ctx = guestCtx(test)
    const goodsId = await plain()
    const { cart } = await add(ctx, goodsId)
    const unknown = 'a'.repeat(32)

    expect(await getCart(ctx, {})).toMatchObject({ cartKey: '', lines: [] })
    expect(await getCart(ctx, { cartKey: unknown })).toMatchObject({ cartKey: '', lines: [] })
    expect(await getCart(test.ctx(GUEST, new Date(NOW.getTime() + 30 * DAY_MS)), { cartKey: cart.cartKey })).toMatchObject({ cartKey: '', lines: [] })
    expect((await getCart(test.ctx(GUEST, new Date(NOW.getTime() + 30 * DAY_MS - 1)), { cartKey: cart.cartKey })).lines).toHaveLength(1)
    expect((await add(ctx, goodsId, 1, { cartKey: unknown })).cart.cartKey).not.toBe(unknown)
  })
})

describe('adding', () => {
  it('the same product with the same options adds up, other options are another line', async () => {
    const { ctx } = await shopper(test)
    const red = [goods.red, goods.large]

    const first = await add(ctx, goods.goodsId, 1, { optionValueIds: red })
    const again = await add(ctx, goods.goodsId, 2, { skuId: goods.redSku })
    const wrapped = await add(ctx, goods.goodsId, 1, { optionValueIds: [...red, goods.wrap, goods.ribbon] })

    expect(again.cartLineId).toBe(first.cartLineId)
    expect(wrapped.cart.lines.map((line) => [line.cartLineId, line.quantity, line.goodsPriceFen, line.optionsText])).toEqual([
      [wrapped.cartLineId, 1, 10_950, '颜色:红 尺码:L 服务:包装 服务:丝带'],
      [first.cartLineId, 3, 10_550, '颜色:红 尺码:L'],
    ])
    expect(wrapped.cart.cartKey).toBe('')
  })

  it.each([
    ['no such product', 'NOT_FOUND', () => ({ goodsId: 999_999 })],
    ['an option is missing', 'SPEC_REQUIRED', () => ({ optionValueIds: [goods.red] })],
    ['no option at all', 'SPEC_REQUIRED', () => ({})],
    ['an option of another product', 'SPEC_INVALID', () => ({ optionValueIds: [goods.red, goods.large, 999_999] })],
    ['two colours', 'SPEC_INVALID', () => ({ optionValueIds: [goods.red, goods.blue, goods.large] })],
    ['an unknown SKU', 'SPEC_INVALID', () => ({ skuId: 999_999 })],
    ['a SKU and another colour', 'SPEC_INVALID', () => ({ skuId: goods.redSku, optionValueIds: [goods.blue] })],
  ] as const)('refuses: %s', async (_case, word, special) => {
    const { ctx, userId } = await shopper(test)

    await expect(add(ctx, goods.goodsId, 1, special())).rejects.toMatchObject({ word })
    expect(await test.db.cart.count({ where: { userId } })).toBe(0)
  })

  it('refuses what is off sale, in the recycle bin, not sold alone, or a combination that is not sold', async () => {
    const { ctx } = await shopper(test)
    const half = await shirt(test, { categoryId })
    await test.db.sku.update({ where: { id: half.blueSku }, data: { isOnSale: false } })

    await expect(add(ctx, await plain({ isOnSale: false }))).rejects.toMatchObject({ word: 'GOODS_OFF_SALE' })
    await expect(add(ctx, await plain({ isDeleted: true }))).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(add(ctx, await plain({ isAloneSale: false }))).rejects.toMatchObject({ word: 'NOT_ALONE_SALE' })
    await expect(add(ctx, half.goodsId, 1, { optionValueIds: [half.blue, half.large] })).rejects.toMatchObject({ word: 'SPEC_INVALID' })
  })

  it('more than the stock of the line names what is left and changes nothing; with storage off it is not looked at', async () => {
    const { ctx } = await shopper(test)
    await add(ctx, goods.goodsId, 3, { skuId: goods.redSku })

    await expect(add(ctx, goods.goodsId, 3, { skuId: goods.redSku })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 5 } })
    expect((await getCart(ctx, {})).number).toBe(3)

    await updateSettings(ctx, { useStorage: false })
    try {
      expect((await add(ctx, goods.goodsId, 3, { skuId: goods.redSku })).cart.lines[0]).toMatchObject({ quantity: 6, stock: 9999, invalidReason: 'none' })
    } finally {
      await updateSettings(ctx, { useStorage: true })
    }
    expect((await getCart(ctx, {})).lines[0]).toMatchObject({ quantity: 6, stock: 5, invalidReason: 'out_of_stock' })
  })

  it('stops at 9999 units of a line and at 100 lines', async () => {
    const { ctx, userId } = await shopper(test)
    const many = await plain({ stock: 20_000 })
    await add(ctx, many, 9999)
    await expect(add(ctx, many, 1)).rejects.toMatchObject({ word: 'LIMIT_REACHED', params: { limit: 9999 } })

    const cart = await test.db.cart.findUniqueOrThrow({ where: { userId } })
    await test.db.cartLine.createMany({ data: Array.from({ length: 99 }, (_, at) => ({ cartId: cart.id, goodsId: 500_000 + at, quantity: 1, addedAt: NOW })) })
    const other = await plain()
    await expect(add(ctx, other)).rejects.toMatchObject({ word: 'LIMIT_REACHED', params: { limit: 100 } })
  })

  it('with buy_now sets exactly this number and leaves only this line selected', async () => {
    const { ctx } = await shopper(test)
    const [one, other] = [await plain(), await plain()]
    const { cartLineId: first } = await add(ctx, one, 3)
    await add(ctx, other, 2)

    const { cart, cartLineId } = await add(ctx, one, 2, { buyNow: true })

    expect(cartLineId).toBe(first)
    expect(cart.lines.map((line) => [line.goodsId, line.quantity, line.selected])).toEqual([[other, 2, false], [one, 2, true]])
    expect(cart).toMatchObject({ goodsAmountFen: 3980, number: 4, selectedNumber: 2 })
  })

  it('twenty times at once counts twenty units in one line', async () => {
    const { ctx } = await shopper(test)
    const goodsId = await plain({ stock: 100 })

    await Promise.all(Array.from({ length: 20 }, () => add(ctx, goodsId)))

    expect((await getCart(ctx, {})).lines.map((line) => line.quantity)).toEqual([20])
  })
})

describe('a fitting', () => {
  async function kettle(fitting: Parameters<typeof someGoods>[1] = {}) {
    const basic = await plain({ name: '水壶' })
    const cover = await plain({ name: '壶盖', shopPriceFen: 1000, ...fitting })
    await test.db.fitting.create({ data: { goodsId: basic, fittingGoodsId: cover, priceFen: 600 } })
    return { basic, cover }
  }

  it('needs its basic product in the cart and belongs to it', async () => {
    const { ctx } = await shopper(test)
    const { basic, cover } = await kettle()
    const stranger = await plain()

    await expect(add(ctx, cover, 1, { basicGoodsId: basic })).rejects.toMatchObject({ word: 'NO_BASIC_GOODS' })
    await add(ctx, stranger)
    await expect(add(ctx, cover, 1, { basicGoodsId: stranger })).rejects.toMatchObject({ word: 'NO_BASIC_GOODS' })
  })

  it('beyond the units of its basic product becomes a general line at the normal price', async () => {
    const { ctx } = await shopper(test)
    const { basic, cover } = await kettle()
    await add(ctx, basic, 2)

    const { cart, cartLineId } = await add(ctx, cover, 3, { basicGoodsId: basic })

    expect(cart.lines.map((line) => [line.goodsId, line.basicGoodsId, line.quantity, line.goodsPriceFen])).toEqual([[cover, 0, 1, 1000], [basic, 0, 2, 1990], [cover, basic, 2, 600]])
    expect(cart.lines.find((line) => line.cartLineId === cartLineId)).toMatchObject({ basicGoodsId: basic, stock: 2 })
    expect(cart.goodsAmountFen).toBe(2 * 1990 + 2 * 600 + 1000)
  })

  it('that is not sold alone cannot go beyond', async () => {
    const { ctx } = await shopper(test)
    const { basic, cover } = await kettle({ isAloneSale: false })
    await add(ctx, basic, 1)

    await expect(add(ctx, cover, 2, { basicGoodsId: basic })).rejects.toMatchObject({ word: 'NOT_ALONE_SALE' })
    expect((await add(ctx, cover, 1, { basicGoodsId: basic })).cart.lines.map((line) => [line.goodsId, line.invalidReason])).toEqual([[basic, 'none'], [cover, 'none']])
  })

  it('falls with its basic product, and with its line becomes a general one or goes', async () => {
    const { ctx } = await shopper(test)
    const alone = await kettle()
    const bound = await plain({ isAloneSale: false })
    await test.db.fitting.create({ data: { goodsId: alone.basic, fittingGoodsId: bound, priceFen: 100 } })
    const { cartLineId } = await add(ctx, alone.basic, 3)
    await add(ctx, alone.cover, 3, { basicGoodsId: alone.basic })
    await add(ctx, bound, 2, { basicGoodsId: alone.basic })

    const lowered = await updateCart(ctx, { cartLineIds: [cartLineId], number: 1 })
    expect(lowered.lines.map((line) => [line.goodsId, line.quantity])).toEqual([[alone.basic, 1], [bound, 1], [alone.cover, 1]])

    const left = await deleteLines(ctx, { cartLineIds: [cartLineId] })
    expect(left.lines.map((line) => [line.goodsId, line.basicGoodsId, line.quantity, line.goodsPriceFen])).toEqual([[alone.cover, 0, 1, 1000]])
  })
})

describe('updating', () => {
  it('needs something to change, one line for a number, and lines of this cart', async () => {
    const { ctx } = await shopper(test)
    const one = await add(ctx, await plain(), 1)
    const other = await add(ctx, await plain(), 1)
    const ids = [one.cartLineId, other.cartLineId]

    await expect(updateCart(ctx, { cartLineIds: ids })).rejects.toMatchObject({ word: 'PARAM_MISSING' })
    await expect(updateCart(ctx, { cartLineIds: ids, number: 2 })).rejects.toMatchObject({ word: 'PARAM_INVALID' })
    await expect(updateCart(ctx, { cartLineIds: [one.cartLineId, 999_999], selected: false })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(updateCart(ctx, { cartLineIds: [one.cartLineId], number: 11 })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 10 } })
    expect((await getCart(ctx, {})).lines.map((line) => [line.quantity, line.selected])).toEqual([[1, true], [1, true]])

    expect(await updateCart(ctx, { cartLineIds: ids, selected: false })).toMatchObject({ goodsAmountFen: 0, number: 2, selectedNumber: 0 })
    expect((await updateCart(ctx, { cartLineIds: [one.cartLineId], number: 10, selected: true })).goodsAmountFen).toBe(19_900)
  })

  it('does not reach a stranger\'s cart', async () => {
    const [mine, theirs] = [await shopper(test), await shopper(test)]
    const { cartLineId } = await add(theirs.ctx, await plain())
    await add(mine.ctx, await plain())

    await expect(updateCart(mine.ctx, { cartLineIds: [cartLineId], number: 2 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(deleteLines(mine.ctx, { cartLineIds: [cartLineId] })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(deleteLines(guestCtx(test), { cartLineIds: [cartLineId] })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    expect((await getCart(theirs.ctx, {})).number).toBe(1)
  })
})

describe('a cart', () => {
  it('shows today\'s prices and what can no longer be bought', async () => {
    const { ctx } = await shopper(test)
    const [dearer, gone, empty] = [await plain(), await plain(), await plain()]
    for (const goodsId of [dearer, gone, empty]) await add(ctx, goodsId, 2)
    await add(ctx, goods.goodsId, 1, { skuId: goods.blueSku })
    await test.db.goods.update({ where: { id: dearer }, data: { shopPriceFen: 2990 } })
    await test.db.goods.update({ where: { id: gone }, data: { isOnSale: false } })
    await test.db.goods.update({ where: { id: empty }, data: { stock: 1 } })
    await test.db.sku.update({ where: { id: goods.blueSku }, data: { isOnSale: false } })

    const cart = await getCart(ctx, {})

    expect(cart.lines.map((line) => [line.goodsId, line.goodsPriceFen, line.invalidReason])).toEqual([[goods.goodsId, 10_750, 'spec_gone'], [empty, 1990, 'out_of_stock'], [gone, 1990, 'off_sale'], [dearer, 2990, 'none']])
    expect(cart).toMatchObject({ goodsAmountFen: 5980, number: 7, selectedNumber: 2 })
    expect((await clearCart(ctx, { invalidOnly: true })).lines.map((line) => line.goodsId)).toEqual([dearer])
    await test.db.sku.update({ where: { id: goods.blueSku }, data: { isOnSale: true } })
  })

  it('is cleared, but for the lines of activities; an empty one too', async () => {
    const { ctx, userId } = await shopper(test)
    expect((await clearCart(ctx, { invalidOnly: false })).lines).toEqual([])
    await add(ctx, await plain())
    const cart = await test.db.cart.findUniqueOrThrow({ where: { userId } })
    await test.db.cartLine.create({ data: { cartId: cart.id, goodsId: 1, quantity: 1, flowType: 1, promotionId: 7, addedAt: NOW } })

    expect((await clearCart(ctx, { invalidOnly: false })).lines).toEqual([])

    expect(await test.db.cartLine.findMany({ where: { cartId: cart.id }, select: { flowType: true } })).toEqual([{ flowType: 1 }])
  })

  it('says why each unit costs what it costs', async () => {
    const { ctx, rankId } = await shopper(test, { discountPercent: 95 })
    const goodsId = await plain({ shopPriceFen: 10_000, stock: 100, promotePriceFen: 8800, promoteStartAt: NOW, promoteEndAt: new Date(NOW.getTime() + DAY_MS) })
    await test.db.volumePrice.createMany({ data: [{ goodsId, fromQuantity: 3, priceFen: 9000 }, { goodsId, fromQuantity: 10, priceFen: 8500 }] })
    const { cartLineId } = await add(ctx, goodsId, 3)

    expect(await explainCart(ctx, {})).toEqual([{
      cartLineId,
      unitPriceFen: 8800,
      reason: 'promotion',
      shopPriceFen: 10_000,
      surchargeFen: 0,
      candidates: [{ reason: 'rank', priceFen: 9500 }, { reason: 'volume', priceFen: 9000 }, { reason: 'promotion', priceFen: 8800 }],
      discountPercent: 95,
      volumeFrom: 3,
      nextVolumeFrom: 10,
      nextVolumePriceFen: 8500,
      promotionEndsAt: new Date(NOW.getTime() + DAY_MS).toISOString(),
    }])
    expect((await updateCart(ctx, { cartLineIds: [cartLineId], number: 10 })).lines[0]?.goodsPriceFen).toBe(8500)
    await test.db.rankPrice.create({ data: { goodsId, rankId: rankId ?? 0, priceFen: 8000 } })
    expect((await getCart(ctx, {})).lines[0]?.goodsPriceFen).toBe(8000)
  })
})
