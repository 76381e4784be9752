import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '@xiaopu/shared/testing'
import { addToCart, getCart } from '@xiaopu/shared/cart'
import { aCategory, aShopper, asShopper, someGoods } from '../../../shared/src/catalogue/testing/fixtures.ts'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00.000Z')
const days = (count: number): string => new Date(NOW.getTime() + count * 86_400_000).toISOString()
let categoryId = 0
let scarf = 0
let soap = 0

function desk(now = NOW, permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, now)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA }).favourables
}
const refused = (word: string, params: object = {}) => ({ cause: { word, params } })

beforeAll(async () => {
  categoryId = await aCategory(test)
  scarf = await someGoods(test, { categoryId, name: '羊毛混纺围巾', shopPriceFen: 19_900, costPriceFen: 15_000, stock: 9 })
  soap = await someGoods(test, { categoryId, name: '手工冷制皂', shopPriceFen: 2900, costPriceFen: 1100, stock: 9 })
})
beforeEach(() => test.db.promotion.deleteMany().then(() => undefined))

type Form = Parameters<ReturnType<typeof desk>['create']>[0]
const form = (special: Partial<Form> = {}): Form => ({
  name: '换季满减', startAt: days(1), endAt: days(8), sortOrder: 50, type: 1, rankIds: [0], range: 1, rangeIds: [categoryId],
  minAmountFen: 20_000, maxAmountFen: 0, offFen: 6000, payBasisPoints: 0, giftLimit: 0, gifts: [], ...special,
})
async function running(special: Partial<Form> = {}): Promise<number> {
  const { id } = await desk().create(form({ startAt: days(-1), ...special }))
  await desk().publish({ id })
  return id
}
async function orderThatTook(activityId: number): Promise<void> {
  const { userId } = await aShopper(test)
  const note = { code: 'activity_off', params: { activityId, name: '换季满减' }, amountFen: -6000, applied: true, lineId: 0 }
  await test.db.order.create({ data: { sn: `2026031800${String(activityId).padStart(6, '0')}`, userId, addedAt: NOW, priceSteps: [{ stage: 'activities', amountFen: -6000, notes: [note] }] } })
}
/** What a shopper with two scarves is asked for. */
async function cartSum(): Promise<{ discountFen: number, goodsAmountFen: number }> {
  const shopper = test.ctx(asShopper(await aShopper(test)), NOW)
  await addToCart(shopper, { goodsId: scarf, number: 2, basicGoodsId: 0, buyNow: false })
  const { discountFen, goodsAmountFen } = await getCart(shopper, {})
  return { discountFen, goodsAmountFen }
}

