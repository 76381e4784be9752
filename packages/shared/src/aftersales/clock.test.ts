import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { buyerCtx, DAY_MS, readLines, readOrder, setSetting, stockOf, wordOf } from '../orders/testing/fixture.ts'
import { deskCases, getOwnCase, listCases, listOwnCases, receiveOwnCase, sendOwnCaseBack, tickAftersales } from './index.ts'
import { ask, paidOrder, PORTS, readCase, shippedOrder, staffCtx, stepsIn } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })
const PARCEL = { shippingName: '中通', trackingNo: '7854' }
const days = (count: number, from: Date = new Date()) => new Date(from.getTime() + count * DAY_MS)
const tick = (now: Date) => tickAftersales(test.ctx(undefined, now), PORTS)

it('the buyer learns where to send the goods once the return is agreed, and not before or after', async () => {
  await setSetting(test, 'returnAddress', '小铺退货组 400-000-0571 杭州')
  const order = await shippedOrder(test)
  const id = await ask(test, order, { kind: 1 })
  const told = async () => (await getOwnCase(buyerCtx(test, order), PORTS, id)).returnAddress

  expect(await told()).toBe('')
  await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })
  expect(await told()).toBe('小铺退货组 400-000-0571 杭州')
  await sendOwnCaseBack(buyerCtx(test, order), PORTS, { aftersaleId: id, ...PARCEL })
  expect(await told()).toBe('')
})

describe('left alone', () => {
  it('an unanswered return is agreed after three days, given up seven days later', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind: 1 })
    const { addedAt } = await readCase(test, id)

    await tick(new Date(days(3, addedAt).getTime() - 1))
    expect((await readCase(test, id)).isAgreed).toBe(false)
    await tick(days(3, addedAt))
    expect((await readCase(test, id)).isAgreed).toBe(true)
    await tick(new Date(days(10, addedAt).getTime() - 1))
    expect((await readCase(test, id)).state).toBe(0)
    await tick(days(10, addedAt))

    expect((await readCase(test, id)).state).toBe(5)
    expect(await stepsIn(test, id)).toEqual(['ask by buyer', 'agree by system', 'notSentBack by system'])
    expect((await readOrder(test, order.id)).receiveStoppedAt).toBeNull()
  })

  it('a parcel that went back is taken as received after ten days and refunded after three more', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind: 1 })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })
    const sentAt = new Date()
    await sendOwnCaseBack(buyerCtx(test, order, sentAt), PORTS, { aftersaleId: id, ...PARCEL })

    await tick(days(10, sentAt))
    expect((await readCase(test, id)).state).toBe(2)
    await tick(days(13, sentAt))

    expect([(await readCase(test, id)).state, (await readCase(test, id)).refundedFen, (await readCase(test, id)).restockedQuantity]).toEqual([4, 5000, 1])
  })

  it('money for goods nobody has handed over is given after three days', async () => {
    const order = await paidOrder(test)
    const id = await ask(test, order)

    await tick(days(3.01))

    expect([(await readCase(test, id)).state, (await readCase(test, id)).isRefunded]).toEqual([4, true])
  })

  it('money for goods the buyer has is never given by a clock: it is put before a member', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order)

    for (const late of [3.01, 30, 300]) await tick(days(late))

    const row = await readCase(test, id)
    expect([row.state, row.isAgreed, row.isOverdue, row.deadline]).toEqual([0, false, true, null])
    expect(await stepsIn(test, id)).toEqual(['ask by buyer', 'overdue by system'])
    expect(await test.db.outboxEvent.count({ where: { topic: 'aftersale.overdue', payload: { path: ['aftersaleId'], equals: id } } })).toBe(1)
    expect((await listCases(staffCtx(test), PORTS, { tab: 'todo', q: order.sn }, { pageNo: 1, pageSize: 10 })).items.map(({ isOverdue }) => isOverdue)).toEqual([true])
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })
    expect((await readCase(test, id)).state).toBe(4)
  })

  it('a repair waits for the shop as long as it takes', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind: 4 })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })
    await sendOwnCaseBack(buyerCtx(test, order), PORTS, { aftersaleId: id, ...PARCEL })

    await tick(days(400))

    expect((await readCase(test, id)).state).toBe(1)
  })
})

