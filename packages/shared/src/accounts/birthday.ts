import { ShopError } from '../errors/index.ts'

const EARLIEST = '1900-01-01'
const SHOP_OFFSET_MS = 8 * 60 * 60_000

/** A day that exists, not before 1900 and not after today in the shop's time (GMT+8); '' clears it. */
export function readBirthday(day: string | undefined, now: Date): void {
  if (day === undefined || day === '') return
  const today = new Date(now.getTime() + SHOP_OFFSET_MS).toISOString().slice(0, EARLIEST.length)
  const parsed = new Date(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
  if (!exists || day < EARLIEST || day > today) throw new ShopError('PARAM_INVALID', { field: 'birthday' })
}
