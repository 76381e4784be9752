import { z } from 'zod'
import { share } from '../money/index.ts'
import type { RowChange } from './changes.ts'
import type { KnownGoods } from './known-goods.ts'
import { problem, type RowProblem } from './sheet.ts'

const BASIS_POINTS = 10_000
const MOST_FEN = 2_147_483_647
const MOST_STOCK = 9_999_999
const amount = z.int().min(-MOST_FEN).max(MOST_FEN)
const MODES = ['set', 'add', 'percent'] as const

/** One change to many products. `percent` counts in basis points: 500 is 5 % more. */
export const BulkChange = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('shopPriceFen'), mode: z.enum(MODES), amount, roundTo: z.union([z.literal(1), z.literal(10), z.literal(100)]).default(1), withSkus: z.boolean().default(true) }),
  z.strictObject({ field: z.literal('marketPriceFen'), mode: z.enum(MODES), amount, roundTo: z.union([z.literal(1), z.literal(10), z.literal(100)]).default(1) }),
  z.strictObject({ field: z.literal('stock'), mode: z.enum(['set', 'add']), amount: z.int().min(-MOST_STOCK).max(MOST_STOCK) }),
  z.strictObject({ field: z.enum(['categoryId', 'brandId']), value: z.int().min(0) }),
  z.strictObject({ field: z.enum(['isOnSale', 'isBest', 'isNew', 'isHot', 'isShippingFree']), value: z.boolean() }),
])
export type BulkChange = z.output<typeof BulkChange>
type NumberChange = Extract<BulkChange, { mode: string }>

function changed(now: number, change: NumberChange): number {
  const { mode, amount: by } = change
  const value = mode === 'set' ? by : mode === 'add' ? now + by : share(now, BASIS_POINTS + by, BASIS_POINTS)
  const roundTo = 'roundTo' in change ? change.roundTo : 1
  return share(value, 1, roundTo) * roundTo
}

const own = (goods: KnownGoods, field: 'shopPriceFen' | 'marketPriceFen' | 'categoryId' | 'brandId' | 'isOnSale' | 'isBest' | 'isNew' | 'isHot' | 'isShippingFree', after: RowChange['after']): RowChange => ({ field, skuId: 0, label: '', before: goods.fields[field], after })

function pricesOf(goods: KnownGoods, change: Exclude<NumberChange, { field: 'stock' }>): RowChange[] {
  const price = own(goods, change.field, changed(goods.fields[change.field], change))
  const priced = change.field === 'shopPriceFen' && change.withSkus ? goods.skus.filter((sku) => sku.priceFen > 0) : []
  return [price, ...priced.map((sku) => ({ field: 'skuPriceFen', skuId: sku.skuId, label: sku.optionsText, before: sku.priceFen, after: changed(sku.priceFen, change) }))]
}

function stocksOf(goods: KnownGoods, change: Extract<NumberChange, { field: 'stock' }>): RowChange[] {
  if (!goods.hasSku) return [{ field: 'stock', skuId: 0, label: '', before: goods.stock, after: changed(goods.stock, change) }]
  return goods.skus.map((sku) => ({ field: 'stock', skuId: sku.skuId, label: sku.optionsText, before: sku.stock, after: changed(sku.stock, change) }))
}

function refusalOf(goods: KnownGoods, changes: readonly RowChange[]): string {
  if (goods.isDeleted) return 'inBin'
  if (goods.isOfCards && changes.some(({ field }) => field === 'stock')) return 'ofCards'
  const isBad = ({ field, after }: RowChange): boolean => typeof after === 'number' && (after < (/^(?:shop|sku)Price/.test(field) ? 1 : 0) || after > (field === 'stock' ? MOST_STOCK : MOST_FEN))
  const bad = changes.find(isBad)
  return bad ? (bad.field === 'stock' ? 'STOCK_INVALID' : 'PRICE_INVALID') : ''
}

/** What a change does to one product; nothing of it when one value would make no sense. */
export function bulkChangesOf(goods: KnownGoods, change: BulkChange): { changes: RowChange[], problems: RowProblem[] } {
  const all = change.field === 'stock' ? stocksOf(goods, change) : 'mode' in change ? pricesOf(goods, change) : [own(goods, change.field, change.value)]
  const changes = all.filter(({ before, after }) => before !== after)
  const refusal = refusalOf(goods, changes)
  return { changes, problems: refusal === '' ? [] : [problem(0, change.field, refusal)] }
}
