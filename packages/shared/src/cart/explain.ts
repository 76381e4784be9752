import type { TxCtx } from '../database/index.ts'
import { type PriceCandidate, type PriceReason, runningPromotion, volumePrice } from '../pricing/index.ts'
import { iso } from '../time/index.ts'
import { judge, type JudgedLine } from './judge.ts'
import type { CartShop } from './line-facts.ts'
import { ownerOf, readCart } from './load.ts'

/** Why one unit of a line costs what it costs. */
export interface LineExplanation {
  cartLineId: number
  unitPriceFen: number
  reason: PriceReason
  shopPriceFen: number
  surchargeFen: number
  candidates: PriceCandidate[]
  /** The rank's whole percentage, 100 without one. */
  discountPercent: number
  /** The units from which the volume price holds, 0 without one. */
  volumeFrom: number
  /** The next volume price: from so many units each costs so much; 0 when there is none. */
  nextVolumeFrom: number
  nextVolumePriceFen: number
  /** When the running promotion price ends, '' without one. */
  promotionEndsAt: string
}

function explain({ line, input, price }: JudgedLine, { rank, now }: CartShop): LineExplanation {
  const next = input.kind === 'goods'
    ? input.volumePrices.filter((tier) => tier.minQuantity > line.quantity).sort((a, b) => a.minQuantity - b.minQuantity)[0]
    : undefined
  return {
    cartLineId: line.id,
    unitPriceFen: price.unitPriceFen,
    reason: price.reason,
    shopPriceFen: input.shopPriceFen,
    surchargeFen: price.surchargeFen,
    candidates: price.candidates,
    discountPercent: rank?.discountPercent ?? 100,
    volumeFrom: input.kind === 'goods' ? volumePrice(input.volumePrices, line.quantity)?.minQuantity ?? 0 : 0,
    nextVolumeFrom: next?.minQuantity ?? 0,
    nextVolumePriceFen: next?.priceFen ?? 0,
    promotionEndsAt: iso(runningPromotion(input.promotion, now)?.endAt),
  }
}

/** The price reasons of every line, for the storefront's "why is this the price". */
export async function explainCart(ctx: TxCtx, input: { cartKey?: string | undefined }): Promise<LineExplanation[]> {
  const { lines, shop } = await readCart(ctx, ownerOf(ctx.actor, input.cartKey))
  const judged = judge(lines, shop, { isChosen: (line) => line.isSelected, isCheckout: false })
  return judged.lines.map((line) => explain(line, shop))
}
