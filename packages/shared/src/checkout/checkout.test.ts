import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteLines, getCart, updateCart } from '../cart/index.ts'
import { ownStatementsOf } from '../cart/testing/count-statements.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { forgetCaches, updateSettings } from '../shop/index.ts'
import { chooseBalance, chooseBonus, chooseCard, chooseInsurance, chooseInvoice, chooseOos, choosePack, choosePayment, choosePoints, chooseShipping, explainCheckout } from './index.ts'
import { add, address, bonus, buyer, check, HAINAN, noActivities, NOW, shopper, someGoods, world, type World } from './testing/fixtures.ts'

const test = testDatabase()
let shop: World
beforeAll(async () => { shop = await world(test) })
beforeEach(() => noActivities(test))

const MINUTES_30 = 30 * 60_000
const plain = (shopPriceFen = 10_000, special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId: shop.categoryId, shopPriceFen, stock: 50, weightGrams: 400, ...special })
const words = (checkout: { problems: { error: string }[] }) => checkout.problems.map((problem) => problem.error)

describe('a new checkout', () => {
  it('starts with the default address and the first shipping and payment offered', async () => {
    const who = await buyer(test, [[await plain(), 2]])

    const checkout = await check(who)

    expect(checkout).toMatchObject({
      expiresAt: new Date(NOW.getTime() + MINUTES_30).toISOString(),
      consignee: { consignee: '张三', isDefault: true },
      needShipping: true,
      shippingId: shop.sf,
      payId: shop.sandbox,
      packId: 0,
      cardId: 0,
      bonusId: 0,
      points: 0,
      balanceFen: 0,
      needInsure: false,
      invoice: { needInvoice: false },
      oosChoice: 0,
      problems: [],
    })
    expect(checkout.checkoutToken).toMatch(/^[\w-]{43}$/)
    // 200.00 + 10.00, and 0.6 % so that the shop is left with it
    expect(checkout.totals).toMatchObject({ goodsAmountFen: 20_000, shippingFeeFen: 1000, payFeeFen: 127, totalFeeFen: 21_127, orderAmountFen: 21_127, givePoints: 200 })
    expect(checkout.shippings.map((option) => [option.shippingId, option.shippingFeeFen, option.freeMoneyFen, option.canInsure, option.insureFeeFen, option.supportCod, option.available])).toEqual([
      [shop.sf, 1000, 50_000, true, 100, true, true],
      [shop.ems, 3500, 0, false, 0, false, true],
    ])
    expect(checkout.payments.map((option) => [option.payId, option.payFeeFen, option.available, option.reason])).toEqual([
      [shop.sandbox, 127, true, 'none'], [shop.bank, 0, true, 'none'], [shop.cod, 500, true, 'none'], [shop.balance, 0, false, 'balance_short'],
    ])
    expect(checkout.groups).toMatchObject([{ sellerId: 0, shippingId: shop.sf, goodsAmountFen: 20_000, shippingFeeFen: 1000 }])
    expect([checkout.invoiceTypes, checkout.oosOptions.map((option) => option.name)]).toEqual([
      [{ invoiceType: '普通发票', rate: 1 }, { invoiceType: '增值税发票', rate: 1.5 }], ['等待货物备齐后再发', '取消订单', '与店主协商'],
    ])
  })

  it('takes shipping and payment of the last order when both are still offered', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const last = { userId: who.userId, payId: shop.bank, shippingId: shop.ems, addedAt: NOW }
    await test.db.order.create({ data: { ...last, sn: '2026030100000001' } })
    expect(await check(who)).toMatchObject({ shippingId: shop.ems, payId: shop.bank })

    const far = await address(test, who, { provinceId: HAINAN, cityId: 4601, districtId: 0, isDefault: false })

    expect(await check(who, { addressId: far.id })).toMatchObject({ shippingId: shop.sf, payId: shop.sandbox })
  })

  it('holds the lines named, or the selected ones that can be bought', async () => {
    const [one, other, gone] = [await plain(), await plain(2000), await plain()]
    const who = await buyer(test, [[one, 1], [other, 1], [gone, 1]])
    const cart = await getCart(who.ctx, {})
    const idOf = (goodsId: number) => cart.lines.find((line) => line.goodsId === goodsId)?.cartLineId ?? 0
    await updateCart(who.ctx, { cartLineIds: [idOf(one)], selected: false })
    await test.db.goods.update({ where: { id: gone }, data: { isOnSale: false } })

    expect((await check(who)).lines.map((line) => line.goodsId)).toEqual([other])
    const named = await check(who, { cartLineIds: [idOf(one), idOf(gone)] })
    expect(named.lines.map((line) => line.goodsId)).toEqual([one])
    expect(named.problems).toEqual([{ error: 'GOODS_OFF_SALE', cartLineId: idOf(gone), message: '商品已下架' }])
    await expect(check(who, { cartLineIds: [idOf(gone)] })).rejects.toMatchObject({ word: 'CART_EMPTY' })
    await expect(check(who, { cartLineIds: [idOf(one), 999_999] })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(check(who, { flowType: 1, activityId: 7 })).rejects.toMatchObject({ word: 'CART_EMPTY' })
    const stranger = await buyer(test, [[one, 1]])
    await expect(check(stranger, { cartLineIds: [idOf(one)] })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    const theirs = await address(test, stranger, { isDefault: false })
    await expect(check(who, { addressId: theirs.id })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })

  it('without an address, or of virtual goods', async () => {
    const who = await shopper(test)
    await add(who.ctx, await plain())
    expect(words(await check(who))).toEqual(['ADDRESS_REQUIRED', 'SHIPPING_REQUIRED'])

    const other = await shopper(test)
    await add(other.ctx, await plain(9900, { isReal: false, extensionCode: 'virtual_code' }))
    const checkout = await check(other)
    expect(checkout).toMatchObject({ needShipping: false, shippingId: 0, shippings: [], problems: [], consignee: { addressId: 0 } })
    await expect(chooseShipping(other.ctx, { checkoutToken: checkout.checkoutToken, shippingId: shop.sf })).rejects.toMatchObject({ word: 'SHIPPING_UNAVAILABLE' })
    await expect(choosePack(other.ctx, { checkoutToken: checkout.checkoutToken, packId: shop.pack })).rejects.toMatchObject({ word: 'PACK_UNAVAILABLE' })
  })
})

describe('going on', () => {
  it('lasts 30 minutes after the last call and belongs to one user', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const stranger = await buyer(test, [[await plain(), 1]])
    const { checkoutToken } = await check(who)
    const at = (ms: number) => ({ ctx: who.at(new Date(NOW.getTime() + ms)) })

    expect((await check(at(MINUTES_30 - 1), { checkoutToken })).expiresAt).toBe(new Date(NOW.getTime() + 2 * MINUTES_30 - 1).toISOString())
    await expect(check(at(2 * MINUTES_30 - 1), { checkoutToken })).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    await expect(check(stranger, { checkoutToken })).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
    await expect(choosePayment(stranger.ctx, { checkoutToken, payId: shop.bank })).rejects.toMatchObject({ word: 'CHECKOUT_EXPIRED' })
  })

  it('keeps the choices, reads prices anew and names what became impossible', async () => {
    const goodsId = await plain()
    const who = await buyer(test, [[goodsId, 1]])
    const bonusId = await bonus(test, 1000, { userId: who.userId, minGoodsAmountFen: 10_000 })
    const { checkoutToken } = await check(who)
    await choosePack(who.ctx, { checkoutToken, packId: shop.pack })
    await choosePayment(who.ctx, { checkoutToken, payId: shop.cod })
    expect(await chooseBonus(who.ctx, { checkoutToken, bonusId })).toMatchObject({ totals: { packFeeFen: 500, bonusFen: 1000, payFeeFen: 500 } })
    await test.db.goods.update({ where: { id: goodsId }, data: { shopPriceFen: 9900 } })

    const dropped = await check(who, { checkoutToken })

    expect(dropped).toMatchObject({ packId: shop.pack, bonusId: 0, totals: { goodsAmountFen: 9900, bonusFen: 0 } })
    expect(dropped.problems).toEqual([{ error: 'BONUS_MIN_AMOUNT', cartLineId: 0, message: '商品总额未达到红包的使用条件 ¥100.00' }])
    const cashless = await chooseShipping(who.ctx, { checkoutToken, shippingId: shop.ems })
    expect(cashless.payId).toBe(0)
    expect(words(cashless)).toEqual(['PAYMENT_UNAVAILABLE', 'BONUS_MIN_AMOUNT'])
    const [line] = (await getCart(who.ctx, {})).lines
    await deleteLines(who.ctx, { cartLineIds: [line?.cartLineId ?? 0] })
    await expect(check(who, { checkoutToken })).rejects.toMatchObject({ word: 'CART_EMPTY' })
  })

  it('names too little stock, of two lines of one SKU together too', async () => {
    const goodsId = await plain(1000, { stock: 5 })
    const who = await buyer(test, [[goodsId, 3]])
    const { checkoutToken } = await check(who)
    await test.db.goods.update({ where: { id: goodsId }, data: { stock: 2 } })
    await expect(check(who, { checkoutToken })).rejects.toMatchObject({ word: 'CART_EMPTY' })
    await add(who.ctx, await plain(5000), 1)
    expect((await check(who, { cartLineIds: (await getCart(who.ctx, {})).lines.map((line) => line.cartLineId) })).problems).toMatchObject([{ error: 'OUT_OF_STOCK', message: '商品库存不足，当前库存 2' }])
  })

  it('two choices at once are both kept', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const { checkoutToken } = await check(who)

    await Promise.all([
      choosePack(who.ctx, { checkoutToken, packId: shop.pack }),
      chooseCard(who.ctx, { checkoutToken, cardId: shop.card, cardMessage: '生日快乐' }),
      chooseOos(who.ctx, { checkoutToken, oosChoice: 2 }),
      choosePayment(who.ctx, { checkoutToken, payId: shop.bank }),
      chooseInsurance(who.ctx, { checkoutToken, needInsure: true }),
    ])

    expect(await check(who, { checkoutToken })).toMatchObject({ packId: shop.pack, cardId: shop.card, cardMessage: '生日快乐', oosChoice: 2, payId: shop.bank, needInsure: true })
  })
})

