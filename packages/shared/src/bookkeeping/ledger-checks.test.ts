import { afterEach, describe, expect, it } from 'vitest'
import { LEDGER, post } from '../accounts/index.ts'
import { askForCase, deskCases } from '../aftersales/index.ts'
import { ask, paidOrder, PORTS, receivedOrder, ship, shippedOrder } from '../aftersales/testing/fixture.ts'
import { giveBackStock, openStock, takeStock } from '../catalogue/index.ts'
import { inTransaction, type OrderRow } from '../database/index.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { merchantOrders, mergeOrders, payOwnOrder, updateOwnOrder } from '../orders/index.ts'
import { anOrder, buyerCtx, paymentMethodsOf, readLines, readOrder, STAFF, staffOf, wordOf } from '../orders/testing/fixture.ts'
import { bookOffline } from '../payments/index.ts'
import { listLedgerChecks, runLedgerCheck } from './index.ts'

const test = testDatabase()
const NIGHT = new Date('2026-06-01T19:37:00.000Z')
const staff = () => test.ctx(STAFF)
const run = () => runLedgerCheck(test.ctx(undefined, NIGHT))
const found = async (part: 'accounts' | 'stock' | 'orders') => (await run()).parts.find((one) => one.part === part)

/** Somebody with money that came in through the ledger. */
async function withBalance(order: OrderRow, balanceFen: number): Promise<void> {
  await inTransaction(test.ctx(), (tx) => post(tx, { userId: order.userId, type: LEDGER.DEPOSIT, balanceFen, referenceKind: 'deposit', referenceId: order.id }))
}

afterEach(async () => {
  await test.db.$executeRaw`TRUNCATE "Order", "User", "Goods", "StockMovement", "LedgerCheck", "AuditEntry" CASCADE`
})

