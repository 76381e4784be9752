import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { type SandboxWorld, sandboxWorld } from '../payments/sandbox-server/testing.ts'
import * as merchant from './merchant.ts'
import { payOwnOrder, updateOwnOrder } from './pay-own.ts'
import { anOrder, buyerCtx, DAY_MS, MINUTE_MS, paymentMethodsOf, payNow, portsOf, purseOf, readOrder, setSetting, STAFF, type TestPorts, tripleIn, wordOf } from './testing/fixture.ts'

const test = testDatabase()
let world: SandboxWorld
let ports: TestPorts

beforeAll(async () => {
  world = await sandboxWorld()
  ports = portsOf({ sandbox: world.provider })
})
afterAll(() => world.close())

describe('paying', () => {
  it('asks for the order\'s amount; the same call answers the same payment', async () => {
    const order = await anOrder(test, { payFeeFen: 60 })
    const pay = () => payOwnOrder(buyerCtx(test, order), ports, { orderSn: order.sn, client: 'h5' })

    const [first, second] = [await pay(), await pay()]

    expect([first.amountFen, first.payFeeFen, first.isOnline, first.orderSn]).toEqual([10_060, 60, true, order.sn])
    expect(first.payUrl).toContain('/pay/')
    expect(first.expiresAt).toBe(order.payDeadline?.toISOString())
    expect(second).toEqual(first)
  })

  it('twenty times at once makes one payment', async () => {
    const order = await anOrder(test)

    const answers = await Promise.all(Array.from({ length: 20 }, () => payOwnOrder(buyerCtx(test, order), ports, { orderSn: order.sn, client: 'h5' })))

    expect(new Set(answers.map(({ logId }) => logId)).size).toBe(1)
    expect(await test.db.payment.count({ where: { orderId: order.id } })).toBe(1)
  })

  it('with the balance is done at once and saves the fee', async () => {
    const { balance } = await paymentMethodsOf(test)
    const order = await anOrder(test, { payFeeFen: 60, user: { balanceFen: 12_000 } })

    const answer = await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, payId: balance, client: 'h5' })

    expect([answer.logId, answer.amountFen, answer.payCode]).toEqual([0, 0, 'balance'])
    const row = await readOrder(test, order.id)
    expect([row.balanceFen, row.payFeeFen, row.orderAmountFen, row.moneyPaidFen, row.payCode]).toEqual([10_000, 0, 0, 0, 'balance'])
    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    expect((await purseOf(test, order)).balanceFen).toBe(2000)
  })

  it('with too little balance is refused and changes nothing', async () => {
    const order = await anOrder(test, { method: 'balance', user: { balanceFen: 9999 } })

    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }))).toBe('SURPLUS_NOT_ENOUGH')
    expect(await tripleIn(test, order.id)).toEqual([0, 0, 0])
  })

  it('by bank shows the account and the reference, and is booked once by the merchant', async () => {
    const order = await anOrder(test, { method: 'bank' })
    const answer = await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' })
    expect([answer.isOnline, answer.logId > 0, answer.payUrl]).toEqual([false, true, ''])
    expect(answer.payDesc).toBe(`招商银行 6222 0000\n转账时请注明订单号 ${order.sn}`)
    const staff = test.ctx(STAFF)
    const transfer = { orderId: order.id, amountFen: 10_500, receivedAt: new Date(), reference: 'BANK-77' }

    expect(await wordOf(merchant.bookOffline(staff, ports, { ...transfer, amountFen: 9999 }))).toBe('AMOUNT_INVALID')
    await merchant.bookOffline(staff, ports, transfer)
    expect(await wordOf(merchant.bookOffline(staff, ports, transfer))).toBe('ORDER_PAID')
    const other = await anOrder(test, { method: 'bank' })
    expect(await wordOf(merchant.bookOffline(staff, ports, { ...transfer, orderId: other.id }))).toBe('PARAM_INVALID')

    expect(await tripleIn(test, order.id)).toEqual([1, 0, 2])
    expect((await purseOf(test, order)).balanceFen).toBe(500)
    expect(await tripleIn(test, other.id)).toEqual([0, 0, 0])
  })

  it.each([
    ['paid', { orderStatus: 1, payStatus: 2, moneyPaidFen: 10_000, orderAmountFen: 0 }, 'ORDER_PAID'],
    ['under way', { payStatus: 1 }, 'ORDER_PAYING'],
    ['cancelled', { orderStatus: 2 }, 'ORDER_STATE_INVALID'],
    ['in preparation for cash', { orderStatus: 1, shippingStatus: 3, isCod: true }, 'ORDER_STATE_INVALID'],
    ['past its deadline', { payDeadline: new Date('2026-01-01') }, 'ORDER_STATE_INVALID'],
    ['nobody\'s method any more', { payId: 99_999 }, 'PAYMENT_UNAVAILABLE'],
  ])('an order that is %s: refused', async (_case, row, word) => {
    const order = await anOrder(test, { order: row })

    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }))).toBe(word)
  })

  it.each([
    ['https://evil.example/x', 'PARAM_INVALID'], ['//evil.example/x', 'PARAM_INVALID'], ['javascript:alert(1)', 'PARAM_INVALID'], ['/orders', 'done'], ['https://shop.example/result/1', 'done'],
  ])('and coming back to %s: %s', async (returnUrl, word) => {
    const order = await anOrder(test)

    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5', returnUrl }))).toBe(word)
  })

  it('cash on delivery can be paid online before it ships, and waits only so long then', async () => {
    const { sandbox, balance } = await paymentMethodsOf(test)
    const order = await anOrder(test, { method: 'cod', user: { balanceFen: 50_000 } })
    const now = new Date()

    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' }))).toBe('PAYMENT_UNAVAILABLE')
    expect(await wordOf(payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, payId: balance, client: 'h5' }))).toBe('PAYMENT_UNAVAILABLE')
    const answer = await payOwnOrder(buyerCtx(test, order, now), ports, { orderId: order.id, payId: sandbox, client: 'h5' })

    expect([answer.amountFen, answer.payFeeFen]).toEqual([10_060, 60])
    const row = await readOrder(test, order.id)
    expect([row.isCod, row.payDeadline?.getTime()]).toEqual([false, now.getTime() + 30 * MINUTE_MS])
  })
})

