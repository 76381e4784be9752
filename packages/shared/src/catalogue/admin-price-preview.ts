import type { Ctx } from '../database/index.ts'
import { floorDiv } from '../money/index.ts'
import { type PriceableLine, type PriceReason, type Rank, unitPrice } from '../pricing/index.ts'

const BASIS_POINTS = 10_000

/** The prices of a product as they stand in its form, saved or not. */
export interface PriceDraft {
  shopPriceFen: number
  costPriceFen: number
  /** The SKU's own price, 0 without one. */
  skuPriceFen: number
  optionPricesFen: number[]
  promotePriceFen: number
  promoteStartAt: string
  promoteEndAt: string
  rankPrices: { rankId: number, priceFen: number }[]
  volumePrices: { fromQuantity: number, priceFen: number }[]
}

export interface RankLine {
  rankId: number
  name: string
  discountPercent: number
  /** What the rank's discount alone comes to, before options. */
  computedFen: number
  /** What one unit costs. */
  priceFen: number
  reason: PriceReason
}

export interface PricePreview {
  guestFen: number
  guestReason: PriceReason
  ranks: RankLine[]
  /** What anybody pays for each of so many. */
  volumes: { fromQuantity: number, priceFen: number }[]
  lowestFen: number
  /** Of the lowest price, in basis points; below zero it is sold at a loss. */
  marginBasisPoints: number
  isAboveCost: boolean
}

function lineOf(draft: PriceDraft, rankId: number): PriceableLine {
  const { promotePriceFen, promoteStartAt, promoteEndAt } = draft
  const hasPromotion = promotePriceFen > 0 && promoteStartAt !== '' && promoteEndAt !== ''
  return {
    kind: 'goods',
    shopPriceFen: draft.shopPriceFen,
    rankPriceFen: draft.rankPrices.find((price) => price.rankId === rankId)?.priceFen ?? null,
    volumePrices: draft.volumePrices.filter((tier) => tier.fromQuantity > 1 && tier.priceFen > 0).map((tier) => ({ minQuantity: tier.fromQuantity, priceFen: tier.priceFen })),
    promotion: hasPromotion ? { priceFen: promotePriceFen, startAt: new Date(promoteStartAt), endAt: new Date(promoteEndAt) } : null,
    surcharge: { skuPriceFen: draft.skuPriceFen > 0 ? draft.skuPriceFen : null, optionPricesFen: draft.optionPricesFen, extraPricesFen: [] },
    fittingPriceFen: 0,
    fixedPriceFen: 0,
  }
}

/** What each rank pays, worked out by the same function as the cart's. */
export async function previewPrices(ctx: Ctx, draft: PriceDraft): Promise<PricePreview> {
  const stored = await ctx.db.rank.findMany({ orderBy: [{ isSpecial: 'asc' }, { minPoints: 'asc' }, { id: 'asc' }] })
  const priceFor = (rank: Rank | null, quantity: number) => unitPrice(lineOf(draft, rank?.id ?? 0), quantity, rank, ctx.now)
  const guest = priceFor(null, 1)
  const ranks = stored.map<RankLine>(({ id, name, discountPercent }) => {
    const rank = { id, discountPercent }
    const plain = unitPrice({ ...lineOf(draft, 0), volumePrices: [], promotion: null, surcharge: { skuPriceFen: null, optionPricesFen: [], extraPricesFen: [] } }, 1, rank, ctx.now)
    const { unitPriceFen, reason } = priceFor(rank, 1)
    return { rankId: id, name, discountPercent, computedFen: plain.unitPriceFen, priceFen: unitPriceFen, reason }
  })
  const quantities = lineOf(draft, 0).volumePrices.map((tier) => tier.minQuantity).toSorted((a, b) => a - b)
  const volumes = quantities.map((fromQuantity) => ({ fromQuantity, priceFen: priceFor(null, fromQuantity).unitPriceFen }))
  const everybody = [null, ...stored.map(({ id, discountPercent }) => ({ id, discountPercent }))]
  const lowestFen = Math.min(...everybody.flatMap((rank) => [1, ...quantities].map((quantity) => priceFor(rank, quantity).unitPriceFen)))
  return {
    guestFen: guest.unitPriceFen,
    guestReason: guest.reason,
    ranks,
    volumes,
    lowestFen,
    marginBasisPoints: lowestFen > 0 ? floorDiv(lowestFen - draft.costPriceFen, BASIS_POINTS, lowestFen) : 0,
    isAboveCost: lowestFen >= draft.costPriceFen,
  }
}
