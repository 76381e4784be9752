import type { PriceCandidate, PriceReason, UnitPrice } from './priced.ts'
import type { PriceableLine, Promotion, Rank, Surcharge, VolumePrice } from './line-types.ts'
import { share } from '../money/index.ts'

const WHOLE_PERCENT = 100

/** What one unit of a general line costs, why, and what else was considered (docs/rules/amounts.md 2). */
export function unitPrice(line: PriceableLine, quantity: number, rank: Rank | null, now: Date): UnitPrice {
  if (line.kind === 'gift' || line.kind === 'package') return namedPrice(line.kind, line.fixedPriceFen)
  const promotion = runningPromotion(line.promotion, now)
  const candidates: PriceCandidate[] = [
    rankPrice(line, rank),
  ]
  if (line.kind === 'fitting') {
    candidates.unshift({ reason: 'fitting', priceFen: line.fittingPriceFen })
  } else {
    const volume = volumePrice(line.volumePrices, quantity)
    if (volume) candidates.push({ reason: 'volume', priceFen: volume.priceFen })
  }
  if (promotion) candidates.push({ reason: 'promotion', priceFen: promotion.priceFen })
  return lowest(candidates, surcharge(line.shopPriceFen, line.surcharge))
}

/** A price that stands: of a gift, a package, an activity or an order already made. */
export function namedPrice(reason: PriceReason, priceFen: number): UnitPrice {
  return {
    unitPriceFen: priceFen,
    reason,
    surchargeFen: 0,
    candidates: [
      { reason, priceFen },
    ],
  }
}

/** The tier with the greatest number that is not above the quantity. */
export function volumePrice(tiers: readonly VolumePrice[], quantity: number): VolumePrice | null {
  let best: VolumePrice | null = null
  for (const tier of tiers) {
    if (tier.minQuantity <= quantity && (!best || tier.minQuantity > best.minQuantity)) best = tier
  }
  return best
}

export function runningPromotion(promotion: Promotion | null, now: Date): Promotion | null {
  if (!promotion || promotion.priceFen <= 0) return null
  return promotion.startAt <= now && now < promotion.endAt
    ? promotion
    : null
}

function rankPrice(line: PriceableLine, rank: Rank | null): PriceCandidate {
  if (!rank) return { reason: 'shop', priceFen: line.shopPriceFen }
  if (line.rankPriceFen !== null) return { reason: 'rank_fixed', priceFen: line.rankPriceFen }
  if (rank.discountPercent === WHOLE_PERCENT) return { reason: 'shop', priceFen: line.shopPriceFen }
  return {
    reason: 'rank',
    priceFen: share(line.shopPriceFen, rank.discountPercent, WHOLE_PERCENT),
  }
}

/** Never discounted by rank, volume or promotion. */
function surcharge(shopPriceFen: number, { skuPriceFen, optionPricesFen, extraPricesFen }: Surcharge): number {
  const chosenFen = skuPriceFen === null
    ? sum(optionPricesFen)
    : skuPriceFen - shopPriceFen
  return chosenFen + sum(extraPricesFen)
}

/** Of equal prices the first considered counts. */
function lowest(candidates: PriceCandidate[], surchargeFen: number): UnitPrice {
  const best = candidates.reduce((low, each) => (each.priceFen < low.priceFen
    ? each
    : low))
  return {
    unitPriceFen: Math.max(0, best.priceFen + surchargeFen),
    reason: best.reason,
    surchargeFen,
    candidates,
  }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
