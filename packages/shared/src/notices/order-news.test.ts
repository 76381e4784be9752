import { beforeAll, describe, expect, it } from 'vitest'
import { deskCases } from '../aftersales/index.ts'
import { ask, paidOrder, PORTS, readCase, ship, shippedOrder, staffCtx } from '../aftersales/testing/fixture.ts'
import type { OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { cancelOwnOrder, deskOrders, expireOrder } from '../orders/index.ts'
import { anOrder, buyerCtx, readLines } from '../orders/testing/fixture.ts'
import { installSecretKey } from '../secrets/index.ts'
import { listNotices, tellOrderNews } from './index.ts'

const test = testDatabase({ poolSize: 25 })
const failures: unknown[] = []
const ports = { secretsKey: Buffer.alloc(32, 7), baseUrl: 'https://shop.example', failed: (error: unknown) => { failures.push(error) } }

beforeAll(() => installSecretKey(Buffer.alloc(32, 3)))

/** What the buyer reads after the worker has run. */
async function told(order: OrderRow) {
  await tellOrderNews(test.ctx(), ports)
  expect(failures).toEqual([])
  const { items } = await listNotices(buyerCtx(test, order), { pageNo: 1, pageSize: 50 })
  return items.toReversed().map(({ kind, params }) => [kind, params] as const)
}

describe('a buyer hears', () => {
  it('of each parcel with its number, once', async () => {
    const order = await paidOrder(test, { lines: [{ quantity: 2, unitPriceFen: 5000 }], user: { email: 'wan@example.com', emailKey: 'wan@example.com', isEmailValid: true } })
    const [line] = await readLines(test, order.id)
    await ship(test, order, [1])
    await ship(test, order, [1])

    const parcel = ['order_shipped', { orderSn: order.sn, goodsName: line?.goodsName, shippingName: order.shippingName, trackingNo: 'SF100' }]
    expect(await told(order)).toEqual([parcel, parcel])
    expect(await told(order)).toHaveLength(2)
    expect(await test.db.outboundMessage.count({ where: { recipient: 'wan@example.com', template: 'order_shipped' } })).toBe(2)
  })

  it('that the codes are there', async () => {
    const order = await paidOrder(test, { lines: [{ quantity: 1, unitPriceFen: 5000, cards: ['N-1'], stock: 0 }] })
    expect((await told(order)).map(([kind]) => kind)).toEqual(['codes_delivered'])
  })

  it('of an order the clock or the shop cancelled, not of one they cancelled', async () => {
    const [own, late] = [await anOrder(test), await anOrder(test, { placedAt: new Date(Date.now() - 3_600_000) })]
    await cancelOwnOrder(buyerCtx(test, own), PORTS, { orderId: own.id, refundTo: 'original' })
    await expireOrder(test.ctx(), PORTS, late.id)

    // What the shop notes afterwards does not make it the shop's doing.
    await deskOrders.setNote(staffCtx(test), PORTS, { orderId: own.id, staffNote: '问过买家' })
    await deskOrders.revealContact(staffCtx(test), { orderId: own.id })
    expect(await told(own)).toEqual([])
    expect((await told(late)).map(([kind]) => kind)).toEqual(['order_canceled'])
  })

  it('what was decided of a case, and what came back', async () => {
    const order = await shippedOrder(test, { lines: [{ quantity: 2, unitPriceFen: 5000 }] })
    const refused = await ask(test, order)
    await deskCases.refuse(staffCtx(test), PORTS, { aftersaleId: refused, reason: '已过质保' })
    const agreed = await ask(test, order)
    await deskCases.agree(staffCtx(test), PORTS, { aftersaleId: agreed })

    const [{ sn: refusedSn }, { sn: agreedSn }] = [await readCase(test, refused), await readCase(test, agreed)]
    expect((await told(order)).slice(1)).toEqual([
      ['aftersale_refused', { orderSn: order.sn, serviceSn: refusedSn, caseId: refused }],
      ['aftersale_refunded', { orderSn: order.sn, serviceSn: agreedSn, caseId: agreed, amount: '¥50.00' }],
    ])
  })

  it('nothing any more once the account is closed', async () => {
    const order = await shippedOrder(test)
    await test.db.user.update({ where: { id: order.userId }, data: { closedAt: new Date() } })
    await tellOrderNews(test.ctx(), ports)
    expect(await test.db.notice.count({ where: { userId: order.userId } })).toBe(0)
  })
})
