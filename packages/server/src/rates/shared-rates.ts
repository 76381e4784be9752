import { type Bucket, inProcessRates, type RateLimiter } from '../gateway/index.ts'
import { FAILURE_WINDOW_MS, FAILURES_PER_WINDOW, type LeaseAsk, type RateStore } from './rate-store.ts'

/** Tokens nobody used for so long are gone: they have flowed into the bucket again, and must not come on top. */
const HELD_MS = 1000
/** How much of a bucket one process may hold, and for how much of a second's flow it asks at once. */
const LARGEST_PART = 1 / 8
const PART_OF_A_SECOND = 1 / 10
const REFRESH_MS = 1000
const MAX_KEYS = 20_000

interface Held {
  tokens: number
  at: number
}

const costOf = ({ cost = 1 }: Bucket): number => cost

function wantOf(bucket: Bucket, missing: number): number {
  return Math.max(missing, Math.min(Math.floor(bucket.burst * LARGEST_PART), Math.ceil(bucket.perSecond * PART_OF_A_SECOND)))
}

const secondsUntil = (end: number, at: number): number => Math.max(1, Math.ceil((end - at) / 1000))

/**
 * Limits that hold for all processes together. A process leases a few tokens at a time and hands them out by itself, so that
 * most calls ask nobody; together they never pass what the bucket gives. While the store is not there each process limits by
 * itself, and `failed` hears of it.
 */
export function sharedRates(store: RateStore, failed: (error: unknown) => void): RateLimiter {
  const alone = inProcessRates()
  const held = new Map<string, Held>()
  /** Addresses that are shut out, and until when. */
  let blocked = new Map<string, number>()
  let refreshedAt = 0

  function heldOf(key: string, at: number): number {
    const mine = held.get(key)
    return mine && at - mine.at < HELD_MS ? mine.tokens : 0
  }

  function hold(key: string, tokens: number, at: number): void {
    if (held.size > MAX_KEYS) {
      for (const [other, { at: since }] of held) {
        if (at - since >= HELD_MS) held.delete(other)
      }
    }
    if (tokens > 0) held.set(key, { tokens, at })
    else held.delete(key)
  }

  /** Asks for what is missing; the seconds to wait when a bucket cannot give it. */
  async function leaseFor(short: readonly Bucket[], now: Date): Promise<number> {
    const at = now.getTime()
    const asks: LeaseAsk[] = short.map((bucket) => ({ key: bucket.key, perSecond: bucket.perSecond, burst: bucket.burst, want: wantOf(bucket, costOf(bucket) - heldOf(bucket.key, at)) }))
    const leases = await store.lease(asks, now)
    const waits = short.map((bucket, index) => {
      const { granted, left } = leases[index] ?? { granted: 0, left: 0 }
      const tokens = heldOf(bucket.key, at) + granted
      hold(bucket.key, tokens, at)
      const missing = costOf(bucket) - tokens - left
      return tokens >= costOf(bucket) ? 0 : Math.max(1, Math.ceil(missing / bucket.perSecond))
    })
    return Math.max(0, ...waits)
  }

  async function takeShared(limited: readonly Bucket[], now: Date): Promise<number> {
    const at = now.getTime()
    for (;;) {
      const short = limited.filter((bucket) => heldOf(bucket.key, at) < costOf(bucket))
      if (short.length === 0) break
      const wait = await leaseFor(short, now)
      if (wait > 0) return wait
    }
    for (const bucket of limited) hold(bucket.key, heldOf(bucket.key, at) - costOf(bucket), at)
    return 0
  }

  async function refreshBlocked(now: Date): Promise<void> {
    blocked = new Map((await store.shutOut(now)).map(({ address, since }) => [address, since.getTime() + FAILURE_WINDOW_MS]))
  }

  return {
    async take(buckets, now) {
      const limited = buckets.filter((bucket) => bucket.perSecond > 0)
      try {
        return await takeShared(limited, now)
      } catch (error) {
        failed(error)
        return alone.take(limited, now)
      }
    },
    async countFailure(address, now) {
      try {
        const { count, since } = await store.countFailure(address, now)
        if (count <= FAILURES_PER_WINDOW) return 0
        const end = since.getTime() + FAILURE_WINDOW_MS
        blocked.set(address, end)
        return secondsUntil(end, now.getTime())
      } catch (error) {
        failed(error)
        return alone.countFailure(address, now)
      }
    },
    blockedFor(address, now) {
      const at = now.getTime()
      // What other processes found is heard of within a second, by a call that does not wait for it.
      if (Math.abs(at - refreshedAt) >= REFRESH_MS) {
        refreshedAt = at
        refreshBlocked(now).catch(failed)
      }
      const end = blocked.get(address)
      return end !== undefined && end > at ? secondsUntil(end, at) : 0
    },
  }
}
