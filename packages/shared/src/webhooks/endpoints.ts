import { isIP } from 'node:net'
import { WEBHOOK_EVENT_TYPES } from '../contract/index.ts'
import { type Actor, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { encrypt, overlapEnd } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { isPublicAddress } from './addresses.ts'
import { isEventType, scopeOf } from './event-data.ts'
import { BREAKER_FAILURES } from './schedule.ts'
import { newWebhookSecret } from './signature.ts'

const MAX_ENDPOINTS = 10
const MAX_URL = 500
const HOUR_MS = 3_600_000

export interface EndpointForm {
  url: string
  description: string
  events: string[]
}

export interface EndpointPorts {
  secretsKey: Uint8Array
  /** Takes plain HTTP and addresses of this machine: for development. */
  allowsLocal: boolean
}

/** off: by a member; gone, failing: switched off by the shop; paused: left alone after failures in a row; failing_now: below that; new: nothing arrived yet. */
export type EndpointHealth = 'ok' | 'new' | 'failing_now' | 'paused' | 'off' | 'gone' | 'failing'

export interface EndpointView extends EndpointForm {
  id: number
  appId: number
  appName: string
  isEnabled: boolean
  health: EndpointHealth
  failures: number
  failingSince: string
  pausedUntil: string
  disabledAt: string
  oldSecretUntil: string
  lastSuccessAt: string
  createdAt: string
  waiting: number
  deliveredDay: number
  failedDay: number
}

interface Row extends Omit<EndpointView, 'health' | 'failingSince' | 'pausedUntil' | 'disabledAt' | 'oldSecretUntil' | 'lastSuccessAt' | 'createdAt'>, Record<string, unknown> {
  disabledReason: string
  failingSince: Date | null
  pausedUntil: Date | null
  disabledAt: Date | null
  oldSecretUntil: Date | null
  lastSuccessAt: Date | null
  createdAt: Date
}

export function sellerOf({ actor }: { actor: Actor }): number {
  return actor.kind === 'staff' ? actor.sellerId : 0
}

const OWN = 'FROM "WebhookEndpoint" w JOIN "App" a ON a."id" = w."appId" AND NOT a."isDeleted" AND ($1 = 0 OR a."sellerId" = $1)'
const COLUMNS = `w."id", w."appId", a."name" AS "appName", w."url", w."description", w."events", w."isEnabled", w."disabledReason", w."failures", w."failingSince", w."pausedUntil",
  w."disabledAt", w."oldSecretUntil", w."lastSuccessAt", w."createdAt"`
const COUNTS = `(SELECT count(*)::int FROM "WebhookDelivery" d WHERE d."endpointId" = w."id" AND d."state" = 'queued') AS "waiting",
  (SELECT count(*)::int FROM "WebhookDelivery" d WHERE d."endpointId" = w."id" AND d."createdAt" > $2 AND d."state" = 'delivered') AS "deliveredDay",
  (SELECT count(*)::int FROM "WebhookDelivery" d WHERE d."endpointId" = w."id" AND d."createdAt" > $2 AND d."state" = 'failed') AS "failedDay"`

function healthOf({ isEnabled, disabledReason, failures, lastSuccessAt }: Row): EndpointHealth {
  if (!isEnabled) return disabledReason === 'gone' || disabledReason === 'failing' ? disabledReason : 'off'
  if (failures >= BREAKER_FAILURES) return 'paused'
  if (failures > 0) return 'failing_now'
  return lastSuccessAt ? 'ok' : 'new'
}

function view(row: Row, now: Date): EndpointView {
  const { disabledReason, oldSecretUntil, ...rest } = row
  return {
    ...rest,
    health: healthOf(row),
    failingSince: iso(row.failingSince),
    pausedUntil: iso(row.pausedUntil),
    disabledAt: disabledReason === '' ? '' : iso(row.disabledAt),
    oldSecretUntil: oldSecretUntil && oldSecretUntil > now ? iso(oldSecretUntil) : '',
    lastSuccessAt: iso(row.lastSuccessAt),
    createdAt: iso(row.createdAt),
  }
}

const dayAgo = (now: Date): Date => new Date(now.getTime() - 24 * HOUR_MS)

/** Of one app, or with 0 of all apps the member may see. Those in trouble come first. */
export async function listEndpoints(ctx: TxCtx, appId: number): Promise<EndpointView[]> {
  const text = `SELECT ${COLUMNS}, ${COUNTS} ${OWN} WHERE ($3 = 0 OR w."appId" = $3) ORDER BY (w."disabledReason" <> '') DESC, w."failures" DESC, w."id" DESC`
  return (await ctx.sql.rows<Row>('webhook_endpoints', text, [sellerOf(ctx), dayAgo(ctx.now), appId])).map((row) => view(row, ctx.now))
}

export async function getEndpoint(ctx: TxCtx, id: number): Promise<EndpointView> {
  const row = await ctx.sql.row<Row>('webhook_endpoint_view', `SELECT ${COLUMNS}, ${COUNTS} ${OWN} WHERE w."id" = $3`, [sellerOf(ctx), dayAgo(ctx.now), id])
  if (!row) throw new ShopError('NOT_FOUND')
  return view(row, ctx.now)
}

/** How many endpoints need somebody: switched off by the shop, or left alone for the time being. */
export async function countEndpointsInTrouble(ctx: TxCtx): Promise<number> {
  const text = `SELECT count(*)::int AS "count" ${OWN} WHERE w."disabledReason" <> '' OR (w."isEnabled" AND w."failures" >= ${BREAKER_FAILURES})`
  return (await ctx.sql.row<{ count: number }>('webhook_trouble', text, [sellerOf(ctx)]))?.count ?? 0
}

function isOutside(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) !== 0) return isPublicAddress(host)
  return host.includes('.') && !/\.(?:localhost|local|internal|home\.arpa)$/.test(host)
}

