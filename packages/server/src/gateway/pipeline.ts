import { ERRORS, ShopError } from '@xiaopu/shared/errors'
import type { Call, IncomingCall, Outcome, Reply } from './call.ts'
import type { Dialect, Gateway } from './dialect.ts'
import { redact } from './redact.ts'

const FIRST_IDENTITY_CODE = ERRORS.APP_KEY_MISSING.code
const LAST_IDENTITY_CODE = ERRORS.SIGN_INVALID.code

/** One call from the request to the answer. Never throws. */
export async function handleCall<C extends Call>(gateway: Gateway, dialect: Dialect<C>, request: IncomingCall): Promise<Reply> {
  const started = performance.now()
  const call = dialect.read(request)
  const outcome = await outcomeOf(gateway, dialect, call)
  const reply = outcome.kind === 'written' ? outcome.reply : writeOutcome(gateway, dialect, call, outcome)
  gateway.ports.log.record({
    requestId: call.requestId,
    dialect: dialect.name,
    appId: call.app?.id ?? 0,
    appKey: call.app?.key ?? '',
    method: call.method?.name ?? '',
    code: reply.code,
    isRepeat: call.isRepeat,
    durationMs: performance.now() - started,
    ip: call.ip,
    at: call.now,
    params: () => redact(dialect.logged?.(call) ?? call.params),
  })
  return reply
}

async function outcomeOf<C extends Call>(gateway: Gateway, dialect: Dialect<C>, call: C): Promise<Outcome> {
  if (call.unreadable) return refusal(new ShopError(call.unreadable.word, { field: call.unreadable.field }))
  return settle(gateway, call, async () => {
    const { rates } = gateway.ports
    const blocked = await rates.blockedFor(call.ip, call.now)
    if (blocked > 0) throw rateLimited(blocked)
    const outcome = await settle(gateway, call, () => dialect.run(call, gateway))
    const wait = isIdentityFailure(outcome) ? await rates.countFailure(call.ip, call.now) : 0
    return wait > 0 ? refusal(rateLimited(wait)) : outcome
  })
}

/** Somebody who cannot say who they are may be guessing. */
function isIdentityFailure(outcome: Outcome): boolean {
  if (outcome.kind !== 'refusal') return false
  const { code } = ERRORS[outcome.error.word]
  return code >= FIRST_IDENTITY_CODE && code <= LAST_IDENTITY_CODE
}

/** Turns what was thrown into a refusal. What nobody foresaw is logged and becomes -1 without its cause. */
export async function settle(gateway: Gateway, call: Call, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    const known = shopErrorIn(error)
    if (known && known.word !== 'SYSTEM_ERROR') return refusal(known)
    gateway.ports.log.failure(call.requestId, error)
    return refusal(new ShopError('SYSTEM_ERROR'))
  }
}

/** An answer that cannot be written is our fault as well. */
export function writeOutcome<C extends Call>(gateway: Gateway, dialect: Dialect<C>, call: C, outcome: Exclude<Outcome, { kind: 'written' }>): Reply {
  try {
    return dialect.write(call, outcome)
  } catch (error) {
    gateway.ports.log.failure(call.requestId, error)
    return dialect.write(call, refusal(new ShopError('SYSTEM_ERROR')))
  }
}

export function refusal(error: ShopError): Outcome & { kind: 'refusal' } {
  return { kind: 'refusal', error }
}

export function rateLimited(seconds: number): ShopError {
  return new ShopError('RATE_LIMITED', { retry_after: seconds })
}

/** tRPC wraps what a procedure throws. */
function shopErrorIn(error: unknown): ShopError | null {
  if (error instanceof ShopError) return error
  return error instanceof Error && error.cause instanceof ShopError ? error.cause : null
}
