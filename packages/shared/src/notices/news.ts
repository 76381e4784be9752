import type { Ctx, TxCtx } from '../database/index.ts'
import { type HeardEvent, hearEvents, oneByOne } from '../outbox/index.ts'
import { markBegunPromotions, markWatchers, tellWatchers } from './watching.ts'
import { tellBookings } from './tell-bookings.ts'
import type { NoticePorts } from './tell.ts'

type Payload = { goodsId: number, isBack?: number }

async function hear(tx: TxCtx, { topic, payload: { goodsId, isBack = 0 } }: HeardEvent<Payload>, ports: NoticePorts): Promise<void> {
  if (topic === 'goods.stock_rose') await tellBookings(tx, goodsId, ports)
  await markWatchers(tx, goodsId, { isBack: isBack === 1 })
}

/** The shop's own worker of notices: bookings that are covered now, watched products that are cheaper or back. */
export async function tellNews(ctx: Ctx, ports: NoticePorts & { failed: (error: unknown) => void }): Promise<void> {
  await hearEvents<Payload>(ctx, { consumer: 'notices', hear: oneByOne((tx, event) => hear(tx, event, ports)), failed: ports.failed })
  await markBegunPromotions(ctx)
  await tellWatchers(ctx, ports)
}
