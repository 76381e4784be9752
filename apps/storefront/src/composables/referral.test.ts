import { expect, it } from 'vitest'
import { originWith, referrerIn } from './referral.ts'

const HOUR_MS = 3_600_000

it('a referrer is kept for as many hours as the shop says', () => {
  expect(referrerIn('12|1000', 24, 1000 + 24 * HOUR_MS - 1)).toBe(12)
  expect(referrerIn('12|1000', 24, 1000 + 24 * HOUR_MS)).toBe(0)
})

it.each(['', '12', 'x|1000', '12|', '12|1000|1', '-1|1000'])('%j names nobody', (text) => {
  expect(referrerIn(text, 24, 1001)).toBe(0)
})

it('an order says whose link led to it', () => {
  expect([originWith(0), originWith(12)]).toEqual(['storefront', 'storefront u=12'])
})
