import type { TxCtx } from '../database/index.ts'

const UNUSED = `SELECT DISTINCT p."url" FROM unnest($1::text[]) AS p("url")
  WHERE NOT EXISTS (SELECT 1 FROM "Goods" g WHERE g."imageUrl" = p."url") AND NOT EXISTS (SELECT 1 FROM "GoodsImage" i WHERE i."url" = p."url")`

/** Which of these pictures no product shows. They are named by their content, so another product may hold the same. */
export async function unusedPictures({ sql }: Pick<TxCtx, 'sql'>, urls: readonly string[]): Promise<string[]> {
  if (urls.length === 0) return []
  return (await sql.rows<{ url: string }>('goods_pictures_unused', UNUSED, [urls])).map((row) => row.url)
}
