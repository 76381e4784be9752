import type { ShippingReason } from './priced.ts'
import type { ShippedLine } from './line-types.ts'
import type { ShippingFormula, ShippingRate } from './types.ts'
import { ceilDiv } from '../money/index.ts'

/** What of the lines is charged for shipping. */
export interface Parcel {
  /** Something is to be shipped, even if free of charge. */
  hasReal: boolean
  weightGrams: number
  pieces: number
}

export interface ShippingPrice {
  feeFen: number
  available: boolean
  reason: ShippingReason
  /** How the fee came about. */
  why: 'virtual' | 'region' | 'weight' | 'free_goods' | 'free_from' | 'activity' | ShippingFormula['formula']
}

/** Real units that are not free of shipping; a package counts its contents (docs/rules/amounts.md 6). */
export function parcelOf(lines: readonly ShippedLine[]): Parcel {
  const parcel: Parcel = { hasReal: false, weightGrams: 0, pieces: 0 }
  for (const line of lines) {
    if (!line.isReal) continue
    parcel.hasReal = true
    if (line.kind === 'package') {
      for (const content of line.packageContents) addTo(parcel, content, content.quantity * line.quantity)
    } else {
      addTo(parcel, line, line.quantity)
    }
  }
  return parcel
}

/** The fee of an area's rate (null: the method does not serve the region) for a parcel of goods worth `goodsAmountFen`. */
export function shippingFee(rate: ShippingRate | null, parcel: Parcel, goodsAmountFen: number): ShippingPrice {
  if (!parcel.hasReal) return charged('virtual', 0)
  if (!rate) return refused('region')
  if (rate.maxWeightGrams > 0 && parcel.weightGrams > rate.maxWeightGrams) return refused('weight')
  if (parcel.pieces === 0) return charged('free_goods', 0)
  if (rate.freeMoneyFen > 0 && goodsAmountFen >= rate.freeMoneyFen) return charged('free_from', 0)
  return charged(rate.formula, byFormula(rate, parcel))
}

function byFormula(rate: ShippingRate, parcel: Parcel): number {
  switch (rate.formula) {
    case 'by_weight': return byWeight(rate, parcel.weightGrams)
    case 'by_number': return parcel.pieces * rate.itemFeeFen
    case 'flat': return rate.baseFeeFen
    case 'free': return 0
  }
}

function byWeight(rate: Extract<ShippingFormula, { formula: 'by_weight' }>, weightGrams: number): number {
  const { baseFeeFen, firstWeightGrams, stepWeightGrams, stepFeeFen, secondWeightGrams, furtherStepFeeFen } = rate
  const untilGrams = secondWeightGrams > 0
    ? Math.min(weightGrams, secondWeightGrams)
    : weightGrams
  const steps = ceilDiv(Math.max(0, untilGrams - firstWeightGrams), 1, stepWeightGrams)
  const furtherSteps = ceilDiv(weightGrams - untilGrams, 1, stepWeightGrams)
  return baseFeeFen + steps * stepFeeFen + furtherSteps * furtherStepFeeFen
}

function addTo(parcel: Parcel, goods: { isReal: boolean, isShippingFree: boolean, weightGrams: number }, units: number): void {
  if (!goods.isReal || goods.isShippingFree) return
  parcel.weightGrams += goods.weightGrams * units
  parcel.pieces += units
}

function charged(why: ShippingPrice['why'], feeFen: number): ShippingPrice {
  return {
    feeFen,
    available: true,
    reason: 'none',
    why,
  }
}

function refused(reason: 'region' | 'weight'): ShippingPrice {
  return {
    feeFen: 0,
    available: false,
    reason,
    why: reason,
  }
}
