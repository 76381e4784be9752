import type { Invoice } from '../contract/index.ts'
import { type InvoiceRow, listParameter, type OrderLineRow, type OrderLogRow, type TxCtx } from '../database/index.ts'
import { type OutboxTopic, owedSql } from '../outbox/index.ts'
import { ShopError } from '../errors/index.ts'
import { newOrderSn } from '../orders/index.ts'
import type { NewOrder, NewOrderLine } from './order-rows.ts'

const SN_TRIES = 5

export interface OrderToWrite {
  order: NewOrder
  lines: NewOrderLine[]
  invoice: Invoice
  checkoutId: number
}

/** What was written, as it can be read back. */
export interface WrittenOrder {
  id: number
  sn: string
  lines: OrderLineRow[]
  log: OrderLogRow[]
  invoice: InvoiceRow | null
}

interface WrittenRow extends Pick<WrittenOrder, 'id' | 'sn' | 'lines'> {
  logId: number
  bonuses: number
}

/** The order with everything that belongs to it, the bonus and the checkout it uses up, and the news of it: one round trip. */
function textFor(order: NewOrder, lines: readonly NewOrderLine[]): string {
  const columnsOf = (row: object): string[] => Object.keys(row).map((column) => `"${column}"`)
  const ofOrder = columnsOf(order).join(', ')
  const ofLine = columnsOf(lines[0] ?? {})
  return `WITH placed AS (
    INSERT INTO "Order" (${ofOrder}) SELECT ${ofOrder} FROM json_populate_record(NULL::"Order", $1::json) ON CONFLICT ("sn") DO NOTHING RETURNING "id", "sn"),
  lines AS (INSERT INTO "OrderLine" ("orderId", ${ofLine.join(', ')})
    SELECT placed."id", ${ofLine.map((column) => `n.${column}`).join(', ')} FROM placed, json_populate_recordset(NULL::"OrderLine", $2::json) n RETURNING *),
  log AS (INSERT INTO "OrderLog" ("orderId", "event", "byName", "orderStatus", "shippingStatus", "payStatus", "at")
    SELECT "id", 'place', 'buyer', $3::int, 0, $4::int, $5 FROM placed RETURNING "id"),
  invoice AS (INSERT INTO "Invoice" ("orderId", "type", "titleType", "payee", "taxNo", "content", "amountFen")
    SELECT placed."id", i."type", i."titleType", i."payee", i."taxNo", i."content", i."amountFen" FROM placed, json_populate_recordset(NULL::"Invoice", $6::json) i),
  bonus AS (UPDATE "Bonus" b SET "orderId" = placed."id", "usedAt" = $5 FROM placed WHERE b."id" = $7 AND b."userId" = $8 AND b."orderId" IS NULL RETURNING 1),
  used AS (UPDATE "Checkout" c SET "orderId" = placed."id", "usedAt" = $5 FROM placed WHERE c."id" = $9),
  told AS (INSERT INTO "OutboxEvent" ("topic", "payload", "createdAt")
    SELECT t."topic", jsonb_build_object('orderId', placed."id", 'orderSn', placed."sn"), $5 FROM placed, unnest(${listParameter('$10', 'text')}) AS t("topic") RETURNING "id", "topic"),
  owed AS (${owedSql('told')})
  SELECT placed."id", placed."sn", (SELECT json_agg(lines ORDER BY "id") FROM lines) AS "lines", (SELECT "id" FROM log) AS "logId",
    (SELECT count(*)::int FROM bonus) AS "bonuses" FROM placed`
}

function invoiceRows({ invoice, order }: OrderToWrite): Omit<InvoiceRow, 'orderId'>[] {
  if (!invoice.needInvoice) return []
  const { invoiceType: type, titleType, payee, taxNo, content } = invoice
  return [{ type, titleType, payee, taxNo, content, amountFen: order.orderAmountFen + order.balanceFen }]
}

function firstLog({ order }: OrderToWrite, { id: orderId, logId }: WrittenRow, at: Date): OrderLogRow {
  const { orderStatus, shippingStatus, payStatus } = order
  return { id: logId, orderId, event: 'place', byName: 'buyer', staffId: null, orderStatus, shippingStatus, payStatus, note: '', at }
}

/** Writes the order. A number that is taken is drawn again; a bonus that is no longer free is BONUS_USED. */
export async function writeOrder(tx: TxCtx, write: OrderToWrite): Promise<WrittenOrder> {
  const { order, lines, checkoutId } = write
  const text = textFor(order, lines)
  const [invoice] = invoiceRows(write)
  const topics: OutboxTopic[] = order.paidAt ? ['order.placed', 'order.paid'] : ['order.placed']
  for (let tried = 0; tried < SN_TRIES; tried++) {
    const sn = tried === 0 ? order.sn : newOrderSn(tx.now)
    const row = await tx.sql.row<WrittenRow & Record<string, unknown>>('checkout_write_order', text, [
      JSON.stringify({ ...order, sn }), JSON.stringify(lines), order.orderStatus, order.payStatus, tx.now, JSON.stringify(invoice ? [invoice] : []),
      order.bonusId, order.userId, checkoutId, topics,
    ])
    if (!row) continue
    if (order.bonusId > 0 && row.bonuses === 0) throw new ShopError('BONUS_USED')
    return { id: row.id, sn: row.sn, lines: row.lines, log: [firstLog(write, row, tx.now)], invoice: invoice ? { ...invoice, orderId: row.id } : null }
  }
  throw new ShopError('CONFLICT')
}
