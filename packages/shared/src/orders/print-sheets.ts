import type { Order } from '../contract/index.ts'
import { type Ctx, inTransaction, type OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { audit } from '../staff/index.ts'
import { shapesOf } from './read.ts'
import { deskSeller } from './staff-list.ts'

/** A line as whoever fetches it from the shelf needs it. */
export interface PrintLine { orderLineId: number, goodsId: number, goodsSn: string, skuSn: string, goodsName: string, optionsText: string, shopNote: string, quantity: number, openQuantity: number, contents: { goodsName: string, optionsText: string, quantity: number }[], unitPriceFen: number, isReal: boolean }
export interface PrintOrder extends Omit<Order, 'lines'> { staffNote: string, lines: PrintLine[] }

interface LineFacts { id: number, skuSn: string, shopNote: string, open: number }

const LINES = `
SELECT l."id", coalesce(s."sn", '') AS "skuSn", coalesce(g."sellerNote", '') AS "shopNote", greatest(l."quantity" - l."withdrawnQuantity" - l."shippedQuantity", 0) AS "open"
FROM "OrderLine" l LEFT JOIN "Sku" s ON s."id" = l."skuId" LEFT JOIN "Goods" g ON g."id" = l."goodsId" WHERE l."orderId" = ANY($1::int[])`

/** Orders for the printer, in the order they were asked for. They show whole addresses, so each is told in the log. */
export async function printSheets(ctx: Ctx, orderIds: readonly number[]): Promise<{ shopName: string, orders: PrintOrder[] }> {
  const rows = await ctx.sql.rows<OrderRow>('print_orders', 'SELECT * FROM "Order" WHERE "id" = ANY($1::int[]) AND ($2 = 0 OR "sellerId" = $2) AND NOT "isMain" ORDER BY array_position($1::int[], "id")', [orderIds, deskSeller(ctx)])
  if (rows.length === 0) throw new ShopError('NOT_FOUND')
  const [shapes, facts, { shopName }] = await Promise.all([shapesOf(ctx, rows, false), ctx.sql.rows<LineFacts & Record<string, unknown>>('print_lines', LINES, [rows.map((row) => row.id)]), getSettings(ctx)])
  await inTransaction(ctx, async (tx) => {
    for (const row of rows) await audit(tx, { action: 'order.print', targetKind: 'order', targetId: row.id, targetName: row.sn })
  })
  const factOf = new Map(facts.map((fact) => [fact.id, fact]))
  const orders = shapes.map((shape, at) => ({
    ...shape,
    staffNote: rows[at]?.staffNote ?? '',
    lines: shape.lines.map(({ orderLineId, goodsId, goodsSn, goodsName, optionsText, quantity, goodsPriceFen, isReal, packageGoods }) => {
      const fact = factOf.get(orderLineId)
      return { orderLineId, goodsId, goodsSn, goodsName, optionsText, quantity, isReal, skuSn: fact?.skuSn ?? '', shopNote: fact?.shopNote ?? '', openQuantity: fact?.open ?? quantity, unitPriceFen: goodsPriceFen, contents: packageGoods.map((one) => ({ goodsName: one.goodsName, optionsText: one.optionsText, quantity: one.quantity })) }
    }),
  }))
  return { shopName, orders }
}
