import { randomUUID } from 'node:crypto'
import { WEBHOOK_TEST } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { type DeliveryPorts, LEASE_MS, sendClaimed } from './deliver.ts'
import { getEndpoint, sellerOf } from './endpoints.ts'
import { bodyOf, eventIdOf } from './fan-out.ts'

const MAX_REPLAYED = 1000

export const DELIVERY_STATES = ['queued', 'delivered', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export interface DeliveryFilter {
  endpointId: number
  state: DeliveryState | 'all'
  type: string
  eventId: string
  from: string
  to: string
  pageNo: number
  pageSize: number
}

export interface DeliveryView {
  id: number
  endpointId: number
  eventId: string
  type: string
  state: DeliveryState
  tries: number
  isTest: boolean
  replayOf: number
  /** Of the last try; 0 and '' before the first. */
  status: number
  error: string
  durationMs: number
  createdAt: string
  nextAt: string
  finishedAt: string
}

export interface TryView { id: number, at: string, durationMs: number, status: number, error: string, requestHeaders: Record<string, string>, responseBody: string }

interface Row extends Omit<DeliveryView, 'createdAt' | 'nextAt' | 'finishedAt'>, Record<string, unknown> { createdAt: Date, nextAt: Date, finishedAt: Date | null }

const FROM = `FROM "WebhookDelivery" d JOIN "WebhookEndpoint" w ON w."id" = d."endpointId" JOIN "App" a ON a."id" = w."appId" AND ($1 = 0 OR a."sellerId" = $1)`
const LAST = 'LEFT JOIN LATERAL (SELECT t."status", t."error", t."durationMs" FROM "WebhookTry" t WHERE t."deliveryId" = d."id" ORDER BY t."id" DESC LIMIT 1) l ON true'
const COLUMNS = `d."id", d."endpointId", d."eventId", d."type", d."state", d."tries", d."isTest", d."replayOf", coalesce(l."status", 0) AS "status", coalesce(l."error", '') AS "error",
  coalesce(l."durationMs", 0) AS "durationMs", d."createdAt", d."nextAt", d."finishedAt"`
const FOUND = `d."endpointId" = $2 AND ($3 = 'all' OR d."state" = $3) AND ($4 = '' OR d."type" = $4) AND ($5 = '' OR d."eventId" = $5)
  AND ($6::timestamptz IS NULL OR d."createdAt" >= $6) AND ($7::timestamptz IS NULL OR d."createdAt" < $7)`

function view({ createdAt, nextAt, finishedAt, ...row }: Row): DeliveryView {
  return { ...row, createdAt: iso(createdAt), nextAt: row.state === 'queued' ? iso(nextAt) : '', finishedAt: iso(finishedAt) }
}

export async function listDeliveries(ctx: TxCtx, filter: DeliveryFilter): Promise<{ items: DeliveryView[], totalResults: number }> {
  const values = [sellerOf(ctx), filter.endpointId, filter.state, filter.type, filter.eventId, filter.from || null, filter.to || null]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Row>('webhook_deliveries', `SELECT ${COLUMNS} ${FROM} ${LAST} WHERE ${FOUND} ORDER BY d."createdAt" DESC, d."id" DESC LIMIT $8 OFFSET $9`, [...values, filter.pageSize, (filter.pageNo - 1) * filter.pageSize]),
    ctx.sql.row<{ count: number }>('webhook_deliveries_count', `SELECT count(*)::int AS "count" ${FROM} WHERE ${FOUND}`, values),
  ])
  return { items: rows.map(view), totalResults: counted?.count ?? 0 }
}

interface TryRow extends Omit<TryView, 'at'>, Record<string, unknown> { at: Date }

