import type { Ctx, TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { markBegunPromotions, markWatchers, tellWatchers } from './watching.ts'
import { tellBookings } from './tell-bookings.ts'
import type { NoticePorts } from './tell.ts'

const TOPICS = ['goods.stock_rose', 'goods.price_changed']
const MAX_ATTEMPTS = 5

interface Event extends Record<string, unknown> { id: number, topic: string, payload: { goodsId: number, isBack?: number } }

const NEXT = `
SELECT "id", "topic", "payload" FROM "OutboxEvent" WHERE "topic" = ANY($1::text[]) AND "processedAt" IS NULL AND "attempts" < ${MAX_ATTEMPTS} AND "id" > $2
ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED`
const DONE = 'UPDATE "OutboxEvent" SET "processedAt" = $2 WHERE "id" = $1'
const FAILED = 'UPDATE "OutboxEvent" SET "attempts" = "attempts" + 1 WHERE "id" = $1'

async function hear(tx: TxCtx, { topic, payload: { goodsId, isBack = 0 } }: Event, ports: NoticePorts): Promise<void> {
  if (topic === 'goods.stock_rose') await tellBookings(tx, goodsId, ports)
  await markWatchers(tx, goodsId, { isBack: isBack === 1 })
}

/** Hears every event there is, each in its own transaction; one that fails is left for the next time and does not hold up the others. */
async function hearAll(ctx: Ctx, ports: NoticePorts & { failed: (error: unknown) => void }): Promise<void> {
  let last = 0
  for (;;) {
    const before = last
    try {
      await inTransaction(ctx, async (tx) => {
        const event = await tx.sql.row<Event>('news_next', NEXT, [TOPICS, before])
        if (!event) return
        last = event.id
        await hear(tx, event, ports)
        await tx.sql.run('news_done', DONE, [event.id, tx.now])
      })
    } catch (error) {
      if (last === before) throw error
      await ctx.sql.run('news_failed', FAILED, [last])
      ports.failed(error)
    }
    if (last === before) return
  }
}

/** The shop's own worker of notices: bookings that are covered now, watched products that are cheaper or back. */
export async function tellNews(ctx: Ctx, ports: NoticePorts & { failed: (error: unknown) => void }): Promise<void> {
  await hearAll(ctx, ports)
  await markBegunPromotions(ctx)
  await tellWatchers(ctx, ports)
}
