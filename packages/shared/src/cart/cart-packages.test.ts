import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { guestCtx } from '../catalogue/testing/fixtures.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { aPackage } from '../promotions/testing/fixtures.ts'
import { inTransaction } from '../database/index.ts'
import { updateSettings } from '../shop/index.ts'
import { addPackage, clearCart, collectLines, deleteLines, explainCart, getCart, takeOverCart, updateCart } from './index.ts'
import { ownStatementsOf } from './testing/count-statements.ts'
import { activity, aCategory, add, DAY_MS, noActivities, NOW, shirt, shopper, someGoods } from './testing/fixtures.ts'

const test = testDatabase()
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })
beforeEach(() => noActivities(test))

const plain = (shopPriceFen: number, special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId, shopPriceFen, marketPriceFen: shopPriceFen + 1000, stock: 10, ...special })

/** 80.00 once and 30.00 twice for 100.00. */
async function pair(special: Parameters<typeof aPackage>[2] = {}, stocks = { a: 10, b: 10 }) {
  const [a, b] = [await plain(8000, { stock: stocks.a, name: '茶壶', thumbUrl: '/a.webp' }), await plain(3000, { stock: stocks.b, name: '茶杯' })]
  const packageId = await aPackage(test, [{ goodsId: a }, { goodsId: b, quantity: 2 }], { name: `功夫茶礼包 ${a}`, ...special })
  return { a, b, packageId }
}

