import { z } from 'zod'
import { fen, flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { countFailedRefunds, deskRefunds, REFUND_STATES, retryDeskRefund } from '@xiaopu/shared/orders'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Refund = z.object({
  id: int,
  sn: text,
  /** 0 and '' for money that was no order's. */
  orderId: int,
  orderSn: text,
  subjectKind: text,
  paymentSn: text,
  payName: text,
  channel: text,
  amountFen: fen,
  state: text,
  attempt: int,
  reason: text,
  providerRefundNo: text,
  canRetry: flag,
  createdAt: time,
  nextTryAt: time,
  finishedAt: time,
})

/** Money on its way back. Who sends it is a job; a person steps in where that has given up. */
export const refundsRouter = router({
  list: staffProcedure('orders.money')
    .input(pagedInput({ state: z.enum(['all', ...REFUND_STATES]).default('all'), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Refund), counts: z.record(z.enum(['all', ...REFUND_STATES]), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await deskRefunds(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  failedCount: staffProcedure('orders.money').input(z.void()).output(z.object({ count: int })).query(async ({ ctx }) => ({ count: await countFailedRefunds(ctx) })),
  retry: staffWrite('orders.money')
    .input(z.strictObject({ id: int.min(1) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await retryDeskRefund(ctx, input.id)
      return {}
    }),
})
