import { randomUUID } from 'node:crypto'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { decrypt } from '../secrets/index.ts'
import { audit } from '../staff/index.ts'
import { type Answer, type OutboundPorts, post } from './post.ts'
import { BREAKER_FAILURES, GIVE_UP_MS, pauseAfter, waitAfter } from './schedule.ts'
import { signaturesOf } from './signature.ts'

const SECOND_MS = 1000
/** Longer than a try may take: whoever died over one is followed by the next process. */
export const LEASE_MS = 60 * SECOND_MS
/** At once to one endpoint, and to all of them: a slow receiver holds up nobody else. */
const PER_ENDPOINT = 5
const BATCH = 40
const GONE = 410

export interface DeliveryPorts extends OutboundPorts {
  secretsKey: Uint8Array
  random?: () => number
}

interface Claimed { id: number, endpointId: number, eventId: string, body: string, claim: string }
interface Endpoint { url: string, secretCipher: string, oldSecretCipher: string, oldSecretUntil: Date | null }

// No row stays locked while a receiver is spoken to: a delivery is taken by moving its time on and writing down who took it. An
// endpoint that was left alone gets one, as a probe, and is left alone again until that one has come back.
const CLAIM = `
WITH due AS (
  SELECT d."id", e."id" AS "endpointId" FROM "WebhookEndpoint" e JOIN "App" a ON a."id" = e."appId" AND a."isEnabled" AND NOT a."isDeleted"
  CROSS JOIN LATERAL (
    SELECT d."id" FROM "WebhookDelivery" d WHERE d."endpointId" = e."id" AND d."state" = 'queued' AND d."nextAt" <= $1
    ORDER BY d."nextAt", d."id" LIMIT CASE WHEN e."failures" >= ${BREAKER_FAILURES} THEN 1 ELSE ${PER_ENDPOINT} END FOR UPDATE SKIP LOCKED) d
  WHERE e."isEnabled" AND (e."pausedUntil" IS NULL OR e."pausedUntil" <= $1) LIMIT ${BATCH}),
probed AS (UPDATE "WebhookEndpoint" e SET "pausedUntil" = $2 FROM due WHERE e."id" = due."endpointId" AND e."failures" >= ${BREAKER_FAILURES})
UPDATE "WebhookDelivery" d SET "nextAt" = $2, "claim" = $3 FROM due WHERE d."id" = due."id" RETURNING d."id", d."endpointId", d."eventId", d."body", d."claim"`

const ENDPOINT = 'SELECT "url", "secretCipher", "oldSecretCipher", "oldSecretUntil" FROM "WebhookEndpoint" WHERE "id" = $1'

function secretsOf(endpoint: Endpoint, now: Date, { secretsKey }: DeliveryPorts): string[] {
  const isOldGood = endpoint.oldSecretUntil !== null && endpoint.oldSecretUntil > now
  return [endpoint.secretCipher, ...isOldGood ? [endpoint.oldSecretCipher] : []].map((cipher) => decrypt(secretsKey, cipher))
}

const NOTE_DELIVERY = `UPDATE "WebhookDelivery" SET "tries" = "tries" + 1, "claim" = '', "state" = $3, "nextAt" = $4, "finishedAt" = $5
  WHERE "id" = $1 AND "claim" = $2 AND "state" = 'queued'`
const NOTE_TRY = `INSERT INTO "WebhookTry" ("deliveryId", "at", "durationMs", "status", "error", "requestHeaders", "responseBody") VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`
const STATE = 'SELECT "tries", "isTest" FROM "WebhookDelivery" WHERE "id" = $1'
const WORKED = 'UPDATE "WebhookEndpoint" SET "failures" = 0, "failingSince" = NULL, "pausedUntil" = NULL, "lastSuccessAt" = $2 WHERE "id" = $1'
const FAILED = `UPDATE "WebhookEndpoint" SET "failures" = "failures" + 1, "failingSince" = coalesce("failingSince", $2) WHERE "id" = $1
  RETURNING "url", "isEnabled", "failures", "failingSince"`
const PAUSE = 'UPDATE "WebhookEndpoint" SET "pausedUntil" = $2 WHERE "id" = $1'
const SWITCH_OFF = 'UPDATE "WebhookEndpoint" SET "isEnabled" = false, "disabledReason" = $2, "disabledAt" = $3 WHERE "id" = $1 AND "isEnabled"'
const END_QUEUED = `UPDATE "WebhookDelivery" SET "state" = 'failed', "finishedAt" = $2 WHERE "endpointId" = $1 AND "state" = 'queued'`

