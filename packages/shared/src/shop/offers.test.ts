import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { areaFor, clickAd, englishPaymentWords, getOffers, listAds, offersChanged, paymentOptions, type PaymentQuestion, shippingOffer, shippingOptions } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-01T04:00:00.000Z')
const GUEST: Actor = { kind: 'guest', appId: 0, ip: '203.0.113.7' }
const REGIONS = { country: 1, province: 110000, city: 110100, district: 110101 }
let shopper: Actor = GUEST

async function aMethod(code: string, areas: { regionIds: number[], baseFeeFen?: number, formula?: string, maxGrams?: number, freeFromFen?: number, codFeeFen?: number }[], more: { supportsCod?: boolean, insureKind?: string, insureFen?: number, insureRate?: number, isEnabled?: boolean, sellerId?: number } = {}): Promise<number> {
  const method = await test.db.shippingMethod.create({ data: { code, name: code, ...more, areas: { create: areas.map((area) => ({ name: '', formula: 'flat', ...area })) } } })
  offersChanged()
  return method.id
}

beforeAll(async () => {
  const user = await test.db.user.create({ data: { name: 'a', nameKey: 'a', balanceFen: 5000 } })
  shopper = { kind: 'shopper', userId: user.id, sessionId: 1, appId: 0, ip: '203.0.113.8' }
})

describe('shipping', () => {
  const question = { regions: REGIONS, parcel: { hasReal: true, weightGrams: 1500, pieces: 1 }, goodsAmountFen: 1000, sellerId: 0, cod: false }

  it('takes the area that names the region most closely, of two the older one', async () => {
    const shippingId = await aMethod('areas', [{ regionIds: [1], baseFeeFen: 1 }, { regionIds: [110000], baseFeeFen: 2 }, { regionIds: [110100, 120100], baseFeeFen: 3 }, { regionIds: [110100], baseFeeFen: 4 }])
    const method = (await getOffers(test.ctx())).shippings.find((one) => one.shippingId === shippingId)

    expect(method && areaFor(method, REGIONS)?.baseFeeFen).toBe(3)
    expect(method && areaFor(method, { ...REGIONS, city: 0 })?.baseFeeFen).toBe(2)
    expect(method && shippingOffer(method, REGIONS)).toMatchObject({ insurance: null, codFee: null, rate: { formula: 'flat', baseFeeFen: 3 } })
  })

  it('says what cannot go there, what is too heavy and what costs nothing', async () => {
    await test.db.shippingMethod.deleteMany()
    await aMethod('far', [{ regionIds: [440000] }])
    await aMethod('light', [{ regionIds: [1], maxGrams: 1000 }])
    await aMethod('free', [{ regionIds: [1], baseFeeFen: 1200, freeFromFen: 1000 }], { insureKind: 'rate', insureRate: 100 })
    await aMethod('flat', [{ regionIds: [1], baseFeeFen: 1200, codFeeFen: 500 }], { supportsCod: true, insureKind: 'fixed', insureFen: 1000 })
    await aMethod('off', [{ regionIds: [1] }], { isEnabled: false })
    await aMethod('other', [{ regionIds: [1] }], { sellerId: 5 })

    const answers = await shippingOptions(test.ctx(), question)
    expect(answers.map((one) => [one.shippingCode, one.available, one.reason, one.baseFeeFen, one.feeFen, one.freeMoneyFen, one.insure])).toEqual([
      ['far', false, 'region', 0, 0, 0, '0'],
      ['light', false, 'weight', 0, 0, 0, '0'],
      ['free', true, '', 1200, 0, 1000, '1%'],
      ['flat', true, '', 1200, 1200, 0, '10.00'],
    ])
    expect((await shippingOptions(test.ctx(), { ...question, cod: true })).map((one) => one.shippingCode)).toEqual(['flat'])
    expect((await shippingOptions(test.ctx(), { ...question, sellerId: 5 })).map((one) => one.shippingCode)).toEqual(['other'])
    expect((await shippingOptions(test.ctx(), { ...question, regions: null })).map((one) => [one.available, one.feeKnown, one.feeFen])).toEqual(Array.from({ length: 4 }, () => [true, false, 0]))
  })
})

