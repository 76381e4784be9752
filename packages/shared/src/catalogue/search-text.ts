import type { TxCtx } from '../database/index.ts'
import { searchTextOf } from './search-conditions.ts'

interface SearchRow {
  id: number
  name: string
  keywords: string
  brandName: string | null
  sn: string
  skuSns: string[] | null
}

const READ = `SELECT g."id", g."name", g."keywords", b."name" AS "brandName", g."sn",
    (SELECT array_agg(s."sn" ORDER BY s."id") FROM "Sku" s WHERE s."goodsId" = g."id") AS "skuSns"
  FROM "Goods" g LEFT JOIN "Brand" b ON b."id" = g."brandId" WHERE g."id" = ANY($1::int[])`

const WRITE = `UPDATE "Goods" g SET "searchText" = t."text" FROM unnest($1::int[], $2::text[]) AS t("id", "text") WHERE g."id" = t."id" AND g."searchText" <> t."text"`

/** After a product's name, keywords, brand or numbers changed. */
export async function refreshSearchText(tx: Pick<TxCtx, 'sql'>, goodsIds: readonly number[]): Promise<void> {
  const rows = await tx.sql.rows<SearchRow>('search_text_read', READ, [goodsIds])
  const texts = rows.map((row) => searchTextOf({ name: row.name, keywords: row.keywords, brandName: row.brandName ?? '', numbers: [row.sn, ...row.skuSns ?? []] }))
  await tx.sql.run('search_text_write', WRITE, [rows.map((row) => row.id), texts])
}

/** After a brand's name changed. */
export async function refreshSearchTextOfBrand(tx: Pick<TxCtx, 'sql'>, brandId: number): Promise<void> {
  const rows = await tx.sql.rows<{ id: number }>('search_text_brand', 'SELECT "id" FROM "Goods" WHERE "brandId" = $1 ORDER BY "id"', [brandId])
  await refreshSearchText(tx, rows.map((row) => row.id))
}
