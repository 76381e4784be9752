import type { AppRates } from '@xiaopu/shared/platform'

/** A token bucket. `perSecond` 0 means no limit. */
export interface Limit {
  perSecond: number
  burst: number
}

export interface Bucket extends Limit {
  key: string
  /** Tokens one call takes; 1 when not said. */
  cost?: number
}

export const DEFAULT_RATES = {
  all: { perSecond: 100, burst: 200 },
  method: { perSecond: 50, burst: 100 },
  write: { perSecond: 20, burst: 40 },
  credential: { perSecond: 5, burst: 10 },
} as const satisfies Required<AppRates>

/** Methods that guess at accounts or cost money: they get the `credential` figures. */
const CREDENTIAL_RATE_METHODS = new Set(['ectouch.user.signin', 'ectouch.user.signup', 'ectouch.user.forget', 'ectouch.tool.sms'])

export function appBucket(app: { id: number, rates: AppRates }): Bucket {
  return { key: `app ${app.id}`, ...(app.rates.all ?? DEFAULT_RATES.all) }
}

export function methodBuckets(app: { id: number, rates: AppRates }, method: string, write: boolean): Bucket[] {
  const kind = CREDENTIAL_RATE_METHODS.has(method) ? 'credential' : 'method'
  const buckets: Bucket[] = [{ key: `app ${app.id} ${method}`, ...(app.rates[kind] ?? DEFAULT_RATES[kind]) }]
  if (write) buckets.push({ key: `app ${app.id} writes`, ...(app.rates.write ?? DEFAULT_RATES.write) })
  return buckets
}

/** In process by default; a shared store can take its place when there are several servers. */
export interface RateLimiter {
  /** Takes what the call costs of each bucket, or nothing of any: the seconds to wait, 0 when the call may go on. */
  take: (buckets: readonly Bucket[], now: Date) => Promise<number> | number
  /** Notes a call from an address that could not say who it is; the seconds to wait when there were too many. */
  countFailure: (address: string, now: Date) => Promise<number> | number
  /** The seconds an address has to wait for its earlier failures, 0 when none. */
  blockedFor: (address: string, now: Date) => Promise<number> | number
}

const FAILURES_PER_MINUTE = 120
const MINUTE_MS = 60_000
const MAX_KEYS = 20_000

interface Level {
  tokens: number
  at: number
  fullAt: number
}

interface Failures {
  since: number
  count: number
}

export function inProcessRates(): RateLimiter {
  const levels = new Map<string, Level>()
  const failures = new Map<string, Failures>()

  function levelOf(bucket: Bucket, now: number): Level {
    const level = levels.get(bucket.key)
    if (!level) return { tokens: bucket.burst, at: now, fullAt: now }
    const gained = Math.max(0, now - level.at) / 1000 * bucket.perSecond
    return { tokens: Math.min(bucket.burst, level.tokens + gained), at: Math.max(now, level.at), fullAt: level.fullAt }
  }

  return {
    take(buckets, now) {
      const at = now.getTime()
      const limited = buckets.filter((bucket) => bucket.perSecond > 0)
      const present = limited.map((bucket) => levelOf(bucket, at))
      const wait = Math.max(0, ...present.map((level, index) => secondsUntilToken(level, limited[index])))
      if (wait > 0) return wait
      if (levels.size > MAX_KEYS) drop(levels, (level) => level.fullAt <= at)
      limited.forEach((bucket, index) => {
        const tokens = (present[index]?.tokens ?? bucket.burst) - (bucket.cost ?? 1)
        levels.set(bucket.key, { tokens, at, fullAt: at + (bucket.burst - tokens) / bucket.perSecond * 1000 })
      })
      return 0
    },
    countFailure(address, now) {
      const at = now.getTime()
      const known = failures.get(address)
      if (known && at - known.since < MINUTE_MS) {
        known.count += 1
        return known.count > FAILURES_PER_MINUTE ? secondsLeft(known, at) : 0
      }
      if (failures.size > MAX_KEYS) drop(failures, (entry) => at - entry.since >= MINUTE_MS)
      failures.set(address, { since: at, count: 1 })
      return 0
    },
    blockedFor(address, now) {
      const known = failures.get(address)
      const at = now.getTime()
      return known && known.count > FAILURES_PER_MINUTE && at - known.since < MINUTE_MS ? secondsLeft(known, at) : 0
    },
  }
}

function secondsUntilToken(level: Level, bucket: Bucket | undefined): number {
  const cost = bucket?.cost ?? 1
  if (!bucket || level.tokens >= cost) return 0
  return Math.max(1, Math.ceil((cost - level.tokens) / bucket.perSecond))
}

function secondsLeft(entry: Failures, now: number): number {
  return Math.max(1, Math.ceil((entry.since + MINUTE_MS - now) / 1000))
}

/** Forgets what says nothing any more; when that is not enough, the oldest. */
function drop<Entry>(entries: Map<string, Entry>, isIdle: (entry: Entry) => boolean): void {
  for (const [key, entry] of entries) {
    if (isIdle(entry)) entries.delete(key)
  }
  for (const key of entries.keys()) {
    if (entries.size <= MAX_KEYS / 2) return
    entries.delete(key)
  }
}
