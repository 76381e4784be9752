import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MAX_URL_BYTES } from '../../body.ts'
import type { Dialect, Gateway } from '../../dialect.ts'
import { allMethods, preflight, refusesPlainHttp, requestIdOf, send, statusOf } from '../../http-answer.ts'
import { handleCall } from '../../pipeline.ts'
import { receiveBody, type ReceivedBody } from '../../receive.ts'
import { UnreadableRequest } from '../../received.ts'
import { wjxDialect, wjxElsewhere } from './index.ts'
import { jsonLimit, traceIdOf } from './read.ts'
import type { WjxCall } from './read.ts'

export interface WjxOptions {
  gateway: Gateway
  /** Plain HTTP is refused where this says no. */
  allowHttp: () => boolean
}

const TERMS = { allowed: 'POST, OPTIONS', exposed: 'X-Request-Id, X-Trace-Id, Retry-After' }
const ADDRESS = '/openapi/default.aspx'
const ELSEWHERE = ['usersystem', 'subuser', 'contacts', 'shortlink'].map((name) => `/openapi/${name}.aspx`)

/** The addresses 问卷星 publishes. An encapsulated plugin: it reads bodies itself and touches no other route. */
export async function wjxRoutes(server: FastifyInstance, options: WjxOptions): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _payload, done) => done(null)) // receiveBody reads it, with its own limits
  const [here, elsewhere] = [wjxDialect(), wjxElsewhere()]
  const dialectAt = (request: FastifyRequest): Dialect<WjxCall> => (request.url.startsWith(ADDRESS) ? here : elsewhere)
  server.setErrorHandler((error, request, reply) => answerFailure({ ...options, dialect: dialectAt(request) }, request, reply, error))
  const method = allMethods(server)
  for (const url of [ADDRESS, ...ELSEWHERE]) {
    server.route({ method, url, exposeHeadRoute: false, handler: (request, reply) => answer({ ...options, dialect: dialectAt(request) }, request, reply) })
  }
}

interface Side extends WjxOptions { dialect: Dialect<WjxCall> }

async function answer(side: Side, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'OPTIONS') return preflight(request, reply, TERMS)
  const refused = transportProblem(side, request)
  const body = await receiveBody(request.raw, jsonLimit, refused !== null)
  return respond(side, request, reply, refused ? { bytes: null, unreadable: refused } : body)
}

/** Fastify itself could make nothing of the request, for instance of its content type. */
async function answerFailure(side: Side, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (statusOf(error) < 500) return respond(side, request, reply, { bytes: null, unreadable: transportProblem(side, request) ?? new UnreadableRequest('content_type') })
  side.gateway.ports.log.failure(requestIdOf(request), error)
  return reply.code(500).send()
}

function transportProblem({ allowHttp }: Side, request: FastifyRequest): UnreadableRequest | null {
  if (refusesPlainHttp(request, allowHttp)) return new UnreadableRequest('http', 403, 'FORBIDDEN')
  if (request.method !== 'POST') return new UnreadableRequest('http_method', 405)
  return (request.raw.url ?? '').length > MAX_URL_BYTES ? new UnreadableRequest('url', 414) : null
}

async function respond({ gateway, dialect }: Side, request: FastifyRequest, reply: FastifyReply, body: ReceivedBody): Promise<FastifyReply> {
  const [, query = ''] = (request.raw.url ?? '').split(/\?(.*)/s)
  const requestId = requestIdOf(request)
  const key = request.headers['idempotency-key']
  const written = await handleCall(gateway, dialect, {
    requestId,
    ip: request.ip,
    now: gateway.ports.now(),
    httpMethod: request.method,
    query,
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    idempotencyKey: Array.isArray(key) ? key.join() : key ?? '',
    body: body.bytes,
    unreadable: body.unreadable,
  })
  const traceId = traceIdOf(query)
  if (traceId) written.headers['x-trace-id'] = traceId
  return send(request, reply, { requestId, written, terms: TERMS })
}
