import type { SeedGoods } from './types.ts'

/** What the shop can sell of it: with SKUs, theirs added up. */
export function stockOf(goods: SeedGoods): number {
  return goods.skus.length > 0 ? goods.skus.reduce((sum, sku) => sum + sku.stock, 0) : goods.stock
}
