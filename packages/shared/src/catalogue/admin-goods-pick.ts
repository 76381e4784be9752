import type { Ctx } from '../database/index.ts'
import { sellerOf } from './goods-rules.ts'
import { wordCondition, wordsOf } from './search-conditions.ts'

const SHOWN = 10

export interface GoodsToPick {
  goodsId: number
  sn: string
  name: string
  thumbUrl: string
  shopPriceFen: number
  stock: number
  isReal: boolean
  skus: { skuId: number, sn: string, optionsText: string, stock: number }[]
}

/** Products on sale with the SKUs sold of each, for a form that names what it is about; the best sold first. */
export async function pickGoods(ctx: Ctx, q: string): Promise<GoodsToPick[]> {
  const values: unknown[] = []
  const parameter = (value: unknown): string => `$${values.push(value)}`
  const sellerId = sellerOf(ctx.actor)
  const conditions = ['NOT g."isDeleted"', 'g."isOnSale"', ...sellerId === null ? [] : [`g."sellerId" = ${parameter(sellerId)}`], ...wordsOf(q).map((word) => wordCondition(word, parameter))]
  const text = `SELECT g."id" AS "goodsId", g."sn", g."name", g."thumbUrl", g."shopPriceFen", g."stock", g."isReal", coalesce((
      SELECT json_agg(json_build_object('skuId', s."id", 'sn', s."sn", 'optionsText', s."optionsText", 'stock', s."stock") ORDER BY s."id")
      FROM "Sku" s WHERE s."goodsId" = g."id" AND s."isOnSale" AND g."hasSku"), '[]') AS "skus"
    FROM "Goods" g WHERE ${conditions.join(' AND ')} ORDER BY g."salesCount" DESC, g."id" DESC LIMIT ${SHOWN}`
  return ctx.sql.rows<GoodsToPick & Record<string, unknown>>(`goods_pick_${values.length}`, text, values)
}
