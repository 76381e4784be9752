import type { TxCtx } from '../database/index.ts'
import { emit, emitEach } from '../outbox/index.ts'
import type { GoodsChange } from './goods-input.ts'

/** Whether somebody waits for the product `g`: an open booking, or a watch. */
const IS_WAITED_FOR = `(EXISTS (SELECT 1 FROM "Booking" b WHERE b."goodsId" = g."id" AND NOT b."isDisposed")
  OR EXISTS (SELECT 1 FROM "Favourite" f WHERE f."goodsId" = g."id" AND f."isAttention"))`

/** One event for each product somebody waits for; it is back when it could not be bought before the units came in. */
const ROSE = `SELECT jsonb_build_object('goodsId', g."id", 'isBack', CASE WHEN g."stock" - came."units" <= 0 AND g."stock" > 0 THEN 1 ELSE 0 END) AS "payload"
  FROM "Goods" g JOIN unnest($1::int[], $2::int[]) AS came("id", "units") USING ("id") WHERE ${IS_WAITED_FOR} ORDER BY g."id"`

function waitedFor(tx: TxCtx, goodsId: number): Promise<{ stock: number } | null> {
  return tx.sql.row<{ stock: number }>('goods_waited_for', `SELECT g."stock" FROM "Goods" g WHERE g."id" = $1 AND ${IS_WAITED_FOR}`, [goodsId])
}

/** Whether the product could not be bought before and can be now. */
const isBack = (before: number, stock: number): number => (before <= 0 && stock > 0 ? 1 : 0)

/** Units came in, by product. Written after the stock, in its transaction, while the products are locked. */
export function tellStockRise(tx: TxCtx, units: ReadonlyMap<number, number>): Promise<void> {
  return emitEach(tx, 'goods.stock_rose', { text: ROSE, values: [[...units.keys()], [...units.values()]] })
}

const PRICES = ['shopPriceFen', 'promotePriceFen', 'promoteStartAt', 'promoteEndAt', 'rankPrices'] as const

/** A merchant wrote a product: its SKUs may have more units though the product has not. Who hears it looks at what is so then. */
export async function tellGoodsChange(tx: TxCtx, goodsId: number, stockBefore: number, change: GoodsChange): Promise<void> {
  const touchesStock = change.stock !== undefined || change.skus !== undefined
  const touchesPrice = PRICES.some((key) => change[key] !== undefined)
  if (!touchesStock && !touchesPrice) return
  const goods = await waitedFor(tx, goodsId)
  if (!goods) return
  if (touchesStock && (goods.stock > stockBefore || change.skus !== undefined)) await emit(tx, 'goods.stock_rose', { goodsId, isBack: isBack(stockBefore, goods.stock) })
  if (touchesPrice) await emit(tx, 'goods.price_changed', { goodsId })
}
