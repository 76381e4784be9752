import { z } from 'zod'
import { AdPositionChange, addAdPosition, findAdPositions, NewAdPosition, removeAdPosition, saveAdPosition } from '@xiaopu/shared/content'
import { flag, int, text } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'ads.edit'
const id = int.min(1)
const Position = z.object({ id: int, code: text, name: text, description: text, width: int, height: int, isEnabled: flag, adCount: int })
const byId = z.object({ id: int })

/** 广告位: the places pages ask for by their code. */
export const adPositionsRouter = router({
  list: staffProcedure(RIGHT)
    .input(z.void())
    .output(z.object({ items: z.array(Position) }))
    .query(async ({ ctx }) => ({ items: await findAdPositions(ctx, { name: '', code: '', order: 'id', isDescending: false }) })),
  create: staffWrite(RIGHT).input(NewAdPosition).output(byId).mutation(async ({ ctx, input }) => ({ id: await addAdPosition(ctx, input) })),
  update: staffWrite(RIGHT)
    .input(z.strictObject({ id, change: AdPositionChange }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await saveAdPosition(ctx, input.id, input.change)
      return { id: input.id }
    }),
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ id }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await removeAdPosition(ctx, input.id)
      return { id: input.id }
    }),
})
