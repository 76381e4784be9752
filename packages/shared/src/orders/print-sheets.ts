import type { Order } from '../contract/index.ts'
import { type Ctx, inTransaction, listParameter, type OrderLineRow, type OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { audit } from '../staff/index.ts'
import { contentsOf, goodsIdOf } from './package-lines.ts'
import { partsOf } from './read.ts'
import { orderShape } from './shape.ts'
import { deskSeller } from './staff-list.ts'

/** What is fetched from the shelf, and where it lies. */
export interface PrintGoods { goodsId: number, goodsSn: string, skuSn: string, goodsName: string, optionsText: string, shopNote: string, quantity: number, isReal: boolean }
/** A line of an order; a package lists what one of it holds. */
export interface PrintLine extends PrintGoods { orderLineId: number, openQuantity: number, contents: PrintGoods[], unitPriceFen: number }
export interface PrintOrder extends Omit<Order, 'lines'> { staffNote: string, lines: PrintLine[] }

interface ShelfFacts { goodsId: number, skuId: number, skuSn: string, shopNote: string }

const SHELVES = `
SELECT w."goodsId", w."skuId", coalesce(s."sn", '') AS "skuSn", coalesce(g."sellerNote", '') AS "shopNote"
FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}) AS w("goodsId", "skuId") LEFT JOIN "Sku" s ON s."id" = w."skuId" LEFT JOIN "Goods" g ON g."id" = w."goodsId"`

type Named = Pick<PrintGoods, 'goodsId' | 'goodsSn' | 'goodsName' | 'optionsText' | 'quantity' | 'isReal'> & { skuId: number }

/** Where each product lies and what its SKU is called. */
async function shelvesOf(ctx: Ctx, lines: readonly OrderLineRow[]): Promise<(named: Named) => PrintGoods> {
  const wanted = [...lines, ...lines.flatMap(contentsOf)]
  const facts = await ctx.sql.rows<ShelfFacts & Record<string, unknown>>('print_shelves', SHELVES, [wanted.map((one) => one.goodsId), wanted.map((one) => one.skuId)])
  const factOf = new Map(facts.map((fact) => [`${fact.goodsId}/${fact.skuId}`, fact]))
  return ({ goodsId, skuId, goodsSn, goodsName, optionsText, quantity, isReal }) => {
    const { skuSn = '', shopNote = '' } = factOf.get(`${goodsId}/${skuId}`) ?? {}
    return { goodsId, goodsSn, skuSn, goodsName, optionsText, shopNote, quantity, isReal }
  }
}

const openUnitsOf = (line: OrderLineRow): number => Math.max(0, line.quantity - line.withdrawnQuantity - line.shippedQuantity)

/** Orders for the printer, in the order they were asked for. They show whole addresses, so each is told in the log. */
export async function printSheets(ctx: Ctx, orderIds: readonly number[]): Promise<{ shopName: string, orders: PrintOrder[] }> {
  const rows = await ctx.sql.rows<OrderRow>('print_orders', 'SELECT * FROM "Order" WHERE "id" = ANY($1::int[]) AND ($2 = 0 OR "sellerId" = $2) AND NOT "isMain" ORDER BY array_position($1::int[], "id")', [orderIds, deskSeller(ctx)])
  if (rows.length === 0) throw new ShopError('NOT_FOUND')
  const [parts, settings] = await Promise.all([partsOf(ctx, rows, false), getSettings(ctx)])
  const printed = await shelvesOf(ctx, parts.flatMap(({ lines }) => lines))
  await inTransaction(ctx, async (tx) => {
    for (const row of rows) await audit(tx, { action: 'order.print', targetKind: 'order', targetId: row.id, targetName: row.sn })
  })
  const orders = parts.map((part) => ({
    ...orderShape(part, settings, ctx.now),
    staffNote: part.order.staffNote,
    lines: part.lines.map((line) => ({
      ...printed({ ...line, goodsId: goodsIdOf(line) }),
      orderLineId: line.id,
      openQuantity: openUnitsOf(line),
      contents: contentsOf(line).map(printed),
      unitPriceFen: line.unitPriceFen,
    })),
  }))
  return { shopName: settings.shopName, orders }
}
