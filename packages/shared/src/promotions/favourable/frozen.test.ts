import { describe, expect, it } from 'vitest'
import type { FavourableForm } from './form.ts'
import { type FavourableBefore, frozenField } from './frozen.ts'

const before: FavourableBefore = {
  name: '换季满减', startAt: '2026-04-01T00:00:00.000Z', endAt: '2026-04-18T00:00:00.000Z', sortOrder: 50, type: 1, rankIds: [0, 1], range: 1, rangeIds: [7, 3],
  minAmountFen: 20_000, maxAmountFen: 0, offFen: 6000, payBasisPoints: 0, giftLimit: 0, gifts: [], status: 'under_way', isUsed: true,
}
const later = '2026-04-20T00:00:00.000Z'

describe('an activity that was published', () => {
  it('changes freely while it is a draft', () => {
    expect(frozenField({ ...before, status: 'draft', isUsed: false }, { ...before, type: 2, range: 0, endAt: '2026-04-02T00:00:00.000Z' })).toBe(null)
  })

  it.each<[keyof FavourableForm, Partial<FavourableForm>]>([
    ['type', { type: 2 }],
    ['range', { range: 2 }],
    ['rangeIds', { rangeIds: [3] }],
  ])('keeps its %s before it starts', (field, change) => {
    expect(frozenField({ ...before, status: 'pre_start', isUsed: false }, { ...before, ...change })).toBe(field)
  })

  it('takes other amounts, times and ranks until an order took it', () => {
    const change = { ...before, offFen: 5000, rankIds: [0], minAmountFen: 1 }
    expect(frozenField({ ...before, status: 'pre_start', isUsed: false }, { ...change, startAt: later, endAt: later })).toBe(null)
    expect(frozenField({ ...before, isUsed: false }, change)).toBe(null)
  })

  it.each<[keyof FavourableForm, Partial<FavourableForm>]>([
    ['offFen', { offFen: 5000 }],
    ['minAmountFen', { minAmountFen: 1 }],
    ['maxAmountFen', { maxAmountFen: 90_000 }],
    ['rankIds', { rankIds: [0] }],
    ['startAt', { startAt: '2026-04-02T00:00:00.000Z' }],
    ['endAt', { endAt: '2026-04-17T00:00:00.000Z' }],
  ])('keeps %s once one did', (field, change) => {
    expect(frozenField(before, { ...before, ...change })).toBe(field)
  })

  it('takes another name, place and a later end; the order of ids is none', () => {
    expect(frozenField(before, { ...before, name: '新', sortOrder: 1, endAt: later, rangeIds: [3, 7], rankIds: [1, 0] })).toBe(null)
  })

  it('changes gifts, not what one costs that stays', () => {
    const gifts: FavourableBefore = { ...before, type: 0, offFen: 0, gifts: [{ goodsId: 1, priceFen: 100 }, { goodsId: 2, priceFen: 0 }] }
    expect(frozenField(gifts, { ...gifts, gifts: [{ goodsId: 1, priceFen: 100 }, { goodsId: 9, priceFen: 500 }] })).toBe(null)
    expect(frozenField(gifts, { ...gifts, gifts: [{ goodsId: 1, priceFen: 200 }] })).toBe('gifts')
  })
})
