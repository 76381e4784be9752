import { describe, expect, it } from 'vitest'
import { LEDGER, post, signUp } from '../accounts/index.ts'
import { CHEAP, fakePorts, guest, makeWorld, NOON, PASSWORD, refusal, shopper } from '../accounts/testing/world.ts'
import type { Prisma } from '../database/generated/client.ts'
import { inTransaction, type OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { anOrder, DAY_MS, portsOf, setSetting } from '../orders/testing/fixture.ts'
import { receiveOwnOrder } from '../orders/index.ts'
import { earned } from './amounts.ts'
import { bookDueCommissions, readAffiliate, takeBackCommission } from './index.ts'

const test = testDatabase({ poolSize: 12 })
const world = makeWorld(test)
const ON = { isOn: true }
const setUp = (change: Prisma.InputJsonObject = {}) => setSetting(test, 'affiliate', { ...ON, ...change })
const inDays = (days: number) => new Date(NOON.getTime() + days * DAY_MS)
const goodsSummaries = async () => new Map()
const SHARE = { goodsSummaries, baseUrl: 'https://shop.example' }
const page = (userId: number, now = NOON) => readAffiliate(world.ctx(shopper(userId), now), { pageNo: 1, pageSize: 20 }, SHARE)
const purse = async (userId: number) => {
  const { balanceFen, rankPoints } = await test.db.user.findUniqueOrThrow({ where: { id: userId } })
  return [balanceFen, rankPoints]
}
const rowsOf = (orderId: number) => test.db.commission.findMany({ where: { orderId }, orderBy: { level: 'asc' } })
const states = async (orderId: number) => (await rowsOf(orderId)).map(({ state, moneyFen }) => [state, moneyFen])
const book = (days: number) => bookDueCommissions(test.ctx(undefined, inDays(days)))

interface Scene { order: OrderRow, first: number, second: number }

/** A buyer brought by somebody who was brought by somebody, and an order of theirs that has just been received. */
async function received({ unitPriceFen = 12_345, quantity = 1, giveRankPoints = 0, referer = '', isOwnLink = false, columns = {} }: { unitPriceFen?: number, quantity?: number, giveRankPoints?: number, referer?: string, isOwnLink?: boolean, columns?: Record<string, unknown> } = {}): Promise<Scene> {
  const second = (await world.user()).id
  const first = (await world.user({ referrerId: second })).id
  const amountFen = unitPriceFen * quantity
  const order = await anOrder(test, {
    lines: [{ quantity, unitPriceFen }],
    user: { referrerId: first, ...columns },
    order: { orderStatus: 5, shippingStatus: 1, payStatus: 2, moneyPaidFen: amountFen, orderAmountFen: 0, paidAt: NOON, shippedAt: NOON, payDeadline: null, givePoints: 0, giveRankPoints, referer },
  })
  if (isOwnLink) await test.db.order.update({ where: { id: order.id }, data: { referer: `u=${order.userId}` } })
  await receiveOwnOrder(world.ctx(shopper(order.userId)), portsOf(), { orderId: order.id })
  return { order, first, second }
}

/** What after-sales does in its own transaction: the units are written, then the commission is looked at. */
async function returned({ order }: Scene, units: number): Promise<void> {
  await inTransaction(test.ctx(undefined, inDays(8)), async (tx) => {
    await tx.sql.run('', 'UPDATE "OrderLine" SET "returnedQuantity" = "returnedQuantity" + $2 WHERE "orderId" = $1', [order.id, units])
    await takeBackCommission(tx, order.id)
  })
}

describe('what an order earns', () => {
  it.each([
    [8844, 52, 26],
    [12_345, 73, 36],
    [100, 0, 0],
  ])('of %i fen is %i and %i', (baseFen, first, second) => {
    const rates = { moneyRateBasisPoints: 100, pointRateBasisPoints: 500 }
    expect([60, 30].map((sharePercent) => earned({ baseFen, rankPoints: 0 }, { ...rates, sharePercent }).moneyFen)).toEqual([first, second])
  })

  it('waits from receipt and is booked once when the days for after-sales are over', async () => {
    await setUp()
    const { order, first, second } = await received({ giveRankPoints: 123 })

    expect(await states(order.id)).toEqual([['pending', 73], ['pending', 36]])
    expect((await rowsOf(order.id)).map(({ points }) => points)).toEqual([3, 1])
    expect(await book(6.99)).toBe(0)
    expect((await Promise.all([book(7), book(7), book(7)])).reduce((sum, count) => sum + count, 0)).toBe(2)
    expect([await purse(first), await purse(second)]).toEqual([[73, 3], [36, 1]])
    expect(await test.db.ledgerEntry.findMany({ where: { userId: first } })).toMatchObject([{ type: 7, balanceFen: 73, rankPoints: 3, contraAccount: 'commission', contraFen: -73 }])
  })

  it('is not booked while a case is open', async () => {
    await setUp()
    const { order, first } = await received()
    const line = await test.db.orderLine.findFirstOrThrow({ where: { orderId: order.id } })
    const { id } = await test.db.aftersale.create({ data: { sn: 'A1', orderId: order.id, orderLineId: line.id, kind: 1, quantity: 1, addedAt: NOON } })

    expect(await book(8)).toBe(0)
    await test.db.aftersale.update({ where: { id }, data: { state: 6 } })
    expect(await book(8)).toBe(2)
    expect(await purse(first)).toEqual([73, 0])
  })

  it('is nothing with the feature off', async () => {
    await setUp({ isOn: false })

    expect(await rowsOf((await received()).order.id)).toEqual([])
  })

  it('goes whole to whoever\'s link led to the order, when orders count and it is not the buyer\'s own', async () => {
    await setUp({ separateBy: 1 })
    const linker = (await world.user()).id
    const { order } = await received({ referer: `u=${linker}` })
    const [own, none] = [await received({ isOwnLink: true }), await received({ referer: 'app store' })]

    expect((await rowsOf(order.id)).map(({ userId, level, moneyFen }) => [userId, level, moneyFen])).toEqual([[linker, 1, 123]])
    expect([await rowsOf(own.order.id), await rowsOf(none.order.id)]).toEqual([[], []])
  })

  it('keeps the rates of its receipt', async () => {
    await setUp()
    const { first } = await received()
    await setUp({ moneyRateBasisPoints: 5000, levelPercents: [100] })

    await book(7)

    expect(await purse(first)).toEqual([73, 0])
  })
})

describe('goods that come back', () => {
  it('before the booking lower what waits', async () => {
    await setUp()
    const scene = await received({ unitPriceFen: 5000, quantity: 3, giveRankPoints: 150 })
    expect((await rowsOf(scene.order.id)).map(({ moneyFen, points }) => [moneyFen, points])).toEqual([[90, 4], [45, 2]])

    await returned(scene, 1)
    expect((await rowsOf(scene.order.id)).map(({ baseFen, moneyFen, points }) => [baseFen, moneyFen, points])).toEqual([[10_000, 60, 3], [10_000, 30, 1]])
    await book(9)

    expect([await purse(scene.first), await purse(scene.second)]).toEqual([[60, 3], [30, 1]])
  })

  it('all of them make it void', async () => {
    await setUp()
    const scene = await received({ unitPriceFen: 5000, quantity: 3 })

    await returned(scene, 3)

    expect(await book(9)).toBe(0)
    expect(await states(scene.order.id)).toEqual([['void', 90], ['void', 45]])
    expect(await page(scene.first)).toMatchObject({ totalMoneyFen: 0, pendingMoneyFen: 0, items: [{ state: 'void' }] })
  })

  it('after the booking take back the difference, as far as there is anything left', async () => {
    await setUp()
    const scene = await received({ unitPriceFen: 5000, quantity: 3, giveRankPoints: 150 })
    await book(7)
    await inTransaction(test.ctx(), (tx) => post(tx, { userId: scene.first, type: LEDGER.ADJUSTMENT, balanceFen: -70, referenceKind: 'test', referenceId: scene.first }))

    await returned(scene, 1)
    expect([await purse(scene.first), await purse(scene.second)]).toEqual([[0, 3], [30, 1]])
    expect((await rowsOf(scene.order.id)).map(({ takenBackFen, writtenOffFen }) => [takenBackFen, writtenOffFen])).toEqual([[20, 10], [15, 0]])
    await returned(scene, 2)

    expect([await purse(scene.first), await purse(scene.second)]).toEqual([[0, 0], [0, 0]])
    expect((await rowsOf(scene.order.id)).map(({ state, takenBackFen, writtenOffFen }) => [state, takenBackFen, writtenOffFen])).toEqual([['void', 20, 70], ['void', 45, 0]])
    expect((await test.db.ledgerEntry.findMany({ where: { userId: scene.second, type: 8 }, orderBy: { id: 'asc' } })).map(({ balanceFen, step }) => [balanceFen, step])).toEqual([[-15, 0], [-30, 1]])
  })

  it('at the moment of the booking are counted once', async () => {
    await setUp()
    const scene = await received({ unitPriceFen: 5000, quantity: 3 })

    await Promise.all([returned(scene, 1), book(8), returned(scene, 1), book(8)])
    await book(8)

    expect([await purse(scene.first), await purse(scene.second)]).toEqual([[30, 0], [15, 0]])
  })
})

describe('the page of a referrer', () => {
  it('has the link, the levels and commissions with masked names', async () => {
    await setUp()
    const { order, first } = await received({ columns: { name: 'hanmeimei', nameKey: `hmm${Date.now()}` } })

    expect(await page(first)).toMatchObject({
      enabled: true,
      shareUrl: `https://shop.example/?u=${first}`,
      levels: [{ level: 1, userCount: 1, levelMoney: 60, levelPoint: 60 }, { level: 2, userCount: 0, levelMoney: 30, levelPoint: 30 }],
      pendingMoneyFen: 73,
      totalMoneyFen: 0,
      items: [{ orderSn: `************${order.sn.slice(-4)}`, userName: 'h**i', level: 1, baseAmountFen: 12_345, moneyFen: 73, state: 'pending' }],
      totalResults: 1,
    })
    await book(7)
    expect(await page(first)).toMatchObject({ pendingMoneyFen: 0, totalMoneyFen: 73, items: [{ state: 'paid' }] })
    expect(await refusal(readAffiliate(world.ctx(shopper(first)), { goodsId: 999_999, pageNo: 1, pageSize: 20 }, SHARE))).toBe('NOT_FOUND')
  })

  it('is empty with the feature off', async () => {
    await setUp({ isOn: false })

    expect(await page((await world.user()).id)).toMatchObject({ enabled: false, levels: [], items: [], totalMoneyFen: 0, pendingMoneyFen: 0, totalPoint: 0 })
  })
})

describe('a new member', () => {
  let people = 0
  const join = (parentId: number) => signUp(world.ctx(guest('')), { userName: `brought${++people}`, email: `brought${people}@example.com`, password: PASSWORD, agreement: true, parentId }, { ...fakePorts(), hashCost: CHEAP })

  it('brings rank points to whoever brought him, up to the bound', async () => {
    await setUp({ registerPoints: 2, registerPointsBound: 5 })
    const { id } = await world.user()

    for (let joined = 0; joined < 3; joined++) await join(id)

    expect(await purse(id)).toEqual([0, 4])
    expect((await test.db.ledgerEntry.findMany({ where: { userId: id } })).map(({ type, points, rankPoints }) => [type, points, rankPoints])).toEqual([[9, 0, 2], [9, 0, 2]])
  })

  it('brings none to a disabled or unknown one, nor with the feature off', async () => {
    await setUp()
    const [disabled, known] = [(await world.user({ isDisabled: true })).id, (await world.user()).id]

    expect((await join(disabled)).user.referrerId).toBe(0)
    expect((await join(999_999)).user.referrerId).toBe(0)
    await setUp({ isOn: false })
    expect((await join(known)).user.referrerId).toBe(known)
    expect([await purse(disabled), await purse(known)]).toEqual([[0, 0], [0, 0]])
  })
})
