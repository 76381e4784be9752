import { ShopError } from '../errors/index.ts'
import type { LineFacts } from './line-facts.ts'

export interface ChosenOptions {
  skuId: number
  /** Every chosen value, ascending. */
  optionValueIds: number[]
  optionKey: string
}

/**
 * What was chosen of a product's options. `goods` was read with the chosen values and the SKU named, or the one they make.
 * SPEC_INVALID: not of this product, two values where one is taken, or not sold; SPEC_REQUIRED: one is missing.
 */
export function chooseOptions(goods: LineFacts, input: { optionValueIds?: readonly number[] | undefined, skuId?: number | undefined }): ChosenOptions {
  const { sku } = goods
  const values = goods.values ?? []
  if (input.skuId !== undefined && !sku) throw new ShopError('SPEC_INVALID')
  const ofSku = input.skuId !== undefined && sku ? sku.optionValueIds : []
  const chosen = [...new Set([...(input.optionValueIds ?? []), ...ofSku])].sort((a, b) => a - b)
  const found = chosen.map((id) => values.find((value) => value.id === id))
  const singles = found.filter((value) => value?.kind === 1).map((value) => value?.attributeId)
  if (found.includes(undefined) || new Set(singles).size < singles.length) throw new ShopError('SPEC_INVALID')
  if (!sku && (goods.singles ?? []).some((attributeId) => !singles.includes(attributeId))) throw new ShopError('SPEC_REQUIRED')
  if (goods.goods?.hasSku && !sku) throw new ShopError(singles.length === 0 ? 'SPEC_REQUIRED' : 'SPEC_INVALID')
  if (sku && (!sku.isOnSale || !sku.optionValueIds.every((id) => chosen.includes(id)) || singles.length > sku.optionValueIds.length)) throw new ShopError('SPEC_INVALID')
  return { skuId: sku?.id ?? 0, optionValueIds: chosen, optionKey: chosen.join(',') }
}
