import type { Order } from '../contract/index.ts'
import type { AftersaleRow, InvoiceRow, OrderLineRow, OrderLogRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { commentableSince, getSettings } from '../shop/index.ts'
import { assertNamesOneOrder, type OrderName } from './lock.ts'
import { isMergeable } from './operations.ts'
import { type DeliveryWithLines, orderShape, type OrderParts } from './shape.ts'
import { type OrderState, STATE_SQL } from './states.ts'

type Reader = Pick<TxCtx, 'sql'>

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Which of these unpaid orders have another one of their buyer beside them that they could be merged with. */
export async function withMergePartners(ctx: Reader, orders: readonly OrderRow[]): Promise<Set<number>> {
  const candidates = orders.filter(isMergeable)
  if (candidates.length === 0) return new Set()
  const others = await ctx.sql.rows<OrderRow>('orders_partners', `
SELECT * FROM "Order" WHERE "userId" = ANY($1::int[]) AND "orderStatus" IN (0, 1) AND "shippingStatus" = 0 AND "payStatus" = 0`, [[...new Set(candidates.map((order) => order.userId))]])
  const partners = others.filter(isMergeable)
  const fits = (order: OrderRow) => partners.some((other) => other.id !== order.id && other.userId === order.userId && other.sellerId === order.sellerId)
  return new Set(candidates.filter(fits).map((order) => order.id))
}

/** Everything that hangs on these orders, in as many statements for fifty as for one. */
export async function partsOf(ctx: Reader, orders: readonly OrderRow[], withLog: boolean): Promise<OrderParts[]> {
  const ids = orders.map((order) => order.id)
  const [lines, deliveries, aftersales, invoices, log, partnered] = await Promise.all([
    ctx.sql.rows<OrderLineRow>('orders_lines', 'SELECT * FROM "OrderLine" WHERE "orderId" = ANY($1::int[]) ORDER BY "id"', [ids]),
    ctx.sql.rows<DeliveryWithLines>('orders_deliveries', `
SELECT d.*, (SELECT COALESCE(json_agg(json_build_object('orderLineId', l."orderLineId", 'quantity', l."quantity") ORDER BY l."orderLineId"), '[]') FROM "DeliveryLine" l WHERE l."deliveryId" = d."id") AS lines
FROM "Delivery" d WHERE d."orderId" = ANY($1::int[]) ORDER BY d."id"`, [ids]),
    ctx.sql.rows<AftersaleRow>('orders_aftersales', 'SELECT * FROM "Aftersale" WHERE "orderId" = ANY($1::int[]) ORDER BY "id"', [ids]),
    ctx.sql.rows<InvoiceRow>('orders_invoices', 'SELECT * FROM "Invoice" WHERE "orderId" = ANY($1::int[])', [ids]),
    withLog ? ctx.sql.rows<OrderLogRow>('orders_log', 'SELECT * FROM "OrderLog" WHERE "orderId" = ANY($1::int[]) ORDER BY "id"', [ids]) : [],
    withMergePartners(ctx, orders),
  ])
  const linesOf = groupBy(lines, (row) => row.orderId)
  const deliveriesOf = groupBy(deliveries, (row) => row.orderId)
  const aftersalesOf = groupBy(aftersales, (row) => row.orderId)
  const invoiceOf = new Map(invoices.map((row) => [row.orderId, row]))
  const logOf = groupBy(log, (row) => row.orderId)
  return orders.map((order) => ({
    order,
    lines: linesOf.get(order.id) ?? [],
    deliveries: deliveriesOf.get(order.id) ?? [],
    aftersales: aftersalesOf.get(order.id) ?? [],
    invoice: invoiceOf.get(order.id) ?? null,
    log: logOf.get(order.id) ?? [],
    hasMergePartner: partnered.has(order.id),
  }))
}

/** Public shapes of orders that were read already. */
export async function shapesOf(ctx: Pick<TxCtx, 'sql' | 'now'>, orders: readonly OrderRow[], withLog: boolean): Promise<Order[]> {
  if (orders.length === 0) return []
  const [parts, settings] = await Promise.all([partsOf(ctx, orders, withLog), getSettings(ctx)])
  return parts.map((part) => orderShape(part, settings, ctx.now))
}

/** The row of an order that is known to be the caller's. */
export async function orderById(ctx: Reader, orderId: number): Promise<OrderRow> {
  const order = await ctx.sql.row<OrderRow>('order_by_id', 'SELECT * FROM "Order" WHERE "id" = $1', [orderId])
  if (!order) throw new ShopError('NOT_FOUND')
  return order
}

export async function orderShapeById(ctx: Pick<TxCtx, 'sql' | 'now'>, orderId: number): Promise<Order> {
  const [shape] = await shapesOf(ctx, [await orderById(ctx, orderId)], true)
  if (!shape) throw new ShopError('NOT_FOUND')
  return shape
}

/** The row of a buyer's own order. A stranger's does not exist. */
export async function findOwnOrder(ctx: Reader, userId: number, name: OrderName): Promise<OrderRow> {
  assertNamesOneOrder(name)
  const order = await ctx.sql.row<OrderRow>('order_own', 'SELECT * FROM "Order" WHERE "userId" = $1 AND "buyerBin" < 2 AND ($2::int IS NULL OR "id" = $2) AND ($3::text IS NULL OR "sn" = $3)', [userId, name.orderId ?? null, name.orderSn ?? null])
  if (!order) throw new ShopError('NOT_FOUND')
  return order
}

export type OrderListState = 'all' | 'await_pay' | 'await_confirm' | 'await_ship' | 'await_receive' | 'await_comment' | 'finished' | 'canceled' | 'aftersale'

const oneOf = (...states: OrderState[]) => states.map((state) => `(${STATE_SQL[state]})`).join(' OR ')

const LIST_SQL: Record<OrderListState, string> = {
  all: 'true',
  await_pay: oneOf('await_pay'),
  await_confirm: oneOf('await_confirm'),
  await_ship: oneOf('await_ship'),
  await_receive: oneOf('part_shipped', 'shipped'),
  await_comment: `(${oneOf('finished')}) AND o."receivedAt" > $6 AND EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND NOT l."isCommented" AND l."returnedQuantity" < l."quantity")`,
  finished: oneOf('finished'),
  canceled: oneOf('canceled', 'invalid', 'returned'),
  aftersale: 'EXISTS (SELECT 1 FROM "Aftersale" a WHERE a."orderId" = o."id" AND a."state" IN (0, 1, 2, 3))',
}

export interface OrderListInput {
  state: OrderListState
  keywords?: string | undefined
  startTime?: string | undefined
  endTime?: string | undefined
  pageNo: number
  pageSize: number
}

/** A buyer's orders, newest first. Children of a main order show once it is paid (or placed, for cash on delivery). */
export async function listOwnOrders(ctx: TxCtx, userId: number, input: OrderListInput): Promise<{ items: Order[], totalResults: number, pageNo: number, pageSize: number }> {
  const where = `o."userId" = $1 AND o."buyerBin" = 0 AND (${LIST_SQL[input.state]})
  AND (o."mergedIntoSn" = '' OR $2) AND ($3::timestamptz IS NULL OR o."addedAt" >= $3) AND ($4::timestamptz IS NULL OR o."addedAt" < $4)
  AND ($5::text IS NULL OR o."sn" = $5 OR EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = o."id" AND position($5 IN l."goodsName") > 0))`
  const listsMerged = input.state === 'all' || input.state === 'canceled'
  const withCutOff = input.state === 'await_comment' ? [commentableSince(ctx.now)] : []
  const values = [userId, listsMerged, input.startTime || null, input.endTime || null, input.keywords || null, ...withCutOff]
  const [rows, count] = await Promise.all([
    ctx.sql.rows<OrderRow>(`orders_own_${input.state}`, `SELECT o.* FROM "Order" o WHERE ${where} ORDER BY o."addedAt" DESC, o."id" DESC LIMIT $${values.length + 1} OFFSET $${values.length + 2}`, [...values, input.pageSize, (input.pageNo - 1) * input.pageSize]),
    ctx.sql.row<{ count: number }>(`orders_own_count_${input.state}`, `SELECT count(*)::int AS count FROM "Order" o WHERE ${where}`, values),
  ])
  return { items: await shapesOf(ctx, rows, false), totalResults: count?.count ?? 0, pageNo: input.pageNo, pageSize: input.pageSize }
}
