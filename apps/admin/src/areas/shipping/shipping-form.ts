import type { Inputs, Outputs } from '../../api.ts'

export type ShippingFields = Inputs['shipping']['save']
export type AreaFields = ShippingFields['areas'][number]
export type RegionNode = Outputs['shipping']['regions']['regions'][number]

export const NEW_AREA: AreaFields = { id: 0, name: '', formula: 'by_weight', baseFeeFen: 0, firstGrams: 1000, stepGrams: 1000, stepFeeFen: 0, secondGrams: 0, nextStepFeeFen: 0, itemFeeFen: 0, freeFromFen: 0, maxGrams: 0, codFeeFen: 0, codFeeRate: 0, regionIds: [] }
export const NEW_METHOD: ShippingFields = { id: 0, code: '', name: '', description: '', kind: 'express', supportsCod: false, insureKind: 'none', insureFen: 0, insureRate: 0, insureMinFen: 100, insureMaxFen: 0, estimateDays: 3, isEnabled: true, sortOrder: 50, areas: [] }

export function hasRegionTwice(areas: readonly AreaFields[]): boolean {
  const all = areas.flatMap((area) => area.regionIds)
  return new Set(all).size < all.length
}

/** Basis points as the percentage typed, and back. */
export const percentOf = (basisPoints: number): number => basisPoints / 100
export const basisPointsOf = (percent: number | undefined): number => Math.round((percent ?? 0) * 100)
