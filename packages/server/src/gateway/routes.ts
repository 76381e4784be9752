import { randomUUID } from 'node:crypto'
import { METHODS } from 'node:http'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MAX_URL_BYTES } from './body.ts'
import { UnreadableRequest } from './received.ts'
import type { IncomingCall, Reply } from './call.ts'
import { ectouch } from './dialects/ectouch/index.ts'
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
const ALLOWED = 'GET, POST, OPTIONS'
const REQUEST_ID = /^[0-9a-z]{16,32}$/
const CALL_MARKS = ['method', 'app_key', 'app_id', 'sign']
const GZIP_ASKED = /(?:^|[\s,])(?:gzip|\*)\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/i
const SMALL_BODY = 32 * 1024
const gzipLater = promisify(gzip)

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

/** Every method Node can read gets the same 405; Fastify by itself would not know the rarer ones. */
function allMethods(server: FastifyInstance): string[] {
  const rare = METHODS.filter((method) => method !== 'CONNECT' && !server.supportedMethods.includes(method))
  for (const method of rare) server.addHttpMethod(method, { hasBody: true })
  return server.supportedMethods
}

function isPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const query = request.query as Record<string, unknown> // Fastify parses it without a schema
  return !CALL_MARKS.some((mark) => query[mark] !== undefined)
}

async function answer(options: GatewayOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'OPTIONS') return preflight(request, reply)
  const refused = transportProblem(options, request)
  const body = await receiveBody(request.raw, refused !== null)
  return respond(options, request, reply, refused ? { bytes: null, unreadable: refused } : body)
}

/** Fastify itself could make nothing of the request, for instance of its content type. */
async function answerFailure(options: GatewayOptions, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  if (typeof status === 'number' && status < 500) {
    const unreadable = transportProblem(options, request) ?? new UnreadableRequest('content_type')
    return respond(options, request, reply, { bytes: null, unreadable })
  }
  options.gateway.ports.log.failure(requestIdOf(request), error)
  return reply.code(500).send()
}

function transportProblem(options: GatewayOptions, request: FastifyRequest): UnreadableRequest | null {
  if (request.protocol !== 'https' && !options.allowHttp()) return new UnreadableRequest('http', 403, 'FORBIDDEN')
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
  return send(request, reply, incoming.requestId, written)
}

async function send(request: FastifyRequest, reply: FastifyReply, requestId: string, written: Reply): Promise<FastifyReply> {
  reply.code(written.status)
    .headers(written.headers)
    .header('content-type', written.contentType)
    .header('cache-control', 'no-store')
    .header('x-request-id', requestId)
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'X-Request-Id, Retry-After')
    .header('vary', 'accept-encoding')
  if (written.status === 405) reply.header('allow', ALLOWED)
  if (written.status === 413) reply.header('connection', 'close')
  if (!GZIP_ASKED.test(request.headers['accept-encoding'] ?? '')) return reply.send(written.body)
  reply.header('content-encoding', 'gzip')
  return reply.send(written.body.length < SMALL_BODY ? gzipSync(written.body) : await gzipLater(written.body))
}

function preflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(204)
    .header('allow', ALLOWED)
    .header('cache-control', 'no-store')
    .header('x-request-id', requestIdOf(request))
    .header('access-control-allow-origin', '*')
    .header('access-control-allow-methods', ALLOWED)
    .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'Content-Type')
    .header('access-control-expose-headers', 'X-Request-Id, Retry-After')
    .header('access-control-max-age', '86400')
    .send()
}

/** The server's own request id where it has the public form, so that the log has one. */
function requestIdOf(request: FastifyRequest): string {
  const id = String(request.id)
  return REQUEST_ID.test(id) ? id : randomUUID().replaceAll('-', '')
}
