import { DISAGREES, foundIn, type LedgerPart } from '../accounts/index.ts'
import type { TxCtx } from '../database/index.ts'

// A SKU that was taken out ends at 0, so its rows are asked as well; a product with SKUs is their sum.
const STOCK = `
WITH sums AS (
  SELECT "goodsId", "skuId", sum("change") AS sum, max("id") AS last FROM "StockMovement" GROUP BY "goodsId", "skuId"
), shown AS (
  SELECT "id" AS "goodsId", 0 AS "skuId", "sn", "stock" FROM "Goods" WHERE NOT "hasSku"
  UNION ALL SELECT "goodsId", "id", "sn", "stock" FROM "Sku"
), both_ways AS (
  SELECT "goodsId", "skuId", coalesce(s."sn", '') AS "name", coalesce(s."stock", 0) AS "shown", coalesce(m.sum, 0) AS "sumOfRows", m.last FROM shown s FULL JOIN sums m USING ("goodsId", "skuId")
), known AS (
  SELECT b.*, coalesce(l."stockAfter", 0) AS "afterLastRow" FROM both_ways b LEFT JOIN "StockMovement" l ON l."id" = b.last
), totals AS (
  SELECT g."id", g."sn", g."stock", coalesce(sum(s."stock"), 0) AS sum FROM "Goods" g LEFT JOIN "Sku" s ON s."goodsId" = g."id" WHERE g."hasSku" GROUP BY g."id"
), wrong AS MATERIALIZED (
  SELECT 'stock' AS "figure", "skuId" AS "subjectId", "goodsId", "name", "shown"::float8, ${DISAGREES}, 1 AS at FROM known
  WHERE "shown" <> "sumOfRows" OR "shown" <> "afterLastRow"
  UNION ALL SELECT 'goodsStock', 0, "id", "sn", "stock"::float8, sum::float8, 'sum', 2 FROM totals WHERE "stock" <> sum
) ${foundIn('SELECT count(*) FROM "StockMovement"')}`

/** Proves the stock of every product and SKU against its movements. */
export async function checkStock(ctx: Pick<TxCtx, 'sql'>): Promise<LedgerPart> {
  return await ctx.sql.row<LedgerPart & Record<string, unknown>>('ledger_check_stock', STOCK) ?? { rows: 0, differences: 0, first: null }
}
