import { describe, expect, it } from 'vitest'
import { FORBIDDEN, NOT_THERE, ok, openCareyWorld, refused, rowsIn } from '../testing/carey-world.ts'

const carey = openCareyWorld()
const db = () => carey.world.shop.database.db
const named = async (code: string): Promise<number> => (await db().paymentMethod.findUniqueOrThrow({ where: { code } })).id

describe('ways of paying', () => {
  it('are listed by what they are for; shoppers see those that are on', async () => {
    const { admin, world } = carey
    const own = await carey.shopper(world.user)
    const codes = async (call: typeof carey.guest, params: Record<string, unknown> = {}): Promise<unknown[]> => rowsIn(await call('payment', 'get.payment.list', params)).map(({ model }) => model)
    const all = await codes(admin)
    expect(all).toEqual(expect.arrayContaining(['balance', 'bank', 'cod']))
    expect(rowsIn(await admin('payment', 'get.payment.list')).find(({ model }) => model === 'balance')).toMatchObject({ code: 0, is_inpour: 0, is_payment: 1, is_refund: 1 })
    expect(await codes(own, { type: 'inpour' })).toEqual(expect.not.arrayContaining(['balance', 'cod']))
    expect(await codes(own, { exclude_code: [0] })).not.toContain('balance')
    const bank = await named('bank')
    expect(await admin('payment', 'set.payment.status', { payment_id: [bank, 999_999], status: 0 })).toMatchObject(NOT_THERE)
    expect(await codes(own)).toContain('bank')
    expect(await admin('payment', 'set.payment.status', { payment_id: [bank], status: 0 })).toMatchObject(ok(true))
    expect([await codes(own), await codes(admin)].map((list) => list.includes('bank'))).toEqual([false, true])
    expect(await admin('payment', 'set.payment.status', { payment_id: [bank], status: 1 })).toMatchObject(ok(true))
    expect(await admin('payment', 'set.payment.sort', { payment_id: bank, sort: 7 })).toMatchObject(ok(true))
    expect((await admin('payment', 'get.payment.item', { payment_id: bank })).data).toMatchObject({ payment_id: bank, sort: 7, setting: { has_settings: 0 } })
    expect([await admin('payment', 'get.payment.item', { payment_id: 999_999 }), await own('payment', 'get.payment.item', { payment_id: bank })]).toMatchObject([ok(null), FORBIDDEN])
  })

  it('pay an order of one\'s own from the balance, and top it up', async () => {
    const { world } = carey
    const person = await world.person()
    const own = await carey.shopper(person)
    const { sn, id } = await world.order(person.userId)
    const pay = (order: string) => own('payment', 'order.payment.pay', { to_payment: 0, order_no: order, request_type: 'app' })
    expect(await pay((await world.order(world.stranger.userId)).sn)).toMatchObject(NOT_THERE)
    expect(await pay(sn)).toMatchObject({ status: 200, data: expect.any(String) })
    expect(await db().order.findUniqueOrThrow({ where: { id } })).toMatchObject({ payStatus: 2 })
    expect(await pay(sn)).toMatchObject(refused(500, '订单已付款'))
    const topUp = (money: number) => own('payment', 'user.payment.pay', { money, to_payment: 0, request_type: 'web' })
    expect(await topUp(10)).toMatchObject({ status: 500 })
    expect(await own('payment', 'user.payment.pay', { money: 12.5, to_payment: await named('bank'), request_type: 'web' })).toMatchObject({ status: 200, data: expect.any(String) })
    expect(await db().accountRequest.findFirstOrThrow({ where: { userId: person.userId } })).toMatchObject({ kind: 0, amountFen: 1250, state: 0 })
  })
})

