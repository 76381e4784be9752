import { actorName, listParameter, type OrderPart, parametersFrom, type TxCtx } from '../database/index.ts'
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

type UnitWords = Record<'goodsIds' | 'skuIds' | 'quantities', string>

/** How a statement names what its change of stock comes from, each an SQL expression. */
interface ChangeWords extends Record<'cause' | 'orderId' | 'byName' | 'at', string> {
  /** Only where there is enough, else wherever `when` holds. */
  isChecked: boolean
  when: string
  /** Whether the units count as sold. */
  isSale: string
}

/** Everybody locks products by id first and then their SKUs by id, so that two orders cannot block each other. */
function lockCtes({ goodsIds, skuIds, quantities }: UnitWords, after: string): string {
  const list = (parameter: string): string => listParameter(parameter, 'int')
  return `stock_line AS (SELECT * FROM unnest(${list(goodsIds)}, ${list(skuIds)}, ${list(quantities)}) AS l("goodsId", "skuId", "quantity")),
  stock_held AS MATERIALIZED (SELECT g."id", g."hasSku", g."stock" FROM "Goods" g WHERE g."id" = ANY(${list(goodsIds)}) AND ${after} ORDER BY g."id" FOR NO KEY UPDATE),
  stock_held_sku AS MATERIALIZED (SELECT s."id", s."goodsId", s."stock" FROM "Sku" s WHERE s."id" = ANY(${list(skuIds)}) AND (SELECT count(*) FROM stock_held) >= 0 ORDER BY s."goodsId", s."id" FOR NO KEY UPDATE)`
}

/**
 * SKUs first, then each product by what its SKUs changed: the product stays the sum of its SKUs. The rows of the stock's history, and
 * what outside programs hear of it, are written by the same statement.
 */
function changeCtes(sign: '-' | '+', { cause, orderId, byName, at, isChecked, when, isSale }: ChangeWords): string {
  const isEnough = (alias: string, units: string): string => (isChecked ? `${alias}."stock" >= ${units}` : when)
  return `stock_sku AS (UPDATE "Sku" s SET "stock" = s."stock" ${sign} stock_line."quantity" FROM stock_line
    WHERE stock_line."skuId" > 0 AND s."id" = stock_line."skuId" AND s."goodsId" = stock_line."goodsId" AND ${isEnough('s', 'stock_line."quantity"')} AND (SELECT count(*) FROM stock_held_sku) >= 0
    RETURNING s."goodsId", s."id", s."stock", stock_line."quantity"),
  stock_total AS (SELECT "goodsId", sum("quantity")::int AS "quantity", bool_or("hasSku") AS "hasSku" FROM (
      SELECT "goodsId", "quantity", true AS "hasSku" FROM stock_sku UNION ALL SELECT "goodsId", "quantity", false FROM stock_line WHERE "skuId" = 0
    ) part GROUP BY "goodsId"),
  stock_goods AS (UPDATE "Goods" g SET "stock" = g."stock" ${sign} stock_total."quantity"${isSale === 'false' ? '' : `, "salesCount" = g."salesCount" + CASE WHEN ${isSale} THEN stock_total."quantity" ELSE 0 END`} FROM stock_total
    WHERE g."id" = stock_total."goodsId" AND g."hasSku" = stock_total."hasSku" AND ${isEnough('g', 'stock_total."quantity"')} AND (SELECT count(*) FROM stock_held) >= 0
    RETURNING g."id", g."stock", g."hasSku", stock_total."quantity"),
  stock_told AS (INSERT INTO "StockMovement" ("goodsId", "skuId", "change", "stockAfter", "cause", "orderId", "byName", "at")
    SELECT m."goodsId", m."skuId", ${sign}m."quantity", m."stock", ${cause}::text, ${orderId}::int, ${byName}::text, ${at}::timestamptz FROM (
      SELECT "goodsId", "id" AS "skuId", "stock", "quantity" FROM stock_sku UNION ALL SELECT "id", 0, "stock", "quantity" FROM stock_goods WHERE NOT "hasSku") m),
  ${eventCtes('goods.stock_changed', { from: 'stock_goods', where: wantedSql('goods.stock_changed'), name: 'goodsId', column: 'id', at })}`
}

