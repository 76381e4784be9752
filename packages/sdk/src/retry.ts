import { ConnectionError, GatewayError } from './errors.ts'

/** What a repeat of an operation does: nothing new, the first answer again, or the whole thing once more. */
export type Repeats = 'read' | 'write' | 'once'

const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 8000
const LONGEST_RATE_WAIT_S = 60

function backOff(attempt: number, random: () => number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random() / 2)
}

/**
 * How long to wait before the same request is sent again; null when it must not be. A broken line is safe for a write because
 * its signature stays the same and the gateway does it once; an error inside the shop is not recorded, so only reads go again.
 */
export function waitBefore(error: unknown, { attempt, repeats, random = Math.random }: { attempt: number, repeats: Repeats, random?: () => number }): number | null {
  if (error instanceof ConnectionError) return repeats === 'once' ? null : backOff(attempt, random)
  if (!(error instanceof GatewayError)) return null
  if (error.word === 'RATE_LIMITED') {
    const seconds = error.retryAfter ?? 1
    return seconds > LONGEST_RATE_WAIT_S ? null : seconds * 1000 + random() * FIRST_WAIT_MS
  }
  return error.word === 'SYSTEM_ERROR' && repeats === 'read' ? backOff(attempt, random) : null
}

/** Waits, unless the caller gives up first. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, ms)
    function finish(): void {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }
    function giveUp(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
  })
}
