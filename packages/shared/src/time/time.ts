const GMT8_OFFSET_MS = 8 * 3_600_000

/** A moment as the contract writes it: ISO 8601 UTC, '' for none. */
export function iso(at: Date | null | undefined): string {
  return at ? at.toISOString() : ''
}

/** The calendar day in the shop's zone (GMT+8, no daylight saving) as yyyyMMdd. */
export function gmt8Day(at: Date): string {
  return new Date(at.getTime() + GMT8_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '')
}
