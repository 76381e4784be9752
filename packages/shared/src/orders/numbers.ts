import { randomInt } from 'node:crypto'
import { gmt8Day } from '../time/index.ts'

const SN_DIGITS = 8

/** The date in GMT+8 and eight random digits. */
export function newOrderSn(now: Date): string {
  return gmt8Day(now) + String(randomInt(10 ** SN_DIGITS)).padStart(SN_DIGITS, '0')
}
