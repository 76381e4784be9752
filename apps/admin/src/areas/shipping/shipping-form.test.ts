import { describe, expect, it } from 'vitest'
import { moved } from '../../components/table/moved.ts'
import { basisPointsOf, hasRegionTwice, NEW_AREA, percentOf } from './shipping-form.ts'

describe('the form of a shipping method', () => {
  it('moves a method a place, and not beyond the ends', () => {
    expect(moved([1, 2, 3], 2, -1)).toEqual([2, 1, 3])
    expect(moved([1, 2, 3], 3, 1)).toEqual([1, 2, 3])
  })

  it('sees a region that is in two areas', () => {
    expect(hasRegionTwice([{ ...NEW_AREA, regionIds: [31] }, { ...NEW_AREA, regionIds: [32] }])).toBe(false)
    expect(hasRegionTwice([{ ...NEW_AREA, regionIds: [31] }, { ...NEW_AREA, regionIds: [31] }])).toBe(true)
  })

  it('types percent and keeps basis points', () => {
    expect([percentOf(60), basisPointsOf(0.6), basisPointsOf(undefined)]).toEqual([0.6, 60, 0])
  })
})