function checkedUrl(text: string, { allowsLocal }: EndpointPorts): string {
  const invalid = new ShopError('PARAM_INVALID', { field: 'url' })
  if (text.length > MAX_URL || !URL.canParse(text)) throw invalid
  const url = new URL(text)
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && allowsLocal)
  if (!isAllowed || url.username !== '' || url.password !== '' || (!allowsLocal && !isOutside(url))) throw invalid
  url.hash = ''
  return url.href
}

function checked(form: EndpointForm, scopes: readonly string[], ports: EndpointPorts): EndpointForm {
  const url = checkedUrl(form.url.trim(), ports)
  const events = [...new Set(form.events)]
  if (events.length === 0) throw new ShopError('FIELD_REQUIRED', { field: 'events' })
  const isAllowed = events.every((type) => isEventType(type) && (scopeOf(type) === '' || scopes.includes(scopeOf(type))))
  if (!isAllowed) throw new ShopError('PARAM_INVALID', { field: 'events' })
  return { url, description: form.description.trim(), events: WEBHOOK_EVENT_TYPES.filter((type) => events.includes(type)) }
}

interface Held extends EndpointForm, Record<string, unknown> { id: number, appId: number, isEnabled: boolean, secretCipher: string, scopes: string[] }

const HOLD = `SELECT w."id", w."appId", w."url", w."description", w."events", w."isEnabled", w."secretCipher", a."scopes" ${OWN} WHERE w."id" = $2 FOR UPDATE OF w`

