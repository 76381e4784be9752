import type { Inputs } from '../../api.ts'

export type BulkChange = Inputs['desk']['bulkEdit']['prepare']['change']
export const BULK_FIELDS = ['shopPriceFen', 'marketPriceFen', 'stock', 'categoryId', 'brandId', 'isOnSale', 'isBest', 'isNew', 'isHot', 'isShippingFree'] as const
export type BulkField = typeof BULK_FIELDS[number]

/** What is on the form, whichever parts of it the chosen field needs. */
export interface BulkDraft {
  field: BulkField
  mode: 'percent' | 'add' | 'set'
  /** Hundredths of a percent. */
  percent: number
  fen: number | null
  units: number
  roundTo: number
  withSkus: boolean
  id: number
  flag: boolean
}

export function kindOf(field: BulkField): 'price' | 'stock' | 'choice' | 'flag' {
  if (field === 'shopPriceFen' || field === 'marketPriceFen') return 'price'
  if (field === 'stock') return 'stock'
  return field === 'categoryId' || field === 'brandId' ? 'choice' : 'flag'
}

/** The change a draft asks for; null as long as it asks for none. */
export function bulkChange({ field, mode, percent, fen, units, roundTo, withSkus, id, flag }: BulkDraft): BulkChange | null {
  if (field === 'shopPriceFen' || field === 'marketPriceFen') {
    const amount = mode === 'percent' ? percent : fen
    if (amount === null || (amount === 0 && mode !== 'set')) return null
    const price = { mode, amount, roundTo: roundTo === 100 ? 100 as const : roundTo === 10 ? 10 as const : 1 as const }
    return field === 'shopPriceFen' ? { field, ...price, withSkus } : { field, ...price }
  }
  if (field === 'stock') return units === 0 && mode !== 'set' ? null : { field, mode: mode === 'set' ? 'set' : 'add', amount: units }
  if (field === 'categoryId' || field === 'brandId') return field === 'categoryId' && id === 0 ? null : { field, value: id }
  return { field, value: flag }
}
