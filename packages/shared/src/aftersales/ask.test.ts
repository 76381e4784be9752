import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { cancelOwnOrder, receiveOwnOrder } from '../orders/buyer.ts'
import { getOwnOrder } from '../orders/index.ts'
import { anOrder, buyerCtx, DAY_MS, readLines, readOrder, wordOf } from '../orders/testing/fixture.ts'
import { askForCase, caseOptions, deskCases, withdrawOwnCase } from './index.ts'
import { ask, paidOrder, PORTS, readCase, receivedOrder, ship, shippedOrder, staffCtx, stepsIn } from './testing/fixture.ts'

const test = testDatabase({ poolSize: 25 })

async function partlyShipped() {
  const order = await paidOrder(test)
  await ship(test, order, [1])
  return order
}

describe('asking', () => {
  it('writes a case with its pictures, and the order says that something is asked for', async () => {
    const order = await shippedOrder(test)

    const id = await ask(test, order, { kind: 1, cause: '商品破损', remark: '壶嘴裂了', images: ['/media/a.webp', '/media/b.webp'], quantity: 2 })

    const row = await readCase(test, id)
    expect([row.kind, row.state, row.isAgreed, row.cause, row.remark, row.images, row.quantity, row.requestedFen, row.refundTo]).toEqual([1, 0, false, '商品破损', '壶嘴裂了', ['/media/a.webp', '/media/b.webp'], 2, 10_000, 'original'])
    expect(row.sn).toMatch(/^R\d{16}$/)
    expect((row.deadline?.getTime() ?? 0) - row.addedAt.getTime()).toBe(3 * DAY_MS)
    expect((await readOrder(test, order.id)).refundStatus).toBe(1)
    expect(await stepsIn(test, id)).toEqual(['ask by buyer'])
  })

  it.each<[string, () => ReturnType<typeof anOrder>, number[]]>([
    ['not paid', () => anOrder(test), []],
    ['paid', () => paidOrder(test), [2]],
    ['partly shipped', partlyShipped, [1, 2, 3, 4]],
    ['shipped', () => shippedOrder(test), [1, 2, 3, 4]],
    ['received', () => receivedOrder(test), [1, 2, 3, 4]],
  ])('about an order that is %s takes the kinds of its stage, and offers them', async (_stage, make, kinds) => {
    for (const kind of [1, 2, 3, 4]) {
      const order = await make()
      const [offered] = await caseOptions(buyerCtx(test, order), PORTS, { orderId: order.id })
      expect(offered?.kinds.map((one) => one.kind)).toEqual(kinds)
      expect(await wordOf(ask(test, order, { kind }))).toBe(kinds.includes(kind) ? 'done' : 'ORDER_STATE_INVALID')
    }
  })

  it('is possible until the last moment of the days after receipt', async () => {
    const order = await receivedOrder(test)
    const end = (order.receivedAt?.getTime() ?? 0) + 7 * DAY_MS

    expect(await wordOf(ask(test, order, { now: new Date(end) }))).toBe('AFTERSALE_EXPIRED')
    expect((await getOwnOrder(buyerCtx(test, order, new Date(end)), PORTS, { orderId: order.id })).operations).not.toContain('aftersale')
    expect(await wordOf(ask(test, order, { now: new Date(end - 1) }))).toBe('done')
  })

  it('for more units than are left answers how many are', async () => {
    const order = await shippedOrder(test)

    await expect(ask(test, order, { quantity: 3 })).rejects.toMatchObject({ word: 'AFTERSALE_NUMBER', params: { left: 2 } })
    await ask(test, order, { quantity: 1 })
    await expect(ask(test, order, { quantity: 2 })).rejects.toMatchObject({ word: 'AFTERSALE_NUMBER', params: { left: 1 } })
  })

  it('to send back more than was handed over answers how many were', async () => {
    const order = await paidOrder(test)
    await ship(test, order, [1])

    await expect(ask(test, order, { kind: 1, quantity: 2 })).rejects.toMatchObject({ word: 'AFTERSALE_NUMBER', params: { left: 1 } })
  })

  it('is one open case a line; another line has its own', async () => {
    const order = await shippedOrder(test, { lines: [{ quantity: 3, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 900 }] })
    await ask(test, order)

    expect(await wordOf(ask(test, order))).toBe('ORDER_HAS_AFTERSALE')
    expect(await wordOf(ask(test, order, { line: 1 }))).toBe('done')
    expect((await getOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id })).lines.map((line) => line.canAftersale)).toEqual([false, false])
  })

  it('twice at once for the last unit: one case, the other is told there is none left', async () => {
    const order = await shippedOrder(test, { lines: [{ quantity: 1, unitPriceFen: 5000 }] })

    const words = await Promise.all([wordOf(ask(test, order)), wordOf(ask(test, order))])

    expect(words.toSorted()).toEqual(['AFTERSALE_NUMBER', 'done'])
    expect(await test.db.aftersale.count({ where: { orderId: order.id } })).toBe(1)
  })

  it('for more money than the units are worth answers what they are', async () => {
    const order = await shippedOrder(test, { lines: [{ quantity: 3, unitPriceFen: 3333 }] })

    await expect(ask(test, order, { amountFen: 3334 })).rejects.toMatchObject({ word: 'AFTERSALE_AMOUNT', params: { left: '33.33' } })
    expect((await readCase(test, await ask(test, order, { amountFen: 1000 }))).requestedFen).toBe(1000)
  })

  it('about gifts and goods paid with points takes no exchange and no repair', async () => {
    const gift = await shippedOrder(test)
    await test.db.orderLine.updateMany({ where: { orderId: gift.id }, data: { giftPromotionId: 7 } })
    const exchange = await shippedOrder(test, { order: { extensionCode: 'exchange_goods' } })

    for (const order of [gift, exchange]) {
      for (const kind of [3, 4]) await expect(ask(test, order, { kind })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'kind' } })
      expect(await wordOf(ask(test, order, { kind: 1 }))).toBe('done')
    }
  })

  it('about a card that was handed out is refused; one still to come can be refunded', async () => {
    const order = await paidOrder(test, { lines: [{ quantity: 1, unitPriceFen: 5000, isReal: false }, { quantity: 1, unitPriceFen: 5000, isReal: false }] })
    const [delivered] = await readLines(test, order.id)
    await test.db.orderLine.update({ where: { id: delivered?.id ?? 0 }, data: { shippedQuantity: 1 } })

    expect(await wordOf(ask(test, order))).toBe('ORDER_STATE_INVALID')
    expect(await wordOf(ask(test, order, { line: 1 }))).toBe('done')
  })

  it('about a stranger\'s order, or with seven pictures, is refused', async () => {
    const [mine, theirs] = [await shippedOrder(test), await shippedOrder(test)]
    const [line] = await readLines(test, theirs.id)
    const input = { orderId: theirs.id, orderLineId: line?.id ?? 0, kind: 2, quantity: 1, cause: 'x' }

    expect(await wordOf(askForCase(buyerCtx(test, mine), PORTS, input))).toBe('NOT_FOUND')
    expect(await wordOf(askForCase(buyerCtx(test, mine), PORTS, { ...input, orderId: mine.id }))).toBe('NOT_FOUND')
    await expect(ask(test, mine, { images: ['1', '2', '3', '4', '5', '6', '7'] })).rejects.toMatchObject({ word: 'PARAM_INVALID', params: { field: 'images' } })
  })
})

