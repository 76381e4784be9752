import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callHandler, type CallOptions, routeCalls } from '../../call-addresses.ts'
import { requestIdOf, send } from '../../http-answer.ts'
import { handleCall } from '../../pipeline.ts'
import { UnreadableRequest } from '../../received.ts'
import { isAddress } from './address.ts'
import { careyshop, type Exchange } from './index.ts'
import type { CareyPorts, Picture } from './method.ts'
import { careyLimit } from './read.ts'
import { saidOfUnreadable } from './refused.ts'

export interface CareyshopOptions extends CallOptions { ports: CareyPorts }

const TERMS = { allowed: 'GET, POST, OPTIONS', exposed: '*' }
const ADDRESSES = ['/api', '/api/*', '/index.php/api', '/index.php/api/*']

/** The addresses of CareyShop's clients. */
export async function careyshopRoutes(server: FastifyInstance, { gateway, ports, allowHttp }: CareyshopOptions): Promise<void> {
  const handler = callHandler(server, {
    gateway,
    allowHttp,
    httpMethods: ['GET', 'POST'],
    terms: TERMS,
    bodyLimit: careyLimit,
    async answer(call, request, reply) {
      const [path = ''] = (request.raw.url ?? '').split('?', 1)
      const exchange: Exchange = { ports, path, isTls: request.protocol === 'https', userAgent: request.headers['user-agent'] ?? '', picture: null }
      const written = await handleCall(gateway, careyshop(exchange), call)
      return exchange.picture ? sendPicture(reply, exchange.picture, call.requestId) : send(request, reply, { requestId: call.requestId, written, terms: TERMS })
    },
  })
  routeCalls(server, ADDRESSES, handler)
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