async function hold(tx: TxCtx, id: number): Promise<Held> {
  const row = await tx.sql.row<Held>('webhook_hold', HOLD, [sellerOf(tx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

const LOCK_APP = 'SELECT "scopes" FROM "App" WHERE "id" = $1 AND NOT "isDeleted" AND ($2 = 0 OR "sellerId" = $2) FOR UPDATE'
const INSERT = `INSERT INTO "WebhookEndpoint" ("appId", "url", "description", "events", "secretCipher", "createdAt")
  SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM "WebhookEndpoint" WHERE "appId" = $1) < ${MAX_ENDPOINTS} RETURNING "id"`

/** The secret is seen this once. */
export interface IssuedEndpoint { endpoint: EndpointView, secret: string }

export async function createEndpoint(ctx: Ctx, { appId, ...form }: EndpointForm & { appId: number }, ports: EndpointPorts): Promise<IssuedEndpoint> {
  const secret = newWebhookSecret()
  const id = await inTransaction(ctx, async (tx) => {
    const app = await tx.sql.row<{ scopes: string[] }>('webhook_lock_app', LOCK_APP, [appId, sellerOf(tx)])
    if (!app) throw new ShopError('NOT_FOUND')
    const { url, description, events } = checked(form, app.scopes, ports)
    const row = await tx.sql.row<{ id: number }>('webhook_insert', INSERT, [appId, url, description, events, encrypt(ports.secretsKey, secret), tx.now])
    if (!row) throw new ShopError('LIMIT_REACHED', { limit: MAX_ENDPOINTS })
    await audit(tx, { action: 'webhook.create', targetKind: 'webhook', targetId: row.id, targetName: url, after: { url, description, events } })
    return row.id
  })
  return { endpoint: await getEndpoint(ctx, id), secret }
}

export async function updateEndpoint(ctx: Ctx, id: number, form: EndpointForm, ports: EndpointPorts): Promise<EndpointView> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    const after = checked(form, before.scopes, ports)
    await tx.sql.run('webhook_update', 'UPDATE "WebhookEndpoint" SET "url" = $2, "description" = $3, "events" = $4 WHERE "id" = $1', [id, after.url, after.description, after.events])
    await audit(tx, { action: 'webhook.update', targetKind: 'webhook', targetId: id, targetName: after.url, before: { url: before.url, description: before.description, events: before.events }, after })
  })
  return getEndpoint(ctx, id)
}

const SET_ENABLED = `UPDATE "WebhookEndpoint" SET "isEnabled" = $2, "failures" = 0, "failingSince" = NULL, "pausedUntil" = NULL, "disabledReason" = '', "disabledAt" = NULL WHERE "id" = $1`

/** Switching on starts afresh, whatever failed before; what waits while it is off is sent then. */
export async function setEndpointEnabled(ctx: Ctx, id: number, isEnabled: boolean): Promise<EndpointView> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await tx.sql.run('webhook_set_enabled', SET_ENABLED, [id, isEnabled])
    await audit(tx, { action: isEnabled ? 'webhook.enable' : 'webhook.disable', targetKind: 'webhook', targetId: id, targetName: before.url, before: { isEnabled: before.isEnabled }, after: { isEnabled } })
  })
  return getEndpoint(ctx, id)
}

const ROTATE = 'UPDATE "WebhookEndpoint" SET "secretCipher" = $2, "oldSecretCipher" = $3, "oldSecretUntil" = $4 WHERE "id" = $1'

/** A new secret. For so many hours deliveries carry a signature of the old one as well. */
export async function rotateEndpointSecret(ctx: Ctx, { id, overlapHours }: { id: number, overlapHours: number }, { secretsKey }: EndpointPorts): Promise<IssuedEndpoint> {
  const until = overlapEnd(ctx.now, overlapHours)
  const secret = newWebhookSecret()
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await tx.sql.run('webhook_rotate', ROTATE, [id, encrypt(secretsKey, secret), until ? before.secretCipher : '', until])
    await audit(tx, { action: 'webhook.rotateSecret', targetKind: 'webhook', targetId: id, targetName: before.url, after: { oldUntil: iso(until) } })
  })
  return { endpoint: await getEndpoint(ctx, id), secret }
}

/** With its deliveries. */
export async function deleteEndpoint(ctx: Ctx, id: number): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await tx.sql.run('webhook_delete', 'DELETE FROM "WebhookEndpoint" WHERE "id" = $1', [id])
    await audit(tx, { action: 'webhook.delete', targetKind: 'webhook', targetId: id, targetName: before.url, before: { url: before.url, events: before.events } })
  })
}
