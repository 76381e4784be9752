import type { AftersaleRow, Ctx, OrderRow } from '../../database/index.ts'
import type { TestDatabase } from '../../database/testing/test-database.ts'
import { anOrder, buyerCtx, type OrderFixture, payNow, portsOf, readLines, readOrder, STAFF } from '../../orders/testing/fixture.ts'
import { merchantOrders, receiveOwnOrder } from '../../orders/index.ts'
import type { AskInput } from '../ask.ts'
import { askForCase } from '../index.ts'

export const PORTS = portsOf()

export const staffCtx = (test: TestDatabase, now = new Date()): Ctx => test.ctx(STAFF, now)

/** Hands units of the first line over, or of the one named. */
export async function ship(test: TestDatabase, order: Pick<OrderRow, 'id'>, quantities: readonly number[]): Promise<void> {
  const lines = await readLines(test, order.id)
  const parcel = lines.flatMap((line, at) => (quantities[at] ? [{ orderLineId: line.id, quantity: quantities[at] ?? 0 }] : []))
  const { deliveryId } = await merchantOrders.makeDelivery(staffCtx(test), PORTS, { orderId: order.id, lines: parcel })
  await merchantOrders.handOver(staffCtx(test), PORTS, { orderId: order.id, deliveryId, trackingNo: 'SF100' })
}

export async function paidOrder(test: TestDatabase, fixture: OrderFixture = {}): Promise<OrderRow> {
  const order = await anOrder(test, fixture)
  await payNow(test, order, fixture.method)
  return readOrder(test, order.id)
}

/** Paid, and everything handed over. */
export async function shippedOrder(test: TestDatabase, fixture: OrderFixture = {}): Promise<OrderRow> {
  const order = await paidOrder(test, fixture)
  await ship(test, order, (await readLines(test, order.id)).map((line) => line.quantity))
  return readOrder(test, order.id)
}

export async function receivedOrder(test: TestDatabase, fixture: OrderFixture = {}): Promise<OrderRow> {
  const order = await shippedOrder(test, fixture)
  await receiveOwnOrder(buyerCtx(test, order), PORTS, { orderId: order.id })
  return readOrder(test, order.id)
}

/** The buyer asks about units of the first line, unless told otherwise. */
export async function ask(test: TestDatabase, order: OrderRow, special: Partial<AskInput> & { line?: number, now?: Date } = {}): Promise<number> {
  const { line = 0, now, ...input } = special
  const lines = await readLines(test, order.id)
  const { aftersaleId } = await askForCase(buyerCtx(test, order, now), PORTS, { orderId: order.id, orderLineId: lines[line]?.id ?? 0, kind: 2, quantity: 1, cause: '不想要了', ...input })
  return aftersaleId
}

export const readCase = (test: TestDatabase, id: number): Promise<AftersaleRow> => test.db.aftersale.findUniqueOrThrow({ where: { id } })

export async function stepsIn(test: TestDatabase, aftersaleId: number): Promise<string[]> {
  return (await test.db.aftersaleLog.findMany({ where: { aftersaleId }, orderBy: { id: 'asc' } })).map(({ step, byName }) => `${step} by ${byName}`)
}
