import type { TxCtx } from '../database/index.ts'

/** What happened in the shop. Delivered to notices, webhooks and live screens after the transaction that wrote it. */
export type OutboxTopic
  = | 'order.placed'
    | 'order.paid'
    | 'order.canceled'
    | 'order.shipped'
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
    | 'goods.price_changed'

/** Writes the event in the transaction of the change it tells of. */
export async function emit(tx: TxCtx, topic: OutboxTopic, payload: Record<string, string | number>): Promise<void> {
  await tx.sql.run('outbox_emit', 'INSERT INTO "OutboxEvent" ("topic", "payload", "createdAt") VALUES ($1, $2, $3)', [topic, JSON.stringify(payload), tx.now])
}

/** The same for many at once: one event for each row of a select with the column `payload`. Its parameters come first. */
export async function emitEach(tx: TxCtx, topic: OutboxTopic, { text, values }: { text: string, values: readonly unknown[] }): Promise<void> {
  await tx.sql.run(`outbox_each_${topic}`, `INSERT INTO "OutboxEvent" ("topic", "payload", "createdAt") SELECT $${values.length + 1}, one."payload", $${values.length + 2} FROM (${text}) one`, [...values, topic, tx.now])
}