describe('the choices', () => {
  async function started(goods: [number, number][], special = {}) {
    const who = await buyer(test, goods, special)
    const { checkoutToken } = await check(who)
    return { who, ctx: who.ctx, checkoutToken }
  }

  it('shipping: only what serves the consignee; insurance falls with a method that has none', async () => {
    const { who, ctx, checkoutToken } = await started([[await plain(), 1]])
    expect((await chooseInsurance(ctx, { checkoutToken, needInsure: true })).totals.insureFeeFen).toBe(100)
    expect(await chooseShipping(ctx, { checkoutToken, shippingId: shop.ems })).toMatchObject({ shippingId: shop.ems, needInsure: false, totals: { shippingFeeFen: 2000, insureFeeFen: 0 } })
    await expect(chooseInsurance(ctx, { checkoutToken, needInsure: true })).rejects.toMatchObject({ word: 'INSURE_UNAVAILABLE' })
    await expect(chooseShipping(ctx, { checkoutToken, shippingId: 999_999 })).rejects.toMatchObject({ word: 'SHIPPING_UNAVAILABLE' })
    await expect(chooseShipping(ctx, { checkoutToken, shippingId: shop.sf, sellerId: 5 })).rejects.toMatchObject({ word: 'SHIPPING_UNAVAILABLE' })
    const far = await address(test, who, { provinceId: HAINAN, cityId: 4601, districtId: 0, isDefault: false })

    const moved = await check(who, { checkoutToken, addressId: far.id })

    expect(moved.shippings.map((option) => [option.shippingId, option.available, option.reason])).toEqual([[shop.sf, true, 'none'], [shop.ems, false, 'region']])
    expect([moved.shippingId, words(moved)]).toEqual([0, ['SHIPPING_UNAVAILABLE']])
    await expect(chooseShipping(ctx, { checkoutToken, shippingId: shop.ems })).rejects.toMatchObject({ word: 'SHIPPING_UNAVAILABLE' })
    await expect(chooseInsurance(ctx, { checkoutToken, needInsure: true })).rejects.toMatchObject({ word: 'SHIPPING_REQUIRED' })
    expect(await chooseShipping(ctx, { checkoutToken, shippingId: shop.sf })).toMatchObject({ shippingId: shop.sf, problems: [] })
  })

  it('shipping by pick-up needs an outlet and a slot, and there is no outlet', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 1]])
    const pickup = await test.db.shippingMethod.create({ data: { code: 'pickup', name: '自提', kind: 'pickup' } })
    forgetCaches()

    await expect(chooseShipping(ctx, { checkoutToken, shippingId: pickup.id })).rejects.toMatchObject({ word: 'PARAM_MISSING', params: { field: 'outletId' } })
    await expect(chooseShipping(ctx, { checkoutToken, shippingId: pickup.id, outletId: 1 })).rejects.toMatchObject({ word: 'PARAM_MISSING', params: { field: 'pickupTime' } })
    await expect(chooseShipping(ctx, { checkoutToken, shippingId: pickup.id, outletId: 1, pickupTime: NOW.toISOString() })).rejects.toMatchObject({ word: 'SHIPPING_UNAVAILABLE' })
  })

  it('payment: disabled, without an area for cash, and a balance that is short are refused', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 1]], { balanceFen: 10_999 })

    expect((await choosePayment(ctx, { checkoutToken, payId: shop.cod })).totals).toMatchObject({ payFeeFen: 500, orderAmountFen: 11_500 })
    await expect(choosePayment(ctx, { checkoutToken, payId: shop.balance })).rejects.toMatchObject({ word: 'PAYMENT_UNAVAILABLE' })
    await expect(choosePayment(ctx, { checkoutToken, payId: 999_999 })).rejects.toMatchObject({ word: 'PAYMENT_UNAVAILABLE' })
    await chooseShipping(ctx, { checkoutToken, shippingId: shop.ems })
    await expect(choosePayment(ctx, { checkoutToken, payId: shop.cod })).rejects.toMatchObject({ word: 'PAYMENT_UNAVAILABLE' })
  })

  it('payment from the balance pays all and costs nothing', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 1]], { balanceFen: 1000, creditLineFen: 10_000 })

    expect(await choosePayment(ctx, { checkoutToken, payId: shop.balance })).toMatchObject({ yourBalanceFen: 11_000, totals: { balanceFen: 11_000, payFeeFen: 0, orderAmountFen: 0 }, problems: [] })
  })

  it('packing and card: fees until their free amount, card 0 clears the message', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 2]])

    expect(await choosePack(ctx, { checkoutToken, packId: shop.pack })).toMatchObject({ packs: [{ packFeeFen: 500, freeMoneyFen: 20_000, feeFen: 0 }], totals: { packFeeFen: 0 } })
    expect(await chooseCard(ctx, { checkoutToken, cardId: shop.card, cardMessage: '福' })).toMatchObject({ cardMessage: '福', totals: { cardFeeFen: 300 } })
    expect(await chooseCard(ctx, { checkoutToken, cardId: 0, cardMessage: '福' })).toMatchObject({ cardId: 0, cardMessage: '', totals: { cardFeeFen: 0 } })
    await expect(choosePack(ctx, { checkoutToken, packId: 999_999 })).rejects.toMatchObject({ word: 'PACK_UNAVAILABLE' })
    await expect(chooseCard(ctx, { checkoutToken, cardId: 999_999 })).rejects.toMatchObject({ word: 'CARD_UNAVAILABLE' })
    await test.db.pack.updateMany({ where: { id: shop.pack }, data: { isEnabled: false } })
    forgetCaches()
    expect(await chooseOos(ctx, { checkoutToken, oosChoice: 1 })).toMatchObject({ packId: 0, packs: [], problems: [{ error: 'PACK_UNAVAILABLE' }] })
    expect((await chooseOos(ctx, { checkoutToken, oosChoice: 1 })).problems).toEqual([])
    await test.db.pack.updateMany({ where: { id: shop.pack }, data: { isEnabled: true } })
    forgetCaches()
  })

  it('balance: at most what is to pay, never more than there is; the fee is for the rest', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 1]], { balanceFen: 15_000 })
    await expect(chooseBalance(ctx, { checkoutToken, balanceFen: 15_001 })).rejects.toMatchObject({ word: 'SURPLUS_NOT_ENOUGH', params: { available: '150.00' } })
    expect(await chooseBalance(ctx, { checkoutToken, balanceFen: 1000 })).toMatchObject({ balanceFen: 1000, maxBalanceFen: 11_000, totals: { balanceFen: 1000, payFeeFen: 60, orderAmountFen: 10_060 } })
    expect(await chooseBalance(ctx, { checkoutToken, balanceFen: 15_000 })).toMatchObject({ balanceFen: 11_000, totals: { balanceFen: 11_000, orderAmountFen: 0 } })
  })

  it('points: not more than owned, not more than the order takes; the old value stays', async () => {
    const { who, ctx, checkoutToken } = await started([[await plain(10_000, { pointsLimitYuan: 5 }), 2]], { points: 2000 })
    await expect(choosePoints(ctx, { checkoutToken, points: 2001 })).rejects.toMatchObject({ word: 'INTEGRAL_NOT_ENOUGH', params: { available: 2000 } })
    await expect(choosePoints(ctx, { checkoutToken, points: 1001 })).rejects.toMatchObject({ word: 'INTEGRAL_TOO_MUCH', params: { max_integral: 1000 } })
    expect(await choosePoints(ctx, { checkoutToken, points: 300 })).toMatchObject({ points: 300, maxPoints: 1000, yourPoints: 2000, totals: { points: 300, pointsMoneyFen: 300 } })
    await expect(choosePoints(ctx, { checkoutToken, points: 1001 })).rejects.toMatchObject({ word: 'INTEGRAL_TOO_MUCH' })
    expect((await check(who, { checkoutToken })).points).toBe(300)
  })

  it('invoice: what is offered, with a payee, and a number for a company', async () => {
    const { ctx, checkoutToken } = await started([[await plain(), 1]])
    const good = { checkoutToken, needInvoice: true, invoiceType: '普通发票', titleType: 'personal' as const, payee: '张三', content: '商品明细' }
    const company = { ...good, titleType: 'company' as const, payee: '某公司' }
    for (const bad of [{ ...good, invoiceType: '别的' }, { ...good, content: '别的' }, { ...good, payee: ' ' }, { ...company, taxNo: '' }, { ...company, taxNo: '91350100m000100y43' }, { ...company, taxNo: 'A'.repeat(21) }]) {
      await expect(chooseInvoice(ctx, bad)).rejects.toMatchObject({ word: 'INVOICE_INVALID' })
    }

    expect(await chooseInvoice(ctx, { ...company, taxNo: '91350100M000100Y43' })).toMatchObject({ invoice: { needInvoice: true, taxNo: '91350100M000100Y43' }, totals: { taxFen: 100 } })
    expect(await chooseInvoice(ctx, { ...good, needInvoice: false })).toMatchObject({ invoice: { needInvoice: false, payee: '', invoiceType: '' }, totals: { taxFen: 0 } })
  })

  it('a feature that is switched off answers FEATURE_OFF and offers nothing', async () => {
    const { who, ctx, checkoutToken } = await started([[await plain(), 1]])
    const off = { usePack: false, useCard: false, useBonus: false, usePoints: false, useBalance: false, canInvoice: false, useHowOos: false }
    await updateSettings(test.ctx(), off)
    try {
      const calls = [
        choosePack(ctx, { checkoutToken, packId: 0 }), chooseCard(ctx, { checkoutToken, cardId: 0 }), chooseBonus(ctx, { checkoutToken, bonusId: 0 }), choosePoints(ctx, { checkoutToken, points: 0 }),
        chooseBalance(ctx, { checkoutToken, balanceFen: 0 }), chooseInvoice(ctx, { checkoutToken, needInvoice: false, titleType: 'personal' }), chooseOos(ctx, { checkoutToken, oosChoice: 0 }),
      ]
      expect((await Promise.allSettled(calls)).map((each) => (each.status === 'rejected' ? (each.reason as { word: string }).word : 'taken'))).toEqual(calls.map(() => 'FEATURE_OFF'))
      expect(await check(who, { checkoutToken })).toMatchObject({ packs: [], cards: [], bonuses: [], invoiceTypes: [], invoiceContents: [], oosOptions: [], maxPoints: 0, maxBalanceFen: 0 })
    } finally {
      await updateSettings(test.ctx(), { usePack: true, useCard: true, useBonus: true, usePoints: true, useBalance: true, canInvoice: true, useHowOos: true })
    }
  })
})