describe('the moment it is worked out', () => {
  it('changes nothing: looked at once after everything is over, it ends where the job would have left it', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind: 1 })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })
    await sendOwnCaseBack(buyerCtx(test, order), PORTS, { aftersaleId: id, ...PARCEL })

    const shown = await getOwnCase(buyerCtx(test, order, days(20)), PORTS, id)

    expect([shown.returnStatus, shown.refundStatus, shown.refundedFen]).toEqual([4, 1, 5000])
    expect(shown.steps.map(({ step }) => step)).toEqual(['ask', 'agree', 'sendBack', 'receiveBack', 'refund'])
    const [received, refunded] = shown.steps.slice(-2)
    expect(Date.parse(refunded?.at ?? '') - Date.parse(received?.at ?? '')).toBe(3 * DAY_MS)
  })

  it('is the list as well, and a call that comes too late is refused', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind: 1 })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id })

    expect(await wordOf(sendOwnCaseBack(buyerCtx(test, order, days(8)), PORTS, { aftersaleId: id, ...PARCEL }))).toBe('ORDER_STATE_INVALID')
    expect((await listOwnCases(buyerCtx(test, order, days(8)), PORTS, { pageNo: 1, pageSize: 10 })).items.map(({ returnStatus }) => returnStatus)).toEqual([5])
  })

  it('twenty jobs at once refund once', async () => {
    const order = await paidOrder(test, { method: 'bank', order: { givePoints: 0 } })
    const id = await ask(test, order)

    await Promise.all(Array.from({ length: 20 }, () => tick(days(4))))

    expect((await test.db.user.findUniqueOrThrow({ where: { id: order.userId } })).balanceFen).toBe(5000)
    expect(await stepsIn(test, id)).toEqual(['ask by buyer', 'refund by system'])
  })
})

describe('an exchange', () => {
  async function cameBack(kind: number) {
    const order = await shippedOrder(test)
    const id = await ask(test, order, { kind })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: id, note: '请寄到仓库' })
    await sendOwnCaseBack(buyerCtx(test, order), PORTS, { aftersaleId: id, ...PARCEL })
    await deskCases.receiveBack(staffCtx(test), PORTS, { aftersaleId: id })
    return { order, id }
  }

  it('takes a new unit from stock, goes out, and is done when the buyer has it', async () => {
    const { order, id } = await cameBack(3)
    const [before = 0] = await stockOf(test, order.id)

    expect(await wordOf(deskCases.refund(staffCtx(test), PORTS, { aftersaleId: id }))).toBe('ORDER_STATE_INVALID')
    await deskCases.sendOut(staffCtx(test), PORTS, { aftersaleId: id, shippingName: '顺丰', trackingNo: 'SF9' })
    const done = await receiveOwnCase(buyerCtx(test, order), PORTS, { aftersaleId: id })

    expect([done.returnStatus, done.refundStatus, done.outShippingName, done.exchangeTrackingNo, done.toBuyer]).toEqual([4, 0, '顺丰', 'SF9', '请寄到仓库'])
    expect(await stockOf(test, order.id)).toEqual([before - 1])
    const after = await readOrder(test, order.id)
    expect([after.refundStatus, after.refundedFen]).toEqual([0, 0])
  })

  it('without stock is refused and changes nothing', async () => {
    const { order, id } = await cameBack(3)
    const [line] = await readLines(test, order.id)
    await test.db.goods.update({ where: { id: line?.goodsId ?? 0 }, data: { stock: 0 } })

    expect(await wordOf(deskCases.sendOut(staffCtx(test), PORTS, { aftersaleId: id, ...PARCEL }))).toBe('OUT_OF_STOCK')
    expect((await readCase(test, id)).state).toBe(2)
  })

  it('that went out is done by itself after ten days; a repair takes no stock', async () => {
    const { order, id } = await cameBack(4)
    const before = await stockOf(test, order.id)
    await deskCases.sendOut(staffCtx(test), PORTS, { aftersaleId: id, ...PARCEL })
    const { deadline } = await readCase(test, id)

    await tick(new Date((deadline?.getTime() ?? 0) - 1))
    expect((await readCase(test, id)).state).toBe(3)
    await tick(deadline ?? new Date())

    expect((await readCase(test, id)).state).toBe(4)
    expect(await stockOf(test, order.id)).toEqual(before)
  })
})

it('the days are the shop\'s settings', async () => {
  await setSetting(test, 'aftersaleAnswerDays', 1)
  const order = await paidOrder(test)
  const row = await readCase(test, await ask(test, order))

  expect((row.deadline?.getTime() ?? 0) - row.addedAt.getTime()).toBe(DAY_MS)
  await setSetting(test, 'aftersaleAnswerDays', 3)
})
