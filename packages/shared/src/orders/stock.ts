import { giveBackStock, type StockReason, takeStock } from '../catalogue/index.ts'
import type { OrderLineRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { stockLinesOf } from './package-lines.ts'

/** When stock falls: ECShop's codes, and 2 for "when it is paid". */
export const TAKEN_AT = { handOver: 0, placing: 1, paying: 2 } as const

const units = (lines: readonly OrderLineRow[], quantity: (line: OrderLineRow) => number) => lines
  .flatMap((line) => stockLinesOf(line, quantity(line)))
  .filter((line) => line.quantity > 0)

/** Takes what the lines have not taken yet, all or nothing. */
export async function takeForLines(tx: TxCtx, lines: readonly OrderLineRow[], reason: StockReason): Promise<void> {
  await takeStock(tx, units(lines, (line) => line.quantity - line.returnedQuantity - line.takenQuantity), reason)
  await tx.sql.run('order_stock_taken', 'UPDATE "OrderLine" SET "takenQuantity" = "quantity" - "returnedQuantity" WHERE "id" = ANY($1::int[])', [lines.map((line) => line.id)])
}

/** Gives back exactly what the lines took, once. */
export async function giveBackForLines(tx: TxCtx, lines: readonly OrderLineRow[], reason: StockReason): Promise<void> {
  const taken = lines.filter((line) => line.takenQuantity > 0)
  if (taken.length === 0) return
  await giveBackStock(tx, units(taken, (line) => line.takenQuantity), reason)
  await tx.sql.run('order_stock_back', 'UPDATE "OrderLine" SET "takenQuantity" = 0 WHERE "id" = ANY($1::int[])', [taken.map((line) => line.id)])
}

/** Whether stock is taken at this moment of an order's life under the shop's setting. */
export async function isTakenAt(tx: TxCtx, moment: keyof typeof TAKEN_AT): Promise<boolean> {
  const settings = await getSettings(tx)
  return settings.useStorage && settings.stockDecTime === TAKEN_AT[moment]
}

/**
 * Stock of an order that was just paid (or, collected at the door, confirmed). Money that is in stays in: too little stock
 * flags the order as short instead of refusing.
 */
export async function takeWhenPaid(tx: TxCtx, orderId: number, lines: readonly OrderLineRow[]): Promise<boolean> {
  if (!await isTakenAt(tx, 'paying')) return true
  await tx.sql.run('order_stock_savepoint', 'SAVEPOINT order_stock')
  try {
    await takeForLines(tx, lines, { cause: 'paid', orderId })
    return true
  } catch (error) {
    if (!(error instanceof ShopError) || error.word !== 'OUT_OF_STOCK') throw error
    await tx.sql.run('order_stock_rollback', 'ROLLBACK TO SAVEPOINT order_stock')
    await tx.sql.run('order_short', 'UPDATE "Order" SET "isShort" = true WHERE "id" = $1', [orderId])
    return false
  }
}

/** Units in paid orders, shown on the product. `sign` -1 takes them off again. */
export async function countSales(tx: TxCtx, lines: readonly OrderLineRow[], sign: 1 | -1): Promise<void> {
  const sold = units(lines, (line) => line.quantity - line.returnedQuantity)
  await tx.sql.run('order_sales', `
UPDATE "Goods" g SET "salesCount" = GREATEST(0, g."salesCount" + $3 * s.quantity)
FROM (SELECT goods AS id, sum(quantity)::int AS quantity FROM unnest($1::int[], $2::int[]) AS t(goods, quantity) GROUP BY goods) s
WHERE g."id" = s.id`, [sold.map((line) => line.goodsId), sold.map((line) => line.quantity), sign])
}
