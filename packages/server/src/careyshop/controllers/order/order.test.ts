import { describe, expect, it } from 'vitest'
import type { Person } from '../../../testing/world.ts'
import { PUDONG, SHANGHAI, SHANGHAI_CITY } from '../../../testing/world.ts'
import type { CareyAnswer } from '../../testing/carey-client.ts'
import { FORBIDDEN, NOT_THERE, ok, openCareyWorld, refused, rowsIn } from '../../testing/carey-world.ts'

const carey = openCareyWorld()
type Caller = typeof carey.guest
const GMT8 = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/
const NOT_NOW = refused(500, '订单当前状态不允许该操作')

const fieldsOf = ({ data, message }: CareyAnswer): Record<string, unknown> => {
  if (typeof data !== 'object' || data === null) throw new Error(message)
  return data as Record<string, unknown> // the tests look at its fields
}
const db = () => carey.world.shop.database.db
const paid = { orderStatus: 1, payStatus: 2, moneyPaidFen: 10_000, orderAmountFen: 0, paidAt: new Date() }
const shipped = { ...paid, orderStatus: 5, shippingStatus: 1, shippedAt: new Date(), receiveDeadline: new Date(Date.now() + 86_400_000) }

async function shopper(): Promise<{ own: Caller, person: Person }> {
  const person = await carey.world.person()
  return { own: await carey.shopper(person), person }
}

describe('buying', () => {
  const to = { source: 3, type: 'cart', consignee: '李雷', region_list: [SHANGHAI, SHANGHAI_CITY, PUDONG], address: '世纪大道 1 号', mobile: '13800138000' }
  async function ready(): Promise<{ own: Caller, person: Person, confirm: (more?: object) => Promise<CareyAnswer> }> {
    const { own, person } = await shopper()
    const method = await db().shippingMethod.findFirstOrThrow({ where: { kind: 'express' } })
    await own('cart', 'set.cart.item', { goods_id: carey.world.goodsId, goods_num: 2 })
    return { own, person, confirm: (more = {}) => own('order', 'confirm.order.list', { ...to, delivery_id: method.id, ...more }) }
  }

  it('shows the price and places nothing, then places at that price, once', async () => {
    const { own, person, confirm } = await ready()
    const shown = fieldsOf(await confirm({ is_submit: 0, use_money: 10 }))
    expect(shown).toMatchObject({ card_use_list: [], coupon_give_list: [], goods_list: [{ goods_id: carey.world.goodsId, goods_num: 2 }], order_price: { goods_amount: 256, use_money: 10, use_card: 0, use_coupon: 0 } })
    expect(await db().order.count({ where: { userId: person.userId } })).toBe(0)

    const placed = fieldsOf(await confirm({ is_submit: 1, use_money: 10 }))
    expect(placed).toMatchObject({ user_id: person.userId, source: 3, goods_amount: 256, use_money: 10, pay_amount: (shown.order_price as { pay_amount: number }).pay_amount, trade_status: 0, payment_status: 0, consignee: '李雷', mobile: '13800138000', region_list: [SHANGHAI, SHANGHAI_CITY, PUDONG], complete_address: expect.stringContaining('世纪大道 1 号'), create_time: expect.stringMatching(GMT8) })
    expect(fieldsOf(await confirm({ is_submit: 1, use_money: 10 })).order_no).toBe(placed.order_no)
    expect(await db().order.count({ where: { userId: person.userId } })).toBe(1)
    expect(await own('order', 'confirm.order.list', { ...to, delivery_id: 999_999 })).toMatchObject({ status: 500 })
  })

  it('is refused when the price is no longer the one that was shown, and works at the new one', async () => {
    const { person, confirm } = await ready()
    const goodsId = await carey.world.goods()
    await db().cartLine.updateMany({ where: { cart: { userId: person.userId } }, data: { goodsId } })
    await confirm({ is_submit: 0 })
    await db().goods.update({ where: { id: goodsId }, data: { shopPriceFen: 7700 } })
    expect(await confirm({ is_submit: 1 })).toMatchObject(refused(500, '订单金额已变化，请确认后再提交'))
    expect(await db().order.count({ where: { userId: person.userId } })).toBe(0)
    expect(fieldsOf(await confirm({ is_submit: 1 }))).toMatchObject({ goods_amount: 154 })
  })

  it.each([['a gift card', { use_card: 1 }, '参数 use_card 不合法'], ['two coupons', { coupon_give_id: 1, coupon_exchange_code: 'ABC' }, '参数 coupon_exchange_code 不合法'], ['a company without its number', { invoice_type: 2, invoice_title: '某某公司' }, '缺少参数 tax_number'], ['an unknown region', { region_list: [1, 2] }, '所在地区不正确']])('refuses %s', async (_case, more, message) => {
    const { confirm } = await ready()
    expect(await confirm({ is_submit: 1, ...more })).toMatchObject(refused(500, message))
  })

  it('takes a bonus of one\'s own only', async () => {
    const { confirm, person } = await ready()
    const [mine, theirs] = [await carey.world.bonus(person.userId), await carey.world.bonus(carey.world.stranger.userId)]
    expect(fieldsOf(await confirm({ is_submit: 0, coupon_give_id: mine }))).toMatchObject({ order_price: { use_coupon: 1 }, coupon_give_list: [{ coupon_give_id: mine, is_use: 1, not_use_error: '' }] })
    expect(await confirm({ is_submit: 0, coupon_give_id: theirs })).toMatchObject({ status: 500 })
  })
})

