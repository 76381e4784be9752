import type { FastifyInstance } from 'fastify'
import { handleNotification, type PaymentPorts } from '@xiaopu/shared/payments'
import type { Shop } from '../shop.ts'

const BODY_LIMIT = 64 * 1024

interface NotifyRoute {
  Params: { payCode: string }
  Body: Buffer
}

/**
 * Where providers report: POST only, no session, no cookie, no CORS; who speaks is proved by the signature over the raw bytes
 * alone. The scope is closed, so that its body parser stays its own.
 */
export async function registerNotify(app: FastifyInstance, shop: Shop, ports: PaymentPorts): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))
    scope.post<NotifyRoute>('/notify/:payCode', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const answer = await handleNotification(shop.systemCtx(), ports, request.params.payCode, body, request.headers)
      if (!answer) return reply.status(404).send()
      return reply.status(answer.status).headers(answer.headers).send(answer.body)
    })
  })
}
