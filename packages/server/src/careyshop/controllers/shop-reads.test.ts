import { describe, expect, it } from 'vitest'
import { FORBIDDEN, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const DAY_MS = 86_400_000
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

describe('discounts', () => {
  it('are the prices products have for a while', async () => {
    const { world, admin, guest } = carey
    const { db } = world.shop.database
    const span = (from: number, to: number) => ({ promoteStartAt: new Date(Date.now() + from * DAY_MS), promoteEndAt: new Date(Date.now() + to * DAY_MS) })
    const [now, over] = [await world.goods(), await world.goods()]
    await db.goods.update({ where: { id: now }, data: { promotePriceFen: 5050, ...span(-1, 1) } })
    await db.goods.update({ where: { id: over }, data: { promotePriceFen: 4000, ...span(-3, -2) } })
    const discount = { name: '石瓢壶', discount_id: now, type: 2, begin_time: expect.stringMatching(GMT8), end_time: expect.stringMatching(GMT8), status: 1, discount_goods: [{ goods_id: now, discount: 50.5 }] }
    expect((await admin('discount', 'get.discount.item', { discount_id: now })).data).toEqual(discount)
    expect(await admin('discount', 'get.discount.item', { discount_id: world.goodsId })).toMatchObject(ok(null))
    expect((await admin('discount', 'get.discount.list', { status: 1, name: '石瓢' })).data).toEqual({ items: [discount], total_result: 1 })
    expect(rowsIn(await admin('discount', 'get.discount.list', { order_field: 'begin_time', order_type: 'asc' })).map((row) => row.discount_id)).toEqual([over, now])
    expect((await admin('discount', 'get.discount.list', { type: 0 })).data).toEqual({ items: [], total_result: 0 })
    expect((await guest('discount', 'get.discount.goods.info', { goods_id: [over, now, world.goodsId] })).data).toEqual([{ name: '石瓢壶', type: 2, goods_id: now, discount: '50.50', begin_time: discount.begin_time, end_time: discount.end_time }])
    expect(await guest('discount', 'get.discount.list')).toMatchObject(FORBIDDEN)
  })
})

describe('the navigation', () => {
  it('are the categories that stand in it', async () => {
    const { world, guest } = carey
    await carey.admin('goods_category', 'set.goods.category.navi', { goods_category_id: [world.front.categoryId], is_navi: 1 })
    expect((await guest('navigation', 'get.navigation.list')).data).toEqual([{ navigation_id: world.front.categoryId, name: expect.any(String), url: `http://shop.example/list?category=${world.front.categoryId}`, target: '_self', sort: expect.any(Number), status: 1 }])
  })
})

describe('settings', () => {
  it('are read by group, without what is secret', async () => {
    const { admin } = carey
    const read = async (module: string): Promise<unknown> => (await admin('setting', 'get.setting.list', { module })).data
    expect(await read('system_info')).toMatchObject({ name: { value: '小铺' }, open_index: { value: 1 } })
    expect(await read('system_shopping')).toMatchObject({ integral: { value: 100 } })
    expect(await read('delivery_dist')).toMatchObject({ api_key: { value: '' } })
    expect(await read('payment')).toMatchObject({ bank: { value: 1, description: '银行汇款' } })
    for (const module of ['delivery', 'service', 'upload']) expect(await read(module)).not.toEqual({})
    expect(await admin('setting', 'get.setting.list', { module: 'secrets' })).toMatchObject(refused(500, '参数 module 不合法'))
    for (const caller of [await carey.member(['goods.view']), await carey.shopper(carey.world.user)]) expect(await caller('setting', 'get.setting.list', { module: 'payment' })).toMatchObject(FORBIDDEN)
  })
})

describe('figures', () => {
  it('are those of the shop\'s day and of the days named', async () => {
    const { world, admin } = carey
    await world.order(world.user.userId, { lines: [{ quantity: 2, unitPriceFen: 5000 }], order: { payStatus: 2, orderStatus: 1, paidAt: new Date(), moneyPaidFen: 10_000, orderAmountFen: 0 } })
    const read = async (params: Record<string, unknown>): Promise<unknown> => (await admin('stats', 'get.stats.data', params)).data
    expect(await read({ type: 'index' })).toEqual({
      today_data: { pay_amount: 100, order: 1, buyer: 1, client: expect.any(Number), refund_amount: 0, refund: 0 }, order_status: expect.any(Object), order_source: [{ source: 'h5', count: 1 }], order_today: [{ hour: expect.any(Number), count: 1 }], client_active: expect.any(Number),
      client_level: expect.arrayContaining([{ name: '注册会员', count: expect.any(Number) }]), sales_status: expect.any(Object), goods_top: [{ goods_id: expect.any(Number), name: expect.any(String), num: 2, pay_amount: expect.any(Number) }], update_time: expect.stringMatching(GMT8),
    })
    expect(Object.keys(await read({ type: 'shop' }) as object)).toEqual(['today', 'yesterday', 'order_hours', 'order_month', 'client_month', 'goods', 'update_time'])
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(await read({ type: 'order', begin_time: today, end_time: today })).toMatchObject({ order_day: [{ day: today, pay_amount: 100, order: 1 }] })
    expect(await read({ type: 'order', begin_time: '2020-01-01', end_time: '2020-01-02' })).toMatchObject({ order_day: [], order_source: [] })
    expect(await read({ type: 'goods' })).toMatchObject({ goods: [{ num: 2 }] })
    expect(await read({ type: 'client' })).toMatchObject({ client_day: [{ day: today }] })
    expect(await admin('stats', 'get.stats.data', { type: 'order', begin_time: today })).toMatchObject(refused(500, '缺少参数 end_time'))
    expect(await admin('stats', 'get.stats.data', { type: 'order', begin_time: today, end_time: '2020-01-01' })).toMatchObject(refused(500, '参数 end_time 不合法'))
    expect(await (await carey.member(['goods.view']))('stats', 'get.stats.data', { type: 'index' })).toMatchObject(FORBIDDEN)
  })
})
