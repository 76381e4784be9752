import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface SessionCookie {
  name: string
  path: string
  /** A second cookie without a secret, as long as the first: the pages' scripts read from it that somebody is signed in. */
  hint?: string
}

export const STORE_COOKIE: SessionCookie = { name: 'xp_session', path: '/', hint: 'xp_signed_in' }
export const STAFF_COOKIE: SessionCookie = { name: 'xp_staff', path: '/admin' }

export function readSessionCookie(request: FastifyRequest, cookie: SessionCookie): string {
  return request.cookies[cookie.name] ?? ''
}

/** Sets the cookie, or with '' ends it. HttpOnly always, Secure whenever the page came over TLS. */
export function writeSessionCookie(request: FastifyRequest, reply: FastifyReply, cookie: SessionCookie, token: string, expiresAt: Date | null): void {
  const common = { path: cookie.path, sameSite: 'lax', secure: request.protocol === 'https' } as const
  const write = (name: string, value: string, httpOnly: boolean) => {
    if (token === '') void reply.clearCookie(name, { ...common, httpOnly })
    else void reply.setCookie(name, value, { ...common, httpOnly, ...(expiresAt ? { expires: expiresAt } : {}) })
  }
  write(cookie.name, token, true)
  if (cookie.hint) write(cookie.hint, '1', false)
}
