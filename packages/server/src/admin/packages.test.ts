import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Package } from '@xiaopu/shared/contract'
import { testDatabase } from '@xiaopu/shared/testing'
import { asShopper, aCategory, aShopper, someGoods } from '../../../shared/src/catalogue/testing/fixtures.ts'
import { deleteGoods, goodsDetail } from '@xiaopu/shared/catalogue'
import { addPackage } from '@xiaopu/shared/cart'
import { getPackage, listPackages } from '@xiaopu/shared/promotions'
import { NO_MEDIA } from '../testing/no-media.ts'
import { createCallerFactory } from '../trpc.ts'
import { adminRouter } from './index.ts'

const test = testDatabase()
const NOW = new Date('2026-03-18T08:00:00.000Z')
const days = (count: number): string => new Date(NOW.getTime() + count * 86_400_000).toISOString()
let categoryId = 0
beforeAll(async () => { categoryId = await aCategory(test) })

function desk(now = NOW, permissions = ['*'], sellerId = 0) {
  const ctx = test.ctx({ kind: 'staff', staffId: 1, name: '许店长', sellerId, permissions, ip: '203.0.113.8' }, now)
  return createCallerFactory(adminRouter)({ ...ctx, requestId: 't4c8m2x6q0w9k3z7', ip: '203.0.113.8', transport: 'web', sessionToken: '', isSessionInvalid: false, setSessionCookie: () => {}, baseUrl: 'https://shop.example', secretsKey: randomBytes(32), media: NO_MEDIA }).packages
}
const guest = (now = NOW) => test.ctx({ kind: 'guest', appId: 0, ip: '' }, now)
const refused = (word: string, params: object = {}) => ({ cause: { word, params } })
const plain = (shopPriceFen: number, special: Parameters<typeof someGoods>[1] = {}) => someGoods(test, { categoryId, shopPriceFen, marketPriceFen: shopPriceFen + 1000, stock: 9, costPriceFen: 2000, ...special })
let made = 0

async function formOf(special: object = {}) {
  const [a, b] = [await plain(8000), await plain(3000)]
  return { a, b, form: { name: `功夫茶礼包 ${++made}`, description: '一壶两杯', priceFen: 10_000, startAt: days(1), endAt: days(8), contents: [{ goodsId: a, skuId: 0, quantity: 1 }, { goodsId: b, skuId: 0, quantity: 2 }], ...special } }
}
async function published(special: object = {}) {
  const { a, b, form } = await formOf(special)
  const { id } = await desk().create(form)
  await desk().publish({ id })
  return { a, b, form, id }
}
async function orderLine(packageId: number): Promise<void> {
  const { userId } = await aShopper(test)
  const order = await test.db.order.create({ data: { sn: `2026031800${String(packageId).padStart(6, '0')}`, userId, addedAt: NOW } })
  await test.db.orderLine.create({ data: { orderId: order.id, goodsId: 0, packageId, goodsSn: '', goodsName: '礼包', goodsThumb: '', marketPriceFen: 0, unitPriceFen: 10_000, quantity: 2, subtotalFen: 20_000, netAmountFen: 20_000 } })
}

