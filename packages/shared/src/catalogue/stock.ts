import { actorName, listParameter, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { eventCtes, wantedSql } from '../outbox/index.ts'
import { tellStockRise } from './goods-news.ts'
import type { StockReason } from './stock-ledger.ts'

/** Units of a product, or of one of its SKUs; 0 for a product without. */
export interface StockLine {
  goodsId: number
  skuId: number
  quantity: number
}

// Everybody locks products by id first and then their SKUs by id, so that two orders cannot block each other.
const HELD = `WITH line AS (SELECT * FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}, ${listParameter('$3', 'int')}) AS l("goodsId", "skuId", "quantity")),
  held AS MATERIALIZED (SELECT g."id" FROM "Goods" g WHERE g."id" = ANY(${listParameter('$1', 'int')}) ORDER BY g."id" FOR NO KEY UPDATE),
  held_sku AS MATERIALIZED (SELECT s."id" FROM "Sku" s WHERE s."id" = ANY(${listParameter('$2', 'int')}) AND (SELECT count(*) FROM held) >= 0 ORDER BY s."goodsId", s."id" FOR NO KEY UPDATE)`

/**
 * SKUs first, then each product by what its SKUs changed: the product stays the sum of its SKUs. The rows of the stock's history, and
 * what outside programs hear of it, are written by the same statement.
 */
function changeText(sign: '-' | '+', isSale = false): string {
  const isEnough = (alias: string, units: string): string => (sign === '-' ? `AND ${alias}."stock" >= ${units}` : '')
  return `${HELD},
  sku AS (UPDATE "Sku" s SET "stock" = s."stock" ${sign} line."quantity" FROM line
    WHERE line."skuId" > 0 AND s."id" = line."skuId" AND s."goodsId" = line."goodsId" ${isEnough('s', 'line."quantity"')} AND (SELECT count(*) FROM held_sku) >= 0
    RETURNING s."goodsId", s."id", s."stock", line."quantity"),
  total AS (SELECT "goodsId", sum("quantity")::int AS "quantity", bool_or("hasSku") AS "hasSku" FROM (
      SELECT "goodsId", "quantity", true AS "hasSku" FROM sku UNION ALL SELECT "goodsId", "quantity", false FROM line WHERE "skuId" = 0
    ) part GROUP BY "goodsId"),
  goods AS (UPDATE "Goods" g SET "stock" = g."stock" ${sign} total."quantity"${isSale ? ', "salesCount" = g."salesCount" + total."quantity"' : ''} FROM total
    WHERE g."id" = total."goodsId" AND g."hasSku" = total."hasSku" ${isEnough('g', 'total."quantity"')} AND (SELECT count(*) FROM held) >= 0
    RETURNING g."id", g."stock", g."hasSku", total."quantity"),
  told AS (INSERT INTO "StockMovement" ("goodsId", "skuId", "change", "stockAfter", "cause", "orderId", "byName", "at")
    SELECT m."goodsId", m."skuId", ${sign}m."quantity", m."stock", $4::text, $5::int, $6::text, $7::timestamptz FROM (
      SELECT "goodsId", "id" AS "skuId", "stock", "quantity" FROM sku UNION ALL SELECT "id", 0, "stock", "quantity" FROM goods WHERE NOT "hasSku") m),
  ${eventCtes('goods.stock_changed', { from: 'goods', where: wantedSql('goods.stock_changed'), name: 'goodsId', column: 'id', at: '$7' })}
  SELECT line."goodsId", line."skuId" FROM line JOIN goods ON goods."id" = line."goodsId"
  WHERE line."skuId" = 0 OR line."skuId" IN (SELECT "id" FROM sku)`
}

const TAKE = { name: 'stock_take', text: changeText('-') }
const SELL = { name: 'stock_sell', text: changeText('-', true) }
const GIVE_BACK = { name: 'stock_give_back', text: changeText('+') }

/** One line per product and SKU, in the order everybody locks. */
function inLockOrder(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, StockLine>()
  for (const { goodsId, skuId, quantity } of lines) {
    const key = `${goodsId}/${skuId}`
    sums.set(key, { goodsId, skuId, quantity: quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()].filter((line) => line.quantity > 0).sort((a, b) => a.goodsId - b.goodsId || a.skuId - b.skuId)
}

async function change({ sql, actor, now }: TxCtx, { name, text }: { name: string, text: string }, lines: readonly StockLine[], { cause, orderId = 0 }: StockReason): Promise<Set<string>> {
  const done = await sql.rows<{ goodsId: number, skuId: number }>(name, text, [
    lines.map((line) => line.goodsId),
    lines.map((line) => line.skuId),
    lines.map((line) => line.quantity),
    cause,
    orderId,
    actorName(actor),
    now,
  ])
  return new Set(done.map((line) => `${line.goodsId}/${line.skuId}`))
}

const LEFT = `SELECT CASE WHEN $2 = 0 THEN (SELECT "stock" FROM "Goods" WHERE "id" = $1 AND NOT "hasSku") ELSE (SELECT "stock" FROM "Sku" WHERE "id" = $2 AND "goodsId" = $1) END AS "stock"`

/**
 * Takes all lines or throws OUT_OF_STOCK with the stock of the first one that falls short; the caller's transaction rolls back
 * what other lines took. Always two round trips at most, whatever the number of lines. With `isSale` the units count as sold at once.
 */
export async function takeStock(tx: TxCtx, lines: readonly StockLine[], { isSale = false, ...reason }: StockReason & { isSale?: boolean }): Promise<void> {
  const wanted = inLockOrder(lines)
  if (wanted.length === 0) return
  const done = await change(tx, isSale ? SELL : TAKE, wanted, reason)
  const short = wanted.find((line) => !done.has(`${line.goodsId}/${line.skuId}`))
  if (!short) return
  const left = await tx.sql.row<{ stock: number | null }>('stock_left', LEFT, [short.goodsId, short.skuId])
  throw new ShopError('OUT_OF_STOCK', { stock: left?.stock ?? 0, goods_id: short.goodsId, product_id: short.skuId })
}

/** Gives units back. What is no longer sold that way (a SKU that was left out since) takes nothing back. */
export async function giveBackStock(tx: TxCtx, lines: readonly StockLine[], reason: StockReason): Promise<void> {
  const wanted = inLockOrder(lines)
  if (wanted.length === 0) return
  const done = await change(tx, GIVE_BACK, wanted, reason)
  const units = new Map<number, number>()
  for (const { goodsId, skuId, quantity } of wanted) {
    if (done.has(`${goodsId}/${skuId}`)) units.set(goodsId, (units.get(goodsId) ?? 0) + quantity)
  }
  await tellStockRise(tx, units)
}
