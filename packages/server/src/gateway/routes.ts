import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimit, MAX_URL_BYTES } from './body.ts'
import { UnreadableRequest } from './received.ts'
import type { IncomingCall } from './call.ts'
import { ectouch } from './dialects/ectouch/index.ts'
import { allMethods, preflight, refusesPlainHttp, requestIdOf, send, statusOf } from './http-answer.ts'
import { handleCall } from './pipeline.ts'
import type { Gateway } from './dialect.ts'
import { receiveBody } from './receive.ts'
import type { ReceivedBody } from './receive.ts'

export interface GatewayOptions {
  gateway: Gateway
  /** Plain HTTP is refused where this says no. */
  allowHttp: () => boolean
  /** What `GET /` shows when the query holds no call. */
  servePage: (request: FastifyRequest, reply: FastifyReply) => unknown
}

const ROOT = '/'
const ADDRESSES = ['/router/rest', '/api/entry']
const TERMS = { allowed: 'GET, POST, OPTIONS', exposed: 'X-Request-Id, Retry-After' }
const CALL_MARKS = ['method', 'app_key', 'app_id', 'sign']

/** The addresses of the signed gateway. An encapsulated plugin: it reads bodies itself and touches no other route. */
export async function gatewayRoutes(server: FastifyInstance, options: GatewayOptions): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _payload, done) => done(null)) // receiveBody reads it, with its own limits
  server.setErrorHandler((error, request, reply) => answerFailure(options, request, reply, error))
  const method = allMethods(server)
  for (const url of ADDRESSES) {
    server.route({ method, url, exposeHeadRoute: false, handler: (request, reply) => answer(options, request, reply) })
  }
  server.route({
    method,
    url: ROOT,
    exposeHeadRoute: false,
    handler: (request, reply) => isPage(request) ? options.servePage(request, reply) : answer(options, request, reply),
  })
}

function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const query = request.query as Record<string, unknown> // Fastify parses it without a schema
  return !CALL_MARKS.some((mark) => query[mark] !== undefined)
}

async function answer(options: GatewayOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'OPTIONS') return preflight(request, reply, TERMS)
  const refused = transportProblem(options, request)
  const body = await receiveBody(request.raw, bodyLimit, refused !== null)
  return respond(options, request, reply, refused ? { bytes: null, unreadable: refused } : body)
}

/** Fastify itself could make nothing of the request, for instance of its content type. */
async function answerFailure(options: GatewayOptions, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (statusOf(error) < 500) {
    const unreadable = transportProblem(options, request) ?? new UnreadableRequest('content_type')
    return respond(options, request, reply, { bytes: null, unreadable })
  }
  options.gateway.ports.log.failure(requestIdOf(request), error)
  return reply.code(500).send()
}

function transportProblem(options: GatewayOptions, request: FastifyRequest): UnreadableRequest | null {
  if (refusesPlainHttp(request, options.allowHttp)) return new UnreadableRequest('http', 403, 'FORBIDDEN')
  if (request.method !== 'GET' && request.method !== 'POST') return new UnreadableRequest('http_method', 405)
  if ((request.raw.url ?? '').length > MAX_URL_BYTES) return new UnreadableRequest('url', 414)
  return null
}

async function respond(options: GatewayOptions, request: FastifyRequest, reply: FastifyReply, body: ReceivedBody): Promise<FastifyReply> {
  const url = request.raw.url ?? ''
  const question = url.indexOf('?')
  const incoming: IncomingCall = {
    requestId: requestIdOf(request),
    ip: request.ip,
    now: options.gateway.ports.now(),
    httpMethod: request.method,
    query: question < 0 ? '' : url.slice(question + 1),
    contentType: request.headers['content-type'] ?? '',
    body: body.bytes,
    unreadable: body.unreadable,
  }
  const written = await handleCall(options.gateway, ectouch, incoming)
  return send(request, reply, { requestId: incoming.requestId, written, terms: TERMS })
}
