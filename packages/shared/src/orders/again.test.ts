import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { addToCart } from '../cart/index.ts'
import { forgetCaches } from '../shop/index.ts'
import { orderAgain } from './again.ts'
import { anOrder, buyerCtx, type OrderFixture, readLines, wordOf } from './testing/fixture.ts'

const test = testDatabase()

async function ordered(fixture: OrderFixture = { lines: [{ quantity: 3, unitPriceFen: 5000 }, { quantity: 1, unitPriceFen: 900 }] }) {
  const order = await anOrder(test, fixture)
  const lines = await readLines(test, order.id)
  await test.db.goods.updateMany({ where: { id: { in: lines.map((line) => line.goodsId) } }, data: { isOnSale: true, isAloneSale: true } })
  forgetCaches()
  return { order, lines, ctx: buyerCtx(test, order), again: () => orderAgain(buyerCtx(test, order), { orderSn: order.sn }) }
}

/** The newest first. */
const counts = (answer: Awaited<ReturnType<typeof orderAgain>>) => answer.cart.lines.map((line) => [line.quantity, line.selected])

describe('ordering again', () => {
  it('puts the lines into the cart at today\'s price; twice changes nothing', async () => {
    const { again, lines } = await ordered()
    await test.db.goods.update({ where: { id: lines[0]?.goodsId ?? 0 }, data: { shopPriceFen: 7000 } })

    const [first, second] = [await again(), await again()]

    expect([counts(first), first.added, first.skipped]).toEqual([[[1, true], [3, true]], 2, []])
    expect(first.cart.lines.map((line) => line.goodsPriceFen)).toEqual([900, 7000])
    expect([counts(second), second.added]).toEqual([counts(first), 2])
  })

  it('grows a line that is there to at least the number and unselects the others', async () => {
    const { again, lines, ctx } = await ordered()
    const other = await ordered({ lines: [{ quantity: 1, unitPriceFen: 100 }] })
    const add = (goodsId: number, number: number) => addToCart(ctx, { goodsId, number, basicGoodsId: 0, buyNow: false })
    await add(lines[0]?.goodsId ?? 0, 5)
    await add(lines[1]?.goodsId ?? 0, 1)
    await add(other.lines[0]?.goodsId ?? 0, 2)

    expect(counts(await again())).toEqual([[2, false], [1, true], [5, true]])
  })

  it('takes what the stock has and says what is left out', async () => {
    const { again, lines } = await ordered()
    await test.db.goods.update({ where: { id: lines[0]?.goodsId ?? 0 }, data: { stock: 2 } })
    await test.db.goods.update({ where: { id: lines[1]?.goodsId ?? 0 }, data: { stock: 0 } })

    const answer = await again()

    expect([counts(answer), answer.added]).toEqual([[[2, true]], 1])
    expect(answer.skipped.map(({ quantity, reason }) => [quantity, reason])).toEqual([[1, 'out_of_stock'], [1, 'out_of_stock']])
  })

  it.each([
    ['is off sale', { isOnSale: false }, 'off_sale'],
    ['is not sold alone', { isAloneSale: false }, 'not_alone_sale'],
    ['is sold by options now', { hasSku: true }, 'spec_gone'],
  ])('leaves out what %s', async (_case, data, reason) => {
    const { again, lines } = await ordered()
    await test.db.goods.update({ where: { id: lines[0]?.goodsId ?? 0 }, data })

    const answer = await again()

    expect([answer.added, answer.skipped.map((one) => [one.goodsId, one.quantity, one.reason])]).toEqual([1, [[lines[0]?.goodsId, 3, reason]]])
  })

  it('leaves out gifts and what an activity sold', async () => {
    const gift = await ordered()
    await test.db.orderLine.update({ where: { id: gift.lines[1]?.id ?? 0 }, data: { giftPromotionId: 5 } })
    const activity = await ordered({ order: { extensionCode: 'group_buy' } })

    expect((await gift.again()).skipped.map(({ reason }) => reason)).toEqual(['gift'])
    const answer = await activity.again()
    expect([answer.added, answer.cart.lines, answer.skipped.map(({ reason }) => reason)]).toEqual([0, [], ['activity']])
  })

  it('of a stranger\'s order is refused', async () => {
    const [mine, theirs] = [await ordered(), await ordered()]

    expect(await wordOf(orderAgain(mine.ctx, { orderSn: theirs.order.sn }))).toBe('NOT_FOUND')
  })
})
