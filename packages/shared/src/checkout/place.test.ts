import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addFavourable, getCart } from '../cart/index.ts'
import { ownStatementsOf } from '../cart/testing/count-statements.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { Order } from '../contract/index.ts'
import { getOwnOrder, orderShapeById } from '../orders/index.ts'
import { addCards } from '../virtual-cards/testing/add-cards.ts'
import { installSecretKey } from '../secrets/index.ts'
import { updateSettings } from '../shop/index.ts'
import { chooseBalance, chooseBonus, chooseCard, chooseInsurance, chooseInvoice, choosePack, choosePayment, choosePoints, sweepCheckouts } from './index.ts'
import { activity, add, bonus, buyer, check, DAY_MS, noActivities, NOW, place, PORTS, type Shopper, shirt, someGoods, world, type World } from './testing/fixtures.ts'

const test = testDatabase()
let shop: World
beforeAll(async () => {
  installSecretKey(Buffer.alloc(32, 4))
  shop = await world(test)
})
beforeEach(() => noActivities(test))

const plain = (shopPriceFen = 10_000, special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId: shop.categoryId, shopPriceFen, stock: 50, ...special })
const stockOf = async (id: number) => (await test.db.goods.findUniqueOrThrow({ where: { id } })).stock
/** As it is answered: without what only the row has. */
const contractOf = (order: Order) => Order.parse(order)
const ordersOf = ({ userId }: Shopper) => test.db.order.findMany({ where: { userId } })
const purse = async ({ userId }: Shopper) => test.db.user.findUniqueOrThrow({ where: { id: userId }, select: { balanceFen: true, points: true } })

