import { ShopError } from '../errors/index.ts'

const HOUR_MS = 3_600_000

/** The longest an old secret may live on beside its successor. */
export const MAX_OVERLAP_HOURS = 30 * 24

/** When an old secret ends that lives on for so many hours, null for at once. */
export function overlapEnd(now: Date, hours: number): Date | null {
  if (!Number.isInteger(hours) || hours < 0 || hours > MAX_OVERLAP_HOURS) throw new ShopError('PARAM_INVALID', { field: 'overlapHours' })
  return hours === 0 ? null : new Date(now.getTime() + hours * HOUR_MS)
}
