import { auditedWrite, type GoodsChange, lockGoods, updateWithCost, type WithCause, type WithCost } from '../catalogue/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { AuditNote } from '../staff/index.ts'
import { GOODS_FIELDS, type GoodsField } from './goods-columns.ts'
import { goodsByIds, type KnownGoods } from './known-goods.ts'
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

function valuesOf(changes: readonly RowChange[], side: 'before' | 'after'): object {
  const skus = changes.filter((change) => change.label !== '').map((change) => ({ sku: change.label, [change.field]: change[side] }))
  return { ...Object.fromEntries(changes.filter((change) => change.label === '').map((change) => [change.field, change[side]])), ...skus.length > 0 ? { skus } : {} }
}

/** What was done to one product, for the log: only what changed. */
export function noteOf(action: 'goods.create' | 'goods.update', target: { goodsId: number, name: string }, changes: readonly RowChange[]): AuditNote {
  const values = { ...action === 'goods.create' ? {} : { before: valuesOf(changes, 'before') }, after: valuesOf(changes, 'after') }
  return { action, targetKind: 'goods', targetId: target.goodsId, targetName: target.name, ...values }
}

/**
 * Changes one product under its lock, by what it is at that moment, and tells the log and its job: all or nothing. No changes, and
 * only the job is told.
 */
export function writeLocked(ctx: Ctx, goodsId: number, plan: (goods: KnownGoods) => { write: GoodsWrite, changes: RowChange[] }, tell: (inner: Ctx, hasChanged: boolean) => Promise<void>): Promise<void> {
  return auditedWrite(ctx, async (inner) => {
    await lockGoods(inner, goodsId)
    const [goods] = await goodsByIds(inner, [goodsId])
    if (!goods) throw new ShopError('NOT_FOUND')
    const { write, changes } = plan(goods)
    // The name is said anew, so that a cost alone moves the product's clock too.
    if (changes.length > 0) await updateWithCost(inner, goodsId, { name: goods.fields.name, ...write })
    await tell(inner, changes.length > 0)
    return { result: undefined, notes: changes.length > 0 ? [noteOf('goods.update', { goodsId, name: goods.fields.name }, changes)] : [] }
  })
}
