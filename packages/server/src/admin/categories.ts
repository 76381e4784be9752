import { z } from 'zod'
import { addCategory, categoriesForStaff, CategoryChange, goodsTypesForStaff, moveCategory, NewCategory, removeCategory, saveCategory } from '@xiaopu/shared/catalogue'
import { int, text } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { GoodsTypeView } from './goods-shapes.ts'
import { staffWrite } from './staff-write.ts'

const Category = z.object({
  categoryId: int,
  parentId: int,
  name: text,
  description: text,
  keywords: text,
  imageUrl: text,
  measureUnit: text,
  sortOrder: int,
  showInNav: z.boolean(),
  isShown: z.boolean(),
  priceSteps: int,
  filterAttributeIds: z.array(int),
  goodsCount: int,
})
const byId = z.object({ categoryId: int })

/** The tree of categories, hidden ones included. Places among siblings are numbers the server deals out. */
export const categoriesRouter = router({
  tree: staffProcedure('goods.view')
    .input(z.void())
    .output(z.object({ categories: z.array(Category), goodsTypes: z.array(GoodsTypeView) }))
    .query(async ({ ctx }) => ({ categories: await categoriesForStaff(ctx), goodsTypes: await goodsTypesForStaff(ctx) })),
  create: staffWrite('catalogue.edit').input(NewCategory).output(byId).mutation(async ({ ctx, input }) => ({ categoryId: await addCategory(ctx, input) })),
  update: staffWrite('catalogue.edit')
    .input(z.strictObject({ categoryId: int, change: CategoryChange }))
    .output(byId)
    .mutation(async ({ ctx, input }) => ({ categoryId: await saveCategory(ctx, input.categoryId, input.change) })),
  move: staffWrite('catalogue.edit')
    .input(z.strictObject({ categoryId: int, parentId: int.min(0), at: int.min(0).max(1000) }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await moveCategory(ctx, input)
      return { categoryId: input.categoryId }
    }),
  delete: staffWrite('catalogue.edit').input(z.strictObject({ categoryId: int })).output(byId).mutation(async ({ ctx, input }) => ({ categoryId: await removeCategory(ctx, input.categoryId) })),
})
