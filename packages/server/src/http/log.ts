import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pino, { type Logger } from 'pino'

const ID_BYTES = 10
const SLOW_MS = 1000

/** 20 characters of [0-9a-z]: short enough to read out on the phone. */
export function newRequestId(): string {
  return randomBytes(ID_BYTES).toString('hex')
}

export function makeLogger(level: string): Logger {
  return pino({ level, redact: { paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.secret', '*.session', '*.token'], censor: '***' } })
}

/** One line per answer that failed or was slow; the rest is in the metrics. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const line = { requestId: request.id, method: request.method, path: request.url.split('?')[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (reply.statusCode >= 500) request.log.error(line, 'answered')
    else if (reply.elapsedTime > SLOW_MS) request.log.warn(line, 'slow')
    else request.log.debug(line, 'answered')
    done()
  })
}