describe('placing an order', () => {
  it('of everything at once writes every figure, takes stock, balance, points and bonus, and empties the cart', async () => {
    const one = await plain(5000, { pointsLimitYuan: 10, weightGrams: 300 })
    const goods = await shirt(test, { categoryId: shop.categoryId })
    const gift = await plain(900, { isAloneSale: false })
    const act = await activity(test, { type: 1, offFen: 1000, minAmountFen: 20_000 })
    const giving = await activity(test, { type: 0, gifts: [{ goodsId: gift, priceFen: 0 }], giftLimit: 1, minAmountFen: 100 })
    const who = await buyer(test, [[one, 2]], { balanceFen: 20_000, points: 900 })
    await add(who.ctx, goods.goodsId, 1, { optionValueIds: [goods.blue, goods.large, goods.wrap] })
    await addFavourable(who.ctx, { activityId: giving, gift: [gift] })
    const later = await plain()
    const { checkoutToken } = await check(who)
    await add(who.ctx, later, 1)
    const bonusId = await bonus(test, 500, { userId: who.userId })
    const { ctx } = who
    await choosePack(ctx, { checkoutToken, packId: shop.pack })
    await chooseCard(ctx, { checkoutToken, cardId: shop.card, cardMessage: '福' })
    await chooseInsurance(ctx, { checkoutToken, needInsure: true })
    await chooseInvoice(ctx, { checkoutToken, needInvoice: true, invoiceType: '普通发票', titleType: 'company', payee: '某公司', taxNo: '91350100M000100Y43', content: '商品明细' })
    await chooseBonus(ctx, { checkoutToken, bonusId })
    await choosePoints(ctx, { checkoutToken, points: 800 })
    const shown = await chooseBalance(ctx, { checkoutToken, balanceFen: 5000 })
    // shirt 100.00 + 2.00 + 5.50 + 3.00, G 210.50, D 10.00, N 200.50
    expect(shown.totals).toMatchObject({ goodsAmountFen: 21_050, discountFen: 1000, packFeeFen: 0, cardFeeFen: 300, shippingFeeFen: 1000, insureFeeFen: 100, taxFen: 201, bonusFen: 500, points: 800, pointsMoneyFen: 800, balanceFen: 5000, payFeeFen: 93, orderAmountFen: 15_444 })

    const { order, payment, repeated } = await place(who, { checkoutToken })

    expect(repeated).toBe(false)
    expect(order.orderSn).toMatch(/^20260301\d{8}$/)
    expect(order).toMatchObject({ userId: who.userId, orderStatus: 0, shippingStatus: 0, payStatus: 0, state: 'await_pay', shippingName: '顺丰', payCode: 'sandbox', packName: '礼盒', cardName: '贺卡', cardMessage: '福', bonusId, addTime: NOW.toISOString(), payDeadline: new Date(NOW.getTime() + 30 * 60_000).toISOString() })
    expect(order.consignee).toMatchObject({ consignee: '张三', district: 310_115, address: '世纪大道 1 号', mobile: '13800000000' })
    expect(order.invoice).toMatchObject({ needInvoice: true, invoiceType: '普通发票', payee: '某公司', taxNo: '91350100M000100Y43' })
    const { maxPoints: _, maxBalanceFen: __, savingFen: ___, ...figures } = { maxPoints: 0, maxBalanceFen: 0, savingFen: 0, ...shown.totals }
    expect(order.totals).toMatchObject(figures)
    const share = (pick: (line: typeof order.lines[number]) => number) => order.lines.reduce((sum, line) => sum + pick(line), 0)
    expect([share((line) => line.discountShareFen), share((line) => line.bonusShareFen), share((line) => line.pointsShareFen), share((line) => line.taxShareFen), share((line) => line.netAmountFen)]).toEqual([1000, 500, 800, 201, 18_750])
    expect(order.lines.map((line) => [line.goodsId, line.skuId, line.quantity, line.goodsPriceFen, line.optionsText, line.giftActivityId])).toEqual([
      [one, 0, 2, 5000, '', 0], [goods.goodsId, goods.blueSku, 1, 11_050, '颜色:蓝 尺码:L 服务:包装', 0], [gift, 0, 1, 0, '', giving],
    ])
    expect(order.log).toMatchObject([{ actionUser: 'buyer', orderStatus: 0, payStatus: 0 }])
    expect(contractOf(order)).toEqual(contractOf(await orderShapeById(ctx, order.orderId)))
    expect(payment).toMatchObject({ orderSn: order.orderSn, payCode: 'sandbox', amountFen: 15_444, payFeeFen: 93, payUrl: '', qrCode: '', params: {} })

    expect([await stockOf(one), await stockOf(goods.goodsId), await stockOf(gift)]).toEqual([48, 7, 49])
    const moved = await test.db.stockMovement.findMany({ where: { orderId: order.orderId } })
    expect(moved.map((row) => [row.cause, row.change, row.stockAfter, row.byName]).sort()).toEqual([['placed', -1, 2, 'buyer'], ['placed', -1, 49, 'buyer'], ['placed', -2, 48, 'buyer']])
    expect(await purse(who)).toEqual({ balanceFen: 15_000, points: 100 })
    expect(await test.db.ledgerEntry.findMany({ where: { userId: who.userId } })).toMatchObject([{ type: 3, balanceFen: -5000, points: -800, contraAccount: 'order', referenceKind: 'order', referenceId: order.orderId }])
    expect(await test.db.bonus.findUniqueOrThrow({ where: { id: bonusId } })).toMatchObject({ orderId: order.orderId, usedAt: NOW })
    expect((await getCart(ctx, {})).lines.map((line) => line.goodsId)).toEqual([later])
    const row = await test.db.order.findUniqueOrThrow({ where: { id: order.orderId }, include: { lines: { orderBy: { id: 'asc' } } } })
    expect(row.lines.map((line) => [line.takenQuantity, line.priceReason])).toEqual([[2, 'shop'], [1, 'shop'], [1, 'gift']])
    expect(row.activities).toEqual([
      { activityId: act, activityName: expect.any(String) as string, activityType: 1, rangeAmountFen: 21_050, discountFen: 1000 },
      { activityId: giving, activityName: expect.any(String) as string, activityType: 0, rangeAmountFen: 21_050, discountFen: 0 },
    ])
    const steps = row.priceSteps as { stage: string, amountFen: number }[]
    expect(steps.slice(0, -1).reduce((sum, step) => sum + step.amountFen, 0)).toBe(15_444)
    expect(await test.db.outboxEvent.findMany({ where: { payload: { path: ['orderId'], equals: order.orderId } }, select: { topic: true } })).toEqual([{ topic: 'order.placed' }])
  })

  it('with nothing left to pay is confirmed and paid at once', async () => {
    const goodsId = await plain(5000)
    const who = await buyer(test, [[goodsId, 3]], { balanceFen: 16_000 })
    const { checkoutToken } = await check(who)
    await choosePayment(who.ctx, { checkoutToken, payId: shop.balance })

    const { order, payment } = await place(who, { checkoutToken })

    expect(order).toMatchObject({ orderStatus: 1, shippingStatus: 0, payStatus: 2, state: 'await_ship', payTime: NOW.toISOString(), confirmTime: NOW.toISOString(), payDeadline: '', totals: { balanceFen: 16_000, orderAmountFen: 0, payFeeFen: 0 } })
    expect(payment).toMatchObject({ logId: 0, amountFen: 0, payCode: 'balance', isOnline: false })
    expect((await purse(who)).balanceFen).toBe(0)
    expect((await test.db.goods.findUniqueOrThrow({ where: { id: goodsId } })).salesCount).toBe(3)
    expect((await test.db.outboxEvent.findMany({ where: { payload: { path: ['orderId'], equals: order.orderId } }, orderBy: { id: 'asc' } })).map((event) => event.topic)).toEqual(['order.placed', 'order.paid'])
  })

  it('with cash on delivery waits for the merchant without a deadline', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const { checkoutToken } = await check(who)
    await choosePayment(who.ctx, { checkoutToken, payId: shop.cod })

    const { order, payment } = await place(who, { checkoutToken })

    expect(order).toMatchObject({ orderStatus: 0, payStatus: 0, state: 'await_confirm', payDeadline: '', totals: { payFeeFen: 500, orderAmountFen: 11_500 } })
    expect(payment).toMatchObject({ logId: 0, amountFen: 11_500, payCode: 'cod', payUrl: '' })
  })

  it('by bank transfer has three days', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const { checkoutToken } = await check(who)
    await choosePayment(who.ctx, { checkoutToken, payId: shop.bank })

    const { order, payment } = await place(who, { checkoutToken })

    expect(order.payDeadline).toBe(new Date(NOW.getTime() + 3 * DAY_MS).toISOString())
    expect(payment.payDesc).toBe(`招商银行 6222 0000\n转账时请注明订单号 ${order.orderSn}`)
  })

  it('a second time answers the same order for 24 hours, then not', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const checkout = await check(who)
    const { order } = await place(who, checkout)
    const at = (ms: number) => place({ ctx: who.at(new Date(NOW.getTime() + ms)) }, checkout)

    expect(await at(DAY_MS - 1)).toMatchObject({ repeated: true, order: { orderSn: order.orderSn } })
    await expect(at(DAY_MS)).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    await expect(check(who, checkout)).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    expect(await ordersOf(who)).toHaveLength(1)
    const stranger = await buyer(test, [])
    await expect(place(stranger, checkout)).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    expect(await sweepCheckouts(test.ctx(undefined, new Date(NOW.getTime() + DAY_MS)))).toBe(0)
  })

  it('after 30 minutes is too late', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const checkout = await check(who)
    await expect(place({ ctx: who.at(new Date(NOW.getTime() + 30 * 60_000)) }, checkout)).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    expect(await ordersOf(who)).toEqual([])
  })
})

