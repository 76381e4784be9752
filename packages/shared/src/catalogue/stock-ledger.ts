import { type Actor, actorName, type TxCtx } from '../database/index.ts'
import { eventCtes, wantedSql } from '../outbox/index.ts'

/** Why a stock changed. Orders take and give back; a member of staff sets, a program changes, an import brings. Card goods follow their cards. */
export const STOCK_CAUSES = ['opening', 'placed', 'paid', 'unpaid', 'canceled', 'shipped', 'unshipped', 'returned', 'exchanged', 'set', 'gateway', 'import', 'cards', 'expired'] as const
export type StockCause = typeof STOCK_CAUSES[number]

export interface StockReason {
  cause: StockCause
  /** The order whose units they are. */
  orderId?: number
}

/** What is in stock of a product (SKU 0) or of each of its SKUs. */
export interface StockState { skuId: number, stock: number }

const STATE = `SELECT 0 AS "skuId", "stock" FROM "Goods" WHERE "id" = $1 AND NOT "hasSku" UNION ALL SELECT "id", "stock" FROM "Sku" WHERE "goodsId" = $1`

/** Before a merchant's write; the caller holds the product's lock. */
export function stockNow(tx: TxCtx, goodsId: number): Promise<StockState[]> {
  return tx.sql.rows<StockState & Record<string, unknown>>('stock_state', STATE, [goodsId])
}

const COLUMNS = '("goodsId", "skuId", "change", "stockAfter", "cause", "byName", "at")'

const NOTE = `WITH moved AS (INSERT INTO "StockMovement" ${COLUMNS}
  SELECT $1::int, "skuId", coalesce(now."stock", 0) - coalesce(was."stock", 0), coalesce(now."stock", 0), $4::text, $5::text, $6::timestamptz
  FROM (${STATE}) now FULL JOIN unnest($2::int[], $3::int[]) AS was("skuId", "stock") USING ("skuId")
  WHERE coalesce(now."stock", 0) <> coalesce(was."stock", 0) ORDER BY "skuId" RETURNING "goodsId"),
  ${eventCtes('goods.stock_changed', { from: 'moved', where: wantedSql('goods.stock_changed'), name: 'goodsId', column: 'goodsId', at: '$6' })}
  SELECT count(*) FROM moved`

function causeOf(actor: Actor): StockCause {
  if (actor.kind === 'staff') return 'set'
  return actor.kind === 'app' ? 'gateway' : 'import'
}

/** After a merchant's write, in its transaction: what differs from before is in the history. A SKU that was taken out ends at 0. */
export async function noteStock(tx: TxCtx, goodsId: number, before: readonly StockState[], cause: StockCause = causeOf(tx.actor)): Promise<void> {
  await tx.sql.run('stock_note', NOTE, [goodsId, before.map((one) => one.skuId), before.map((one) => one.stock), cause, actorName(tx.actor), tx.now])
}

const OPEN = `INSERT INTO "StockMovement" ${COLUMNS}
  SELECT s."goodsId", s."skuId", s."stock" - coalesce(m."sum", 0), s."stock", 'opening', $1::text, $2::timestamptz FROM (
    SELECT "id" AS "goodsId", 0 AS "skuId", "stock" FROM "Goods" WHERE NOT "hasSku" UNION ALL SELECT "goodsId", "id", "stock" FROM "Sku") s
  LEFT JOIN (SELECT "goodsId", "skuId", sum("change")::int AS "sum" FROM "StockMovement" GROUP BY 1, 2) m USING ("goodsId", "skuId")
  WHERE s."stock" <> coalesce(m."sum", 0)`

/** Opens the history of goods that were written straight into the tables. */
export function openStock(ctx: TxCtx): Promise<number> {
  return ctx.sql.run('stock_open', OPEN, [actorName(ctx.actor), ctx.now])
}
