import { type AnyRouter, callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RequestCtx } from '../context.ts'

type ProcedureType = 'query' | 'mutation' | 'subscription'

export interface SingleCalls {
  router: AnyRouter
  createContext: (call: { req: FastifyRequest, res: FastifyReply }) => Promise<RequestCtx>
  onError: (fault: { error: TRPCError, path: string, req: FastifyRequest }) => void
}

/** A call this road can answer: one procedure with its own method, as plain JSON. */
function typeOf({ router }: SingleCalls, request: FastifyRequest, path: string): ProcedureType | null {
  const procedures: Record<string, { _def: { type: ProcedureType } }> = router._def.procedures // tRPC types it as any
  const type = Object.hasOwn(procedures, path) ? procedures[path]?._def.type : undefined
  const isMethodRight = (type === 'query' && request.method === 'GET') || (type === 'mutation' && request.method === 'POST')
  const isReadable = type === 'query' || request.headers['content-type']?.startsWith('application/json')
  return type && isMethodRight && isReadable && request.headers['trpc-accept'] === undefined ? type : null
}

function inputOf(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}

const textsOfHeld = new WeakMap<object, string>()

/** The answer on the wire. A frozen one is given out again and again and turned into text once. */
function textOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !Object.isFrozen(data)) return JSON.stringify({ result: { data } })
  const text = textsOfHeld.get(data) ?? JSON.stringify({ result: { data } })
  textsOfHeld.set(data, text)
  return text
}

/**
 * Answers a single query or mutation without the adapter's Request, Response and streams, which cost more than most procedures do.
 * Everything else (batches, streams, unknown paths, wrong methods) answers false and is the adapter's. On the wire both are the same.
 */
export async function answerSingle(calls: SingleCalls, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { path } = request.params as { path: string } // the route names it
  const { input, batch } = request.query as { input?: unknown, batch?: unknown } // whatever the caller sent
  const type = batch === undefined ? typeOf(calls, request, path) : null
  if (!type) return false
  let ctx: RequestCtx | undefined
  void reply.header('content-type', 'application/json').header('vary', 'trpc-accept, accept')
  try {
    ctx = await calls.createContext({ req: request, res: reply })
    const data = await callTRPCProcedure({
      router: calls.router,
      path,
      type,
      ctx,
      getRawInput: async () => inputOf(type === 'query' ? input : request.body),
      signal: undefined,
      batchIndex: 0,
    })
    await reply.send(textOf(data))
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    calls.onError({ error, path, req: request })
    const answer = { error: getErrorShape({ config: calls.router._def._config, error, type, path, input: undefined, ctx }) }
    await reply.status(getHTTPStatusCode(answer, [error])).send(JSON.stringify(answer))
  }
  return true
}