describe('a bonus', () => {
  const DAY = 86_400_000

  it('is refused in the order of the rule; one takes the other\'s place', async () => {
    const who = await buyer(test, [[await plain(), 1]])
    const { ctx, userId } = who
    const { checkoutToken } = await check(who)
    const choose = async (bonusId: number) => chooseBonus(ctx, { checkoutToken, bonusId })
    const used = await bonus(test, 100, { userId, useEndAt: new Date(NOW.getTime() - 1) })
    await test.db.bonus.update({ where: { id: used }, data: { orderId: 987_654, usedAt: NOW } })

    await expect(choose(999_999)).rejects.toMatchObject({ word: 'BONUS_UNAVAILABLE' })
    await expect(choose(await bonus(test, 100, { userId: (await shopper(test)).userId }))).rejects.toMatchObject({ word: 'BONUS_UNAVAILABLE' })
    await expect(choose(used)).rejects.toMatchObject({ word: 'BONUS_USED' })
    await expect(choose(await bonus(test, 100, { userId, useEndAt: NOW }))).rejects.toMatchObject({ word: 'BONUS_EXPIRED' })
    await expect(choose(await bonus(test, 100, { userId, useStartAt: new Date(NOW.getTime() + 1) }))).rejects.toMatchObject({ word: 'BONUS_EXPIRED' })
    await expect(choose(await bonus(test, 100, { userId, minGoodsAmountFen: 10_001 }))).rejects.toMatchObject({ word: 'BONUS_MIN_AMOUNT', params: { min: '100.01' } })
    const [small, big] = [await bonus(test, 500, { userId }), await bonus(test, 20_000, { userId, useRange: 1, useRangeIds: [shop.categoryId] })]
    await choose(small)
    const checkout = await choose(big)
    expect(checkout).toMatchObject({ bonusId: big, totals: { bonusFen: 10_000 } })
    expect(checkout.bonuses.map((option) => [option.bonus.bonusId, option.available, option.reason, option.amountFen]).slice(0, 2)).toEqual([[big, true, 'none', 10_000], [small, true, 'none', 500]])
    expect(checkout.bonuses[0]?.bonus.useRangeExt).toMatchObject([{ id: shop.categoryId }])
    expect(await chooseBonus(ctx, { checkoutToken, bonusId: 0 })).toMatchObject({ bonusId: 0, totals: { bonusFen: 0 } })
    expect(await explainCheckout(ctx, { checkoutToken })).toMatchObject({ bestBonusId: big, bestBonusFen: 10_000 })
  })

  it('by its number becomes the shopper\'s own at once, of two who send it one', async () => {
    const [one, other] = [await buyer(test, [[await plain(), 1]]), await buyer(test, [[await plain(), 1]])]
    const [a, b] = [await check(one), await check(other)]
    const id = await bonus(test, 700, { sn: '1000000001' })
    await bonus(test, 700, { sn: '1000000002', useEndAt: new Date(NOW.getTime() - DAY) })
    await bonus(test, 700, { sn: '1000000003', minGoodsAmountFen: 99_999 })

    const outcomes = await Promise.allSettled([
      chooseBonus(one.ctx, { checkoutToken: a.checkoutToken, bonusSn: '1000000001' }),
      chooseBonus(other.ctx, { checkoutToken: b.checkoutToken, bonusSn: '1000000001' }),
    ])

    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value.totals.bonusFen : (each.reason as { word: string }).word)).sort()).toEqual([700, 'BONUS_UNAVAILABLE'])
    expect([one.userId, other.userId]).toContain((await test.db.bonus.findUniqueOrThrow({ where: { id } })).userId)
    const { ctx } = one
    const { checkoutToken } = a
    await expect(chooseBonus(ctx, { checkoutToken, bonusSn: '9' })).rejects.toMatchObject({ word: 'BONUS_UNAVAILABLE' })
    await expect(chooseBonus(ctx, { checkoutToken, bonusSn: '1000000002' })).rejects.toMatchObject({ word: 'BONUS_EXPIRED' })
    await expect(chooseBonus(ctx, { checkoutToken, bonusSn: '1000000003' })).rejects.toMatchObject({ word: 'BONUS_MIN_AMOUNT' })
    expect((await test.db.bonus.findUniqueOrThrow({ where: { sn: '1000000003' } })).userId).toBe(one.userId)
    await expect(chooseBonus(ctx, { checkoutToken })).rejects.toMatchObject({ word: 'PARAM_MISSING' })
    await expect(chooseBonus(ctx, { checkoutToken, bonusId: 1, bonusSn: '1' })).rejects.toMatchObject({ word: 'PARAM_INVALID' })
  })
})

