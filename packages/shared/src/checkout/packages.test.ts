import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPackage, getCart } from '../cart/index.ts'
import { ownStatementsOf } from '../cart/testing/count-statements.ts'
import { askForCase, deskCases, sendOwnCaseBack } from '../aftersales/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { cancelOwnOrder, contentsOf, getOwnOrder, merchantOrders, mergeOrders, orderAgain, receiveOwnOrder } from '../orders/index.ts'
import { payNow, readLines, setSetting, STAFF } from '../orders/testing/fixture.ts'
import { aPackage } from '../promotions/testing/fixtures.ts'
import { chooseBonus, choosePoints, chooseShipping } from './index.ts'
import { activity, add, bonus, buyer, check, DAY_MS, next, noActivities, NOW, place, PORTS, shirt, type Shopper, someGoods, world, type World } from './testing/fixtures.ts'

const test = testDatabase()
let shop: World
beforeAll(async () => { shop = await world(test) })
beforeEach(() => noActivities(test))

const plain = (shopPriceFen: number, special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId: shop.categoryId, shopPriceFen, stock: 20, ...special })
const stocks = async (...ids: number[]) => Promise.all(ids.map(async (id) => (await test.db.goods.findUniqueOrThrow({ where: { id } })).stock))
const sales = async (...ids: number[]) => Promise.all(ids.map(async (id) => (await test.db.goods.findUniqueOrThrow({ where: { id } })).salesCount))
const staff = () => test.ctx(STAFF, NOW)

/** 80.00 once and 30.00 twice for 100.00. */
async function pair(special: Parameters<typeof someGoods>[1] = {}, priceFen = 10_000) {
  const [a, b] = [await plain(8000, { weightGrams: 500, ...special }), await plain(3000, { weightGrams: 300 })]
  return { a, b, packageId: await aPackage(test, [{ goodsId: a }, { goodsId: b, quantity: 2 }], { priceFen }) }
}

async function placed(who: Shopper) {
  const { order } = await place(who, await check(who))
  return test.db.order.findUniqueOrThrow({ where: { id: order.orderId } })
}

/** Somebody who has ordered so many packages. */
async function ordered(number = 2) {
  const made = await pair()
  const who = await buyer(test, [])
  await addPackage(who.ctx, { packageId: made.packageId, number })
  return { ...made, who, order: await placed(who) }
}

describe('a checkout with packages', () => {
  it('weighs and counts their contents, those that ship free left out', async () => {
    // 750 g twice, 3000 g that ships free, two packages of twice 300 g and one 1000 g piece that ships free.
    const [a, b] = [await plain(1000, { weightGrams: 750 }), await plain(1000, { weightGrams: 3000, isShippingFree: true })]
    const [small, free] = [await plain(1000, { weightGrams: 300 }), await plain(1000, { weightGrams: 1000, isShippingFree: true })]
    const packageId = await aPackage(test, [{ goodsId: small, quantity: 2 }, { goodsId: free }], { priceFen: 2500 })
    const who = await buyer(test, [[a, 2], [b, 1]])
    await addPackage(who.ctx, { packageId, number: 2 })
    const { checkoutToken } = await check(who)

    const { totals } = await chooseShipping(who.ctx, { checkoutToken, shippingId: shop.ems })

    // 2700 g: five steps of 15.00 above 20.00.
    expect(totals).toMatchObject({ goodsAmountFen: 8000, shippingFeeFen: 9500 })
  })

  it('leaves them out of activities, points and bonuses of a range, and gives points by what was paid', async () => {
    const { packageId, a } = await pair({ pointsLimitYuan: 50 })
    const plainGoods = await plain(5000)
    await activity(test, { type: 1, offFen: 1000, minAmountFen: 5000 })
    const who = await buyer(test, [[plainGoods, 1]], { points: 100_000 })
    await addPackage(who.ctx, { packageId, number: 1 })
    const { checkoutToken, maxPoints, totals } = await check(who)

    expect(maxPoints).toBe(0)
    expect(totals).toMatchObject({ goodsAmountFen: 15_000, discountFen: 1000, givePoints: 140 })
    await expect(choosePoints(who.ctx, { checkoutToken, points: 1 })).rejects.toMatchObject({ word: 'INTEGRAL_TOO_MUCH' })
    const ranged = await bonus(test, 9000, { userId: who.userId, useRange: 3, useRangeIds: [a, plainGoods] })
    // Only the plain product's 40.00 are covered.
    expect((await chooseBonus(who.ctx, { checkoutToken, bonusId: ranged })).totals.bonusFen).toBe(4000)
    const open = await bonus(test, 14_500, { userId: who.userId })
    expect((await chooseBonus(who.ctx, { checkoutToken, bonusId: open })).totals.bonusFen).toBe(14_000)
  })

  it('asks every SKU for packages and single lines together', async () => {
    const { b, packageId } = await pair()
    const who = await buyer(test, [[b, 15]])
    await addPackage(who.ctx, { packageId, number: 3 })
    const { checkoutToken, lines, problems } = await check(who)

    expect(lines).toHaveLength(1)
    expect(problems).toMatchObject([{ error: 'OUT_OF_STOCK' }])
    await expect(place(who, { checkoutToken })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 2 } })
  })

  it('answers PACKAGE_UNAVAILABLE once it is over, and nothing is made', async () => {
    const { packageId, a, b } = await pair()
    const who = await buyer(test, [])
    await addPackage(who.ctx, { packageId, number: 1 })
    const { checkoutToken } = await check(who)
    await test.db.promotion.update({ where: { id: packageId }, data: { state: 'canceled' } })

    await expect(place(who, { checkoutToken })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
    expect(await stocks(a, b)).toEqual([20, 20])
    expect(await test.db.order.count({ where: { userId: who.userId } })).toBe(0)
  })
})