describe('what orders say was paid and given back', () => {
  it('is what their payments, refunds and ledger rows say, whatever happened to them', async () => {
    const { balance, bank } = await paymentMethodsOf(test)
    await receivedOrder(test)
    // cancelled by the merchant, back the way it came and to the balance
    await merchantOrders.cancel(staff(), PORTS, { orderId: (await paidOrder(test)).id, reason: '无货' })
    await merchantOrders.setUnpaid(staff(), PORTS, { orderId: (await paidOrder(test)).id, reason: '收错了' })
    // a part of the balance, then cancelled
    const partly = await anOrder(test)
    await withBalance(partly, 3000)
    await updateOwnOrder(buyerCtx(test, partly), PORTS, { orderId: partly.id, balanceFen: 3000 })
    await merchantOrders.cancel(staff(), PORTS, { orderId: partly.id, reason: '无货' })
    // all from the balance, one unit given back
    const whole = await anOrder(test)
    await withBalance(whole, 12_000)
    await payOwnOrder(buyerCtx(test, whole), PORTS, { orderId: whole.id, payId: balance, client: 'h5' })
    await ship(test, whole, [2])
    await deskCases.agree(staff(), PORTS, { aftersaleId: await ask(test, await readOrder(test, whole.id)) })
    // one unit of an online payment to the balance, the other the way it came
    const shipped = await shippedOrder(test)
    await deskCases.agree(staff(), PORTS, { aftersaleId: await ask(test, shipped, { refundTo: 'balance' }) })
    await deskCases.agree(staff(), PORTS, { aftersaleId: await ask(test, shipped) })
    // more than was due came in by bank, and all of it is cancelled again
    const byBank = await anOrder(test, { method: 'bank' })
    await bookOffline(staff(), PORTS, { subjectKind: 'order', subjectId: byBank.id, method: { payId: bank, code: 'bank' }, amountFen: 10_500, receivedAt: new Date(), reference: 'B1' })
    await merchantOrders.cancel(staff(), PORTS, { orderId: byBank.id, reason: '无货' })
    // cash at the door
    const cod = await anOrder(test, { method: 'cod' })
    await merchantOrders.confirm(staff(), PORTS, { orderId: cod.id })
    await ship(test, cod, [2])
    await merchantOrders.receive(staff(), PORTS, { orderId: cod.id })

    expect(await found('orders')).toEqual({ part: 'orders', rows: 8, differences: 0, first: null })
    expect((await test.db.order.findMany({ orderBy: { id: 'asc' } })).map((order) => [order.moneyPaidFen, order.balanceFen, order.refundedFen])).toEqual([
      [10_000, 0, 0], [10_000, 0, 10_000], [0, 0, 0], [0, 3000, 3000], [0, 10_000, 5000], [10_000, 0, 10_000], [10_000, 0, 10_000], [10_000, 0, 0],
    ])
  })

  it('is carried over when two become one', async () => {
    const lines = [{ quantity: 2, unitPriceFen: 5000, isReal: false }]
    const to = await anOrder(test, { lines })
    const from = await anOrder(test, { lines, order: { userId: to.userId } })
    await withBalance(to, 5000)
    for (const order of [from, to]) await updateOwnOrder(buyerCtx(test, to), PORTS, { orderId: order.id, balanceFen: 2500 })

    await mergeOrders(buyerCtx(test, to), PORTS, { fromOrder: from.sn, toOrder: to.sn })

    expect(await found('orders')).toMatchObject({ rows: 3, differences: 0 })
  })

  it.each([
    ['moneyPaidFen', async (order: OrderRow) => test.db.payment.updateMany({ where: { orderId: order.id }, data: { amountFen: 9900 } }), 10_000, 9900],
    ['moneyPaidFen', async (order: OrderRow) => test.db.payment.updateMany({ where: { orderId: order.id }, data: { state: 'closed' } }), 10_000, 0],
    ['refundedFen', async (order: OrderRow) => test.db.order.update({ where: { id: order.id }, data: { refundedFen: 1 } }), 1, 0],
    ['orderBalanceFen', async (order: OrderRow) => test.db.order.update({ where: { id: order.id }, data: { balanceFen: 100, bonusFen: 0, taxFen: 100 } }), 100, 0],
    ['goodsAmountFen', async (order: OrderRow) => test.db.orderLine.updateMany({ where: { orderId: order.id }, data: { subtotalFen: 9000, netAmountFen: 9000 } }), 10_000, 9000],
  ])('%s that was changed by hand is reported with the order', async (figure, broken, shown, fromRows) => {
    const order = await paidOrder(test)
    await broken(order)

    expect(await found('orders')).toEqual({ part: 'orders', rows: 1, differences: 1, first: { figure, subjectId: order.id, goodsId: 0, name: order.sn, shown, fromRows, by: 'sum' } })
  })

  it('a refund that was taken out is missed', async () => {
    const order = await shippedOrder(test)
    await askForCase(buyerCtx(test, order), PORTS, { orderId: order.id, orderLineId: (await readLines(test, order.id))[0]?.id ?? 0, kind: 2, quantity: 1, cause: '不想要了' })
    const [row] = await test.db.aftersale.findMany()
    await deskCases.agree(staff(), PORTS, { aftersaleId: row?.id ?? 0 })
    await test.db.refund.deleteMany()

    expect((await found('orders'))?.first).toMatchObject({ figure: 'refundedFen', subjectId: order.id, shown: 5000, fromRows: 0 })
  })
})

describe('balances and points', () => {
  it('are their rows; one that was changed by hand is reported with the account', async () => {
    const { id } = await test.db.user.create({ data: { name: '周子墨', nameKey: '周子墨' } })
    await inTransaction(test.ctx(), (tx) => post(tx, { userId: id, type: LEDGER.DEPOSIT, balanceFen: 300, points: 4, referenceKind: 'test', referenceId: 1 }))
    expect(await found('accounts')).toEqual({ part: 'accounts', rows: 1, differences: 0, first: null })

    await test.db.user.update({ where: { id }, data: { points: 5 } })
    expect(await found('accounts')).toEqual({ part: 'accounts', rows: 1, differences: 1, first: { figure: 'points', subjectId: id, goodsId: 0, name: '周子墨', shown: 5, fromRows: 4, by: 'sum' } })

    await test.db.user.update({ where: { id }, data: { points: 4 } })
    await test.db.$executeRaw`UPDATE "LedgerEntry" SET "balanceAfterFen" = 301 WHERE "userId" = ${id}`
    expect((await found('accounts'))?.first).toEqual({ figure: 'balanceFen', subjectId: id, goodsId: 0, name: '周子墨', shown: 300, fromRows: 301, by: 'last' })
  })
})