describe('why and how much work', () => {
  it('the story adds up to the amount', async () => {
    const who = await buyer(test, [[await plain(), 2]])
    const checkout = await check(who)

    const { steps } = await explainCheckout(who.ctx, { checkoutToken: checkout.checkoutToken })

    expect(steps.map((step) => step.stage)).toEqual(['goods', 'activities', 'pack', 'card', 'shipping', 'insurance', 'tax', 'bonus', 'points', 'balance', 'pay_fee', 'total'])
    expect(steps.slice(0, -1).reduce((sum, step) => sum + step.amountFen, 0)).toBe(checkout.totals.orderAmountFen)
  })

  it('a call takes two statements, with one line as with fifty', async () => {
    const small = await buyer(test, [[await plain(), 1]])
    const large = await buyer(test, [])
    const ids = await Promise.all(Array.from({ length: 50 }, () => plain(100)))
    await add(large.ctx, ids[0] ?? 0)
    const cart = await test.db.cart.findUniqueOrThrow({ where: { userId: large.userId } })
    await test.db.cartLine.createMany({ data: ids.slice(1).map((goodsId) => ({ cartId: cart.id, goodsId, quantity: 1, addedAt: NOW })) })
    for (const who of [small, large]) {
      let checkoutToken = ''
      expect(await ownStatementsOf(async () => { checkoutToken = (await check(who)).checkoutToken })).toEqual(['checkout_load', 'checkout_insert'])
      expect(await ownStatementsOf(() => check(who, { checkoutToken }))).toEqual(['checkout_load', 'checkout_update'])
      expect(await ownStatementsOf(() => chooseShipping(who.ctx, { checkoutToken, shippingId: shop.ems }))).toEqual(['checkout_load', 'checkout_update'])
    }
  })
})
