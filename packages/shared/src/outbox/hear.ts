import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import type { OutboxTopic } from './outbox.ts'

const MAX_ATTEMPTS = 5

export interface HeardEvent<Payload> { id: number, topic: OutboxTopic, payload: Payload, createdAt: Date }

const NEXT = `
SELECT "id", "topic", "payload", "createdAt" FROM "OutboxEvent" WHERE "topic" = ANY($1::text[]) AND "processedAt" IS NULL AND "attempts" < ${MAX_ATTEMPTS} AND "id" > $2
ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED`
const DONE = 'UPDATE "OutboxEvent" SET "processedAt" = $2 WHERE "id" = $1'
const FAILED = 'UPDATE "OutboxEvent" SET "attempts" = "attempts" + 1 WHERE "id" = $1'

interface Hearing<Payload> {
  topics: readonly OutboxTopic[]
  hear: (tx: TxCtx, event: HeardEvent<Payload>) => Promise<void>
  failed: (error: unknown) => void
}

/** Hears every event there is, each in its own transaction; one that fails is left for the next time and does not hold up the others. */
export async function hearEvents<Payload>(ctx: Ctx, { topics, hear, failed }: Hearing<Payload>): Promise<void> {
  let last = 0
  for (;;) {
    const before = last
    try {
      await inTransaction(ctx, async (tx) => {
        const event = await tx.sql.row<HeardEvent<Payload>>('outbox_next', NEXT, [topics, before])
        if (!event) return
        last = event.id
        await hear(tx, event)
        await tx.sql.run('outbox_done', DONE, [event.id, tx.now])
      })
    } catch (error) {
      if (last === before) throw error
      await ctx.sql.run('outbox_failed', FAILED, [last])
      failed(error)
    }
    if (last === before) return
  }
}
