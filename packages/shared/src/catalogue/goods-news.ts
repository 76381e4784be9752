import type { TxCtx } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import type { GoodsChange } from './goods-input.ts'

/** Of these products only the ones somebody waits for: an open booking, or a watch. */
const WAITED_FOR = `
SELECT g."id", g."stock" FROM "Goods" g WHERE g."id" = ANY($1::int[]) AND (
  EXISTS (SELECT 1 FROM "Booking" b WHERE b."goodsId" = g."id" AND NOT b."isDisposed")
  OR EXISTS (SELECT 1 FROM "Favourite" f WHERE f."goodsId" = g."id" AND f."isAttention")) ORDER BY g."id"`

function waitedFor(tx: TxCtx, goodsIds: readonly number[]): Promise<{ id: number, stock: number }[]> {
  return tx.sql.rows<{ id: number, stock: number }>('goods_waited_for', WAITED_FOR, [goodsIds])
}

/** Whether the product could not be bought before and can be now. */
const isBack = (before: number, stock: number): number => (before <= 0 && stock > 0 ? 1 : 0)

/** Units came in, by product. Written after the stock, in its transaction, while the products are locked. */
export async function tellStockRise(tx: TxCtx, units: ReadonlyMap<number, number>): Promise<void> {
  for (const { id, stock } of await waitedFor(tx, [...units.keys()])) {
    await emit(tx, 'goods.stock_rose', { goodsId: id, isBack: isBack(stock - (units.get(id) ?? 0), stock) })
  }
}

const PRICES = ['shopPriceFen', 'promotePriceFen', 'promoteStartAt', 'promoteEndAt', 'rankPrices'] as const

/** A merchant wrote a product: its SKUs may have more units though the product has not. Who hears it looks at what is so then. */
export async function tellGoodsChange(tx: TxCtx, goodsId: number, stockBefore: number, change: GoodsChange): Promise<void> {
  const touchesStock = change.stock !== undefined || change.skus !== undefined
  const touchesPrice = PRICES.some((key) => change[key] !== undefined)
  if (!touchesStock && !touchesPrice) return
  const [goods] = await waitedFor(tx, [goodsId])
  if (!goods) return
  if (touchesStock && (goods.stock > stockBefore || change.skus !== undefined)) await emit(tx, 'goods.stock_rose', { goodsId, isBack: isBack(stockBefore, goods.stock) })
  if (touchesPrice) await emit(tx, 'goods.price_changed', { goodsId })
}
