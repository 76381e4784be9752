import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface SessionCookie {
  name: string
  path: string
}

export const STORE_COOKIE: SessionCookie = { name: 'xp_session', path: '/' }
export const STAFF_COOKIE: SessionCookie = { name: 'xp_staff', path: '/admin' }

export function readSessionCookie(request: FastifyRequest, cookie: SessionCookie): string {
  return request.cookies[cookie.name] ?? ''
}

/** Sets the cookie, or with '' ends it. HttpOnly always, Secure whenever the page came over TLS. */
export function writeSessionCookie(request: FastifyRequest, reply: FastifyReply, cookie: SessionCookie, token: string, expiresAt: Date | null): void {
  const common = { path: cookie.path, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const
  if (token === '') void reply.clearCookie(cookie.name, common)
  else void reply.setCookie(cookie.name, token, { ...common, ...(expiresAt ? { expires: expiresAt } : {}) })
}
