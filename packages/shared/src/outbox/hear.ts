import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import type { OutboxConsumer } from './consumers.ts'
import type { OutboxTopic } from './outbox.ts'

const MAX_ATTEMPTS = 5

export interface HeardEvent<Payload> { id: number, uid: string, topic: OutboxTopic, payload: Payload, createdAt: Date }

/** How many are heard in one transaction while nothing fails. */
const BATCH = 50
const NEXT = `
SELECT e."id", e."uid", e."topic", e."payload", e."createdAt" FROM "OutboxTask" t JOIN "OutboxEvent" e ON e."id" = t."eventId"
WHERE t."consumer" = $1 AND t."attempts" < ${MAX_ATTEMPTS} AND t."eventId" > $2 ORDER BY t."eventId" LIMIT $3 FOR UPDATE OF t SKIP LOCKED`
const HEARD = 'DELETE FROM "OutboxTask" WHERE "consumer" = $1 AND "eventId" = ANY($2::int[])'
const FAILED = 'UPDATE "OutboxTask" SET "attempts" = "attempts" + 1 WHERE "consumer" = $1 AND "eventId" = $2'

interface Hearing<Payload> {
  consumer: OutboxConsumer
  /** Some events together, oldest first; of those that fail together each one alone. */
  hear: (tx: TxCtx, events: readonly HeardEvent<Payload>[]) => Promise<void>
  failed: (error: unknown) => void
}

/** Hears one event after the other. */
export function oneByOne<Payload>(hear: (tx: TxCtx, event: HeardEvent<Payload>) => Promise<void>): Hearing<Payload>['hear'] {
  return async (tx, events) => {
    for (const event of events) await hear(tx, event)
  }
}

/**
 * Hears the next events after `last` together; answers their ids, none when there are no more. Those whose hearing fails are heard
 * again one by one.
 */
async function hearNext<Payload>(ctx: Ctx, { consumer, hear }: Hearing<Payload>, last: number, most: number): Promise<{ ids: number[], error: unknown }> {
  let ids: number[] = []
  try {
    await inTransaction(ctx, async (tx) => {
      const events = await tx.sql.rows<HeardEvent<Payload>>('outbox_next', NEXT, [consumer, last, most])
      ids = events.map(({ id }) => id)
      if (ids.length === 0) return
      await hear(tx, events)
      await tx.sql.run('outbox_heard', HEARD, [consumer, ids])
    })
    return { ids, error: null }
  } catch (error) {
    return { ids, error: error ?? new Error('the hearing failed') }
  }
}

/** Hears every event the consumer is owed, many in one transaction; one that fails is left for the next time and does not hold up the others. */
export async function hearEvents<Payload>(ctx: Ctx, hearing: Hearing<Payload>): Promise<void> {
  const { consumer, failed } = hearing
  let last = 0
  /** Of a batch that failed, everything is heard alone: so it shows which of them it was. */
  let aloneUntil = 0
  for (;;) {
    const { ids, error } = await hearNext(ctx, hearing, last, last < aloneUntil ? 1 : BATCH)
    const [first] = ids
    if (first === undefined) {
      if (error !== null) throw error
      return
    }
    if (error === null) {
      last = Math.max(...ids)
    } else if (ids.length > 1) {
      aloneUntil = Math.max(...ids)
    } else {
      await ctx.sql.run('outbox_failed', FAILED, [consumer, first])
      failed(error)
      last = first
    }
  }
}
