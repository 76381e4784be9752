const OFFSET_MS = 8 * 60 * 60 * 1000

function shifted(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString()
}

/** RFC 3339 with +08:00, the way Chinese providers write times. */
export function toGmt8(at: Date): string {
  return `${shifted(at).slice(0, 19)}+08:00`
}

/** The calendar day in China, `2026-01-31`. */
export function dayInGmt8(at: Date): string {
  return shifted(at).slice(0, 10)
}
