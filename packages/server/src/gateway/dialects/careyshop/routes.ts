import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MAX_URL_BYTES } from '../../body.ts'
import type { Gateway } from '../../dialect.ts'
import { allMethods, preflight, refusesPlainHttp, requestIdOf, send, statusOf } from '../../http-answer.ts'
import { handleCall } from '../../pipeline.ts'
import { receiveBody, type ReceivedBody } from '../../receive.ts'
import { UnreadableRequest } from '../../received.ts'
import { isAddress } from './address.ts'
import { careyshop, type Exchange } from './index.ts'
import type { CareyPorts, Picture } from './method.ts'
import { careyLimit } from './read.ts'
import { saidOfUnreadable } from './refused.ts'

export interface CareyshopOptions {
  gateway: Gateway
  ports: CareyPorts
  /** Plain HTTP is refused where this says no. */
  allowHttp: () => boolean
}

const TERMS = { allowed: 'GET, POST, OPTIONS', exposed: '*' }
const ADDRESSES = ['/api', '/api/*', '/index.php/api', '/index.php/api/*']

/** The addresses of CareyShop's clients. An encapsulated plugin: it reads bodies itself and touches no other route. */
export async function careyshopRoutes(server: FastifyInstance, options: CareyshopOptions): Promise<void> {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _payload, done) => done(null)) // receiveBody reads it, with its own limits
  server.setErrorHandler((error, request, reply) => answerFailure(options, request, reply, error))
  const method = allMethods(server)
  for (const url of ADDRESSES) {
    server.route({ method, url, exposeHeadRoute: false, handler: (request, reply) => answer(options, request, reply) })
  }
}

async function answer(options: CareyshopOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'OPTIONS') return preflight(request, reply, TERMS)
  const refused = transportProblem(options, request)
  const body = await receiveBody(request.raw, careyLimit, refused !== null)
  return respond(options, request, reply, refused ? { bytes: null, unreadable: refused } : body)
}

/** Fastify itself could make nothing of the request, for instance of its content type. */
async function answerFailure(options: CareyshopOptions, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (statusOf(error) < 500) return respond(options, request, reply, { bytes: null, unreadable: transportProblem(options, request) ?? new UnreadableRequest('content_type') })
  options.gateway.ports.log.failure(requestIdOf(request), error)
  return reply.code(500).send()
}

function transportProblem({ allowHttp }: CareyshopOptions, request: FastifyRequest): UnreadableRequest | null {
  if (refusesPlainHttp(request, allowHttp)) return new UnreadableRequest('http', 403, 'FORBIDDEN')
  if (request.method !== 'GET' && request.method !== 'POST') return new UnreadableRequest('http_method', 405)
  return (request.raw.url ?? '').length > MAX_URL_BYTES ? new UnreadableRequest('url', 414) : null
}

async function respond({ gateway, ports }: CareyshopOptions, request: FastifyRequest, reply: FastifyReply, body: ReceivedBody): Promise<FastifyReply> {
  const [path = '', query = ''] = (request.raw.url ?? '').split(/\?(.*)/s)
  const requestId = requestIdOf(request)
  const exchange: Exchange = { ports, path, isTls: request.protocol === 'https', userAgent: request.headers['user-agent'] ?? '', picture: null }
  const written = await handleCall(gateway, careyshop(exchange), {
    requestId,
    ip: request.ip,
    now: gateway.ports.now(),
    httpMethod: request.method,
    query,
    contentType: request.headers['content-type'] ?? '',
    body: body.bytes,
    unreadable: body.unreadable,
  })
  return exchange.picture ? sendPicture(reply, exchange.picture, requestId) : send(request, reply, { requestId, written, terms: TERMS })
}

/** A path nobody can decode comes to no route. False when it is no address of this convention. */
export function refuseBadPath(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!isAddress(request.raw.url ?? '')) return false
  const { status, message } = saidOfUnreadable(new UnreadableRequest('url'))
  void reply.code(request.protocol === 'https' ? status : 200)
    .header('cache-control', 'no-store')
    .header('x-request-id', requestIdOf(request))
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', TERMS.exposed)
    .send({ status, message, data: null })
  return true
}

/** A captcha is another one with every look. */
function sendPicture(reply: FastifyReply, { contentType, bytes }: Picture, requestId: string): FastifyReply {
  return reply.code(200)
    .header('content-type', contentType)
    .header('cache-control', 'no-cache')
    .header('x-request-id', requestId)
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', TERMS.exposed)
    .send(bytes)
}