describe('reading', () => {
  it('one\'s own orders, by what they are; another\'s is null', async () => {
    const { own, person } = await shopper()
    const [open, out, other] = [await carey.world.order(person.userId, { order: { consignee: '韩梅梅' } }), await carey.world.order(person.userId, { order: shipped }), await carey.world.order(carey.world.stranger.userId)]
    const found = async (params: object = {}): Promise<unknown[]> => rowsIn(await own('order', 'get.order.list', { order_type: 'asc', order_field: 'order_id', ...params })).map(({ order_no: sn }) => sn)
    expect(await found()).toEqual([open.sn, out.sn])
    expect([await found({ status: 1 }), await found({ status: 4 }), await found({ consignee: '韩' }), await found({ keywords: open.sn.slice(2) }), await found({ begin_time: '2099-01-01 00:00:00' }), await found({ page_size: 1, page_no: 2 })]).toEqual([[open.sn], [out.sn], [open.sn], [open.sn], [], [out.sn]])
    expect((await own('order', 'get.order.status.total')).data).toEqual({ all: 2, not_paid: 1, paid: 0, not_shipped: 0, shipped: 1, complete: 0, cancel: 0, not_comment: 0 })
    expect(fieldsOf(await own('order', 'get.order.item', { order_no: out.sn, is_get_log: 1 }))).toMatchObject({ order_no: out.sn, trade_status: 2, delivery_status: 1, payment_status: 1, get_order_goods: [{ qty: expect.any(Number) }], get_order_log: expect.any(Array) })
    expect(await own('order', 'get.order.item', { order_no: other.sn })).toMatchObject(ok(null))
    expect(await own('order', 'get.order.log', { order_no: other.sn })).toMatchObject(ok([]))
    const theirLine = await db().orderLine.findFirstOrThrow({ where: { orderId: other.id } })
    expect(await own('order', 'get.order.goods.item', { order_goods_id: theirLine.id })).toMatchObject(ok(null))
    const line = await db().orderLine.findFirstOrThrow({ where: { orderId: open.id } })
    expect(fieldsOf(await own('order', 'get.order.goods.item', { order_goods_id: line.id }))).toMatchObject({ order_goods_id: line.id, order_no: open.sn, user_id: person.userId })
  })

  it('staff: everybody\'s with masked numbers; a look at one shows them and is told', async () => {
    const { person } = await shopper()
    const { id, sn } = await carey.world.order(person.userId, { order: { mobile: '13812345678' } })
    const { admin } = carey
    expect(rowsIn(await admin('order', 'get.order.list', { account: person.name }))).toMatchObject([{ order_no: sn, mobile: '138 **** 5678', get_user: { username: person.name } }])
    expect(fieldsOf(await admin('order', 'get.order.item', { order_no: sn }))).toMatchObject({ mobile: '13812345678' })
    expect(await db().auditEntry.count({ where: { action: 'order.revealContact', targetId: String(id) } })).toBe(1)
    const clerk = await carey.member(['goods.view'])
    expect(await clerk('order', 'get.order.list')).toMatchObject(FORBIDDEN)
  })
})

