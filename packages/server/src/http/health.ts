import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { carrierFailures } from '../carrier-failures.ts'
import type { Shop } from '../shop.ts'

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** One dependency that readiness asks. */
export interface Dependency {
  name: string
  check: () => Promise<void>
}

/** Liveness, readiness by dependency, and Prometheus figures. */
export function registerHealth(app: FastifyInstance, shop: Shop, dependencies: Dependency[]): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  registry.registerMetric(new Counter({
    name: 'sql_statements_total',
    help: 'Statements sent to PostgreSQL',
    registers: [],
    collect() {
      this.reset()
      this.inc(shop.database.statements())
    },
  }))
  registry.registerMetric(carrierFailures)
  app.addHook('onResponse', (request, reply, done) => {
    durations.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })

  app.get('/health/live', () => ({ status: 'ok' }))
  app.get('/health/ready', async (_request, reply) => {
    const all: Dependency[] = [{ name: 'database', check: async () => { await shop.database.sql.row('health', 'SELECT 1') } }, ...dependencies]
    const results = await Promise.all(all.map(async ({ name, check }) => {
      const isUp = await check().then(() => true, () => false)
      return [name, isUp ? 'ok' : 'down'] as const
    }))
    const isReady = results.every(([, state]) => state === 'ok')
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'down', dependencies: Object.fromEntries(results) })
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
