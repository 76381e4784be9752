import type { z } from 'zod'
import type { Ctx, TxCtx } from '../database/index.ts'
import { type HeardEvent, hearEvents, oneByOne } from '../outbox/index.ts'
import { eventFacts, type OutboxPayload, scopeOf, typeOf } from './event-data.ts'

export interface WirePort {
  /** Writes a value the way the gateway's methods answer it. */
  toWire: (schema: z.ZodType, value: unknown) => unknown
}

const IS_ASKED_FOR = `FROM "WebhookEndpoint" w JOIN "App" a ON a."id" = w."appId" AND a."isEnabled" AND NOT a."isDeleted"
  WHERE w."isEnabled" AND $1 = ANY(w."events") AND ($2 = '' OR $2 = ANY(a."scopes"))`
const IS_ASKED = `SELECT 1 ${IS_ASKED_FOR} LIMIT 1`
const FAN_OUT = `INSERT INTO "WebhookDelivery" ("endpointId", "eventId", "type", "body", "nextAt", "createdAt")
  SELECT w."id", $4, $1, $5, $6, $6 ${IS_ASKED_FOR} AND (a."sellerId" = 0 OR a."sellerId" = $3) ORDER BY w."id"`

/** The event's name outside the shop: the same for every endpoint, and for every try and replay. */
export function eventIdOf(uid: string): string {
  return `evt_${uid.replaceAll('-', '')}`
}

export function bodyOf({ type, at, data }: { type: string, at: Date, data: unknown }): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data })
}

async function fanOut(tx: TxCtx, event: HeardEvent<OutboxPayload>, { toWire }: WirePort): Promise<void> {
  const type = typeOf(event.topic)
  if (!type || !await tx.sql.row('webhook_is_asked', IS_ASKED, [type, scopeOf(type)])) return
  const facts = await eventFacts(tx, event)
  if (!facts) return
  const body = bodyOf({ type, at: event.createdAt, data: toWire(facts.schema, facts.data) })
  await tx.sql.run('webhook_fan_out', FAN_OUT, [type, facts.scope, facts.sellerId, eventIdOf(event.uid), body, tx.now])
}

/** Turns what happened into one delivery for each endpoint that asks for it and may know of it. */
export async function fanOutEvents(ctx: Ctx, ports: WirePort & { failed: (error: unknown) => void }): Promise<void> {
  await hearEvents<OutboxPayload>(ctx, { consumer: 'webhooks', hear: oneByOne((tx, event) => fanOut(tx, event, ports)), failed: ports.failed })
}
