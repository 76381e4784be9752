import type { Sku } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emitWanted } from '../outbox/index.ts'
import { tellStockRise } from './goods-news.ts'
import { CARD_KIND } from './goods-kind.ts'
import { sellerOf } from './goods-rules.ts'
import { refreshSearchText } from './search-text.ts'
import { skusOf } from './skus.ts'
import { noteStock, stockNow } from './stock-ledger.ts'
import { translated } from './taken-numbers.ts'

export interface SkuChange {
  skuId: number
  stock?: number | undefined
  /** Added to the stock at that moment; not together with `stock`. */
  stockChange?: number | undefined
  sn?: string | undefined
  /** 0 goes back to shop price plus option prices. */
  priceFen?: number | undefined
  isOnSale?: boolean | undefined
}

const LOCK = `SELECT g."id" AS "goodsId", g."extensionCode" = '${CARD_KIND}' AS "isOfCards" FROM "Goods" g WHERE g."id" = (SELECT "goodsId" FROM "Sku" WHERE "id" = $1) AND NOT g."isDeleted" AND ($2::int IS NULL OR g."sellerId" = $2)
  FOR NO KEY UPDATE`
const SET = `UPDATE "Sku" SET "stock" = coalesce($2::int, "stock") + coalesce($3::int, 0), "sn" = coalesce($4::text, "sn"), "snKey" = coalesce(lower($4::text), "snKey"),
    "priceFen" = CASE WHEN $5::int IS NULL THEN "priceFen" ELSE nullif($5::int, 0) END, "isOnSale" = coalesce($6::boolean, "isOnSale")
  WHERE "id" = $1 AND coalesce($2::int, "stock") + coalesce($3::int, 0) >= 0`
const SUM = `UPDATE "Goods" SET "stock" = (SELECT coalesce(sum(s."stock"), 0)::int FROM "Sku" s WHERE s."goodsId" = $1) WHERE "id" = $1`

async function change(tx: TxCtx, input: SkuChange): Promise<number> {
  const { skuId, stock, stockChange, sn, priceFen, isOnSale } = input
  const goods = await tx.sql.row<{ goodsId: number, isOfCards: boolean }>('sku_lock_goods', LOCK, [skuId, sellerOf(tx.actor)])
  if (!goods) throw new ShopError('NOT_FOUND')
  if (goods.isOfCards && (stock !== undefined || stockChange !== undefined)) throw new ShopError('PARAM_INVALID', { field: 'product_number' })
  const taken = sn === undefined ? null : await tx.sql.row('sku_number', 'SELECT 1 FROM "Sku" WHERE "snKey" = lower($1) AND "id" <> $2', [sn, skuId])
  if (taken) throw new ShopError('SKU_SN_EXISTS')
  const before = await stockNow(tx, goods.goodsId)
  const changed = await tx.sql.run('sku_set', SET, [skuId, stock ?? null, stockChange ?? null, sn ?? null, priceFen ?? null, isOnSale ?? null])
  if (changed === 0) throw new ShopError('STOCK_INVALID')
  await tx.sql.run('sku_sum', SUM, [goods.goodsId])
  await noteStock(tx, goods.goodsId, before)
  if (sn !== undefined) await refreshSearchText(tx, [goods.goodsId])
  const was = before.find((one) => one.skuId === skuId)?.stock ?? 0
  const risen = (stock ?? was) + (stockChange ?? 0) - was
  if (risen > 0) await tellStockRise(tx, new Map([[goods.goodsId, risen]]))
  if (priceFen !== undefined) await emitWanted(tx, 'goods.price_changed', { goodsId: goods.goodsId })
  return goods.goodsId
}

/** 更新SKU; the product's stock follows in the same transaction. */
export async function updateSku(ctx: Ctx, input: SkuChange): Promise<{ sku: Sku }> {
  const { skuId, ...wanted } = input
  if (Object.values(wanted).every((value) => value === undefined)) throw new ShopError('PARAM_MISSING', { field: 'product_number' })
  if (input.stock !== undefined && input.stockChange !== undefined) throw new ShopError('PARAM_INVALID', { field: 'number_change' })
  const goodsId = await translated(() => inTransaction(ctx, (tx) => change(tx, input)))
  const [sku] = (await skusOf(ctx, { goodsId, skuId })).skus
  if (!sku) throw new ShopError('NOT_FOUND')
  return { sku }
}
