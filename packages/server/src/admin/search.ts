import { z } from 'zod'
import { int, text } from '@xiaopu/shared/contract'
import { searchEverything } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'

export const searchRouter = router({
  find: staffProcedure(null)
    .input(z.strictObject({ q: text.max(60) }))
    .output(z.object({
      orders: z.array(z.object({ id: int, sn: text, consignee: text, totalFen: int })),
      goods: z.array(z.object({ id: int, sn: text, name: text, priceFen: int, stock: int })),
      users: z.array(z.object({ id: int, name: text, mobile: text, rankName: text })),
    }))
    .query(({ ctx, input }) => searchEverything(ctx, input.q)),
})
