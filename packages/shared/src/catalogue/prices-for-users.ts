import type { TxCtx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import { unitPrice } from '../pricing/index.ts'
import { type PriceRow, priceableOf, rankOf, viewerJoins } from './goods-row.ts'

const READ = `
SELECT q."userId", g."id" AS "goodsId", g."name", g."stock", g."isOnSale" AND NOT g."isDeleted" AS "isOnSale", g."shopPriceFen", g."promotePriceFen", g."promoteStartAt", g."promoteEndAt",
  vr."id" AS "rankId", vr."discountPercent", rp."priceFen" AS "rankPriceFen"
FROM unnest($1::int[], $2::int[]) AS q("userId", "goodsId") JOIN "Goods" g ON g."id" = q."goodsId"${viewerJoins('q."userId"')}`

interface Row extends PriceRow { userId: number, goodsId: number, name: string, stock: number, isOnSale: boolean }

/** A product as one user finds it now. */
export interface GoodsForUser { userId: number, goodsId: number, name: string, stock: number, isOnSale: boolean, finalPriceFen: Fen }

/** What one unit without options costs each of these users, in one round trip. */
export async function pricesForUsers(ctx: TxCtx, pairs: readonly { userId: number, goodsId: number }[]): Promise<GoodsForUser[]> {
  if (pairs.length === 0) return []
  const rows = await ctx.sql.rows<Row>('prices_for_users', READ, [pairs.map(({ userId }) => userId), pairs.map(({ goodsId }) => goodsId)])
  return rows.map((row) => ({
    userId: row.userId,
    goodsId: row.goodsId,
    name: row.name,
    stock: row.stock,
    isOnSale: row.isOnSale,
    finalPriceFen: unitPrice(priceableOf(row), 1, rankOf(row), ctx.now).unitPriceFen,
  }))
}
