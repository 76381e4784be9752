import type { FastifyReply, FastifyRequest } from 'fastify'
import { ShopError } from '@xiaopu/shared/errors'

const CSRF_HEADER = 'x-xiaopu-csrf'

/**
 * Only our own pages may be scripts' origin; pictures may also be data and blob (previews). No inline scripts or styles: what
 * the merchant writes as HTML is cleaned, and this is the second wall.
 */
export const CONTENT_SECURITY_POLICY = [
  'default-src \'self\'',
  'script-src \'self\'',
  'style-src \'self\'',
  'img-src \'self\' data: blob: https:',
  'media-src \'self\' https:',
  'font-src \'self\'',
  'connect-src \'self\'',
  'object-src \'none\'',
  'base-uri \'none\'',
  'form-action \'self\'',
  'frame-ancestors \'none\'',
].join('; ')

export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  void reply.header('X-Content-Type-Options', 'nosniff')
  void reply.header('X-Frame-Options', 'DENY')
  void reply.header('Referrer-Policy', 'strict-origin-when-cross-origin')
  void reply.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self)')
  void reply.header('Cross-Origin-Opener-Policy', 'same-origin')
  if (request.protocol === 'https') void reply.header('Strict-Transport-Security', 'max-age=31536000')
}

/**
 * A write that comes with our cookie must come from our own page: it carries a header no other site can set, and, where the
 * browser says where it comes from, that is us.
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.origin
  const isForeign = origin !== undefined && origin !== 'null' && new URL(origin).host !== request.host
  const site = request.headers['sec-fetch-site']
  const isCrossSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (request.headers[CSRF_HEADER] === undefined || isForeign || isCrossSite || origin === 'null') throw new ShopError('FORBIDDEN')
}