describe('after the answer', () => {
  it('a refusal names its reason, and the buyer may ask again', async () => {
    const order = await shippedOrder(test)
    const id = await ask(test, order)

    expect(await wordOf(deskCases.refuse(staffCtx(test), PORTS, { aftersaleId: id, reason: ' ' }))).toBe('PARAM_MISSING')
    await deskCases.refuse(staffCtx(test), PORTS, { aftersaleId: id, reason: '已超出质保' })

    const row = await readCase(test, id)
    expect([row.state, row.toBuyer, row.deadline]).toEqual([6, '已超出质保', null])
    expect((await readOrder(test, order.id)).refundStatus).toBe(0)
    expect(await wordOf(ask(test, order))).toBe('done')
  })

  it('the buyer withdraws while nothing was answered, and after agreeing until goods are sent', async () => {
    const order = await shippedOrder(test)
    const first = await ask(test, order)
    expect((await withdrawOwnCase(buyerCtx(test, order), PORTS, { aftersaleId: first })).returnStatus).toBe(5)
    const second = await ask(test, order, { kind: 1 })
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: second })

    expect((await withdrawOwnCase(buyerCtx(test, order), PORTS, { aftersaleId: second })).returnStatus).toBe(5)
    expect(await wordOf(withdrawOwnCase(buyerCtx(test, order), PORTS, { aftersaleId: second }))).toBe('ORDER_STATE_INVALID')
    expect(await stepsIn(test, second)).toEqual(['ask by buyer', 'agree by 小王', 'withdraw by buyer'])
  })

  it('of a stranger\'s case nothing is found', async () => {
    const [mine, theirs] = [await shippedOrder(test), await shippedOrder(test)]
    const id = await ask(test, theirs)

    expect(await wordOf(withdrawOwnCase(buyerCtx(test, mine), PORTS, { aftersaleId: id }))).toBe('NOT_FOUND')
    expect((await readCase(test, id)).state).toBe(0)
  })
})

