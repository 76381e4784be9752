const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What a delivery waits after each failed try. With the first one, at once, these are ten tries within 32 hours and a half. */
const WAITS_MS = [5 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 4 * HOUR_MS, 6 * HOUR_MS, 8 * HOUR_MS, 12 * HOUR_MS]
/** A tenth more or less, so that what failed together does not come back together. */
const JITTER = 0.1

/** Milliseconds until the next try after so many; null when there is none. */
export function waitAfter(tries: number, random: () => number): number | null {
  const wait = WAITS_MS[tries - 1]
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * (2 * random() - 1)))
}

/** So many failed tries in a row open the breaker: the endpoint is left alone, then probed with one delivery. */
export const BREAKER_FAILURES = 5
const PROBE_WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS]

/** How long an endpoint is left alone after so many failures in a row; 0 while the breaker is closed. */
export function pauseAfter(failures: number): number {
  if (failures < BREAKER_FAILURES) return 0
  return PROBE_WAITS_MS[Math.min(failures - BREAKER_FAILURES, PROBE_WAITS_MS.length - 1)] ?? HOUR_MS
}

/** An endpoint that has answered nothing good for so long is switched off. */
export const GIVE_UP_MS = 5 * DAY_MS