describe('changing an order', () => {
  it('puts the consignee right, not the regions', async () => {
    const order = await anOrder(test)
    const { order: answer } = await updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, consignee: '李四', mobile: '13900000000', buyerNote: '请轻放', oosChoice: 1 })

    expect([answer.consignee.consignee, answer.consignee.mobile, answer.buyerNote, answer.oosChoice]).toEqual(['李四', '13900000000', '请轻放', 1])
    expect(answer.log.map(({ actionUser, actionNote }) => [actionUser, actionNote])).toEqual([['buyer', 'consignee, mobile, buyerNote, oosChoice']])
  })

  it.each([
    ['nothing', {}, 'PARAM_MISSING'],
    ['a mobile that is none', { mobile: '123' }, 'MOBILE_INVALID'],
    ['an address that is none', { email: 'a@' }, 'EMAIL_INVALID'],
    ['a method that is switched off', { payId: 99_999 }, 'PAYMENT_UNAVAILABLE'],
    ['more balance than there is', { balanceFen: 501, consignee: '王五' }, 'SURPLUS_NOT_ENOUGH'],
  ])('to %s is refused and changes nothing', async (_case, change, word) => {
    const order = await anOrder(test, { user: { balanceFen: 500 } })

    expect(await wordOf(updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, ...change }))).toBe(word)
    expect(await readOrder(test, order.id)).toEqual(order)
  })

  it('a prepaid order never becomes cash on delivery', async () => {
    const { cod } = await paymentMethodsOf(test)
    const order = await anOrder(test)

    expect(await wordOf(updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, payId: cod }))).toBe('PAYMENT_UNAVAILABLE')
  })

  it('uses balance in addition; the fee is worked out anew; all of it pays the order', async () => {
    const order = await anOrder(test, { payFeeFen: 60, user: { balanceFen: 30_000 } })

    const first = await updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, balanceFen: 4000 })
    expect([first.payment.amountFen, first.payment.payFeeFen, first.order.totals.balanceFen]).toEqual([6036, 36, 4000])
    expect(first.order.payDeadline).toBe(order.payDeadline?.toISOString())

    const second = await updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, balanceFen: 9000 })
    expect([second.payment.logId, second.order.state, second.order.totals.balanceFen, second.order.totals.payFeeFen]).toEqual([0, 'await_ship', 10_000, 0])
    expect((await purseOf(test, order)).balanceFen).toBe(20_000)
    expect(await wordOf(updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, balanceFen: 1 }))).toBe('ORDER_PAID')
  })

  it('to another method closes what was open', async () => {
    const { bank } = await paymentMethodsOf(test)
    const order = await anOrder(test)
    const { logId } = await payOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, client: 'h5' })

    const { payment } = await updateOwnOrder(buyerCtx(test, order), ports, { orderId: order.id, payId: bank })

    expect([payment.payCode, payment.amountFen, payment.logId > logId]).toEqual(['bank', 10_000, true])
    const old = await test.db.payment.findUniqueOrThrow({ where: { id: logId } })
    expect(old.state).toBe('closed')
    expect((await world.provider.query(old.sn)).state).toBe('closed')
  })

  it('a stranger\'s order is not found, a shipped one stays as it is', async () => {
    const [mine, theirs] = [await anOrder(test), await anOrder(test)]
    await payNow(test, mine)
    await merchant.prepare(test.ctx(STAFF), ports, { orderId: mine.id })

    expect(await wordOf(updateOwnOrder(buyerCtx(test, mine), ports, { orderId: theirs.id, consignee: '王五' }))).toBe('NOT_FOUND')
    expect(await wordOf(updateOwnOrder(buyerCtx(test, mine), ports, { orderId: mine.id, consignee: '王五' }))).toBe('ORDER_STATE_INVALID')
  })

  it('an offline order waits for days after it was set unpaid', async () => {
    await setSetting(test, 'orderOfflineDays', 5)
    const order = await anOrder(test, { method: 'bank' })
    await merchant.bookOffline(test.ctx(STAFF), ports, { orderId: order.id, amountFen: 10_000, receivedAt: new Date(), reference: 'BANK-99' })
    const now = new Date()
    await merchant.setUnpaid(test.ctx(STAFF, now), ports, { orderId: order.id, reason: '退回' })

    expect((await readOrder(test, order.id)).payDeadline).toEqual(new Date(now.getTime() + 5 * DAY_MS))
  })
})
