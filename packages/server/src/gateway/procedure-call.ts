import type { Actor } from '@xiaopu/shared/database'
import { type AnyRouter, callTRPCProcedure } from '@trpc/server'
import type { CallOrigin, GatewayPorts } from './ports.ts'

/** The gateway's way to a router's procedures, by their path. */
export function procedureCaller(router: AnyRouter, contextFor: (actor: Actor, from: CallOrigin) => unknown): GatewayPorts['call'] {
  const procedures: Record<string, { _def: { type: 'query' | 'mutation' | 'subscription' } }> = router._def.procedures // tRPC types it as any
  return async (path, actor, input, from) => {
    const type = procedures[path]?._def.type ?? 'query'
    return callTRPCProcedure({ router, path, type, ctx: contextFor(actor, from), getRawInput: async () => input, signal: undefined, batchIndex: 0 })
  }
}