describe('what a buyer does', () => {
  it('cancels, but nothing that was sent', async () => {
    const { own, person } = await shopper()
    const [open, out, other] = [await carey.world.order(person.userId), await carey.world.order(person.userId, { order: shipped }), await carey.world.order(carey.world.stranger.userId)]
    expect(await own('order', 'cancel.order.item', { order_no: open.sn })).toMatchObject(ok(true))
    expect(await own('order', 'cancel.order.item', { order_no: out.sn })).toMatchObject(NOT_NOW)
    expect(await own('order', 'cancel.order.item', { order_no: other.sn })).toMatchObject(NOT_THERE)
    expect(fieldsOf(await own('order', 'get.order.item', { order_no: open.sn }))).toMatchObject({ trade_status: 4 })
  })

  it('receives all of the orders sent, or none', async () => {
    const { own, person } = await shopper()
    const [first, second, open] = [await carey.world.order(person.userId, { order: shipped }), await carey.world.order(person.userId, { order: shipped }), await carey.world.order(person.userId)]
    expect(await own('order', 'complete.order.list', { order_no: [first.sn, open.sn] })).toMatchObject(NOT_NOW)
    expect(await db().order.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({ receivedAt: null })
    expect(await own('order', 'complete.order.list', { order_no: [first.sn, second.sn] })).toMatchObject(ok(true))
    expect((await own('order', 'get.order.status.total')).data).toMatchObject({ complete: 2, not_comment: 2 })
    expect(fieldsOf(await own('order', 'get.order.goods.comment', { order_no: first.sn, comment_type: 'comment' })).get_order_goods).toHaveLength(1)
    expect(fieldsOf(await own('order', 'get.order.goods.comment', { order_no: first.sn, comment_type: 'addition' })).get_order_goods).toEqual([])
  })

  it('puts ended orders into the bin and takes them out', async () => {
    const { own, person } = await shopper()
    const { sn } = await carey.world.order(person.userId, { order: { orderStatus: 2 } })
    const live = await carey.world.order(person.userId)
    const move = (order: string, place: number) => own('order', 'recycle.order.item', { order_no: order, is_recycle: place })
    expect([await move(live.sn, 1), await move(sn, 1)]).toMatchObject([NOT_NOW, ok(true)])
    expect(rowsIn(await own('order', 'get.order.list', { is_delete: 1 }))).toMatchObject([{ order_no: sn }])
    expect(await move(sn, 2)).toMatchObject(ok(true))
    expect([await own('order', 'get.order.item', { order_no: sn }), await move(sn, 0)]).toMatchObject([ok(null), NOT_THERE])
  })

  it('buys the same again', async () => {
    const { own, person } = await shopper()
    const { sn } = await carey.world.order(person.userId)
    expect(await own('order', 'buyagain.order.goods', { order_no: sn })).toMatchObject(ok(true))
    expect(rowsIn(await own('cart', 'get.cart.list'))).toHaveLength(1)
    expect(await own('order', 'buyagain.order.goods', { order_no: (await carey.world.order(carey.world.stranger.userId)).sn })).toMatchObject(NOT_THERE)
  })
})

describe('what staff does', () => {
  it('takes something off an unpaid order, with the right to money', async () => {
    const { sn } = await carey.world.order((await carey.world.person()).userId)
    const { admin } = carey
    const before = fieldsOf(await admin('order', 'get.order.item', { order_no: sn }))
    const clerk = await carey.member(['orders.view', 'orders.confirm'])
    expect(await clerk('order', 'change.price.order.item', { order_no: sn, total_amount: -1 })).toMatchObject(FORBIDDEN)
    expect(await admin('order', 'change.price.order.item', { order_no: sn, total_amount: -1.5 })).toMatchObject(ok(true))
    expect(fieldsOf(await admin('order', 'get.order.item', { order_no: sn }))).toMatchObject({ adjustment: -1.5, pay_amount: before.pay_amount, total_amount: (before.total_amount as number) - 1.5 })
    expect(await admin('order', 'change.price.order.item', { order_no: sn, total_amount: 2 })).toMatchObject({ status: 500 })
  })

  it('prepares all or none, ships lines, and notes', async () => {
    const { userId } = await carey.world.person()
    const [first, second, open] = [await carey.world.order(userId, { order: paid }), await carey.world.order(userId, { order: paid }), await carey.world.order(userId)]
    const { admin } = carey
    expect(await admin('order', 'picking.order.list', { order_no: [first.sn, open.sn] })).toMatchObject(NOT_NOW)
    expect(await db().order.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({ shippingStatus: 0 })
    expect((await admin('order', 'picking.order.list', { order_no: [first.sn, second.sn] })).data).toEqual({ trade_status: 1 })
    const line = await db().orderLine.findFirstOrThrow({ where: { orderId: first.id } })
    expect(await admin('order', 'delivery.order.item', { order_no: first.sn, order_goods_id: [999_999], logistic_code: 'SF1' })).toMatchObject({ status: 500 })
    expect(await admin('order', 'delivery.order.item', { order_no: first.sn, order_goods_id: [line.id], logistic_code: 'SF1' })).toMatchObject(ok(true))
    expect(fieldsOf(await admin('order', 'get.order.item', { order_no: first.sn }))).toMatchObject({ trade_status: 2, delivery_status: 1 })
    expect((await admin('order', 'remark.order.item', { order_no: second.sn, sellers_remark: '加急' })).data).toEqual({ sellers_remark: '加急', update_time: expect.stringMatching(GMT8) })
    const buyer = await carey.shopper((await db().user.findUniqueOrThrow({ where: { id: userId } })) as unknown as Person) // only the name is read
    expect(fieldsOf(await buyer('order', 'get.order.item', { order_no: second.sn, is_get_log: 1 }))).toMatchObject({ sellers_remark: '' })
    expect(JSON.stringify((await buyer('order', 'get.order.log', { order_no: second.sn })).data)).not.toContain('加急')
  })

  it('puts the receiver right where the regions stay', async () => {
    const { userId } = await carey.world.person()
    const { sn, id } = await carey.world.order(userId, { order: { provinceId: SHANGHAI, cityId: SHANGHAI_CITY, districtId: PUDONG } })
    const set = (more: object) => carey.admin('order', 'set.order.item', { order_no: sn, consignee: '王芳', region_list: [SHANGHAI, SHANGHAI_CITY, PUDONG], address: '外滩 2 号', mobile: '13900139000', ...more })
    expect(await set({ region_list: [SHANGHAI, SHANGHAI_CITY] })).toMatchObject({ status: 500 })
    expect(fieldsOf(await set({}))).toMatchObject({ consignee: '王芳', address: '外滩 2 号', mobile: '13900139000' })
    expect(await set({ invoice_title: '某某公司' })).toMatchObject(refused(500, '发票信息不完整或不正确'))
    expect(await db().auditEntry.count({ where: { action: 'order.setRecipient', targetId: String(id) } })).toBe(1)
    expect([await carey.admin('order', 'timeout.order.cancel'), await carey.admin('order', 'timeout.order.complete')]).toMatchObject([ok(true), ok(true)])
  })
})