describe('a package of the merchant', () => {
  it('is a draft first that nobody else sees, then lives by the clock', async () => {
    const { a, form } = await formOf()
    const { id, status } = await desk().create(form)
    expect(status).toBe('draft')
    await expect(getPackage(guest(), { activityId: id })).rejects.toMatchObject({ word: 'NOT_FOUND' })

    expect(await desk().publish({ id })).toMatchObject({ status: 'pre_start', isOrdered: false, soldQuantity: 0 })

    const at = async (now: string) => [(await desk(new Date(now)).get({ id })).status, (await listPackages(guest(new Date(now)), { goodsId: a, pageNo: 1, pageSize: 20 })).totalResults]
    expect(await Promise.all([days(0.9), days(1), days(7.9), days(8)].map(at))).toEqual([['pre_start', 0], ['under_way', 1], ['under_way', 1], ['finished', 0]])
    expect((await test.db.auditEntry.findMany({ where: { targetId: String(id) }, orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual(['package.create', 'package.publish'])
    await expect(desk().publish({ id })).rejects.toMatchObject(refused('CONFLICT'))
  })

  it.each([
    ['without a name', { name: ' ' }, 'PARAM_MISSING', { field: 'name' }],
    ['for nothing', { priceFen: 0 }, 'PARAM_INVALID', { field: 'priceFen' }],
    ['that ends when it begins', { endAt: days(1) }, 'PARAM_INVALID', { field: 'endAt' }],
    ['of nothing', { contents: [] }, 'PARAM_INVALID', { field: 'contents' }],
  ])('is refused %s', async (_case, special, word, params) => {
    const { form } = await formOf(special)
    await expect(desk().create(form)).rejects.toMatchObject(refused(word, params))
  })

  it('is refused with one unit, a thing twice, an unknown thing, one sold by options, a virtual one or one of another seller', async () => {
    const { a, form } = await formOf()
    const thing = (goodsId: number, quantity = 1, skuId = 0) => ({ goodsId, skuId, quantity })
    const cases: [ReturnType<typeof thing>[], string][] = [
      [[thing(a)], 'contents'],
      [[thing(a), thing(a, 2)], 'contents'],
      [[thing(a), thing(999_999)], 'contents.1'],
      [[thing(a), thing(await plain(100, { hasSku: true }))], 'contents.1'],
      [[thing(a), thing(await plain(100, { hasSku: true }), 1, 999_999)], 'contents.1'],
      [[thing(a), thing(await plain(100, { isReal: false, extensionCode: 'virtual_card' }))], 'contents.1'],
      [[thing(await plain(100, { sellerId: 5 })), thing(a)], 'contents.0'],
    ]
    for (const [contents, field] of cases) await expect(desk().create({ ...form, contents })).rejects.toMatchObject(refused('PARAM_INVALID', { field }))
    expect(await test.db.promotion.count({ where: { name: form.name } })).toBe(0)
  })

  it('has a name of its own', async () => {
    const { form } = await published()
    await expect(desk().create(form)).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'name' }))
  })

  it('changes freely as a draft; published it keeps its goods', async () => {
    const { form, b } = await formOf()
    const { id } = await desk().create(form)
    const other = { ...form, contents: [{ goodsId: b, skuId: 0, quantity: 3 }] }
    expect((await desk().update({ id, ...other, priceFen: 500 })).contents).toEqual(other.contents)
    await desk().publish({ id })
    await expect(desk().update({ id, ...form })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'contents' }))
    expect(await desk().update({ id, ...other, priceFen: 600, startAt: days(2) })).toMatchObject({ priceFen: 600, startAt: days(2) })
  })

  it('keeps its start while it runs, ends only later, and keeps its price once it was ordered', async () => {
    const { id, form } = await published()
    const running = desk(new Date(days(3)))
    await expect(running.update({ id, ...form, startAt: days(2) })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'startAt' }))
    await expect(running.update({ id, ...form, endAt: days(7) })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'endAt' }))
    expect(await running.update({ id, ...form, endAt: days(9), priceFen: 9900 })).toMatchObject({ endAt: days(9), priceFen: 9900 })
    await orderLine(id)
    await expect(running.update({ id, ...form, endAt: days(9), priceFen: 9800 })).rejects.toMatchObject(refused('PARAM_INVALID', { field: 'priceFen' }))
    expect(await running.update({ id, ...form, endAt: days(9), priceFen: 9900, description: '新' })).toMatchObject({ description: '新', soldQuantity: 2, isOrdered: true })
    await expect(desk(new Date(days(10))).update({ id, ...form })).rejects.toMatchObject(refused('ACTIVITY_ENDED'))
  })

  it('is closed for good with a reason; one that was ordered is not deleted', async () => {
    const { id, form } = await published()
    await expect(desk().close({ id, reason: ' ' })).rejects.toMatchObject(refused('PARAM_MISSING', { field: 'reason' }))
    expect(await desk().close({ id, reason: '缺货' })).toMatchObject({ status: 'canceled', cancelReason: '缺货' })
    await expect(desk().update({ id, ...form })).rejects.toMatchObject(refused('ACTIVITY_CLOSED'))
    await expect(desk().publish({ id })).rejects.toMatchObject(refused('ACTIVITY_CLOSED'))
    await orderLine(id)
    await expect(desk().delete({ id })).rejects.toMatchObject(refused('CONFLICT'))
    const draft = await desk().create((await formOf()).form)
    await expect(desk().close({ id: draft.id, reason: '缺货' })).rejects.toMatchObject(refused('ACTIVITY_NOT_STARTED'))
    expect(await desk().delete({ id: draft.id })).toEqual({ deleted: true })
    await expect(desk().get({ id: draft.id })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('is listed by state with how many there are, and belongs to its seller', async () => {
    await test.db.promotion.deleteMany()
    const one = await published()
    await desk().create((await formOf()).form)
    const page = await desk(new Date(days(1))).list({ tab: 'under_way' })
    expect(page.items.map(({ id, contents }) => [id, contents.map(({ quantity }) => quantity)])).toEqual([[one.id, [1, 2]]])
    expect(page).toMatchObject({ totalResults: 1, counts: { all: 2, under_way: 1, pre_start: 0, draft: 1, finished: 0, canceled: 0 } })
    expect((await desk().list({ q: one.form.name })).totalResults).toBe(1)
    await expect(desk(NOW, ['*'], 5).get({ id: one.id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(desk(NOW, ['orders.view']).list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  it('shows before it is saved what its contents cost today and what each gets of the price', async () => {
    const { a, b } = await formOf()
    const contents = [{ goodsId: a, skuId: 0, quantity: 1 }, { goodsId: b, skuId: 0, quantity: 2 }]
    const shown = await desk().preview({ priceFen: 10_000, contents })
    expect(shown).toMatchObject({ subtotalFen: 14_000, savingFen: 4000, marketFen: 17_000, costFen: 6000, marginFen: 4000, stock: 4, warnings: [] })
    expect(shown.lines.map(({ priceFen, shareFen }) => [priceFen, shareFen])).toEqual([[8000, 5714], [3000, 4286]])
    await test.db.goods.update({ where: { id: b }, data: { isOnSale: false, stock: 1 } })
    expect((await desk().preview({ priceFen: 5000, contents })).warnings).toEqual(['belowCost', 'notSold', 'noStock'])
    expect((await desk().preview({ priceFen: 15_000, contents })).warnings).toEqual(['noSaving', 'notSold', 'noStock'])
    expect((await desk().pick({ q: '' })).items.map(({ goodsId }) => goodsId)).not.toContain(b)
  })
})

describe('a package on the shelf', () => {
  const shown = async (id: number, ctx = guest(new Date(days(2)))): Promise<Package> => (await getPackage(ctx, { activityId: id })).package

  it('says what it saves this shopper and how many there are', async () => {
    const { id, form } = await published()
    const rich = await aShopper(test, { discountPercent: 90 })

    expect(await shown(id)).toMatchObject({ activityId: id, packageName: form.name, activityDesc: '一壶两杯', status: 'under_way', packagePriceFen: 10_000, marketPackageFen: 17_000, subtotalFen: 14_000, savingFen: 4000, stock: 4 })
    expect(await shown(id, test.ctx(asShopper(rich), new Date(days(2))))).toMatchObject({ subtotalFen: 12_600, savingFen: 2600, packagePriceFen: 10_000 })
  })

  it('never saves less than nothing', async () => {
    const { id } = await published({ priceFen: 20_000 })
    expect((await shown(id)).savingFen).toBe(0)
  })

  it('has none left when one of its things is off sale', async () => {
    const { id, a } = await published()
    await test.db.goods.update({ where: { id: a }, data: { isOnSale: false } })
    expect((await shown(id)).stock).toBe(0)
    await expect(addPackage(guest(new Date(days(2))), { packageId: id, number: 1 })).rejects.toMatchObject({ word: 'PACKAGE_UNAVAILABLE' })
  })

  it('stands on the page of each of its products while it runs, and keeps them from the bin until it is over', async () => {
    const { id, a, b, form } = await published()
    const page = async (goodsId: number, now: string) => (await goodsDetail(guest(new Date(now)), { goodsId })).item.packages
    const ref = { activityId: id, packageName: form.name, packagePriceFen: 10_000, marketPackageFen: 17_000, endTime: days(8) }

    expect([await page(a, days(1)), await page(b, days(1)), await page(a, days(0)), await page(a, days(8))]).toEqual([[ref], [ref], [], []])
    await expect(deleteGoods(test.ctx(undefined, new Date(days(0))), { goodsId: b })).rejects.toMatchObject({ word: 'GOODS_IN_ACTIVITY' })
    expect((await deleteGoods(test.ctx(undefined, new Date(days(8))), { goodsId: b })).deleted).toBe(true)
  })
})
