import type { Favourable } from '../promotions/index.ts'
import type { LineFacts } from './line-facts.ts'

/** Whether an activity is for this product at all. The amounts are the price function's business. */
export function isInRange({ range, rangeIds, sellerId }: Favourable, line: LineFacts): boolean {
  if (line.goods?.sellerId !== sellerId) return false
  switch (range) {
    case 0: return true
    case 1: return (line.categoryIds ?? []).some((id) => rangeIds.includes(id))
    case 2: return rangeIds.includes(line.goods.brandId)
    case 3: return rangeIds.includes(line.goodsId)
  }
}
