const OFFSET_MS = 8 * 60 * 60 * 1000
const TIME_TEXT = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/

/** "2016-01-01 12:00:00" in GMT+8 as milliseconds since 1970; null when it is no such text or no such moment. */
export function parseGmt8(text: string): number | null {
  const found = TIME_TEXT.exec(text)
  if (!found) return null
  const [, year, month, day, hour, minute, second] = found.map(Number) as [number, number, number, number, number, number, number] // six groups of digits
  if (hour > 23 || minute > 59 || second > 59 || !isCalendarDay(year, month, day)) return null
  return Date.UTC(year, month - 1, day, hour, minute, second) - OFFSET_MS
}

/** A moment as the gateway's callers read it. Parts of a second fall away. */
export function formatGmt8(ms: number): string {
  const iso = new Date(ms + OFFSET_MS).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

/** Is "2016-02-29" a day of the calendar? */
export function isDayText(text: string): boolean {
  const found = DAY_TEXT.exec(text)
  return found !== null && isCalendarDay(Number(found[1]), Number(found[2]), Number(found[3]))
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
