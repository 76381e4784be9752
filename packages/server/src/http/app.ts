import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { ERRORS, ShopError } from '@xiaopu/shared/errors'
import { registerApidoc } from '../apidoc/routes.ts'
import type { Shop } from '../shop.ts'
import type { PaymentPorts } from '@xiaopu/shared/payments'
import { careyshopRoutes, gatewayRoutes, refuseBadPath, wjxRoutes } from '../gateway/index.ts'
import { wireGateway } from './gateway-wiring.ts'
import { registerExports } from './export-routes.ts'
import { registerHealth } from './health.ts'
import { logAnswers, newRequestId } from './log.ts'
import { registerMedia } from './media-routes.ts'
import { registerNotify } from './notify-routes.ts'
import { registerPages, type PageFolders, wantsPage } from './pages.ts'
import { setSecurityHeaders } from './security.ts'
import { askAsGuest, registerTrpc } from './trpc-routes.ts'
import { registerUploads } from './upload-routes.ts'

const BODY_LIMIT = 8 * 1024 * 1024
const COMPRESS_FROM_BYTES = 2048

export interface AppDeps {
  folders: PageFolders
  payments: PaymentPorts
  log: FastifyBaseLogger
}

/** A path that cannot be decoded comes to no route. */
function refuseBadUrl(request: FastifyRequest, reply: FastifyReply): void {
  if (!refuseBadPath(request, reply)) void reply.code(400).send({ error: 'PARAM_INVALID', requestId: request.id })
}

/** The whole HTTP face of the shop on one Fastify instance. */
export async function buildApp(shop: Shop, { folders, payments, log }: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: shop.config.trustedProxies.length ? shop.config.trustedProxies : false,
    genReqId: newRequestId,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 2000 },
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, request, reply) => refuseBadUrl(request, reply),
  })
  app.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(request, reply)
    void reply.header('X-Request-Id', request.id)
    done()
  })
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const refusal = error instanceof ShopError ? error : null
    const status = refusal ? ERRORS[refusal.word].http : error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed')
    return reply.status(status).send({ error: refusal?.word ?? (status >= 500 ? 'SYSTEM_ERROR' : 'PARAM_INVALID'), requestId: request.id })
  })
  logAnswers(app)
  await app.register(fastifyCookie)
  await app.register(fastifyCompress, { threshold: COMPRESS_FROM_BYTES, encodings: ['gzip'] })
  registerHealth(app, shop, [])
  await registerTrpc(app, shop)
  registerMedia(app, shop.media)
  await registerUploads(app, shop, shop.media)
  registerExports(app, shop)
  await registerNotify(app, shop, payments)
  registerApidoc(app, { baseUrl: shop.baseUrl, folder: folders.apidoc })
  const servePage = await registerPages(app, folders, askAsGuest(shop))
  const { gateway, surveys, carey, stop } = await wireGateway(shop, log)
  app.addHook('onClose', stop)
  await app.register(gatewayRoutes, { gateway, allowHttp: () => shop.config.gatewayAllowsHttp, servePage })
  await app.register(wjxRoutes, { gateway: surveys, allowHttp: () => shop.config.gatewayAllowsHttp })
  await app.register(careyshopRoutes, { gateway, ports: carey, allowHttp: () => shop.config.gatewayAllowsHttp })
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'GET' && wantsPage(request)) return servePage(request, reply)
    return reply.status(404).send({ error: 'NOT_FOUND', requestId: request.id })
  })
  return app
}
