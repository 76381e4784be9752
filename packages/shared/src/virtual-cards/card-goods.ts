import { CARD_KIND, sellerOf } from '../catalogue/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface CardGoods { id: number, name: string, sellerId: number }

const LOCK = `SELECT "id", "name", "sellerId" FROM "Goods" WHERE "id" = $1 AND NOT "isDeleted" AND "extensionCode" = '${CARD_KIND}' AND ($2::int IS NULL OR "sellerId" = $2) FOR NO KEY UPDATE`

/** The caller's own product of cards, locked before its cards as everywhere. */
export async function lockCardGoods(tx: TxCtx, goodsId: number): Promise<CardGoods> {
  const goods = await tx.sql.row<CardGoods & Record<string, unknown>>('cards_lock_goods', LOCK, [goodsId, sellerOf(tx.actor)])
  if (!goods) throw new ShopError('NOT_FOUND')
  return goods
}