describe('a package in the cart', () => {
  it('is one line at its own price for every rank, with what is in it', async () => {
    const { a, b, packageId } = await pair({}, { a: 10, b: 7 })
    const { ctx } = await shopper(test, { discountPercent: 90 })

    const { cart, cartLineId } = await addPackage(ctx, { packageId, number: 2 })

    expect(cart.lines).toHaveLength(1)
    expect(cart.lines[0]).toMatchObject({
      cartLineId, goodsId: packageId, skuId: 0, goodsName: `功夫茶礼包 ${a}`, goodsThumb: '/a.webp', extensionCode: 'package_buy', quantity: 2, goodsPriceFen: 10_000, subtotalFen: 20_000,
      marketPriceFen: 9000 + 2 * 4000, stock: 3, selected: true, isReal: true, isShippingFree: false, invalidReason: 'none',
    })
    expect(cart.lines[0]?.packageGoods).toEqual([
      { goodsId: a, skuId: 0, goodsName: '茶壶', goodsThumb: '/a.webp', optionsText: '', quantity: 1, priceFen: 7200 },
      { goodsId: b, skuId: 0, goodsName: '茶杯', goodsThumb: '', optionsText: '', quantity: 2, priceFen: 2700 },
    ])
    expect(cart).toMatchObject({ goodsAmountFen: 20_000, marketAmountFen: 34_000, savingFen: 14_000, number: 2, selectedNumber: 2 })
    expect(await getCart(ctx, {})).toEqual(cart)
    expect(await explainCart(ctx, {})).toMatchObject([{ reason: 'package', unitPriceFen: 10_000, candidates: [{ reason: 'package', priceFen: 10_000 }] }])
  })

  it('added again is the same line; the scarcest of its contents is the limit', async () => {
    const { packageId } = await pair({}, { a: 10, b: 7 })
    const guest = guestCtx(test)
    const { cart: { cartKey } } = await addPackage(guest, { packageId, number: 2 })

    await expect(addPackage(guest, { packageId, number: 2, cartKey })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 3 } })
    const { cart } = await addPackage(guest, { packageId, number: 1, cartKey })

    expect(cart.lines.map((line) => [line.quantity, line.stock])).toEqual([[3, 3]])
    await updateSettings(test.ctx(), { useStorage: false })
    expect((await addPackage(guest, { packageId, number: 100, cartKey })).cart.lines[0]).toMatchObject({ quantity: 103, invalidReason: 'none' })
    await expect(addPackage(guest, { packageId, number: 9999, cartKey })).rejects.toMatchObject({ word: 'LIMIT_REACHED' })
    await updateSettings(test.ctx(), { useStorage: true })
  })

  it('holds a SKU at its own price, and is not sold without it', async () => {
    const goods = await shirt(test, { categoryId })
    const other = await plain(1000)
    const packageId = await aPackage(test, [{ goodsId: goods.goodsId, skuId: goods.blueSku, quantity: 2 }, { goodsId: other }], { priceFen: 20_000 })
    await test.db.sku.update({ where: { id: goods.blueSku }, data: { optionsText: '颜色:蓝 尺码:L' } })
    const guest = guestCtx(test)

    const { cart } = await addPackage(guest, { packageId, number: 1 })

    expect(cart.lines[0]?.stock).toBe(1)
    expect(cart.lines[0]?.packageGoods[0]).toMatchObject({ skuId: goods.blueSku, optionsText: '颜色:蓝 尺码:L', priceFen: 10_750 })
    await test.db.sku.update({ where: { id: goods.blueSku }, data: { isOnSale: false } })
    await expect(addPackage(guest, { packageId, number: 1 })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
  })

  it.each([
    ['a draft', { state: 'draft' }],
    ['one that was ended', { state: 'canceled' }],
    ['a coming one', { startAt: new Date(NOW.getTime() + 1) }],
    ['one at its last second', { endAt: NOW }],
  ])('cannot be %s', async (_case, special) => {
    const { packageId } = await pair(special)
    await expect(addPackage(guestCtx(test), { packageId, number: 1 })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
  })

  it('cannot be one with a product off sale, deleted or sold by options now, nor one nobody made', async () => {
    for (const data of [{ isOnSale: false }, { isDeleted: true }, { hasSku: true }]) {
      const { b, packageId } = await pair()
      await test.db.goods.update({ where: { id: b }, data })
      await expect(addPackage(guestCtx(test), { packageId, number: 1 })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
    }
    await expect(addPackage(guestCtx(test), { packageId: 999_999, number: 1 })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
  })

  it('stays with its reason when it ends or runs short, and counts in no amount', async () => {
    const { a, packageId } = await pair()
    const { ctx, at } = await shopper(test)
    await addPackage(ctx, { packageId, number: 4 })

    await test.db.goods.update({ where: { id: a }, data: { stock: 3 } })
    expect(await getCart(ctx, {})).toMatchObject({ goodsAmountFen: 0, selectedNumber: 0, lines: [{ invalidReason: 'out_of_stock', stock: 3 }] })
    expect(await getCart(at(new Date(NOW.getTime() + DAY_MS)), {})).toMatchObject({ goodsAmountFen: 0, lines: [{ invalidReason: 'package_over', goodsPriceFen: 10_000 }] })
    expect((await clearCart(at(new Date(NOW.getTime() + DAY_MS)), { invalidOnly: true })).lines).toEqual([])
  })

  it('changes its number by the stock of its contents, is no favourite, and goes alone', async () => {
    const { packageId } = await pair({}, { a: 10, b: 7 })
    const { ctx } = await shopper(test)
    const { cartLineId } = await addPackage(ctx, { packageId, number: 1 })
    const other = await plain(500)
    await add(ctx, other)

    await expect(updateCart(ctx, { cartLineIds: [cartLineId], number: 4 })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 3 } })
    expect((await updateCart(ctx, { cartLineIds: [cartLineId], number: 3 })).lines.find((line) => line.cartLineId === cartLineId)?.quantity).toBe(3)
    expect((await updateCart(ctx, { cartLineIds: [cartLineId], selected: false })).goodsAmountFen).toBe(500)
    await expect(collectLines(ctx, { cartLineIds: [cartLineId] })).rejects.toMatchObject({ word: 'CART_LINE_LOCKED' })
    expect((await deleteLines(ctx, { cartLineIds: [cartLineId] })).lines.map((line) => line.goodsId)).toEqual([other])
    await addPackage(ctx, { packageId, number: 1 })
    expect((await clearCart(ctx, { invalidOnly: false })).lines).toEqual([])
  })

  it('is in no range of an activity', async () => {
    const { packageId } = await pair()
    const act = await activity(test, { type: 1, offFen: 1000, minAmountFen: 5000 })
    const { ctx } = await shopper(test)
    await addPackage(ctx, { packageId, number: 1 })

    expect(await getCart(ctx, {})).toMatchObject({ discountFen: 0, activities: [] })
    await add(ctx, await plain(5000))
    expect(await getCart(ctx, {})).toMatchObject({ goodsAmountFen: 15_000, discountFen: 1000, activities: [{ activityId: act, rangeAmountFen: 5000 }] })
  })

  it('comes along at sign-in', async () => {
    const { packageId } = await pair({}, { a: 3, b: 10 })
    const { cart: { cartKey } } = await addPackage(guestCtx(test), { packageId, number: 2 })
    const { ctx, userId } = await shopper(test)
    await addPackage(ctx, { packageId, number: 2 })

    await inTransaction(ctx, (tx) => takeOverCart(tx, { userId, cartKey }))

    expect((await getCart(ctx, {})).lines.map((line) => [line.goodsId, line.quantity])).toEqual([[packageId, 3]])
  })

  it('needs one statement more, however many there are', async () => {
    const [one, two] = [await pair(), await pair()]
    const { ctx } = await shopper(test)
    await getCart(ctx, {})
    expect(await ownStatementsOf(() => addPackage(ctx, { packageId: one.packageId, number: 1 }))).toEqual(['cart_load_user', 'packages_by_id', 'cart_create_user'])
    await addPackage(ctx, { packageId: two.packageId, number: 1 })
    expect(await ownStatementsOf(() => getCart(ctx, {}))).toEqual(['cart_load_user', 'packages_by_id'])
  })
})
