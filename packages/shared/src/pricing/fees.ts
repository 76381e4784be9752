import type { ExtraOffer, Fee, Insurance } from './types.ts'
import { share } from '../money/index.ts'

const WHOLE_BASIS_POINTS = 10_000

/** A pack or a card for goods worth `goodsAmountFen`. */
export function extraFee({ feeFen, freeMoneyFen }: ExtraOffer, goodsAmountFen: number): number {
  return freeMoneyFen > 0 && goodsAmountFen >= freeMoneyFen
    ? 0
    : feeFen
}

/** 保价 on goods worth `netFen` after the price activities. */
export function insuranceFee(insurance: Insurance | null, netFen: number): number {
  if (!insurance) return 0
  if (insurance.kind === 'fixed') return insurance.feeFen
  const insuredFen = insurance.maxFen > 0
    ? Math.min(netFen, insurance.maxFen)
    : netFen
  return Math.max(insurance.minFen, share(insuredFen, insurance.basisPoints, WHOLE_BASIS_POINTS))
}

export function taxOf(netFen: number, rateBasisPoints: number): number {
  return share(netFen, rateBasisPoints, WHOLE_BASIS_POINTS)
}

/** What is added so that `collectedFen` is left after the provider has taken its rate of the whole. */
export function paymentFee(fee: Fee, collectedFen: number): number {
  if (collectedFen <= 0) return 0
  if (fee.kind === 'fixed') return fee.feeFen
  return share(collectedFen, fee.basisPoints, WHOLE_BASIS_POINTS - fee.basisPoints)
}
