import { z } from 'zod'
import { addGoodsType, GoodsTypeInput, goodsTypesForStaff, removeGoodsType, saveGoodsType } from '@xiaopu/shared/catalogue'
import { int } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { GoodsTypeView } from './goods-shapes.ts'
import { staffWrite } from './staff-write.ts'

const byId = z.object({ goodsTypeId: int })

/** Kinds of goods with the attributes their products share. */
export const goodsTypesRouter = router({
  list: staffProcedure('goods.view').input(z.void()).output(z.object({ goodsTypes: z.array(GoodsTypeView) })).query(async ({ ctx }) => ({ goodsTypes: await goodsTypesForStaff(ctx) })),
  create: staffWrite('catalogue.edit').input(GoodsTypeInput).output(byId).mutation(async ({ ctx, input }) => ({ goodsTypeId: await addGoodsType(ctx, input) })),
  update: staffWrite('catalogue.edit')
    .input(z.strictObject({ goodsTypeId: int, type: GoodsTypeInput }))
    .output(byId)
    .mutation(async ({ ctx, input }) => ({ goodsTypeId: await saveGoodsType(ctx, input.goodsTypeId, input.type) })),
  delete: staffWrite('catalogue.edit').input(z.strictObject({ goodsTypeId: int })).output(byId).mutation(async ({ ctx, input }) => ({ goodsTypeId: await removeGoodsType(ctx, input.goodsTypeId) })),
})