describe('an order is refused', () => {
  it('once when the amounts changed; the new ones are accepted by the next call', async () => {
    const goodsId = await plain()
    const who = await buyer(test, [[goodsId, 1]])
    const checkout = await check(who)
    await test.db.goods.update({ where: { id: goodsId }, data: { shopPriceFen: 9999 } })

    await expect(place(who, checkout)).rejects.toMatchObject({ word: 'CHECKOUT_CHANGED' })
    expect([await ordersOf(who), await stockOf(goodsId)]).toEqual([[], 50])

    expect((await place(who, checkout)).order.totals.goodsAmountFen).toBe(9999)
  })

  it('for the first problem in order, each as the checkout names it', async () => {
    const [one, other] = [await plain(), await plain()]
    const who = await buyer(test, [[one, 1], [other, 5]])
    const bonusId = await bonus(test, 100, { userId: who.userId })
    const { checkoutToken } = await check(who)
    await chooseBonus(who.ctx, { checkoutToken, bonusId })
    await test.db.bonus.update({ where: { id: bonusId }, data: { orderId: 999_111 } })
    await test.db.address.deleteMany({ where: { userId: who.userId } })
    await test.db.goods.update({ where: { id: other }, data: { stock: 4 } })
    await test.db.goods.update({ where: { id: one }, data: { isOnSale: false } })
    await expect(check(who, { checkoutToken })).rejects.toMatchObject({ word: 'CART_EMPTY' })
    await expect(place(who, { checkoutToken })).rejects.toMatchObject({ word: 'GOODS_OFF_SALE' })
    await test.db.goods.update({ where: { id: one }, data: { isOnSale: true } })

    expect((await check(who, { checkoutToken })).problems.map((problem) => problem.error)).toEqual(['OUT_OF_STOCK', 'ADDRESS_REQUIRED', 'BONUS_USED'])
    await expect(place(who, { checkoutToken })).rejects.toMatchObject({ word: 'OUT_OF_STOCK', params: { stock: 4 } })
    await test.db.goods.update({ where: { id: other }, data: { stock: 5 } })
    await expect(place(who, { checkoutToken })).rejects.toMatchObject({ word: 'ADDRESS_REQUIRED' })
    expect(await ordersOf(who)).toEqual([])
  })

  it('below the least amount, and for goods that left the cart', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const checkout = await check(who)
    await updateSettings(test.ctx(), { minGoodsAmountFen: 10_001 })
    try {
      await expect(place(who, checkout)).rejects.toMatchObject({ word: 'MIN_AMOUNT_NOT_REACHED', params: { min: '100.01' } })
    } finally {
      await updateSettings(test.ctx(), { minGoodsAmountFen: 0 })
    }
    await test.db.cartLine.deleteMany({ where: { cart: { userId: who.userId } } })
    await expect(place(who, checkout)).rejects.toMatchObject({ word: 'CART_EMPTY' })
  })

  it('in the middle leaves nothing behind', async () => {
    const goodsId = await plain()
    const who = await buyer(test, [[goodsId, 1]], { balanceFen: 5000, points: 10 })
    const bonusId = await bonus(test, 100, { userId: who.userId })
    const { checkoutToken } = await check(who)
    await chooseBonus(who.ctx, { checkoutToken, bonusId })
    await chooseBalance(who.ctx, { checkoutToken, balanceFen: 5000 })
    const outbox = await test.db.outboxEvent.count()
    await test.pool.query(`CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`)
    await test.pool.query(`CREATE TRIGGER no_more BEFORE UPDATE OF "stock" ON "Goods" FOR EACH ROW EXECUTE FUNCTION no_more()`)

    await expect(place(who, { checkoutToken })).rejects.toThrow('the disk is full')

    await test.pool.query('DROP TRIGGER no_more ON "Goods"')
    expect([await ordersOf(who), await stockOf(goodsId), await purse(who), await test.db.outboxEvent.count()]).toEqual([[], 50, { balanceFen: 5000, points: 10 }, outbox])
    expect(await test.db.bonus.findUniqueOrThrow({ where: { id: bonusId } })).toMatchObject({ orderId: null, usedAt: null })
    expect(await test.db.checkout.findUniqueOrThrow({ where: { token: checkoutToken } })).toMatchObject({ orderId: null, usedAt: null })
    expect((await getCart(who.ctx, {})).number).toBe(1)
    expect((await place(who, { checkoutToken })).repeated).toBe(false)
  })
})

