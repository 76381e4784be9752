import { describe, expect, it } from 'vitest'
import { emptyForm, locksOf } from './package-form.ts'

describe('the form of a package', () => {
  it('begins at the next full hour and lasts two weeks', () => {
    const { startAt, endAt } = emptyForm(new Date('2026-03-18T08:20:00.000Z'))
    expect([startAt, endAt]).toEqual(['2026-03-18T09:00:00.000Z', '2026-04-01T09:00:00.000Z'])
  })

  it.each([
    ['draft', false, { all: false, contents: false, price: false, start: false }],
    ['pre_start', false, { all: false, contents: true, price: false, start: false }],
    ['under_way', false, { all: false, contents: true, price: false, start: true }],
    ['under_way', true, { all: false, contents: true, price: true, start: true }],
    ['canceled', false, { all: true, contents: true, price: true, start: true }],
  ] as const)('locks by state: %s, ordered %s', (status, isOrdered, locks) => {
    expect(locksOf({ status, isOrdered })).toEqual(locks)
  })
})
