import { z } from 'zod'
import { addBrand, BrandChange, brandsForStaff, NewBrand, removeBrand, saveBrand } from '@xiaopu/shared/catalogue'
import { int, text } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Brand = z.object({ brandId: int, name: text, logoUrl: text, description: text, siteUrl: text, sortOrder: int, isShown: z.boolean(), goodsCount: int })
const byId = z.object({ brandId: int })

export const brandsRouter = router({
  list: staffProcedure('goods.view').input(z.void()).output(z.object({ brands: z.array(Brand) })).query(async ({ ctx }) => ({ brands: await brandsForStaff(ctx) })),
  create: staffWrite('catalogue.edit').input(NewBrand).output(byId).mutation(async ({ ctx, input }) => ({ brandId: await addBrand(ctx, input) })),
  update: staffWrite('catalogue.edit')
    .input(z.strictObject({ brandId: int, change: BrandChange }))
    .output(byId)
    .mutation(async ({ ctx, input }) => ({ brandId: await saveBrand(ctx, input.brandId, input.change) })),
  delete: staffWrite('catalogue.edit').input(z.strictObject({ brandId: int })).output(byId).mutation(async ({ ctx, input }) => ({ brandId: await removeBrand(ctx, input.brandId) })),
})