describe('stock by the shop\'s setting', () => {
  it.each([
    ['when placed', { stockDecTime: 1 as const }, 8, 2],
    ['when paid', { stockDecTime: 2 as const }, 10, 0],
    ['when handed over', { stockDecTime: 0 as const }, 10, 0],
    ['never', { useStorage: false }, 10, 0],
  ])('is taken %s', async (_case, setting, left, taken) => {
    const goodsId = await plain(1000, { stock: 10 })
    const who = await buyer(test, [[goodsId, 2]])
    await updateSettings(test.ctx(), setting)
    try {
      const { order } = await place(who, await check(who))
      expect(await stockOf(goodsId)).toBe(left)
      expect(await test.db.orderLine.findMany({ where: { orderId: order.orderId }, select: { takenQuantity: true } })).toEqual([{ takenQuantity: taken }])
    } finally {
      await updateSettings(test.ctx(), { stockDecTime: 1, useStorage: true })
    }
  })
})

describe('statements', () => {
  it('placing takes as many for fifty lines as for one', async () => {
    const small = await buyer(test, [[await plain(100), 1]], { balanceFen: 100_000 })
    const ids = await Promise.all(Array.from({ length: 50 }, () => plain(100)))
    const large = await buyer(test, [[ids[0] ?? 0, 1]], { balanceFen: 100_000 })
    const cart = await test.db.cart.findUniqueOrThrow({ where: { userId: large.userId } })
    await test.db.cartLine.createMany({ data: ids.slice(1).map((goodsId) => ({ cartId: cart.id, goodsId, quantity: 1, addedAt: NOW })) })
    const sent: string[][] = []
    for (const who of [small, large]) {
      const checkout = await check(who)
      await choosePayment(who.ctx, { checkoutToken: checkout.checkoutToken, payId: shop.balance })
      sent.push(await ownStatementsOf(() => place(who, checkout)))
    }
    expect(sent[0]).toEqual(sent[1])
    expect(sent[0]).toEqual(['checkout_load', 'checkout_write_order'])
  })
})

