import { expect, it } from 'vitest'
import { nextQueryAt } from './ask.ts'
import { newPaymentSn, newRefundSn } from './numbers.ts'

const MADE = new Date('2026-03-01T04:00:00.000Z')
const after = (seconds: number): Date => new Date(MADE.getTime() + seconds * 1000)

it.each([
  ['at once', 0, 7200, 30], ['on the step', 30, 7200, 60], ['late for a step', 70, 7200, 120], ['after half an hour', 1800, 7200, 3600], ['after an hour and a half', 5400, 7200, 7200],
  ['near the end', 600, 700, 700], ['at the end', 700, 700, 900], ['long after the end', 9000, 700, 10_800],
])('asked %s, the next question is at its step', (_case, now, expires, next) => {
  expect(nextQueryAt({ createdAt: MADE, expiresAt: after(expires) }, after(now))).toEqual(after(next))
})

it('numbers say the second in GMT+8 and nothing else', () => {
  expect(newPaymentSn(MADE)).toMatch(/^P20260301120000\d{10}$/)
  expect(newRefundSn(MADE)).toMatch(/^R20260301120000\d{10}$/)
  expect(new Set(Array.from({ length: 500 }, () => newPaymentSn(MADE))).size).toBe(500)
})
