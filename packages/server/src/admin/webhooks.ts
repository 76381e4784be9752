import { z } from 'zod'
import { flag, int, pagedInput, pagedOutput, text, time, WEBHOOK_EVENT_TYPES } from '@xiaopu/shared/contract'
import { countEndpointsInTrouble, createEndpoint, deleteEndpoint, DELIVERY_STATES, getDelivery, getEndpoint, listDeliveries, listEndpoints, replayDeliveries, rotateEndpointSecret, scopeOf, sendTest, setEndpointEnabled, updateEndpoint } from '@xiaopu/shared/webhooks'
import { MAX_OVERLAP_HOURS } from '@xiaopu/shared/secrets'
import type { RequestCtx } from '../context.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const form = { url: text.max(500), description: text.max(100), events: z.array(text.max(40)).max(WEBHOOK_EVENT_TYPES.length) }
const Endpoint = z.object({
  ...form,
  id: int,
  appId: int,
  appName: text,
  isEnabled: flag,
  health: z.enum(['ok', 'new', 'failing_now', 'paused', 'off', 'gone', 'failing']),
  failures: int,
  failingSince: time,
  pausedUntil: time,
  disabledAt: time,
  oldSecretUntil: time,
  lastSuccessAt: time,
  createdAt: time,
  waiting: int,
  deliveredDay: int,
  failedDay: int,
})
const Issued = z.object({ endpoint: Endpoint, secret: text })
const delivery = {
  id: int,
  endpointId: int,
  eventId: text,
  type: text,
  state: z.enum(DELIVERY_STATES),
  tries: int,
  isTest: flag,
  replayOf: int,
  status: int,
  error: text,
  durationMs: int,
  createdAt: time,
  nextAt: time,
  finishedAt: time,
}
const Attempt = z.object({ id: int, at: time, durationMs: int, status: int, error: text, requestHeaders: z.record(text, text), responseBody: text })
const DeliveryDetail = z.object({ ...delivery, body: text, attempts: z.array(Attempt) })
const portsOf = ({ secretsKey, allowsLocal = false }: Pick<RequestCtx, 'secretsKey' | 'allowsLocal'>) => ({ secretsKey, allowsLocal })
const byId = z.strictObject({ id: int })

/** Where outside programs want to be told of events, and what became of it. */
export const webhooksRouter = router({
  list: staffProcedure('apps.manage')
    .input(z.strictObject({ appId: int.default(0) }))
    .output(z.object({ items: z.array(Endpoint) }))
    .query(async ({ ctx, input }) => ({ items: await listEndpoints(ctx, input.appId) })),
  get: staffProcedure('apps.manage').input(byId).output(Endpoint).query(({ ctx, input }) => getEndpoint(ctx, input.id)),
  trouble: staffProcedure('apps.manage').input(z.void()).output(z.object({ count: int })).query(async ({ ctx }) => ({ count: await countEndpointsInTrouble(ctx) })),
  events: staffProcedure('apps.manage')
    .input(z.void())
    .output(z.object({ items: z.array(z.object({ type: text, scope: text })), allowsLocal: flag }))
    .query(({ ctx }) => ({ items: WEBHOOK_EVENT_TYPES.map((type) => ({ type, scope: scopeOf(type) })), allowsLocal: ctx.allowsLocal ?? false })),
  create: staffWrite('apps.manage').input(z.strictObject({ ...form, appId: int })).output(Issued).mutation(({ ctx, input }) => createEndpoint(ctx, input, portsOf(ctx))),
  update: staffWrite('apps.manage').input(z.strictObject({ ...form, id: int })).output(Endpoint).mutation(({ ctx, input: { id, ...endpoint } }) => updateEndpoint(ctx, id, endpoint, portsOf(ctx))),
  setEnabled: staffWrite('apps.manage')
    .input(z.strictObject({ id: int, isEnabled: flag }))
    .output(Endpoint)
    .mutation(({ ctx, input }) => setEndpointEnabled(ctx, input.id, input.isEnabled)),
  rotateSecret: staffWrite('apps.manage')
    .input(z.strictObject({ id: int, overlapHours: int.min(0).max(MAX_OVERLAP_HOURS) }))
    .output(Issued)
    .mutation(({ ctx, input }) => rotateEndpointSecret(ctx, input, portsOf(ctx))),
  delete: staffWrite('apps.manage')
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteEndpoint(ctx, input.id)
      return {}
    }),
  test: staffWrite('apps.manage').input(byId).output(DeliveryDetail).mutation(({ ctx, input }) => sendTest(ctx, input.id, portsOf(ctx))),
  deliveries: staffProcedure('apps.manage')
    .input(pagedInput({ endpointId: int, state: z.enum(['all', ...DELIVERY_STATES]).default('all'), type: text.max(40).default(''), eventId: text.max(60).default(''), from: time.default(''), to: time.default('') }))
    .output(pagedOutput({ items: z.array(z.object(delivery)) }))
    .query(async ({ ctx, input }) => ({ ...await listDeliveries(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  delivery: staffProcedure('apps.manage').input(byId).output(DeliveryDetail).query(({ ctx, input }) => getDelivery(ctx, input.id)),
  replay: staffWrite('apps.manage')
    .input(z.union([
      z.strictObject({ endpointId: int, ids: z.array(int).min(1).max(100) }),
      z.strictObject({ endpointId: int, from: time.refine(Boolean), to: time.refine(Boolean), onlyFailed: flag }),
    ]))
    .output(z.object({ replayed: int }))
    .mutation(({ ctx, input }) => replayDeliveries(ctx, input)),
})
