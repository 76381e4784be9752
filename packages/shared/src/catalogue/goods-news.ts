import type { TxCtx } from '../database/index.ts'
import { emit, emitEach, emitWanted, wantedSql } from '../outbox/index.ts'
import type { GoodsChange } from './goods-input.ts'

/** Whether somebody waits for the product `g`: an open booking, or a watch. */
const IS_WAITED_FOR = `(EXISTS (SELECT 1 FROM "Booking" b WHERE b."goodsId" = g."id" AND NOT b."isDisposed")
  OR EXISTS (SELECT 1 FROM "Favourite" f WHERE f."goodsId" = g."id" AND f."isAttention"))`

/** One event for each product somebody waits for; it is back when it could not be bought before the units came in. */
const ROSE = `SELECT jsonb_build_object('goodsId', g."id", 'isBack', CASE WHEN g."stock" - came."units" <= 0 AND g."stock" > 0 THEN 1 ELSE 0 END) AS "payload"
  FROM "Goods" g JOIN unnest($1::int[], $2::int[]) AS came("id", "units") USING ("id") WHERE ${IS_WAITED_FOR} ORDER BY g."id"`

interface Interest { stock: number, isWaitedFor: boolean, isPriceWanted: boolean }

const INTEREST = `SELECT g."stock", ${IS_WAITED_FOR} AS "isWaitedFor", ${wantedSql('goods.price_changed')} AS "isPriceWanted" FROM "Goods" g WHERE g."id" = $1`

/** Whether the product could not be bought before and can be now. */
const isBack = (before: number, stock: number): number => (before <= 0 && stock > 0 ? 1 : 0)

/** Units came in, by product. Written after the stock, in its transaction, while the products are locked. */
export function tellStockRise(tx: TxCtx, units: ReadonlyMap<number, number>): Promise<void> {
  return emitEach(tx, 'goods.stock_rose', { text: ROSE, values: [[...units.keys()], [...units.values()]] })
}

const PRICES = ['shopPriceFen', 'promotePriceFen', 'promoteStartAt', 'promoteEndAt', 'rankPrices'] as const

/** A product that was made is on sale: outside programs that ask for it hear so. */
export async function tellPublished(tx: TxCtx, goodsId: number): Promise<void> {
  await emitWanted(tx, 'goods.published', { goodsId })
}

/** A merchant wrote a product: its SKUs may have more units though the product has not. Who hears it looks at what is so then. */
export async function tellGoodsChange(tx: TxCtx, goodsId: number, before: { stock: number, isOnSale: boolean }, change: GoodsChange): Promise<void> {
  const touchesStock = change.stock !== undefined || change.skus !== undefined
  const touchesPrice = PRICES.some((key) => change[key] !== undefined)
  if (change.isOnSale === true && !before.isOnSale) await tellPublished(tx, goodsId)
  if (!touchesStock && !touchesPrice) return
  const goods = await tx.sql.row<Interest & Record<string, unknown>>('goods_interest', INTEREST, [goodsId])
  if (!goods) return
  if (goods.isWaitedFor && touchesStock && (goods.stock > before.stock || change.skus !== undefined)) await emit(tx, 'goods.stock_rose', { goodsId, isBack: isBack(before.stock, goods.stock) })
  if (touchesPrice && (goods.isWaitedFor || goods.isPriceWanted)) await emit(tx, 'goods.price_changed', { goodsId })
}