describe('stock', () => {
  async function goodsOf(hasSku: boolean): Promise<{ goodsId: number, skuId: number }> {
    const category = await test.db.category.upsert({ where: { id: 1 }, create: { id: 1, name: '茶具' }, update: {} })
    const goods = await test.db.goods.create({ data: { sn: 'TEA-1', snKey: 'tea-1', name: '茶壶', categoryId: category.id, shopPriceFen: 100, stock: 10, hasSku } })
    const sku = hasSku ? await test.db.sku.create({ data: { goodsId: goods.id, sn: 'TEA-1-R', snKey: 'tea-1-r', optionValueIds: [], optionKey: '1', stock: 10 } }) : null
    await openStock(test.ctx())
    return { goodsId: goods.id, skuId: sku?.id ?? 0 }
  }

  it.each([[false], [true]])('is its movements (with SKUs: %s); one that was changed by hand is reported', async (hasSku) => {
    const of = await goodsOf(hasSku)
    await inTransaction(test.ctx(), (tx) => takeStock(tx, [{ ...of, quantity: 3 }], { cause: 'placed' }))
    await inTransaction(test.ctx(), (tx) => giveBackStock(tx, [{ ...of, quantity: 1 }], { cause: 'canceled' }))
    expect(await found('stock')).toEqual({ part: 'stock', rows: 3, differences: 0, first: null })

    await (hasSku ? test.db.sku.update({ where: { id: of.skuId }, data: { stock: 7 } }) : test.db.goods.update({ where: { id: of.goodsId }, data: { stock: 7 } }))

    const broken = await found('stock')
    expect(broken?.differences).toBe(hasSku ? 2 : 1)
    expect([broken?.first]).toContainEqual(expect.objectContaining(hasSku ? { figure: 'goodsStock', subjectId: 0, goodsId: of.goodsId, name: 'TEA-1', shown: 8, fromRows: 7 } : { figure: 'stock', subjectId: 0, goodsId: of.goodsId, name: 'TEA-1', shown: 7, fromRows: 8, by: 'sum' }))
  })

  it('of a SKU names it, also when only its last row is wrong, and also once it is gone', async () => {
    const of = await goodsOf(true)
    await test.db.stockMovement.updateMany({ data: { stockAfter: 9 } })
    expect((await found('stock'))?.first).toEqual({ figure: 'stock', subjectId: of.skuId, goodsId: of.goodsId, name: 'TEA-1-R', shown: 10, fromRows: 9, by: 'last' })

    await test.db.sku.delete({ where: { id: of.skuId } })
    await test.db.goods.update({ where: { id: of.goodsId }, data: { stock: 0 } })
    expect((await found('stock'))?.first).toMatchObject({ subjectId: of.skuId, name: '', shown: 0, fromRows: 10 })
  })
})

describe('a run', () => {
  it('is kept, the newest first; only a member\'s is told in the log, and no seller\'s may', async () => {
    await paidOrder(test)
    await openStock(test.ctx())
    const night = await run()
    const { id } = await runLedgerCheck(test.ctx(STAFF))

    expect(night).toMatchObject({ byName: '', at: NIGHT.toISOString(), rows: 2, differences: 0 })
    const { items, totalResults } = await listLedgerChecks(staff(), { pageNo: 1, pageSize: 1 })
    expect([totalResults, items[0]?.id, items[0]?.byName]).toEqual([2, id, STAFF.kind === 'staff' ? STAFF.name : ''])
    expect((await test.db.auditEntry.findMany()).map((row) => [row.action, row.targetId])).toEqual([['ledger.check', String(id)]])
    expect(await wordOf(runLedgerCheck(test.ctx(staffOf(5))))).toBe('FORBIDDEN')
    expect(await wordOf(listLedgerChecks(test.ctx(staffOf(5)), { pageNo: 1, pageSize: 1 }))).toBe('FORBIDDEN')
  })
})
