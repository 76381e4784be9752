import { createHash } from 'node:crypto'
import { ERRORS, ShopError } from '@xiaopu/shared/errors'
import type { Call, Outcome, Reply } from './call.ts'
import { settle, writeOutcome } from './pipeline.ts'
import type { Dialect, Gateway } from './dialect.ts'
import type { FilePart } from './received.ts'
import type { KeptAnswer, ReplayKey } from './replay-store.ts'

/** Refusals that say nothing of the call itself: the next try may end otherwise. */
const NOT_KEPT = new Set<number>((['SYSTEM_ERROR', 'RATE_LIMITED', 'SESSION_REQUIRED', 'SESSION_INVALID', 'CONFLICT'] as const).map((word) => ERRORS[word].code))

interface Once<C extends Call> {
  call: C
  dialect: Dialect<C>
  key: ReplayKey
  expiresAt: Date
}

/** Runs a signed write the first time; later gives its answer again, byte for byte. */
export async function onceOnly<C extends Call>(gateway: Gateway, once: Once<C>, work: () => Promise<Outcome>): Promise<Outcome> {
  const { call, dialect, key } = once
  const { replay } = gateway.ports
  const claim = await replay.begin(key, { now: call.now, expiresAt: once.expiresAt })
  if (claim.state === 'busy') throw new ShopError('CONFLICT')
  if (claim.state === 'repeat') return repeat(call, claim.answer)
  const outcome = await settle(gateway, call, work)
  if (outcome.kind === 'written') return outcome
  const reply = writeOutcome(gateway, dialect, call, outcome)
  try {
    await (NOT_KEPT.has(reply.code) ? replay.release(key) : replay.finish(key, reply))
  } catch (error) {
    gateway.ports.log.failure(call.requestId, error) // the call is done; its repeat will find it busy
  }
  return { kind: 'written', reply }
}

function repeat(call: Call, answer: KeptAnswer): Outcome {
  call.isRepeat = true
  const reply: Reply = { ...answer, status: 200, headers: { 'x-idempotent-replay': 'true' }, code: 0 }
  return { kind: 'written', reply }
}

/** Files are not signed, so they are told apart by their bytes. `''` when there are none. */
export function filesDigest(files: readonly FilePart[]): string {
  if (files.length === 0) return ''
  const digest = createHash('sha256')
  for (const { name, fileName, bytes } of files) digest.update(JSON.stringify([name, fileName, bytes.length])).update(bytes)
  return digest.digest('hex')
}
