import type { TxCtx } from '../database/index.ts'

/** The categories named and every ancestor of them, each once. */
const ANCESTORS = `WITH RECURSIVE up AS (
    SELECT c."id", c."parentId", true AS "isDirect" FROM "Category" c WHERE c."id" = ANY($2::int[])
    UNION ALL
    SELECT c."id", c."parentId", false FROM "Category" c JOIN up ON c."id" = up."parentId"
  )`

const PLACE = `${ANCESTORS}, wanted AS (SELECT "id", bool_or("isDirect") AS "isDirect" FROM up GROUP BY "id"),
  gone AS (DELETE FROM "CategoryPlacement" WHERE "goodsId" = $1 AND "categoryId" NOT IN (SELECT "id" FROM wanted))
  INSERT INTO "CategoryPlacement" ("goodsId", "categoryId", "isDirect") SELECT $1, "id", "isDirect" FROM wanted
  ON CONFLICT ("categoryId", "goodsId") DO UPDATE SET "isDirect" = excluded."isDirect"`

/** Lists a product in its categories (the main one among them) and in everything above them, and nowhere else. */
export async function placeGoods(tx: Pick<TxCtx, 'sql'>, goodsId: number, categoryIds: readonly number[]): Promise<void> {
  await tx.sql.run('place_goods', PLACE, [goodsId, categoryIds])
}

// The direct placements stay; what stands above them is worked out again for every product below the category.
const REPLACE = `WITH RECURSIVE touched AS (SELECT DISTINCT "goodsId" FROM "CategoryPlacement" WHERE "categoryId" = $1),
  up AS (
    SELECT p."goodsId", p."categoryId", true AS "isDirect" FROM "CategoryPlacement" p JOIN touched USING ("goodsId") WHERE p."isDirect"
    UNION
    SELECT up."goodsId", c."parentId", false FROM up JOIN "Category" c ON c."id" = up."categoryId" WHERE c."parentId" IS NOT NULL
  ),
  wanted AS (SELECT "goodsId", "categoryId", bool_or("isDirect") AS "isDirect" FROM up GROUP BY 1, 2),
  gone AS (DELETE FROM "CategoryPlacement" p USING touched t WHERE p."goodsId" = t."goodsId"
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w."goodsId" = p."goodsId" AND w."categoryId" = p."categoryId"))
  INSERT INTO "CategoryPlacement" ("goodsId", "categoryId", "isDirect") SELECT "goodsId", "categoryId", "isDirect" FROM wanted
  ON CONFLICT ("categoryId", "goodsId") DO UPDATE SET "isDirect" = excluded."isDirect"`

/** After a category moved below another parent. */
export async function replaceGoodsBelow(tx: Pick<TxCtx, 'sql'>, categoryId: number): Promise<void> {
  await tx.sql.run('place_goods_below', REPLACE, [categoryId])
}
