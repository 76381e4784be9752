import { type StockLine, takeStock } from '../catalogue/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { audit } from '../staff/index.ts'
import { lockCardGoods } from './card-goods.ts'

const DELETE = `DELETE FROM "VirtualCard" WHERE "goodsId" = $1 AND "id" = ANY($2::int[]) AND "state" <> 'sold' RETURNING "skuId", "state" = 'free' AS "wasFree", "tail"`

interface Removed { skuId: number, wasFree: boolean, tail: string }

/** One unit of stock for each that could have been sold; `takeStock` adds them up. */
const unitsOf = (goodsId: number, removed: readonly Removed[]): StockLine[] => removed.filter((card) => card.wasFree).map(({ skuId }) => ({ goodsId, skuId, quantity: 1 }))

/** Takes cards out that were not sold. OUT_OF_STOCK: unpaid orders hold the rest, that many have to stay. */
export async function removeCards(ctx: Ctx, { goodsId, cardIds }: { goodsId: number, cardIds: number[] }): Promise<{ removed: number }> {
  return inTransaction(ctx, async (tx) => {
    const goods = await lockCardGoods(tx, goodsId)
    const removed = await tx.sql.rows<Removed & Record<string, unknown>>('cards_remove', DELETE, [goodsId, cardIds])
    await takeStock(tx, unitsOf(goodsId, removed), { cause: 'cards' })
    await audit(tx, { action: 'virtualCard.remove', targetKind: 'goods', targetId: goodsId, targetName: goods.name, after: { removed: removed.length, tails: removed.map((card) => card.tail) } })
    return { removed: removed.length }
  })
}

const DUE = `SELECT DISTINCT v."goodsId" FROM "VirtualCard" v WHERE v."state" = 'free' AND v."expiresAt" <= $1 ORDER BY v."goodsId" LIMIT 100`
// No more than the stock has: the rest is held by orders that may still come back.
const EXPIRE = `WITH due AS (SELECT v."id", v."skuId", row_number() OVER (PARTITION BY v."skuId" ORDER BY v."expiresAt", v."id") AS "at" FROM "VirtualCard" v
    WHERE v."goodsId" = $1 AND v."state" = 'free' AND v."expiresAt" <= $2)
  UPDATE "VirtualCard" v SET "state" = 'expired' FROM due
  WHERE v."id" = due."id" AND v."state" = 'free' AND due."at" <= CASE WHEN due."skuId" = 0 THEN (SELECT g."stock" FROM "Goods" g WHERE g."id" = $1)
    ELSE coalesce((SELECT s."stock" FROM "Sku" s WHERE s."id" = due."skuId"), 0) END
  RETURNING v."skuId", true AS "wasFree", v."tail"`

async function expireOf(tx: TxCtx, goodsId: number): Promise<number> {
  // The figures below are read by a statement of its own: what was waited for is seen.
  await tx.sql.rows('cards_expire_lock', 'SELECT 1 FROM "Goods" WHERE "id" = $1 FOR NO KEY UPDATE', [goodsId])
  const expired = await tx.sql.rows<Removed & Record<string, unknown>>('cards_expire', EXPIRE, [goodsId, tx.now])
  await takeStock(tx, unitsOf(goodsId, expired), { cause: 'expired' })
  return expired.length
}

/** Free cards whose day is over are no longer for sale. Answers how many there were. */
export async function expireCards(ctx: Ctx): Promise<number> {
  const due = await ctx.sql.rows<{ goodsId: number }>('cards_due', DUE, [ctx.now])
  let expired = 0
  for (const { goodsId } of due) expired += await inTransaction(ctx, (tx) => expireOf(tx, goodsId))
  return expired
}