describe('goods that are cards', () => {
  const ofCards = async (numbers: string[]): Promise<number> => {
    const goodsId = await plain(3000, { isReal: false, extensionCode: 'virtual_card', stock: numbers.length })
    await addCards(test, goodsId, numbers)
    return goodsId
  }

  it('with nothing left to pay are in the order at once, without an address or a way of shipping', async () => {
    const who = await buyer(test, [[await ofCards(['P-1', 'P-2']), 1]], { balanceFen: 9000 })
    const { checkoutToken } = await check(who)
    const shown = await choosePayment(who.ctx, { checkoutToken, payId: shop.balance })
    expect(shown).toMatchObject({ needShipping: false, problems: [], totals: { shippingFeeFen: 0 } })
    expect(shown.payments.find((method) => method.payId === shop.cod)?.available).toBe(false)

    const { order, repeated } = await place(who, { checkoutToken })

    expect(repeated).toBe(false)
    expect(order).toMatchObject({ orderStatus: 5, shippingStatus: 1, payStatus: 2, state: 'shipped', shippingId: 0, consignee: { addressId: 0, consignee: '', mobile: '', regionText: '', address: '' }, codes: [], totals: { balanceFen: 3000 } })
    expect(order.lines).toMatchObject([{ shippedQuantity: 1, isReal: false, extensionCode: 'virtual_card' }])
    expect((await getOwnOrder(who.ctx, PORTS, { orderId: order.orderId })).codes).toMatchObject([{ code: 'P-1', password: '1-P' }])
    expect(await place(who, { checkoutToken })).toMatchObject({ repeated: true, order: { orderSn: order.orderSn, codes: [] } })
    expect(await test.db.virtualCard.count({ where: { state: 'sold' } })).toBe(1)
  })

  it('to be paid later wait for the money', async () => {
    const who = await buyer(test, [[await ofCards(['Q-1']), 1]])

    const { order } = await place(who, await check(who))

    expect(order).toMatchObject({ state: 'await_pay', lines: [{ shippedQuantity: 0 }] })
  })

  it('take as many statements for three as for one', async () => {
    const sent: string[][] = []
    for (const goods of [['R-1'], ['S-1', 'T-1', 'U-1']]) {
      const who = await buyer(test, [], { balanceFen: 20_000 })
      for (const number of goods) await add(who.ctx, await ofCards([number]), 1)
      const { checkoutToken } = await check(who)
      await choosePayment(who.ctx, { checkoutToken, payId: shop.balance })
      sent.push(await ownStatementsOf(() => place(who, { checkoutToken })))
    }
    expect(sent[0]).toEqual(sent[1])
    expect(sent[0]).toEqual(expect.arrayContaining(['cards_pick', 'cards_give']))
  })
})