describe('bonuses', () => {
  it('kinds are staff\'s to see', async () => {
    const { admin, world } = carey
    const bonusId = await world.bonus(world.user.userId)
    const { typeId } = await db().bonus.findUniqueOrThrow({ where: { id: bonusId } })
    expect(rowsIn(await admin('coupon', 'get.coupon.list', { type: 0 })).find(({ coupon_id: id }) => id === typeId)).toMatchObject({ name: '红包', money: 1, quota: 0, give_num: 1, receive_num: 1, use_num: 0, status: 1, is_invalid: 0 })
    expect((await admin('coupon', 'get.coupon.item', { coupon_id: typeId })).data).toMatchObject({ coupon_id: typeId })
    expect(await admin('coupon', 'get.coupon.item', { coupon_id: 999_999 })).toMatchObject(ok(null))
    expect(rowsIn(await admin('coupon', 'get.coupon.select', { is_shelf_life: 1 }))).not.toEqual([])
    expect(rowsIn(await admin('coupon', 'get.coupon.select', { status: 0 }))).toEqual([])
    expect(await (await carey.member(['goods.view']))('coupon', 'get.coupon.list')).toMatchObject(FORBIDDEN)
  })

  it('that can be claimed are told to anybody, and claimed by their code as often as one may', async () => {
    const { admin, guest, world } = carey
    const typeId = await world.couponType()
    const own = await carey.shopper(await world.person())
    expect(await guest('coupon', 'get.coupon.active')).toMatchObject(ok([{ name: '满 99 减 10', give_code: String(typeId), money: 10, quota: 0, frequency: 1, give_num: 0, receive_num: 0, level: [] }]))
    expect([await own('coupon_give', 'give.coupon.code', { give_code: String(typeId) }), await own('coupon_give', 'give.coupon.code', { give_code: String(typeId) })]).toMatchObject([ok(true), refused(500, '您已达到领取上限')])
    expect((await admin('coupon', 'get.coupon.item', { coupon_id: typeId })).data).toMatchObject({ type: 2, give_code: String(typeId), receive_num: 1 })
    await db().bonusType.update({ where: { id: typeId }, data: { claimTotal: 1 } })
    expect(await guest('coupon', 'get.coupon.active')).toMatchObject(ok([]))
    expect(await own('coupon_give', 'give.coupon.code', { give_code: '999999' })).toMatchObject(NOT_THERE)
  })

  it('of one\'s own are listed, fit or do not, and are hidden together or not at all', async () => {
    const { world } = carey
    const person = await world.person()
    const own = await carey.shopper(person)
    const [first, second, theirs] = [await world.bonus(person.userId), await world.bonus(person.userId), await world.bonus(world.stranger.userId)]
    const ids = async (params: object = {}): Promise<unknown[]> => rowsIn(await own('coupon_give', 'get.coupon.give.list', { ...params })).map(({ coupon_give_id: id }) => id)
    expect([await ids(), await ids({ type: 'normal' }), await ids({ type: 'used' })]).toEqual([[second, first], [second, first], []])
    await db().bonusType.updateMany({ where: { bonuses: { some: { id: second } } }, data: { minGoodsAmountFen: 100_000 } })
    const purchase = { goods_id: [world.goodsId], pay_amount: 50 }
    expect(rowsIn(await own('coupon_give', 'get.coupon.give.select', purchase))).toMatchObject([{ coupon_give_id: first, is_use: 1, not_use_error: '' }, { coupon_give_id: second, is_use: 0, not_use_error: '未达到使用金额' }])
    expect((await own('coupon_give', 'get.coupon.give.check', { ...purchase, coupon_give_id: first })).data).toMatchObject({ coupon_give_id: first, get_coupon: { money: 1 } })
    expect(await own('coupon_give', 'get.coupon.give.check', { ...purchase, coupon_give_id: second })).toMatchObject(refused(500, '商品总额未达到红包的使用条件 ¥1000.00'))
    expect(await own('coupon_give', 'get.coupon.give.check', { ...purchase, coupon_give_id: theirs })).toMatchObject(refused(500, '红包不存在或不能用于该订单'))

    expect(await own('coupon_give', 'del.coupon.give.list', { coupon_give_id: [first, theirs] })).toMatchObject(NOT_THERE)
    expect(await ids()).toEqual([second, first])
    expect(await own('coupon_give', 'del.coupon.give.list', { coupon_give_id: [first] })).toMatchObject(ok(true))
    expect([await ids(), await ids({ type: 'delete' })]).toEqual([[second], [first]])
    expect(await own('coupon_give', 'rec.coupon.give.list', { coupon_give_id: [first] })).toMatchObject(ok(true))
    expect(await ids()).toEqual([second, first])
    const number = await world.bonusNumber()
    expect([await own('coupon_give', 'give.coupon.code', { give_code: number }), await own('coupon_give', 'give.coupon.code', { give_code: number })]).toMatchObject([ok(true), refused(500, '该红包已在您的账户中')])
    expect(rowsIn(await carey.admin('coupon_give', 'get.coupon.give.list', { account: person.name }))).toHaveLength(3)
  })
})
