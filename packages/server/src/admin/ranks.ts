import { z } from 'zod'
import { ranksForStaff, saveRanks } from '@xiaopu/shared/accounts'
import { flag, int, text } from '@xiaopu/shared/contract'
import { inPrismaTransaction } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const points = int.min(0).max(2_000_000_000)
const form = { id: int.min(0), name: text.trim().min(1).max(30), minPoints: points, maxPoints: points, discountPercent: int.min(1).max(100), isSpecial: flag, isPublic: flag }
const Rank = z.object({ ...form, users: int, prices: int, activities: int })

/** 会员等级: who pays what. They are saved together, because their ranges are one line without gaps. */
export const ranksRouter = router({
  list: staffProcedure('users.view').input(z.void()).output(z.object({ ranks: z.array(Rank) })).query(async ({ ctx }) => ({ ranks: await ranksForStaff(ctx) })),
  save: staffWrite('users.edit')
    .input(z.strictObject({ seenIds: z.array(int.min(1)).max(100), ranks: z.array(z.strictObject(form)).max(50) }))
    .output(z.object({ ranks: z.array(Rank), moved: int }))
    .mutation(({ ctx, input }) => inPrismaTransaction(ctx, async (tx) => {
      const { before, after, moved } = await saveRanks(tx, input)
      await audit(tx, { action: 'rank.save', targetKind: 'rank', targetId: '', before: { ranks: before }, after: { ranks: after } })
      return { ranks: await ranksForStaff(tx), moved }
    })),
})
