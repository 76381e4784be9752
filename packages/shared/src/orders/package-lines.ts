import { z } from 'zod'
import type { StockLine } from '../catalogue/index.ts'
import { PackageItem } from '../contract/index.ts'
import type { OrderLineRow } from '../database/index.ts'

/** One of a package's contents as an order keeps it. */
export const PackedContent = PackageItem.extend({
  goodsSn: z.string(),
  /** Its part of one package's price. */
  shareFen: z.int(),
  isReal: z.boolean(),
  isShippingFree: z.boolean(),
  weightGrams: z.int(),
})
export type PackedContent = z.output<typeof PackedContent>

type PackageLine = Pick<OrderLineRow, 'packageId' | 'packageGoods'>

export function contentsOf({ packageId, packageGoods }: PackageLine): PackedContent[] {
  return packageId > 0 ? z.array(PackedContent).parse(packageGoods) : []
}

/** What an order's line takes from stock or gives back: a package each of its contents. */
export function stockLinesOf(line: PackageLine & Pick<OrderLineRow, 'goodsId' | 'skuId'>, quantity: number): StockLine[] {
  if (line.packageId === 0) return [{ goodsId: line.goodsId, skuId: line.skuId, quantity }]
  return contentsOf(line).map((content) => ({ goodsId: content.goodsId, skuId: content.skuId, quantity: content.quantity * quantity }))
}

/** A package's own id stands for it outside. */
export function goodsIdOf({ packageId, goodsId }: Pick<OrderLineRow, 'packageId' | 'goodsId'>): number {
  return packageId > 0 ? packageId : goodsId
}
