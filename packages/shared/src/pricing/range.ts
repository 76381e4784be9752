import type { PricedLineInput } from './line-types.ts'
import type { RangeKind } from './types.ts'

type RangedLine = Pick<PricedLineInput, 'goodsId' | 'brandId' | 'categoryIds'>

/** A test for "is this product in the range": of an activity or of a bonus. */
export function rangeTest(range: RangeKind, ids: readonly number[]): (line: RangedLine) => boolean {
  if (range === 0) return () => true
  const wanted = new Set(ids)
  if (range === 1) return (line) => line.categoryIds.some((id) => wanted.has(id))
  if (range === 2) return (line) => wanted.has(line.brandId)
  return (line) => wanted.has(line.goodsId)
}
