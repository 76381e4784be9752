import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import type { OutboxConsumer } from './consumers.ts'
import type { OutboxTopic } from './outbox.ts'

const MAX_ATTEMPTS = 5

export interface HeardEvent<Payload> { id: number, uid: string, topic: OutboxTopic, payload: Payload, createdAt: Date }

const NEXT = `
SELECT e."id", e."uid", e."topic", e."payload", e."createdAt" FROM "OutboxTask" t JOIN "OutboxEvent" e ON e."id" = t."eventId"
WHERE t."consumer" = $1 AND t."attempts" < ${MAX_ATTEMPTS} AND t."eventId" > $2 ORDER BY t."eventId" LIMIT 1 FOR UPDATE OF t SKIP LOCKED`
const HEARD = 'DELETE FROM "OutboxTask" WHERE "consumer" = $1 AND "eventId" = $2'
const FAILED = 'UPDATE "OutboxTask" SET "attempts" = "attempts" + 1 WHERE "consumer" = $1 AND "eventId" = $2'

interface Hearing<Payload> {
  consumer: OutboxConsumer
  hear: (tx: TxCtx, event: HeardEvent<Payload>) => Promise<void>
  failed: (error: unknown) => void
}

/** Hears every event the consumer is owed, each in its own transaction; one that fails is left for the next time and does not hold up the others. */
export async function hearEvents<Payload>(ctx: Ctx, { consumer, hear, failed }: Hearing<Payload>): Promise<void> {
  let last = 0
  for (;;) {
    const before = last
    try {
      await inTransaction(ctx, async (tx) => {
        const event = await tx.sql.row<HeardEvent<Payload>>('outbox_next', NEXT, [consumer, before])
        if (!event) return
        last = event.id
        await hear(tx, event)
        await tx.sql.run('outbox_heard', HEARD, [consumer, event.id])
      })
    } catch (error) {
      if (last === before) throw error
      await ctx.sql.run('outbox_failed', FAILED, [consumer, last])
      failed(error)
    }
    if (last === before) return
  }
}