/** One delivery with what was sent and what came back each time. */
export async function getDelivery(ctx: TxCtx, id: number): Promise<DeliveryView & { body: string, attempts: TryView[] }> {
  const row = await ctx.sql.row<Row & { body: string }>('webhook_delivery', `SELECT ${COLUMNS}, d."body" ${FROM} ${LAST} WHERE d."id" = $2`, [sellerOf(ctx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  const attempts = await ctx.sql.rows<TryRow>('webhook_tries', 'SELECT "id", "at", "durationMs", "status", "error", "requestHeaders", "responseBody" FROM "WebhookTry" WHERE "deliveryId" = $1 ORDER BY "id" DESC', [id])
  return { ...view(row), body: row.body, attempts: attempts.map((one) => ({ ...one, at: iso(one.at) })) }
}

/** What to send again: these deliveries, or those of a span of time. */
export type ReplayInput = { endpointId: number } & ({ ids: number[] } | { from: string, to: string, onlyFailed: boolean })

const COPY = `INSERT INTO "WebhookDelivery" ("endpointId", "eventId", "type", "body", "nextAt", "createdAt", "replayOf")
  SELECT d."endpointId", d."eventId", d."type", d."body", $2, $2, d."id" FROM "WebhookDelivery" d WHERE d."endpointId" = $1 AND NOT d."isTest"`
const REPLAY_IDS = `${COPY} AND d."id" = ANY($3::int[]) ORDER BY d."id"`
// Of an event that was replayed before only the first delivery counts, and one that has arrived since is not failed.
const REPLAY_SPAN = `${COPY} AND d."replayOf" = 0 AND d."createdAt" >= $3 AND d."createdAt" < $4 AND (NOT $5::boolean OR (d."state" = 'failed' AND NOT EXISTS (
  SELECT 1 FROM "WebhookDelivery" o WHERE o."endpointId" = $1 AND o."eventId" = d."eventId" AND o."id" > d."id" AND o."state" <> 'failed'))) ORDER BY d."id" LIMIT ${MAX_REPLAYED + 1}`

/** Sends events again under their own id, each as a delivery of its own. Answers how many. */
export async function replayDeliveries(ctx: Ctx, input: ReplayInput): Promise<{ replayed: number }> {
  const { url, isEnabled } = await getEndpoint(ctx, input.endpointId)
  if (!isEnabled) throw new ShopError('CONFLICT')
  return inTransaction(ctx, async (tx) => {
    const replayed = 'ids' in input
      ? await tx.sql.run('webhook_replay_ids', REPLAY_IDS, [input.endpointId, tx.now, input.ids])
      : await tx.sql.run('webhook_replay_span', REPLAY_SPAN, [input.endpointId, tx.now, input.from, input.to, input.onlyFailed])
    if (replayed > MAX_REPLAYED) throw new ShopError('LIMIT_REACHED', { limit: MAX_REPLAYED })
    if ('ids' in input && replayed === 0) throw new ShopError('NOT_FOUND')
    await audit(tx, { action: 'webhook.replay', targetKind: 'webhook', targetId: input.endpointId, targetName: url, after: { ...input, replayed } })
    return { replayed }
  })
}

const TEST = `INSERT INTO "WebhookDelivery" ("endpointId", "eventId", "type", "body", "nextAt", "claim", "isTest", "createdAt") VALUES ($1, $2, $3, $4, $5, $6, true, $7)
  RETURNING "id", "endpointId", "eventId", "body", "claim"`

/** Sends a test event now, once, and answers how it went. A receiver that takes it is no longer left alone. */
export async function sendTest(ctx: Ctx, endpointId: number, ports: DeliveryPorts): Promise<DeliveryView & { body: string, attempts: TryView[] }> {
  const { url } = await getEndpoint(ctx, endpointId)
  const body = bodyOf({ type: WEBHOOK_TEST.type, at: ctx.now, data: WEBHOOK_TEST.data.parse({ message: 'Xiaopu' }) })
  const delivery = await inTransaction(ctx, async (tx) => {
    const values = [endpointId, eventIdOf(randomUUID()), WEBHOOK_TEST.type, body, new Date(tx.now.getTime() + LEASE_MS), randomUUID(), tx.now]
    await audit(tx, { action: 'webhook.test', targetKind: 'webhook', targetId: endpointId, targetName: url })
    return tx.sql.row<{ id: number, endpointId: number, eventId: string, body: string, claim: string }>('webhook_test', TEST, values)
  })
  if (!delivery) throw new Error('the test was not written')
  await sendClaimed(ctx, delivery, ports)
  return getDelivery(ctx, delivery.id)
}
