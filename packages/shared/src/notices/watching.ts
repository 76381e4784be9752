import type { TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { type GoodsForUser, pricesForUsers } from '../catalogue/index.ts'
import { formatYuan } from '../money/index.ts'
import { type NoticePorts, tell } from './tell.ts'

const DAY_MS = 24 * 60 * 60_000
const BATCH = 50

// Not before a day after the last notice: what is so then is told.
const MARK = `
UPDATE "Favourite" SET "lookAt" = greatest($2::timestamptz(3), "toldAt" + interval '24 hours'), "hasStockNews" = "hasStockNews" OR $3
WHERE "goodsId" = $1 AND "isAttention"`

/** Something happened to a product: whoever watches it has its state looked at. */
export async function markWatchers(tx: TxCtx, goodsId: number, { isBack }: { isBack: boolean }): Promise<void> {
  await tx.sql.run('watch_mark', MARK, [goodsId, tx.now, isBack])
}

// Nobody writes a product when its promotion begins by the clock.
const BEGUN = `
UPDATE "Favourite" f SET "lookAt" = greatest($1::timestamptz(3), f."toldAt" + interval '24 hours') FROM "Goods" g
WHERE g."id" = f."goodsId" AND f."isAttention" AND f."lookAt" IS NULL AND g."isOnSale" AND NOT g."isDeleted"
  AND g."promoteStartAt" <= $1 AND g."promoteEndAt" > $1 AND g."promotePriceFen" > 0 AND g."promotePriceFen" < f."priceBelowFen"`

export async function markBegunPromotions(ctx: TxCtx): Promise<void> {
  await ctx.sql.run('watch_mark_begun', BEGUN, [ctx.now])
}

interface Watch extends Record<string, unknown> { id: number, userId: number, goodsId: number, priceBelowFen: number, hasStockNews: boolean, toldAt: Date | null }

const DUE = `
SELECT "id", "userId", "goodsId", "priceBelowFen", "hasStockNews", "toldAt" FROM "Favourite" WHERE "lookAt" <= $1 AND "isAttention"
ORDER BY "lookAt", "id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
const LOOKED = `
UPDATE "Favourite" SET "lookAt" = NULL, "hasStockNews" = false, "toldAt" = coalesce($2, "toldAt"), "priceBelowFen" = coalesce($3, "priceBelowFen") WHERE "id" = $1`

async function look(tx: TxCtx, { id, userId, goodsId, priceBelowFen, hasStockNews, toldAt }: Watch, goods: GoodsForUser | undefined, ports: NoticePorts): Promise<void> {
  const isCheaper = goods !== undefined && goods.isOnSale && goods.finalPriceFen < priceBelowFen
  const isBack = goods !== undefined && goods.isOnSale && hasStockNews && goods.stock > 0
  const isTooSoon = toldAt !== null && toldAt.getTime() + DAY_MS > tx.now.getTime()
  if (!goods || isTooSoon || !(isCheaper || isBack)) {
    await tx.sql.run('watch_looked', LOOKED, [id, null, null])
    return
  }
  const price = `¥${formatYuan(goods.finalPriceFen)}`
  const params: Record<string, string> = isCheaper ? { goodsName: goods.name, price, was: `¥${formatYuan(priceBelowFen)}` } : { goodsName: goods.name, price }
  await tell(tx, { userId, kind: isCheaper ? 'price_fell' : 'stock_back', goodsId, params }, ports)
  await tx.sql.run('watch_looked', LOOKED, [id, tx.now, isCheaper ? goods.finalPriceFen : null])
}

async function lookAtBatch(tx: TxCtx, ports: NoticePorts): Promise<number> {
  const due = await tx.sql.rows<Watch>('watch_due', DUE, [tx.now])
  const goods = await pricesForUsers(tx, due)
  for (const watch of due) await look(tx, watch, goods.find((one) => one.userId === watch.userId && one.goodsId === watch.goodsId), ports)
  return due.length
}

/** Looks at what is due and tells what is new: one notice a day for a user and a product. */
export async function tellWatchers(ctx: TxCtx, ports: NoticePorts): Promise<void> {
  while (await inTransaction(ctx, (tx) => lookAtBatch(tx, ports)) === BATCH) { /* the next ones */ }
}
