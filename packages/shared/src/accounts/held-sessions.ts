import type { Sql } from '../database/index.ts'
import type { ResolvedSession } from './sessions.ts'

/** A page asks many things at once: one look at the session serves them all. A sign-out in another process counts after this long. */
const TRUSTED_MS = 1000
/** A session that ends in a transaction ends for others when that commits: until it surely has, every call looks. */
const WATCHED_MS = 60_000
const MOST_HELD = 5000

interface HeldSession {
  session: ResolvedSession
  since: number
}

/** One session, or all of a user. */
type Ended = { sessionId: number } | { userId: number }

const heldBy = new WeakMap<Sql, Map<string, HeldSession>>()
/** Until when, the soonest first. */
const watched = new Map<string, number>()

const keyOf = (ended: Ended): string => ('userId' in ended ? `user ${ended.userId}` : `session ${ended.sessionId}`)

/** This process ends these, perhaps in a transaction that is still open: what is held of them is not trusted. */
export function watchSessions(ended: Ended): void {
  const now = performance.now()
  for (const [key, until] of watched) {
    if (until > now) break
    watched.delete(key)
  }
  watched.delete(keyOf(ended))
  watched.set(keyOf(ended), now + WATCHED_MS)
}

function isWatched({ userId, sessionId }: ResolvedSession): boolean {
  const until = Math.max(watched.get(keyOf({ userId })) ?? 0, watched.get(keyOf({ sessionId })) ?? 0)
  return performance.now() < until
}

export function heldSession(sql: Sql, key: string, now: Date): ResolvedSession | null {
  const known = heldBy.get(sql)?.get(key)
  const age = now.getTime() - (known?.since ?? 0)
  return known && age >= 0 && age < TRUSTED_MS && !isWatched(known.session) ? known.session : null
}

export function holdSession(sql: Sql, key: string, session: ResolvedSession, now: Date): void {
  const held = heldBy.get(sql) ?? new Map<string, HeldSession>()
  heldBy.set(sql, held)
  held.delete(key)
  const [oldest] = held.size < MOST_HELD ? [] : held.keys()
  if (oldest !== undefined) held.delete(oldest)
  held.set(key, { session: { ...session, renewedUntil: null }, since: now.getTime() })
}