describe('an order with packages', () => {
  it('keeps one line with its contents and what each has of the price, and takes their stock', async () => {
    const { a, b, packageId, who, order } = await ordered(2)

    const [line] = await readLines(test, order.id)
    expect(line).toMatchObject({ goodsId: 0, packageId, quantity: 2, unitPriceFen: 10_000, subtotalFen: 20_000, priceReason: 'package', extensionCode: 'package_buy', takenQuantity: 2, weightGrams: 1100, givePoints: -1 })
    expect(line && contentsOf(line).map((content) => [content.goodsId, content.quantity, content.priceFen, content.shareFen])).toEqual([[a, 1, 8000, 5714], [b, 2, 3000, 4286]])
    expect(await stocks(a, b)).toEqual([18, 16])
    const { lines: [shown] } = await getOwnOrder(who.ctx, PORTS, { orderId: order.id })
    expect(shown).toMatchObject({ goodsId: packageId, extensionCode: 'package_buy', goodsPriceFen: 10_000 })
    expect(shown?.packageGoods.map((item) => [item.goodsId, item.quantity])).toEqual([[a, 1], [b, 2]])
    expect((await getCart(who.ctx, {})).lines).toEqual([])
    // What the order says stays, whatever becomes of the package.
    await test.db.promotion.update({ where: { id: packageId }, data: { name: `another ${next()}`, state: 'canceled', config: { priceFen: 1 } } })
    expect((await getOwnOrder(who.ctx, PORTS, { orderId: order.id })).lines).toEqual([shown])
  })

  it('takes all contents or none', async () => {
    const goods = await shirt(test, { categoryId: shop.categoryId }, { red: 5, blue: 1 })
    const other = await plain(1000)
    const packageId = await aPackage(test, [{ goodsId: other, quantity: 3 }, { goodsId: goods.goodsId, skuId: goods.blueSku }])
    const [one, two] = [await buyer(test, []), await buyer(test, [])]
    for (const who of [one, two]) await addPackage(who.ctx, { packageId, number: 1 })
    const tokens = [await check(one), await check(two)]

    const results = await Promise.allSettled([one, two].map((who, at) => place(who, tokens[at] ?? { checkoutToken: '' })))

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await stocks(other, goods.goodsId)).toEqual([17, 5])
    expect((await test.db.sku.findUniqueOrThrow({ where: { id: goods.blueSku } })).stock).toBe(0)
  })

  it('cancelled gives every content back once', async () => {
    const { a, b, who, order } = await ordered(2)
    await cancelOwnOrder(who.ctx, PORTS, { orderId: order.id, refundTo: 'balance' })
    await cancelOwnOrder(who.ctx, PORTS, { orderId: order.id, refundTo: 'balance' })
    expect(await stocks(a, b)).toEqual([20, 20])
  })

  it('takes stock when it is paid or handed over, by the setting', async () => {
    await setSetting(test, 'stockDecTime', 2)
    const paid = await ordered(2)
    expect(await stocks(paid.a, paid.b)).toEqual([20, 20])
    await payNow(test, paid.order)
    expect([await stocks(paid.a, paid.b), await sales(paid.a, paid.b)]).toEqual([[18, 16], [2, 4]])

    await setSetting(test, 'stockDecTime', 0)
    const shipped = await ordered(2)
    await payNow(test, shipped.order)
    expect(await stocks(shipped.a, shipped.b)).toEqual([20, 20])
    const [line] = await readLines(test, shipped.order.id)
    const { deliveryId } = await merchantOrders.makeDelivery(staff(), PORTS, { orderId: shipped.order.id, lines: [{ orderLineId: line?.id ?? 0, quantity: 1 }] })
    await merchantOrders.handOver(staff(), PORTS, { orderId: shipped.order.id, deliveryId, trackingNo: 'SF1' })
    expect(await stocks(shipped.a, shipped.b)).toEqual([19, 18])
    await merchantOrders.takeBack(staff(), PORTS, { orderId: shipped.order.id, deliveryId })
    expect(await stocks(shipped.a, shipped.b)).toEqual([20, 20])
    await setSetting(test, 'stockDecTime', 1)
  })

  it('is ordered again while it runs, as far as the stock goes', async () => {
    const { b, packageId, who, order } = await ordered(3)
    const again = () => orderAgain(who.ctx, { orderId: order.id })

    expect(await again()).toMatchObject({ added: 1, skipped: [], cart: { lines: [{ goodsId: packageId, quantity: 3, selected: true }] } })
    expect((await again()).cart.lines.map((line) => line.quantity)).toEqual([3])
    await test.db.cart.deleteMany({ where: { userId: who.userId } })
    await test.db.goods.update({ where: { id: b }, data: { stock: 3 } })
    expect(await again()).toMatchObject({ added: 1, skipped: [{ goodsId: packageId, quantity: 2, reason: 'out_of_stock' }] })
    await test.db.promotion.update({ where: { id: packageId }, data: { endAt: NOW } })
    await test.db.cart.deleteMany({ where: { userId: who.userId } })
    expect(await again()).toMatchObject({ added: 0, skipped: [{ goodsId: packageId, quantity: 3, reason: 'package_over' }], cart: { lines: [] } })
  })

  it('merges with its contents and their weight', async () => {
    const { packageId, who, order } = await ordered(2)
    await addPackage(who.ctx, { packageId, number: 1 })
    const second = await check(who)
    await chooseShipping(who.ctx, { checkoutToken: second.checkoutToken, shippingId: shop.ems })
    const { order: to } = await place(who, second)

    const merged = await mergeOrders(who.ctx, PORTS, { fromOrder: order.sn, toOrder: to.orderSn })

    // Three packages of 1100 g: six steps of 15.00 above 20.00.
    expect(merged.totals).toMatchObject({ goodsAmountFen: 30_000, shippingFeeFen: 11_000 })
    expect(merged.lines.map((line) => [line.goodsId, line.quantity, line.packageGoods.length])).toEqual([[packageId, 1, 2], [packageId, 2, 2]])
  })

  it('comes back whole, one package after another, to the fen and to the shelf', async () => {
    const { a, b, who, packageId } = await ordered(3)
    await activity(test, { type: 1, offFen: 1, minAmountFen: 1 })
    const off = await bonus(test, 1000, { userId: who.userId })
    await addPackage(who.ctx, { packageId, number: 3 })
    const checkout = await check(who)
    await chooseBonus(who.ctx, { checkoutToken: checkout.checkoutToken, bonusId: off })
    const { order: { orderId } } = await place(who, checkout)
    const order = await test.db.order.findUniqueOrThrow({ where: { id: orderId } })
    await payNow(test, order)
    const [line] = await readLines(test, orderId)
    const orderLineId = line?.id ?? 0
    const { deliveryId } = await merchantOrders.makeDelivery(staff(), PORTS, { orderId, lines: [{ orderLineId, quantity: 3 }] })
    await merchantOrders.handOver(staff(), PORTS, { orderId, deliveryId, trackingNo: 'SF1' })
    await receiveOwnOrder(who.ctx, PORTS, { orderId })
    expect(await stocks(a, b)).toEqual([14, 8])

    const refunds: number[] = []
    for (let unit = 0; unit < 3; unit++) {
      const { aftersaleId } = await askForCase(who.ctx, PORTS, { orderId, orderLineId, kind: 1, quantity: 1, cause: '不想要了' })
      await deskCases.agree(staff(), PORTS, { aftersaleId })
      await sendOwnCaseBack(who.ctx, PORTS, { aftersaleId, shippingName: '中通', trackingNo: '1' })
      await deskCases.receiveBack(staff(), PORTS, { aftersaleId })
      await deskCases.refund(staff(), PORTS, { aftersaleId })
      refunds.push((await test.db.aftersale.findUniqueOrThrow({ where: { id: aftersaleId } })).refundedFen)
    }

    expect(refunds).toEqual([9666, 9667, 9667])
    expect(await stocks(a, b)).toEqual([17, 14])
  })

  it('needs one statement more than an order without, however many there are', async () => {
    const [one, two] = [await pair(), await pair()]
    const who = await buyer(test, [[await plain(500), 1]])
    await addPackage(who.ctx, { packageId: one.packageId, number: 1 })
    await addPackage(who.ctx, { packageId: two.packageId, number: 1 })
    const token = await check(who)
    const sent = await ownStatementsOf(() => place(who, token))
    expect(sent.slice(0, 3)).toEqual(['checkout_load', 'packages_by_id', 'checkout_write_order'])
    expect(await ownStatementsOf(async () => { await add(who.ctx, one.a) })).not.toContain('packages_by_id')
  })

  it('of one that ended meanwhile keeps its price', async () => {
    const { who, order } = await ordered(1)
    const later = who.at(new Date(NOW.getTime() + 2 * DAY_MS))
    expect((await getOwnOrder(later, PORTS, { orderId: order.id })).lines[0]).toMatchObject({ goodsPriceFen: 10_000, subtotalFen: 10_000 })
  })
})
