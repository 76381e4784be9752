import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { eventCtes, wantedSql } from '../outbox/index.ts'
import { sellerOf } from './goods-rules.ts'

// A promotion names the products it sells in rows, and others (gifts) in its configuration as goodsId or goodsIds.
const IN_ACTIVITY = `SELECT 1 AS "found" FROM "Promotion" WHERE "state" = 'published' AND "endAt" > $2
  AND ("id" IN (SELECT pg."promotionId" FROM "PromotionGoods" pg WHERE pg."goodsId" = $1)
    OR jsonb_path_exists("config", '$.**.goodsId ? (@ == $id)', jsonb_build_object('id', $1::int))
    OR jsonb_path_exists("config", '$.**.goodsIds[*] ? (@ == $id)', jsonb_build_object('id', $1::int))) LIMIT 1`

const OWN = '($2::int IS NULL OR "sellerId" = $2)'

async function lock({ sql, actor }: TxCtx, goodsId: number, isDeleted: boolean): Promise<void> {
  const row = await sql.row(`goods_lock_${isDeleted ? 'binned' : 'kept'}`, `SELECT 1 FROM "Goods" WHERE "id" = $1 AND ${OWN} AND "isDeleted" = ${isDeleted} FOR NO KEY UPDATE`, [goodsId, sellerOf(actor)])
  if (!row) throw new ShopError('NOT_FOUND')
}

/** 删除商品: into the recycle bin; number and id stay taken, what was planned is not. */
export async function deleteGoods(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ goodsId: number, deleted: boolean }> {
  await inTransaction(ctx, async (tx) => {
    await lock(tx, goodsId, false)
    if (await tx.sql.row('goods_in_activity', IN_ACTIVITY, [goodsId, tx.now])) throw new ShopError('GOODS_IN_ACTIVITY')
    await tx.sql.run('goods_bin', 'UPDATE "Goods" SET "isDeleted" = true, "isOnSale" = false, "onSaleAt" = NULL, "offSaleAt" = NULL WHERE "id" = $1', [goodsId])
  })
  return { goodsId, deleted: true }
}

/** Out of the recycle bin again; it stays off sale until it is put on. */
export async function restoreGoods(ctx: Ctx, { goodsId }: { goodsId: number }): Promise<{ goodsId: number }> {
  await inTransaction(ctx, async (tx) => {
    await lock(tx, goodsId, true)
    await tx.sql.run('goods_restore', 'UPDATE "Goods" SET "isDeleted" = false WHERE "id" = $1', [goodsId])
  })
  return { goodsId }
}

/** 上架, 下架 of many products at once; those of other sellers and of the recycle bin are left alone. */
export async function setOnSale(ctx: TxCtx, { goodsIds, isOnSale }: { goodsIds: number[], isOnSale: boolean }): Promise<{ changed: number }> {
  const text = `WITH held AS (SELECT "id" FROM "Goods" WHERE "id" = ANY($1::int[]) AND ${OWN} AND NOT "isDeleted" ORDER BY "id" FOR NO KEY UPDATE),
  moved AS (UPDATE "Goods" g SET "isOnSale" = $3 FROM held WHERE g."id" = held."id" AND g."isOnSale" <> $3 RETURNING g."id"),
  ${eventCtes('goods.published', { from: 'moved', where: `$3 AND ${wantedSql('goods.published')}`, name: 'goodsId', column: 'id', at: '$4' })}
  SELECT count(*)::int AS "changed" FROM moved`
  return { changed: (await ctx.sql.row<{ changed: number }>('goods_on_sale', text, [goodsIds, sellerOf(ctx.actor), isOnSale, ctx.now]))?.changed ?? 0 }
}
