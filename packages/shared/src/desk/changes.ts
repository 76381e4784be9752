import type { GoodsChange, WithCause, WithCost } from '../catalogue/index.ts'
import { GOODS_FIELDS, type GoodsField } from './goods-columns.ts'
import type { KnownGoods } from './known-goods.ts'
import type { Cell } from './sheet.ts'

/** One value of a row that becomes another. With a `skuId` it is that SKU's, else the product's own. */
export interface RowChange { field: string, skuId: number, label: string, before: Cell, after: Cell }

export type GoodsWrite = GoodsChange & WithCause & WithCost

const FIELD_NAMES: readonly string[] = GOODS_FIELDS
const isGoodsField = (field: string): field is GoodsField => FIELD_NAMES.includes(field)

/** What stands there now. */
export function currentValue(goods: KnownGoods, { field, skuId }: Pick<RowChange, 'field' | 'skuId'>): Cell | undefined {
  const sku = goods.skus.find((one) => one.skuId === skuId)
  if (skuId > 0) return field === 'stock' ? sku?.stock : field === 'skuPriceFen' ? sku?.priceFen : undefined
  if (field === 'stock') return goods.hasSku ? undefined : goods.stock
  return isGoodsField(field) ? goods.fields[field] : undefined
}

/** The changes of existing values as one write of the product. */
export function writeOf(goods: KnownGoods, changes: readonly RowChange[]): GoodsWrite {
  const own = changes.filter((change) => change.skuId === 0).map(({ field, after }) => [field, after])
  const ofSkus = changes.filter((change) => change.skuId > 0)
  const write: GoodsWrite = Object.fromEntries(own)
  if (ofSkus.length === 0) return write
  const valueOf = (skuId: number, field: string, now: number): number => Number(ofSkus.find((change) => change.skuId === skuId && change.field === field)?.after ?? now)
  return { ...write, skus: goods.skus.map((sku) => ({ ...sku, stock: valueOf(sku.skuId, 'stock', sku.stock), priceFen: valueOf(sku.skuId, 'skuPriceFen', sku.priceFen) })) }
}
