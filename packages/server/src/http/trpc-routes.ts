import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import { type AnyRouter, callTRPCProcedure } from '@trpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '@xiaopu/shared/database'
import { resolveSession } from '@xiaopu/shared/accounts'
import { resolveStaffSession } from '@xiaopu/shared/staff'
import { adminRouter } from '../admin/index.ts'
import type { RequestCtx } from '../context.ts'
import type { Shop } from '../shop.ts'
import { storeRouter } from '../store/index.ts'
import { refusalOf } from '../trpc.ts'
import { assertSameOrigin } from './security.ts'
import type { AskAsGuest } from './first-answers.ts'
import { answerSingle } from './trpc-single.ts'
import { readSessionCookie, type SessionCookie, STAFF_COOKIE, STORE_COOKIE, writeSessionCookie } from './session-cookie.ts'

/** The storefront signs people in as an app of its own. */
export const STOREFRONT_APP = 0

interface Caller {
  actor: Actor
  /** The session lives longer from this call on: so must its cookie. */
  renewedUntil: Date | null
}

type ResolveCaller = (token: string, now: Date, ip: string) => Promise<Caller | null>

function guestContext(shop: Shop, { id, ip }: FastifyRequest, now: Date): RequestCtx {
  return {
    db: shop.database.db,
    sql: shop.database.sql,
    actor: { kind: 'guest', appId: STOREFRONT_APP, ip },
    now,
    requestId: id,
    ip,
    transport: 'web',
    sessionToken: '',
    isSessionInvalid: false,
    setSessionCookie: () => {},
    baseUrl: shop.baseUrl,
    secretsKey: shop.secretsKey,
    allowsLocal: shop.config.webhooksAllowLocal,
    media: shop.media,
  }
}

function contextMaker(shop: Shop, cookie: SessionCookie, resolve: ResolveCaller) {
  return async ({ req, res }: { req: FastifyRequest, res: FastifyReply }): Promise<RequestCtx> => {
    assertSameOrigin(req)
    const now = new Date()
    const sessionToken = readSessionCookie(req, cookie)
    const caller = sessionToken === '' ? null : await resolve(sessionToken, now, req.ip)
    // A cookie no script can read is ended by us: this call says so, the next one is a guest's.
    if (sessionToken !== '' && !caller) writeSessionCookie(req, res, cookie, '', null)
    if (caller?.renewedUntil) writeSessionCookie(req, res, cookie, sessionToken, caller.renewedUntil)
    return {
      ...guestContext(shop, req, now),
      ...caller && { actor: caller.actor },
      sessionToken,
      isSessionInvalid: sessionToken !== '' && caller === null,
      setSessionCookie: (token, expiresAt) => writeSessionCookie(req, res, cookie, token, expiresAt),
    }
  }
}

/** A page's query as a guest asks it, for what is sent along with the page itself. */
export function askAsGuest(shop: Shop): AskAsGuest {
  return (request, path, input) => callTRPCProcedure({
    router: storeRouter,
    path,
    type: 'query',
    ctx: guestContext(shop, request, new Date()),
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  })
}

/** What went wrong on our side goes to the log under the request's id; what the caller did wrong does not. */
function logFault(app: FastifyInstance) {
  return ({ error, path, req }: { error: Parameters<typeof refusalOf>[0], path: string | undefined, req: FastifyRequest }) => {
    if (refusalOf(error).word === 'SYSTEM_ERROR') app.log.error({ err: error.cause ?? error, path, requestId: req.id }, 'procedure failed')
  }
}

async function serveRouter(app: FastifyInstance, prefix: string, router: AnyRouter, createContext: ReturnType<typeof contextMaker>): Promise<void> {
  const onError = logFault(app)
  await app.register((routes, _options, done) => {
    // The text as it came: tRPC reads it itself.
    routes.removeContentTypeParser('application/json')
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body))
    routes.all<{ Params: { path: string } }>('/:path', async (request, reply) => {
      if (await answerSingle({ router, createContext, onError }, request, reply)) return reply
      return fastifyRequestHandler({ router, createContext, onError, req: request, res: reply, path: request.params.path })
    })
    done()
  }, { prefix })
}

export async function registerTrpc(app: FastifyInstance, shop: Shop): Promise<void> {
  const { sql } = shop.database
  const resolveShopper: ResolveCaller = async (token, now, ip) => {
    const session = await resolveSession({ sql, now }, token, STOREFRONT_APP)
    if (!session) return null
    const { renewedUntil, ...whose } = session
    return { actor: { kind: 'shopper', ...whose, appId: STOREFRONT_APP, ip }, renewedUntil }
  }
  // The staff's cookie ends with the browser.
  const resolveStaff: ResolveCaller = async (token, now, ip) => {
    const actor = await resolveStaffSession({ sql, now }, token, ip)
    return actor && { actor, renewedUntil: null }
  }
  await serveRouter(app, '/trpc', storeRouter, contextMaker(shop, STORE_COOKIE, resolveShopper))
  await serveRouter(app, '/admin/trpc', adminRouter, contextMaker(shop, STAFF_COOKIE, resolveStaff))
}
