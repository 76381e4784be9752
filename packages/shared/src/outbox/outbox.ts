import type { TxCtx } from '../database/index.ts'
import { owedSql, wantedSql } from './consumers.ts'

/** What happened in the shop. Delivered to notices, webhooks and live screens after the transaction that wrote it. */
export type OutboxTopic
  = | 'order.placed'
    | 'order.paid'
    | 'order.canceled'
    | 'order.shipped'
    | 'order.codes_delivered'
    | 'order.received'
    | 'order.reminded'
    | 'order.merged'
    | 'aftersale.asked'
    | 'aftersale.moved'
    | 'aftersale.overdue'
    | 'aftersale.refunded'
    | 'payment.alarm'
    | 'payment.refunded'
    | 'goods.stock_rose'
    | 'goods.stock_changed'
    | 'goods.price_changed'
    | 'goods.published'
    | 'comment.approved'
    | 'user.signed_up'

const EVENT = 'INSERT INTO "OutboxEvent" ("topic", "payload", "createdAt")'
const EMIT = `WITH event AS (${EVENT} VALUES ($1, $2, $3) RETURNING "id", "topic") ${owedSql('event')}`

/** Writes the event in the transaction of the change it tells of. */
export async function emit(tx: TxCtx, topic: OutboxTopic, payload: Record<string, string | number>): Promise<void> {
  await tx.sql.run('outbox_emit', EMIT, [topic, JSON.stringify(payload), tx.now])
}

/** The same for what only outside programs hear of: nothing is written while none of them asks for it. */
export async function emitWanted(tx: TxCtx, topic: OutboxTopic, payload: Record<string, string | number>): Promise<void> {
  const text = `WITH event AS (${EVENT} SELECT $1::text, $2::jsonb, $3::timestamptz WHERE ${wantedSql(topic)} RETURNING "id", "topic") ${owedSql('event')}`
  await tx.sql.run(`outbox_wanted_${topic}`, text, [topic, JSON.stringify(payload), tx.now])
}

/** The CTEs that write one event with the payload `{ name: column }` for each row of another CTE, and note who is owed it. */
export function eventCtes(topic: OutboxTopic, { from, where, name, column, at }: { from: string, where: string, name: string, column: string, at: string }): string {
  return `event AS (${EVENT} SELECT DISTINCT '${topic}', jsonb_build_object('${name}', ${from}."${column}"), ${at}::timestamptz FROM ${from} WHERE ${where} RETURNING "id", "topic"),
  owed AS (${owedSql('event')})`
}

/** The same for many at once: one event for each row of a select with the column `payload`. Its parameters come first. */
export async function emitEach(tx: TxCtx, topic: OutboxTopic, { text, values }: { text: string, values: readonly unknown[] }): Promise<void> {
  const [topicAt, nowAt] = [values.length + 1, values.length + 2]
  const each = `WITH event AS (${EVENT} SELECT $${topicAt}, one."payload", $${nowAt} FROM (${text}) one RETURNING "id", "topic") ${owedSql('event')}`
  await tx.sql.run(`outbox_each_${topic}`, each, [...values, topic, tx.now])
}