describe('the clock of the automatic receipt', () => {
  it('stands while a case is open and goes on for what was left, at least three days', async () => {
    const order = await shippedOrder(test)
    const shippedAt = order.shippedAt?.getTime() ?? 0
    const closeAfter = async (openDays: number, closeDays: number): Promise<number> => {
      const id = await ask(test, order, { now: new Date(shippedAt + openDays * DAY_MS) })
      expect((await getOwnOrder(buyerCtx(test, order, new Date(shippedAt + openDays * DAY_MS)), PORTS, { orderId: order.id })).receiveDeadline).toBe('')
      await withdrawOwnCase(buyerCtx(test, order, new Date(shippedAt + closeDays * DAY_MS)), PORTS, { aftersaleId: id })
      return ((await readOrder(test, order.id)).receiveDeadline?.getTime() ?? 0) - shippedAt
    }

    // Ten days: asked after two, two days later it goes on with eight; asked on the eleventh with one left it gets three.
    expect(await closeAfter(2, 4)).toBe(12 * DAY_MS)
    expect(await closeAfter(11, 12)).toBe(15 * DAY_MS)
  })

  it('lets nobody receive meanwhile', async () => {
    const order = await shippedOrder(test)
    await ask(test, order)

    expect(await wordOf(receiveOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id }))).toBe('ORDER_HAS_AFTERSALE')
  })
})

it('asking to cancel an order in preparation is one case a line under one number, with a deadline', async () => {
  const order = await paidOrder(test, { lines: [{ quantity: 2, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 900 }] })
  await test.db.order.update({ where: { id: order.id }, data: { shippingStatus: 3 } })

  const answer = await cancelOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id, refundTo: 'balance', reason: '拍错了' })

  expect([answer.pending, answer.order.refundStatus]).toEqual([true, 1])
  const rows = await test.db.aftersale.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
  expect(rows.map(({ kind, quantity, requestedFen, refundTo, cause }) => [kind, quantity, requestedFen, refundTo, cause])).toEqual([[2, 2, 10_000, 'balance', '拍错了'], [2, 1, 900, 'balance', '拍错了']])
  expect(new Set(rows.map(({ sn }) => sn)).size).toBe(1)
  expect(rows.every(({ deadline }) => deadline !== null)).toBe(true)
})
