import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MAX_URL_BYTES } from './body.ts'
import type { IncomingCall } from './call.ts'
import type { Gateway } from './dialect.ts'
import { allMethods, type HttpTerms, preflight, refusesPlainHttp, requestIdOf, statusOf } from './http-answer.ts'
import { receiveBody, type ReceivedBody } from './receive.ts'
import { UnreadableRequest } from './received.ts'

export interface CallOptions {
  gateway: Gateway
  /** Plain HTTP is refused where this says no. */
  allowHttp: () => boolean
}

/** What the addresses of one convention have of their own. */
export interface CallAddresses extends CallOptions {
  httpMethods: readonly string[]
  terms: HttpTerms
  /** How many bytes a body of this content type may have; 0 for a type that is not taken. */
  bodyLimit: (contentType: string) => number
  answer: (call: IncomingCall, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

export type CallHandler = (request: FastifyRequest, reply: FastifyReply) => unknown

/**
 * Makes the plugin `server` one that reads bodies itself, with a convention's own limits, and touches no other route. Answers what
 * takes every request at an address of the convention.
 */
export function callHandler(server: FastifyInstance, addresses: CallAddresses): CallHandler {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, _payload, done) => done(null)) // receiveBody reads it
  server.setErrorHandler((error, request, reply) => answerFailure(addresses, request, reply, error))
  return (request, reply) => answer(addresses, request, reply)
}

/** Every HTTP method Node can read comes to the handler: those that are no calls are refused in the convention's own words. */
export function routeCalls(server: FastifyInstance, urls: readonly string[], handler: CallHandler): void {
  const method = allMethods(server)
  for (const url of urls) server.route({ method, url, exposeHeadRoute: false, handler })
}

async function answer(addresses: CallAddresses, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'OPTIONS') return preflight(request, reply, addresses.terms)
  const refused = transportProblem(addresses, request)
  const body = await receiveBody(request.raw, addresses.bodyLimit, refused !== null)
  return addresses.answer(incomingCall(addresses, request, refused ? { bytes: null, unreadable: refused } : body), request, reply)
}

/** Fastify itself could make nothing of the request, for instance of its content type. */
async function answerFailure(addresses: CallAddresses, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
  if (statusOf(error) < 500) {
    const unreadable = transportProblem(addresses, request) ?? new UnreadableRequest('content_type')
    return addresses.answer(incomingCall(addresses, request, { bytes: null, unreadable }), request, reply)
  }
  addresses.gateway.ports.log.failure(requestIdOf(request), error)
  return reply.code(500).send()
}

function transportProblem({ allowHttp, httpMethods }: CallAddresses, request: FastifyRequest): UnreadableRequest | null {
  if (refusesPlainHttp(request, allowHttp)) return new UnreadableRequest('http', 403, 'FORBIDDEN')
  if (!httpMethods.includes(request.method)) return new UnreadableRequest('http_method', 405)
  return (request.raw.url ?? '').length > MAX_URL_BYTES ? new UnreadableRequest('url', 414) : null
}

function incomingCall({ gateway }: CallAddresses, request: FastifyRequest, body: ReceivedBody): IncomingCall {
  const key = request.headers['idempotency-key']
  const url = request.raw.url ?? ''
  const ip: string | undefined = request.ip // there is none once the caller has hung up, whatever its type says
  const question = url.indexOf('?')
  return {
    requestId: requestIdOf(request),
    ip: ip ?? '',
    now: gateway.ports.now(),
    httpMethod: request.method,
    query: question < 0 ? '' : url.slice(question + 1),
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    idempotencyKey: Array.isArray(key) ? key.join() : key ?? '',
    body: body.bytes,
    unreadable: body.unreadable,
  }
}
