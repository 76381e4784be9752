import { describe, expect, it } from 'vitest'
import { emptyForm, locksOf, wrongFields } from './favourable-form.ts'

describe('the form of an activity', () => {
  const whole = { ...emptyForm([1, 2], new Date('2026-03-18T08:20:00.000Z')), name: '换季满减', offFen: 3000 }

  it('begins at the next full hour, lasts two weeks and is for everybody', () => {
    expect([whole.startAt, whole.endAt, whole.rankIds]).toEqual(['2026-03-18T09:00:00.000Z', '2026-04-01T09:00:00.000Z', [0, 1, 2]])
    expect(wrongFields(whole)).toEqual({})
  })

  it.each([
    [{ name: ' ' }, { name: 'name' }],
    [{ endAt: whole.startAt }, { endAt: 'endAt' }],
    [{ rankIds: [] }, { rankIds: 'rankIds' }],
    [{ range: 1 as const }, { rangeIds: 'rangeIds' }],
    [{ minAmountFen: 200, maxAmountFen: 199 }, { maxAmountFen: 'maxAmountFen' }],
    [{ offFen: 0 }, { offFen: 'offFen' }],
    [{ type: 2 as const, payBasisPoints: 0 }, { payBasisPoints: 'payNothing' }],
    [{ type: 2 as const, payBasisPoints: 10_000 }, { payBasisPoints: 'payAll' }],
    [{ type: 0 as const }, { gifts: 'gifts' }],
  ])('says what is wrong with %j', (change, wrong) => {
    expect(wrongFields({ ...whole, ...change })).toEqual(wrong)
  })

  it.each([
    ['draft', false, { all: false, start: false, scope: false, amounts: false }],
    ['pre_start', false, { all: false, start: false, scope: true, amounts: false }],
    ['under_way', true, { all: false, start: true, scope: true, amounts: true }],
    ['finished', false, { all: true, start: true, scope: true, amounts: true }],
  ] as const)('locks by state: %s, used %s', (status, isUsed, locks) => {
    expect(locksOf({ status, isUsed })).toEqual(locks)
  })
})
