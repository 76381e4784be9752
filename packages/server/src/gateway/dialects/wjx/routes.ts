import type { FastifyInstance } from 'fastify'
import { callHandler, type CallOptions, routeCalls } from '../../call-addresses.ts'
import { send } from '../../http-answer.ts'
import { handleCall } from '../../pipeline.ts'
import { wjxDialect, wjxElsewhere } from './index.ts'
import { jsonLimit, traceIdOf } from './read.ts'

const TERMS = { allowed: 'POST, OPTIONS', exposed: 'X-Request-Id, X-Trace-Id, Retry-After' }
const ADDRESS = '/openapi/default.aspx'
const ELSEWHERE = ['usersystem', 'subuser', 'contacts', 'shortlink'].map((name) => `/openapi/${name}.aspx`)

/** The addresses 问卷星 publishes. */
export async function wjxRoutes(server: FastifyInstance, { gateway, allowHttp }: CallOptions): Promise<void> {
  const [here, elsewhere] = [wjxDialect(), wjxElsewhere()]
  const handler = callHandler(server, {
    gateway,
    allowHttp,
    httpMethods: ['POST'],
    terms: TERMS,
    bodyLimit: jsonLimit,
    async answer(call, request, reply) {
      const written = await handleCall(gateway, request.url.startsWith(ADDRESS) ? here : elsewhere, call)
      const traceId = traceIdOf(call.query)
      if (traceId) written.headers['x-trace-id'] = traceId
      return send(request, reply, { requestId: call.requestId, written, terms: TERMS })
    },
  })
  routeCalls(server, [ADDRESS, ...ELSEWHERE], handler)
}
