import { z } from 'zod'
import { int, text, time } from '@xiaopu/shared/contract'
import { dashboard } from '@xiaopu/shared/orders'
import { router, staffProcedure } from '../trpc.ts'

/** A sum of many orders may be more than a column holds. */
const sumFen = z.int()
const Figures = z.object({ paidFen: sumFen, orders: int, buyers: int, members: int, refundFen: sumFen, refunds: int })
const Day = z.object({ day: text, paidFen: sumFen, orders: int })

/** The shop's day. Every figure has a list behind it, so the filters of that list come along. */
export const dashboardRouter = router({
  get: staffProcedure('dashboard.view')
    .input(z.strictObject({ days: z.union([z.literal(7), z.literal(14), z.literal(30)]).default(14) }))
    .output(z.object({
      todayFrom: time,
      now: time,
      today: Figures,
      yesterday: Figures,
      days: z.array(Day),
      daysBefore: z.array(Day),
      toDos: z.object({ awaitShip: int, waitingLong: int, awaitConfirm: int, awaitPay: int, short: int, lowStock: int, soldOut: int }),
      top: z.array(z.object({ goodsId: int, name: text, thumbUrl: text, quantity: int, paidFen: sumFen, stock: int, warnStock: int })),
    }))
    .query(({ ctx, input }) => dashboard(ctx, input.days)),
})
