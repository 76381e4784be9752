interface Priced {
  shopPriceFen: number
  rankPriceFen: number
  promotePriceFen: number
  finalPriceFen: number
  isPromote: boolean
}

export type PriceReason = 'promote' | 'rank' | 'none'

/** Why one unit costs what it costs: the lowest of regular, member and promotion price counts. */
export function priceReason(goods: Priced): PriceReason {
  if (goods.isPromote && goods.promotePriceFen > 0 && goods.promotePriceFen < Math.min(goods.rankPriceFen, goods.shopPriceFen)) return 'promote'
  return goods.rankPriceFen < goods.shopPriceFen ? 'rank' : 'none'
}

/** What the shopper saves against the regular price. */
export function savedFen(goods: Priced): number {
  return Math.max(0, goods.shopPriceFen - goods.finalPriceFen)
}
