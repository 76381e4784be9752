import type { Outcome } from '../../call.ts'

const HOLD_MS = 30_000
const MAX_HELD = 500
/** Longer ones are worked out each time: five hundred of them must not fill the memory. */
const MAX_CHARACTERS = 64 * 1024

interface Held { sellerId: number, survey: string, value: unknown, until: number }

/** Answers of reads, thirty seconds long. A write takes away what was held of its survey and all lists of its seller. */
export function answerCache() {
  const held = new Map<string, Held>()
  let writes = 0

  /** The oldest goes when there are too many; a map keeps its entries in the order they came. */
  function hold(key: string, answer: Held): void {
    held.delete(key)
    const [oldest] = held.keys()
    if (held.size >= MAX_HELD && oldest !== undefined) held.delete(oldest)
    held.set(key, answer)
  }

  return {
    /** `isFresh`: nothing held is good enough; the new answer takes its place. */
    async read(at: { key: string, sellerId: number, survey: string, now: number, isFresh: boolean }, work: () => Promise<Outcome>): Promise<Outcome> {
      const known = held.get(at.key)
      if (known && !at.isFresh && known.until > at.now) return { kind: 'answer', value: known.value }
      const before = writes
      const outcome = await work()
      // What was read before a write ended may be what it has changed.
      if (outcome.kind === 'answer' && before === writes && JSON.stringify(outcome.value).length <= MAX_CHARACTERS) {
        hold(at.key, { sellerId: at.sellerId, survey: at.survey, value: outcome.value, until: at.now + HOLD_MS })
      }
      return outcome
    },
    async write(at: { sellerId: number, survey: string }, work: () => Promise<Outcome>): Promise<Outcome> {
      try {
        return await work()
      } finally {
        writes += 1
        for (const [key, { sellerId, survey }] of held) {
          if (sellerId === at.sellerId && (survey === '' || survey === at.survey)) held.delete(key)
        }
      }
    },
  }
}

export type AnswerCache = ReturnType<typeof answerCache>
