const GMT8_OFFSET_MS = 8 * 3_600_000

/** A moment as the contract writes it: ISO 8601 UTC, '' for none. */
export function iso(at: Date | null | undefined): string {
  return at ? at.toISOString() : ''
}

/** The calendar day in the shop's zone (GMT+8, no daylight saving) as yyyyMMdd. */
export function gmt8Day(at: Date): string {
  return new Date(at.getTime() + GMT8_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '')
}

/** A moment as people in the shop's zone write it: `2026-01-31 18:30:00`. */
export function gmt8Text(at: Date): string {
  const text = new Date(at.getTime() + GMT8_OFFSET_MS).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** The last second of a day in the shop's zone; null when the calendar has no such day. */
export function gmt8DayEnd(year: number, month: number, day: number): Date | null {
  const noon = new Date(Date.UTC(year, month - 1, day, 12))
  if (noon.getUTCMonth() !== month - 1 || noon.getUTCDate() !== day) return null
  return new Date(Date.UTC(year, month - 1, day, 24, 0, -1) - GMT8_OFFSET_MS)
}