describe('an activity of the merchant', () => {
  it('is a draft first, then lives by the clock, and shoppers have it with the next call', async () => {
    const { id, status } = await desk().create(form({ startAt: days(-1) }))
    expect([status, (await cartSum()).discountFen]).toEqual(['draft', 0])

    expect((await desk().publish({ id })).status).toBe('under_way')
    expect(await cartSum()).toMatchObject({ discountFen: 6000, goodsAmountFen: 39_800 })

    await desk().close({ id, reason: '换活动' })
    expect((await cartSum()).discountFen).toBe(0)
    expect((await test.db.auditEntry.findMany({ where: { targetId: String(id), targetKind: 'favourable' }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['favourable.create', 'favourable.publish', 'favourable.close'])
  })

  it.each<[string, Partial<Form>, string, string]>([
    ['without a name', { name: ' ' }, 'PARAM_MISSING', 'name'],
    ['that ends when it begins', { endAt: days(1) }, 'PARAM_INVALID', 'endAt'],
    ['for nobody', { rankIds: [] }, 'PARAM_INVALID', 'rankIds'],
    ['for a rank nobody knows', { rankIds: [0, 9999] }, 'PARAM_INVALID', 'rankIds'],
    ['for no category', { rangeIds: [] }, 'PARAM_INVALID', 'rangeIds'],
    ['for a category nobody knows', { rangeIds: [999_999] }, 'PARAM_INVALID', 'rangeIds'],
    ['with the greatest amount below the least', { maxAmountFen: 19_999 }, 'PARAM_INVALID', 'maxAmountFen'],
    ['that takes nothing off', { offFen: 0 }, 'PARAM_INVALID', 'offFen'],
    ['of 0 percent', { type: 2, payBasisPoints: 0 }, 'PARAM_INVALID', 'payBasisPoints'],
    ['of 100 percent', { type: 2, payBasisPoints: 10_000 }, 'PARAM_INVALID', 'payBasisPoints'],
    ['without gifts', { type: 0 }, 'PARAM_INVALID', 'gifts'],
    ['with an unknown gift', { type: 0, gifts: [{ goodsId: 999_999, priceFen: 0 }] }, 'PARAM_INVALID', 'gifts'],
  ])('is refused %s', async (_case, special, word, field) => {
    await expect(desk().create(form(special))).rejects.toMatchObject(refused(word, { field }))
    expect(await test.db.promotion.count()).toBe(0)
  })

  it('names no product of another seller', async () => {
    const strange = await someGoods(test, { categoryId, sellerId: 5 })
    await expect(desk().create(form({ range: 3, rangeIds: [strange] }))).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'rangeIds' }))
    await expect(desk().create(form({ type: 0, gifts: [{ goodsId: strange, priceFen: 0 }] }))).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'gifts' }))
  })

  it('has a name of its own', async () => {
    await running()
    await expect(desk().create(form())).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'name' }))
  })

  it('changes its amounts until an order took it; then it is closed, and stays', async () => {
    const id = await running()
    const same = form({ startAt: days(-1) })
    expect((await desk().update({ ...same, id, offFen: 5000, endAt: days(9) })).offFen).toBe(5000)
    expect((await cartSum()).discountFen).toBe(5000)
    await expect(desk().update({ ...same, id, offFen: 5000, endAt: days(7) })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'endAt' }))

    await orderThatTook(id)
    expect((await desk().get({ id })).isUsed).toBe(true)
    await expect(desk().update({ ...same, id, offFen: 4000, endAt: days(9) })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'offFen' }))
    await expect(desk().delete({ id })).rejects.toMatchObject(refused('CONFLICT'))
    await expect(desk().close({ id, reason: ' ' })).rejects.toMatchObject(refused('PARAM_MISSING', { field: 'reason' }))
    expect(await desk().close({ id, reason: '提前结束' })).toMatchObject({ status: 'canceled', cancelReason: '提前结束' })
    await expect(desk().publish({ id })).rejects.toMatchObject(refused('ACTIVITY_CLOSED'))
  })

  it('is deleted while no order took it, and then counts no more', async () => {
    const id = await running()
    expect((await cartSum()).discountFen).toBe(6000)
    expect(await desk().delete({ id })).toEqual({ deleted: true })
    expect((await cartSum()).discountFen).toBe(0)
    await expect(desk().get({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('is not published after its end', async () => {
    const { id } = await desk().create(form({ startAt: days(-3), endAt: days(-1) }))
    await expect(desk().publish({ id })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'endAt' }))
  })

  it('is listed by state, type and order, with the names of its range, and belongs to its seller', async () => {
    const first = await running({ name: '满减', sortOrder: 20 })
    const second = await running({ name: '满折', type: 2, payBasisPoints: 8800, range: 0, sortOrder: 10, endAt: days(20) })
    await desk().create(form({ name: '草稿' }))
    const page = await desk().list({ tab: 'under_way' })
    expect(page.items.map(({ id, rangeNames }) => [id, rangeNames.map(({ id: named }) => named)])).toEqual([[second, []], [first, [categoryId]]])
    expect(page.counts).toEqual({ all: 3, under_way: 2, pre_start: 0, draft: 1, finished: 0, canceled: 0 })
    expect((await desk().list({ type: 2 })).items.map(({ id }) => id)).toEqual([second])
    expect((await desk().list({ tab: 'under_way', sort: 'sortOrder', isAscending: true })).items.map(({ id }) => id)).toEqual([second, first])
    expect((await desk().list({ q: '折' })).counts.all).toBe(1)
    await expect(desk(NOW, ['*'], 5).get({ id: first })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(NOW, ['orders.view']).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('before it is saved', () => {
  const asked = (special: Partial<Form> = {}, id = 0) => {
    const { name: _name, sortOrder: _order, ...rest } = form(special)
    return { ...rest, id }
  }

  it('a cart that just reaches the amount shows what each line brings in, and what would put it right', async () => {
    const shown = await desk().preview(asked())
    expect(shown).toMatchObject({ coveredGoods: 2, rankId: 0, overlaps: [] })
    expect(shown.rangeNames.map(({ id }) => id)).toEqual([categoryId])
    expect(shown.cart).toMatchObject({ goodsFen: 22_800, discountFen: 6000, payFen: 16_800 })
    expect(shown.cart?.lines.map(({ goodsId, discountFen, netFen, costFen }) => [goodsId, discountFen, netFen, costFen])).toEqual([[scarf, 5237, 14_663, 15_000], [soap, 763, 2137, 1100]])
    expect(shown.checks).toEqual([{ warning: 'belowCost', names: ['羊毛混纺围巾'], gapFen: 337, fixes: [{ field: 'offFen', value: 5600 }, { field: 'minAmountFen', value: 24_400 }] }])
  })

  it('the fixes put it right', async () => {
    expect((await desk().preview(asked({ offFen: 5600 }))).checks).toEqual([])
    expect((await desk().preview(asked({ minAmountFen: 24_400 }))).checks).toEqual([])
  })

  it('says which others count at the same time for the same people and products', async () => {
    const other = await running({ name: '全场', range: 0, endAt: days(3), offFen: 100 })
    expect((await desk().preview(asked({ offFen: 100 }))).overlaps).toEqual([{ id: other, name: '全场', startAt: days(-1), endAt: days(3), goods: 2 }])
    expect((await desk().preview(asked({ startAt: days(3) }))).overlaps).toEqual([])
    expect((await desk().preview(asked({}, other))).overlaps).toEqual([])
    const gold = await test.db.rank.create({ data: { name: '金卡', discountPercent: 90 } })
    expect(await desk().preview(asked({ rankIds: [gold.id] }))).toMatchObject({ overlaps: [], rankId: gold.id })
  })

  it('reaches the amount at the lower prices of a rank as well', async () => {
    const silver = await test.db.rank.create({ data: { name: '银卡', discountPercent: 80 } })
    expect((await desk().preview(asked({ rankIds: [0, silver.id], minAmountFen: 18_000, offFen: 100 }))).cart).toMatchObject({ goodsFen: 18_240, payFen: 18_140 })
    expect((await desk().preview(asked({ rankIds: [silver.id], minAmountFen: 50_000, offFen: 100 }))).cart?.lines.map(({ goodsId, quantity }) => [goodsId, quantity])).toEqual([[scarf, 4]])
  })

  it('finds an empty range, a gift that is gone and a form that is not whole', async () => {
    const empty = await aCategory(test)
    expect((await desk().preview(asked({ rangeIds: [empty] }))).checks.map(({ warning }) => warning)).toEqual(['rangeEmpty'])
    const gone = await someGoods(test, { categoryId, shopPriceFen: 900, stock: 0, isAloneSale: false })
    const shown = await desk().preview(asked({ type: 0, gifts: [{ goodsId: gone, priceFen: 0 }] }))
    expect(shown.checks.map(({ warning }) => warning)).toEqual(['giftSoldOut'])
    expect(shown.gifts).toMatchObject([{ goodsId: gone, stock: 0, isSold: true }])
    expect(await desk().preview(asked({ offFen: 0 }))).toMatchObject({ cart: null, checks: [] })
  })
})
