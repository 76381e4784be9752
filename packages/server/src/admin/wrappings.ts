import { z } from 'zod'
import { flag, int, text } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { offersChanged, removeWrapping, saveWrapping, sortWrappings, WRAPPING_KINDS, wrappingsForStaff } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const kind = z.enum(WRAPPING_KINDS)
const amountFen = int.min(0).max(100_000_000)
const form = {
  name: text.trim().min(1).max(60),
  description: text.trim().max(255),
  imageUrl: text.max(500),
  feeFen: amountFen,
  freeFromFen: amountFen,
  isEnabled: flag,
}
const Wrapping = z.object({ ...form, id: int, orderCount: int })
const byId = z.object({ id: int })

/** 包装 and 贺卡: what an order can be wrapped in and sent with. */
export const wrappingsRouter = router({
  list: staffProcedure('shop.shipping').input(z.strictObject({ kind })).output(z.object({ items: z.array(Wrapping) })).query(async ({ ctx, input }) => ({ items: await wrappingsForStaff(ctx, input.kind) })),
  save: staffWrite('shop.shipping')
    .input(z.strictObject({ ...form, kind, id: int.min(0) }))
    .output(byId)
    .mutation(async ({ ctx, input: { kind: of, id, ...fields } }) => {
      const saved = await inTransaction(ctx, async (tx) => {
        const { id: savedId, before } = await saveWrapping(tx, of, id, fields)
        await audit(tx, { action: before ? 'wrapping.update' : 'wrapping.create', targetKind: 'wrapping', targetId: savedId, targetName: fields.name, ...before && { before }, after: fields })
        return { id: savedId }
      })
      offersChanged()
      return saved
    }),
  delete: staffWrite('shop.shipping')
    .input(z.strictObject({ kind, id: int.min(1) }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await inTransaction(ctx, async (tx) => {
        const before = await removeWrapping(tx, input.kind, input.id)
        await audit(tx, { action: 'wrapping.delete', targetKind: 'wrapping', targetId: input.id, targetName: before.name, before })
      })
      offersChanged()
      return { id: input.id }
    }),
  sort: staffWrite('shop.shipping')
    .input(z.strictObject({ kind, ids: z.array(int.min(1)).max(200) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inTransaction(ctx, async (tx) => {
        const { before, after } = await sortWrappings(tx, input.kind, input.ids)
        await audit(tx, { action: 'wrapping.sort', targetKind: 'wrapping', targetId: '', before: { ids: before }, after: { ids: after } })
      })
      offersChanged()
      return {}
    }),
})