async function switchOff(tx: TxCtx, { endpointId, url }: { endpointId: number, url: string }, reason: 'gone' | 'failing'): Promise<void> {
  if (await tx.sql.run('webhook_switch_off', SWITCH_OFF, [endpointId, reason, tx.now]) === 0) return
  await tx.sql.run('webhook_end_queued', END_QUEUED, [endpointId, tx.now])
  await audit(tx, { action: 'webhook.switchOff', targetKind: 'webhook', targetId: endpointId, targetName: url, before: { isEnabled: true }, after: { isEnabled: false, reason } })
}

async function noteFailure(tx: TxCtx, endpointId: number, status: number): Promise<void> {
  const row = await tx.sql.row<{ url: string, isEnabled: boolean, failures: number, failingSince: Date }>('webhook_failed', FAILED, [endpointId, tx.now])
  if (!row) return
  const pause = pauseAfter(row.failures)
  if (pause > 0) await tx.sql.run('webhook_pause', PAUSE, [endpointId, new Date(tx.now.getTime() + pause)])
  if (status === GONE) await switchOff(tx, { endpointId, url: row.url }, 'gone')
  else if (tx.now.getTime() - row.failingSince.getTime() >= GIVE_UP_MS) await switchOff(tx, { endpointId, url: row.url }, 'failing')
}

interface Done { delivery: Claimed, answer: Answer, headers: Record<string, string> }

/** What came of one try. Only the process that took the delivery notes it; one whose time ran out notes nothing. */
async function note(ctx: Ctx, { delivery, answer, headers }: Done, ports: DeliveryPorts): Promise<void> {
  const { id, endpointId, claim } = delivery
  const isDelivered = answer.status >= 200 && answer.status < 300
  const over = new Date(ctx.now.getTime() + answer.durationMs)
  await inTransaction(ctx, async (tx) => {
    const was = await tx.sql.row<{ tries: number, isTest: boolean }>('webhook_delivery_state', STATE, [id])
    if (!was) return
    const wait = isDelivered || was.isTest ? null : waitAfter(was.tries + 1, ports.random ?? Math.random)
    const state = isDelivered ? 'delivered' : wait === null ? 'failed' : 'queued'
    const isOurs = await tx.sql.run('webhook_note_delivery', NOTE_DELIVERY, [id, claim, state, new Date(over.getTime() + (wait ?? 0)), state === 'queued' ? null : over])
    if (isOurs === 0) return
    await tx.sql.run('webhook_note_try', NOTE_TRY, [id, ctx.now, answer.durationMs, answer.status, answer.error, JSON.stringify(headers), answer.body])
    if (isDelivered) await tx.sql.run('webhook_worked', WORKED, [endpointId, over])
    else await noteFailure(tx, endpointId, answer.status)
  })
}

/** Sends a delivery somebody has taken, outside any transaction, and notes how it went. */
export async function sendClaimed(ctx: Ctx, delivery: Claimed, ports: DeliveryPorts): Promise<void> {
  const endpoint = await ctx.sql.row<Endpoint & Record<string, unknown>>('webhook_endpoint', ENDPOINT, [delivery.endpointId])
  if (!endpoint) return
  const { eventId: id, body } = delivery
  const timestamp = Math.floor(ctx.now.getTime() / SECOND_MS)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Xiaopu-Webhooks/1.0',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signaturesOf({ id, timestamp, body }, secretsOf(endpoint, ctx.now, ports)),
  }
  await note(ctx, { delivery, headers, answer: await post(endpoint.url, { headers, body }, ports) }, ports)
}

/** Takes what is due, each try by one process. */
export function claimDue(ctx: TxCtx): Promise<Claimed[]> {
  return ctx.sql.rows<Claimed & Record<string, unknown>>('webhook_claim', CLAIM, [ctx.now, new Date(ctx.now.getTime() + LEASE_MS), randomUUID()])
}

/** Sends what is due until nothing is, each batch at its own moment. Answers how many tries there were. */
export async function deliverDue(newCtx: () => Ctx, ports: DeliveryPorts): Promise<number> {
  let tried = 0
  for (;;) {
    const ctx = newCtx()
    const due = await claimDue(ctx)
    await Promise.all(due.map((delivery) => sendClaimed(ctx, delivery, ports)))
    tried += due.length
    if (due.length === 0) return tried
  }
}
