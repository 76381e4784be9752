import { accountForOrder, accountForOrderValues } from '../accounts/index.ts'
import { cartForOrder, type LoadedCart, orderedLinesValues } from '../cart/index.ts'
import { type StockLine, stockForOrder, stockForOrderValues } from '../catalogue/index.ts'
import type { Invoice } from '../contract/index.ts'
import { type InvoiceRow, listParameter, type OrderLineRow, type OrderLogRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { newOrderSn } from '../orders/index.ts'
import { type OutboxTopic, owedSql } from '../outbox/index.ts'
import type { NewOrder, NewOrderLine } from './order-rows.ts'
import type { CheckoutRow } from './stored.ts'

const SN_TRIES = 5

export interface OrderToWrite {
  order: NewOrder
  lines: NewOrderLine[]
  invoice: Invoice
  /** As it was read: nothing is written onto another version, or twice. */
  checkout: Pick<CheckoutRow, 'id' | 'touchedAt'>
  /** The cart as it was read. */
  cart: LoadedCart
  /** The lines of it that are bought. */
  cartLineIds: readonly number[]
  /** What leaves the stock. */
  stock: readonly StockLine[]
}

/** What was written, as it can be read back. */
export interface WrittenOrder {
  id: number
  sn: string
  lines: OrderLineRow[]
  log: OrderLogRow[]
  invoice: InvoiceRow | null
}

interface WrittenRow {
  id: number | null
  sn: string
  lines: OrderLineRow[]
  logId: number
}

const [AT, PLACED] = ['$5::timestamptz', 'EXISTS (SELECT 1 FROM placed)']
const [ORDER_ID, ORDER_SN] = ['(SELECT "id" FROM placed)', '(SELECT "sn" FROM placed)']
const [OWN, OF_ACCOUNT, OF_CART] = [11, 5, 8]
const locked = (cte: string): string => `(SELECT count(*) FROM ${cte}) >= 0`
// Checkout, bonus, buyer, cart, products: everybody locks in this order, so that nobody waits in a circle.
const account = accountForOrder(OWN + 1, { orderId: ORDER_ID, orderSn: ORDER_SN, at: AT, after: locked('free_bonus'), when: PLACED })
const cart = cartForOrder(OWN + OF_ACCOUNT + 1, { after: locked('account'), when: PLACED })
const stock = stockForOrder(OWN + OF_ACCOUNT + OF_CART + 1, { orderId: ORDER_ID, at: AT, after: 'EXISTS (SELECT 1 FROM cart)', when: PLACED })

/**
 * The order with everything that belongs to it: what it takes from account, cart, stock and bonus, the checkout it uses up, and the news
 * of it. One statement: it locks, sees whether all is still as it was read, and writes all of it or nothing.
 */
function textFor(order: NewOrder, lines: readonly NewOrderLine[]): string {
  const columnsOf = (row: object): string[] => Object.keys(row).map((column) => `"${column}"`)
  const ofOrder = columnsOf(order).join(', ')
  const ofLine = columnsOf(lines[0] ?? {})
  return `WITH live AS MATERIALIZED (SELECT "id" FROM "Checkout" WHERE "id" = $9 AND "touchedAt" = $11 AND "usedAt" IS NULL FOR UPDATE),
  free_bonus AS MATERIALIZED (SELECT "id" FROM "Bonus" WHERE "id" = $7::int AND "userId" = $8 AND "orderId" IS NULL AND EXISTS (SELECT 1 FROM live) FOR UPDATE),
  ${account.locks},
  ${cart.locks},
  ${stock.locks},
  ready AS MATERIALIZED (SELECT 1 FROM live WHERE ($7 = 0 OR EXISTS (SELECT 1 FROM free_bonus)) AND ${account.isMet} AND ${cart.isMet} AND ${stock.isMet}),
  placed AS (INSERT INTO "Order" (${ofOrder}) SELECT ${ofOrder} FROM ready, json_populate_record(NULL::"Order", $1::json) ON CONFLICT ("sn") DO NOTHING RETURNING "id", "sn"),
  lines AS (INSERT INTO "OrderLine" ("orderId", ${ofLine.join(', ')})
    SELECT placed."id", ${ofLine.map((column) => `n.${column}`).join(', ')} FROM placed, json_populate_recordset(NULL::"OrderLine", $2::json) n RETURNING *),
  log AS (INSERT INTO "OrderLog" ("orderId", "event", "byName", "orderStatus", "shippingStatus", "payStatus", "at")
    SELECT "id", 'place', 'buyer', $3::int, 0, $4::int, ${AT} FROM placed RETURNING "id"),
  invoice AS (INSERT INTO "Invoice" ("orderId", "type", "titleType", "payee", "taxNo", "content", "amountFen")
    SELECT placed."id", i."type", i."titleType", i."payee", i."taxNo", i."content", i."amountFen" FROM placed, json_populate_recordset(NULL::"Invoice", $6::json) i),
  bonus AS (UPDATE "Bonus" b SET "orderId" = placed."id", "usedAt" = ${AT} FROM placed WHERE b."id" = $7),
  used AS (UPDATE "Checkout" c SET "orderId" = placed."id", "usedAt" = ${AT} FROM placed WHERE c."id" = $9),
  news AS (INSERT INTO "OutboxEvent" ("topic", "payload", "createdAt")
    SELECT t."topic", jsonb_build_object('orderId', placed."id", 'orderSn', placed."sn"), ${AT} FROM placed, unnest(${listParameter('$10', 'text')}) AS t("topic") RETURNING "id", "topic"),
  news_owed AS (${owedSql('news')}),
  ${account.writes},
  ${cart.writes},
  ${stock.writes}
  SELECT placed."id", placed."sn", (SELECT json_agg(lines ORDER BY "id") FROM lines) AS "lines", (SELECT "id" FROM log) AS "logId" FROM ready LEFT JOIN placed ON true`
}

function invoiceRows({ invoice, order }: OrderToWrite): Omit<InvoiceRow, 'orderId'>[] {
  if (!invoice.needInvoice) return []
  const { invoiceType: type, titleType, payee, taxNo, content } = invoice
  return [{ type, titleType, payee, taxNo, content, amountFen: order.orderAmountFen + order.balanceFen }]
}

function firstLog({ order }: OrderToWrite, { id: orderId, logId }: { id: number, logId: number }, at: Date): OrderLogRow {
  const { orderStatus, shippingStatus, payStatus } = order
  return { id: logId, orderId, event: 'place', byName: 'buyer', staffId: null, orderStatus, shippingStatus, payStatus, note: '', at }
}

function valuesOf(ctx: TxCtx, { order, lines, checkout, cart: readCart, cartLineIds, stock: units }: OrderToWrite, invoice: object | undefined): unknown[] {
  const topics: OutboxTopic[] = order.paidAt ? ['order.placed', 'order.paid'] : ['order.placed']
  return [
    JSON.stringify(order), JSON.stringify(lines), order.orderStatus, order.payStatus, ctx.now, JSON.stringify(invoice ? [invoice] : []),
    order.bonusId, order.userId, checkout.id, topics, new Date(checkout.touchedAt),
    ...accountForOrderValues(ctx, order), ...orderedLinesValues(ctx, readCart, cartLineIds), ...stockForOrderValues(ctx, units, order.paidAt !== null),
  ]
}

let text = ''

/**
 * Writes the order; null and nothing written when something that was read (checkout, cart, account, bonus, stock) is no longer so. A
 * number that is taken is drawn again.
 */
export async function writeOrder(ctx: TxCtx, write: OrderToWrite): Promise<WrittenOrder | null> {
  // The columns of an order are always the same ones.
  text ||= textFor(write.order, write.lines)
  const [invoice] = invoiceRows(write)
  for (let tried = 0; tried < SN_TRIES; tried++) {
    const order = tried === 0 ? write.order : { ...write.order, sn: newOrderSn(ctx.now) }
    const row = await ctx.sql.row<WrittenRow & Record<string, unknown>>('checkout_write_order', text, valuesOf(ctx, { ...write, order }, invoice))
    if (!row) return null
    const { id, sn, lines } = row
    if (id !== null) return { id, sn, lines, log: [firstLog(write, { id, logId: row.logId }, ctx.now)], invoice: invoice ? { ...invoice, orderId: id } : null }
  }
  throw new ShopError('CONFLICT')
}