function changeText(sign: '-' | '+'): string {
  return `WITH ${lockCtes({ goodsIds: '$1', skuIds: '$2', quantities: '$3' }, 'true')},
  ${changeCtes(sign, { cause: '$4', orderId: '$5', byName: '$6', at: '$7', isChecked: sign === '-', when: 'true', isSale: 'false' })}
  SELECT stock_line."goodsId", stock_line."skuId" FROM stock_line JOIN stock_goods ON stock_goods."id" = stock_line."goodsId"
  WHERE stock_line."skuId" = 0 OR stock_line."skuId" IN (SELECT "id" FROM stock_sku)`
}

const TAKE = { name: 'stock_take', text: changeText('-') }
const GIVE_BACK = { name: 'stock_give_back', text: changeText('+') }

// A product that its SKUs exceed cannot be, and ends the statement by the table's own check.
const ENOUGH = `NOT EXISTS (SELECT 1 FROM stock_line l LEFT JOIN stock_held g ON g."id" = l."goodsId" LEFT JOIN stock_held_sku s ON s."id" = l."skuId" AND s."goodsId" = l."goodsId"
    WHERE g."id" IS NULL OR g."hasSku" <> (l."skuId" > 0) OR coalesce(CASE WHEN l."skuId" > 0 THEN s."stock" ELSE g."stock" END, 0) < l."quantity")`

/** Taking stock as a part of placing an order, with parameters from `first` on. Others wait for the same products: they are locked last. */
export function stockForOrder(first: number, { orderId, at, after, when }: Record<'orderId' | 'at' | 'after' | 'when', string>): OrderPart {
  const next = parametersFrom(first)
  return {
    locks: lockCtes({ goodsIds: next(), skuIds: next(), quantities: next() }, after),
    isMet: ENOUGH,
    writes: changeCtes('-', { cause: `'placed'`, orderId, byName: next(), at, isChecked: false, when, isSale: `${next()}::bool` }),
  }
}

/** The values of `stockForOrder`. */
export function stockForOrderValues({ actor }: Pick<TxCtx, 'actor'>, lines: readonly StockLine[], isSale: boolean): unknown[] {
  return [...columnsOf(inLockOrder(lines)), actorName(actor), isSale]
}

/** One line per product and SKU, in the order everybody locks. */
function inLockOrder(lines: readonly StockLine[]): StockLine[] {
  const sums = new Map<string, StockLine>()
  for (const { goodsId, skuId, quantity } of lines) {
    const key = `${goodsId}/${skuId}`
    sums.set(key, { goodsId, skuId, quantity: quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()].filter((line) => line.quantity > 0).sort((a, b) => a.goodsId - b.goodsId || a.skuId - b.skuId)
}

function columnsOf(lines: readonly StockLine[]): number[][] {
  return [lines.map((line) => line.goodsId), lines.map((line) => line.skuId), lines.map((line) => line.quantity)]
}

async function change({ sql, actor, now }: TxCtx, { name, text }: { name: string, text: string }, lines: readonly StockLine[], { cause, orderId = 0 }: StockReason): Promise<Set<string>> {
  const done = await sql.rows<{ goodsId: number, skuId: number }>(name, text, [...columnsOf(lines), cause, orderId, actorName(actor), now])
  return new Set(done.map((line) => `${line.goodsId}/${line.skuId}`))
}

const LEFT = `SELECT CASE WHEN $2 = 0 THEN (SELECT "stock" FROM "Goods" WHERE "id" = $1 AND NOT "hasSku") ELSE (SELECT "stock" FROM "Sku" WHERE "id" = $2 AND "goodsId" = $1) END AS "stock"`

/**
 * Takes all lines or throws OUT_OF_STOCK with the stock of the first one that falls short; the caller's transaction rolls back
 * what other lines took. Always two round trips at most, whatever the number of lines.
 */
export async function takeStock(tx: TxCtx, lines: readonly StockLine[], reason: StockReason): Promise<void> {
  const wanted = inLockOrder(lines)
  if (wanted.length === 0) return
  const done = await change(tx, TAKE, wanted, reason)
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
