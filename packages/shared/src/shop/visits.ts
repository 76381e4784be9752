import { LRUCache } from 'lru-cache'
import type { Actor } from '../database/index.ts'

/** Their places are laid out in memory at once. */
const REMEMBERED = 20_000

/** Who looks: a session, or the address without one. */
export function visitorKey(actor: Actor): string {
  switch (actor.kind) {
    case 'shopper': return `session:${actor.sessionId}`
    case 'staff': return `staff:${actor.staffId}`
    case 'guest':
    case 'app': return `ip:${actor.ip}`
    case 'system': return 'system'
  }
}

/** Whoever looks, from whatever device: a user, or the address without one. */
export function readerKey(actor: Actor): string {
  return actor.kind === 'shopper' ? `user:${actor.userId}` : visitorKey(actor)
}

/** Lets a visitor count once per subject and span of time. */
export function visitLimit(spanMs: number, keyOf: (actor: Actor) => string = visitorKey): (actor: Actor, subject: string, now: Date) => boolean {
  const seen = new LRUCache<string, number>({ max: REMEMBERED })
  return (actor, subject, now) => {
    const key = `${keyOf(actor)}/${subject}`
    const last = seen.get(key)
    if (last !== undefined && now.getTime() - last < spanMs) return false
    seen.set(key, now.getTime())
    return true
  }
}
