const OFFSET_MS = 8 * 60 * 60 * 1000
const TIME_TEXT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/
const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/
const OFFSET_HOURS = 8
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** "2016-01-01 12:00:00" in GMT+8 as milliseconds since 1970; null when it is no such text or no such moment. */
export function parseGmt8(text: string): number | null {
  if (!TIME_TEXT.test(text)) return null
  const [year, month, day] = dayOf(text)
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)]
  if (hour > 23 || minute > 59 || second > 59 || !isCalendarDay(year, month, day)) return null
  return Date.UTC(year, month - 1, day, hour, minute, second) - OFFSET_MS
}

/** A moment as the gateway's callers read it. Parts of a second fall away. */
export function formatGmt8(ms: number): string {
  const iso = new Date(ms + OFFSET_MS).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

/** ISO 8601 UTC text as the gateway's callers read it, '' for ''. Lists are full of times, so most are moved as text. */
export function isoToGmt8(iso: string): string {
  if (iso === '') return ''
  const hour = digits(iso, 11, 13) + OFFSET_HOURS
  return hour < 24 ? `${iso.slice(0, 10)} ${HOURS[hour]}${iso.slice(13, 19)}` : formatGmt8(Date.parse(iso))
}

/** Is "2016-02-29" a day of the calendar? */
export function isDayText(text: string): boolean {
  return DAY_TEXT.test(text) && isCalendarDay(...dayOf(text))
}

function dayOf(text: string): [number, number, number] {
  return [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
}

function digits(text: string, start: number, end: number): number {
  return Number(text.slice(start, end))
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
