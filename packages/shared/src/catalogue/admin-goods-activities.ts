import type { Ctx } from '../database/index.ts'

export interface GoodsActivity { promotionId: number, kind: string, name: string, endAt: string }

const CATEGORIES = 1
const BRANDS = 2
const GOODS = 3
const MOST = 20

// A range names everything, categories, brands or products; other kinds name their products in rows, or somewhere inside.
const RUNNING = `SELECT p."id" AS "promotionId", p."kind", p."name", p."endAt" FROM "Promotion" p, "Goods" g
  WHERE g."id" = $1 AND p."state" = 'published' AND p."endAt" > $2 AND (
    p."config" @> '{"range": 0}'
    OR p."id" IN (SELECT pg."promotionId" FROM "PromotionGoods" pg WHERE pg."goodsId" = $1)
    OR (p."config" @> '{"range": ${CATEGORIES}}' AND EXISTS (SELECT 1 FROM "CategoryPlacement" cp WHERE cp."goodsId" = g."id" AND p."config"->'rangeIds' @> to_jsonb(cp."categoryId")))
    OR (p."config" @> '{"range": ${BRANDS}}' AND g."brandId" IS NOT NULL AND p."config"->'rangeIds' @> to_jsonb(g."brandId"))
    OR (p."config" @> '{"range": ${GOODS}}' AND p."config"->'rangeIds' @> to_jsonb(g."id"))
    OR jsonb_path_exists(p."config", '$.**.goodsId ? (@ == $id)', jsonb_build_object('id', g."id"))
    OR jsonb_path_exists(p."config", '$.**.goodsIds[*] ? (@ == $id)', jsonb_build_object('id', g."id")))
  ORDER BY p."endAt", p."id" LIMIT ${MOST}`

/** What a product takes part in now or soon. */
export async function runningFor({ sql, now }: Ctx, goodsId: number): Promise<GoodsActivity[]> {
  const rows = await sql.rows<Omit<GoodsActivity, 'endAt'> & { endAt: Date }>('admin_goods_activities', RUNNING, [goodsId, now])
  return rows.map((row) => ({ ...row, endAt: row.endAt.toISOString() }))
}

const NAMED = `SELECT DISTINCT g."id" FROM unnest($1::int[]) AS g("id") JOIN "Promotion" p ON p."state" = 'published' AND p."endAt" > $2
  AND (EXISTS (SELECT 1 FROM "PromotionGoods" pg WHERE pg."goodsId" = g."id" AND pg."promotionId" = p."id")
    OR jsonb_path_exists(p."config", '$.**.goodsId ? (@ == $id)', jsonb_build_object('id', g."id"))
    OR jsonb_path_exists(p."config", '$.**.goodsIds[*] ? (@ == $id)', jsonb_build_object('id', g."id")))`

/** Those of the products that an activity names: they cannot go into the bin. */
export async function namedByActivities({ sql, now }: Ctx, goodsIds: readonly number[]): Promise<Set<number>> {
  return new Set((await sql.rows<{ id: number }>('admin_goods_named', NAMED, [goodsIds, now])).map((row) => row.id))
}
