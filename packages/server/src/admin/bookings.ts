import { z } from 'zod'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { answerBooking, listBookingsForStaff } from '@xiaopu/shared/notices'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Row = z.object({
  id: int, userId: int, userName: text, goodsId: int, goodsName: text, goodsThumb: text, optionsText: text, quantity: int, stock: int, description: text,
  linkMan: text, email: text, tel: text, isDisposed: flag, disposeNote: text, disposedBy: text, bookedAt: time, disposedAt: time,
})

/** 缺货登记: what shoppers asked for while it was sold out. */
export const bookingsRouter = router({
  list: staffProcedure('users.bookings')
    .input(pagedInput({ state: z.enum(['open', 'closed', 'all']).default('open'), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await listBookingsForStaff(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  answer: staffWrite('users.bookings')
    .input(z.strictObject({ bookingId: int.min(1), note: text.trim().min(1).max(255) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => inTransaction(ctx, async (tx) => {
      const { name, ...changes } = await answerBooking(tx, input, ctx)
      await audit(tx, { action: 'booking.answer', targetKind: 'booking', targetId: input.bookingId, targetName: name, ...changes })
      return {}
    })),
})