describe('payment', () => {
  const ask = async (question: Partial<PaymentQuestion>, actor: Actor = shopper) => (await paymentOptions(test.ctx(actor, NOW), { client: 'any', purpose: 'order', ...question })).map((one) => one.payCode)

  beforeAll(async () => {
    await test.db.paymentMethod.createMany({
      data: [
        { code: 'bank', name: '银行转账', sortOrder: 3 },
        { code: 'sandbox', name: '沙箱', sortOrder: 2, feeRate: 60, settingsCipher: 'secret' },
        { code: 'cod', name: '货到付款', sortOrder: 2 },
        { code: 'balance', name: '余额', sortOrder: 1 },
        { code: 'fixed', name: '固定', sortOrder: 4, feeFen: 200 },
        { code: 'off', name: '停用', sortOrder: 1, isEnabled: false },
      ],
    })
    offersChanged()
  })

  it('is listed in the shop\'s order, for its purpose', async () => {
    expect(await ask({})).toEqual(['balance', 'sandbox', 'cod', 'bank', 'fixed'])
    expect(await ask({ purpose: 'deposit' })).toEqual(['sandbox', 'bank', 'fixed'])
    expect(await ask({ purpose: 'agent' })).toEqual(['balance', 'sandbox', 'fixed'])
  })

  it('is told in English where the merchant wrote it, Chinese standing in for what is missing', async () => {
    await test.db.paymentMethod.update({ where: { code: 'bank' }, data: { nameEn: 'Bank transfer', description: '三天内转到对公账户' } })
    await test.db.paymentMethod.update({ where: { code: 'cod' }, data: { description: '交给快递员', descriptionEn: 'Hand it to the courier' } })
    await test.db.paymentMethod.update({ where: { code: 'off' }, data: { nameEn: 'Off' } })
    offersChanged()
    expect(await englishPaymentWords(test.ctx())).toEqual([
      { payId: expect.any(Number), payName: '货到付款', payDesc: 'Hand it to the courier' },
      { payId: expect.any(Number), payName: 'Bank transfer', payDesc: '三天内转到对公账户' },
    ])
  })

  it('says fee, channels of the client, and never a secret', async () => {
    const options = await paymentOptions(test.ctx(shopper, NOW), { client: 'pc', purpose: 'order', amountFen: 15_000 })

    expect(options.map((one) => [one.payCode, one.payFee, one.feeFen, one.channels, one.available, one.reason])).toEqual([
      ['balance', '0', 0, ['balance'], false, 'balance_short'],
      ['sandbox', '0.6%', 91, ['native', 'page'], true, ''],
      ['cod', '0', 0, ['offline'], true, ''],
      ['bank', '0', 0, ['offline'], true, ''],
      ['fixed', '2.00', 200, [], false, 'client'],
    ])
    expect(JSON.stringify(options)).not.toContain('secret')
    expect((await paymentOptions(test.ctx(shopper, NOW), { client: 'app', purpose: 'order' })).find((one) => one.payCode === 'sandbox')).toMatchObject({ channels: [], available: false, feeFen: 0 })
  })

  it('lets balance pay what it covers, and only for somebody signed in', async () => {
    const balance = async (actor: Actor, amountFen: number) => (await paymentOptions(test.ctx(actor, NOW), { client: 'h5', purpose: 'order', amountFen }))[0]

    expect(await balance(shopper, 5000)).toMatchObject({ payCode: 'balance', available: true, reason: '' })
    expect(await balance(shopper, 5001)).toMatchObject({ available: false, reason: 'balance_short' })
    expect(await balance(GUEST, 0)).toMatchObject({ available: false, reason: 'balance_short' })
  })

  it('offers cash on delivery only with a method that collects it', async () => {
    const [yes, no] = [await aMethod('cod-yes', [], { supportsCod: true }), await aMethod('cod-no', [])]
    const cod = async (shippingId: number) => (await paymentOptions(test.ctx(shopper, NOW), { client: 'h5', purpose: 'order', shippingId })).find((one) => one.isCod)

    expect(await cod(yes)).toMatchObject({ available: true })
    expect(await cod(no)).toMatchObject({ available: false, reason: 'cod_region' })
  })

  it('knows an own order\'s amount and nothing of another\'s', async () => {
    await test.db.order.create({ data: { sn: '2026030112345678', userId: shopper.kind === 'shopper' ? shopper.userId : 0, goodsAmountFen: 10_000, payFeeFen: 60, orderAmountFen: 10_060, addedAt: NOW } })

    const options = await paymentOptions(test.ctx(shopper, NOW), { client: 'pc', purpose: 'order', orderSn: '2026030112345678' })
    expect(options.find((one) => one.payCode === 'sandbox')?.feeFen).toBe(60)
    await expect(ask({ orderSn: '2026030112345678' }, GUEST)).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(ask({ orderSn: 'none' })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})

describe('advertisements', () => {
  it('run while their time holds, by sort order and then the newest', async () => {
    const position = await test.db.adPosition.create({ data: { code: 'home_banner', name: '首页' } })
    const later = new Date(NOW.getTime() + 1000)
    const earlier = new Date(NOW.getTime() - 1000)
    const make = async (name: string, startAt: Date, endAt: Date, more: { sortOrder?: number, isEnabled?: boolean } = {}) => (await test.db.ad.create({ data: { positionId: position.id, name, startAt, endAt, link: `/${name}`, ...more } })).id
    const a = await make('a', NOW, later)
    const b = await make('b', earlier, later)
    const first = await make('first', earlier, later, { sortOrder: 1 })
    await make('over', earlier, NOW)
    await make('not yet', later, new Date(later.getTime() + 1))
    await make('off', earlier, later, { isEnabled: false })
    const ctx = test.ctx(GUEST, NOW)

    const answer = await listAds(ctx, { positionCode: 'home_banner', limit: 10 })
    expect(answer.ads.map((ad) => ad.adId)).toEqual([first, b, a])
    expect(answer.ads[2]).toMatchObject({ adName: 'a', adLink: '/a', startTime: '2026-03-01T04:00:00.000Z', endTime: '2026-03-01T04:00:01.000Z' })
    expect(answer.position).toEqual({ positionId: position.id, positionName: '首页', positionCode: 'home_banner', adWidth: 0, adHeight: 0 })
    expect((await listAds(ctx, { positionId: position.id, limit: 1 })).ads.map((ad) => ad.adId)).toEqual([first])
    await expect(listAds(ctx, { positionCode: 'none', limit: 1 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
    await expect(listAds(ctx, { limit: 1 })).rejects.toMatchObject({ word: 'PARAM_MISSING' })
    await expect(listAds(ctx, { positionCode: 'x', positionId: 1, limit: 1 })).rejects.toMatchObject({ word: 'PARAM_INVALID' })

    expect(await clickAd(ctx, { adId: a })).toEqual({ adLink: '/a' })
    await clickAd(ctx, { adId: a })
    await clickAd(test.ctx(GUEST, new Date(NOW.getTime() + 599_999)), { adId: a })
    expect((await test.db.ad.findUniqueOrThrow({ where: { id: a } })).clickCount).toBe(1)
    await clickAd(test.ctx(GUEST, new Date(NOW.getTime() + 600_000)), { adId: a })
    await clickAd(test.ctx({ ...GUEST, ip: '203.0.113.99' }, NOW), { adId: a })
    expect((await test.db.ad.findUniqueOrThrow({ where: { id: a } })).clickCount).toBe(3)
    await expect(clickAd(ctx, { adId: 999_999 })).rejects.toMatchObject({ word: 'NOT_FOUND' })
  })
})
