import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimit } from './body.ts'
import { callHandler, type CallOptions, routeCalls } from './call-addresses.ts'
import { ectouch } from './dialects/ectouch/index.ts'
import { send } from './http-answer.ts'
import { handleCall } from './pipeline.ts'

export interface GatewayOptions extends CallOptions {
  /** What `GET /` shows when the query holds no call. */
  servePage: (request: FastifyRequest, reply: FastifyReply) => unknown
}

const ROOT = '/'
const ADDRESSES = ['/router/rest', '/api/entry']
const TERMS = { allowed: 'GET, POST, OPTIONS', exposed: 'X-Request-Id, Retry-After' }
const CALL_MARKS = ['method', 'app_key', 'app_id', 'sign']

/** The addresses of the signed gateway. */
export async function gatewayRoutes(server: FastifyInstance, { gateway, allowHttp, servePage }: GatewayOptions): Promise<void> {
  const answer = callHandler(server, {
    gateway,
    allowHttp,
    httpMethods: ['GET', 'POST'],
    terms: TERMS,
    bodyLimit,
    answer: async (call, request, reply) => send(request, reply, { requestId: call.requestId, written: await handleCall(gateway, ectouch, call), terms: TERMS }),
  })
  routeCalls(server, ADDRESSES, answer)
  routeCalls(server, [ROOT], (request, reply) => (isPage(request) ? servePage(request, reply) : answer(request, reply)))
}

function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const query = request.query as Record<string, unknown> // Fastify parses it without a schema
  return !CALL_MARKS.some((mark) => query[mark] !== undefined)
}
