import { randomInt } from 'node:crypto'

const GMT8_OFFSET_MS = 8 * 3_600_000
const HALF_DIGITS = 5

function digits(): string {
  return String(randomInt(10 ** HALF_DIGITS)).padStart(HALF_DIGITS, '0')
}

/** The letter, the second in GMT+8 and ten random digits: fits every provider and tells nothing about anybody. */
function number(letter: 'P' | 'R', now: Date): string {
  const second = new Date(now.getTime() + GMT8_OFFSET_MS).toISOString().slice(0, 19).replaceAll(/\D/g, '')
  return `${letter}${second}${digits()}${digits()}`
}

export const newPaymentSn = (now: Date): string => number('P', now)
export const newRefundSn = (now: Date): string => number('R', now)
