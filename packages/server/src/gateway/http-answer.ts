import { randomUUID } from 'node:crypto'
import { METHODS } from 'node:http'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Reply } from './call.ts'

/** What an address tells browsers and whoever used the wrong HTTP method. */
export interface HttpTerms {
  /** The header `Allow`. */
  allowed: string
  /** Headers a page of another origin may read. */
  exposed: string
}

const REQUEST_ID = /^[0-9a-z]{16,32}$/
const GZIP_ASKED = /(?:^|[\s,])(?:gzip|\*)\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/i
const SMALL_BODY = 32 * 1024
const gzipLater = promisify(gzip)

/** Every method Node can read gets the same 405; Fastify by itself would not know the rarer ones. */
export function allMethods(server: FastifyInstance): string[] {
  const rare = METHODS.filter((method) => method !== 'CONNECT' && !server.supportedMethods.includes(method))
  for (const method of rare) server.addHttpMethod(method, { hasBody: true })
  return server.supportedMethods
}

export function refusesPlainHttp(request: FastifyRequest, allowHttp: () => boolean): boolean {
  return request.protocol !== 'https' && !allowHttp()
}

/** The HTTP status an error of Fastify's asks for; 500 for all others. */
export function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' ? status : 500
}

export async function send(request: FastifyRequest, reply: FastifyReply, answer: { requestId: string, written: Reply, terms: HttpTerms }): Promise<FastifyReply> {
  const { written, terms } = answer
  reply.code(written.status)
    .headers(written.headers)
    .header('content-type', written.contentType)
    .header('cache-control', 'no-store')
    .header('x-request-id', answer.requestId)
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', terms.exposed)
    .header('vary', 'accept-encoding')
  if (written.status === 405) reply.header('allow', terms.allowed)
  if (written.status === 413) reply.header('connection', 'close')
  if (!GZIP_ASKED.test(request.headers['accept-encoding'] ?? '')) return reply.send(written.body)
  reply.header('content-encoding', 'gzip')
  return reply.send(written.body.length < SMALL_BODY ? gzipSync(written.body) : await gzipLater(written.body))
}

export function preflight(request: FastifyRequest, reply: FastifyReply, { allowed, exposed }: HttpTerms): FastifyReply {
  return reply.code(204)
    .header('allow', allowed)
    .header('cache-control', 'no-store')
    .header('x-request-id', requestIdOf(request))
    .header('access-control-allow-origin', '*')
    .header('access-control-allow-methods', allowed)
    .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'Content-Type')
    .header('access-control-expose-headers', exposed)
    .header('access-control-max-age', '86400')
    .send()
}

/** The server's own request id where it has the public form, so that the log has one. */
export function requestIdOf(request: FastifyRequest): string {
  const id = String(request.id)
  return REQUEST_ID.test(id) ? id : randomUUID().replaceAll('-', '')
}
