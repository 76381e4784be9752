import type { Call, IncomingCall, Outcome, Reply } from './call.ts'
import type { GatewayPorts } from './ports.ts'
import type { GatewayRegistry } from './registry.ts'

/** What a dialect's checks work with. */
export interface Gateway {
  registry: GatewayRegistry
  ports: GatewayPorts
}

/** One calling convention: how a call is read, signed, checked and answered. It knows nothing of shops. */
export interface Dialect<C extends Call = Call> {
  name: 'ectouch' | 'careyshop' | 'wjx'
  /** Never throws: what cannot be read is noted in `unreadable`, so that the refusal still speaks the caller's format. */
  read: (request: IncomingCall) => C
  /** The text that is signed, between the secrets. */
  canonical: (call: C) => string
  /** The checks in the dialect's own order; throws a ShopError at the first that fails. */
  run: (call: C, gateway: Gateway) => Promise<Outcome>
  /** What the operator's log shows of the parameters; the parameters themselves when not said. */
  logged?: (call: C) => ReadonlyMap<string, string>
  write: (call: C, outcome: Exclude<Outcome, { kind: 'written' }>) => Reply
}
