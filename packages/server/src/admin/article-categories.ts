import { z } from 'zod'
import { addArticleCategory, ARTICLE_KINDS, ArticleCategoryChange, articleTree, NewArticleCategory, removeArticleCategories, saveArticleCategory } from '@xiaopu/shared/content'
import { flag, int, text } from '@xiaopu/shared/contract'
import { picturePort } from '../store/user-ports.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'articles.edit'
const id = int.min(1)
const Branch = z.object({ id: int, parentId: int, kind: z.enum(ARTICLE_KINDS), name: text, keywords: text, description: text, sortOrder: int, showInNav: flag, childCount: int, articleCount: int })
const byId = z.object({ id: int })

/** The tree articles stand in. */
export const articleCategoriesRouter = router({
  tree: staffProcedure(RIGHT).input(z.void()).output(z.object({ items: z.array(Branch) })).query(async ({ ctx }) => ({ items: await articleTree(ctx) })),
  create: staffWrite(RIGHT).input(NewArticleCategory).output(byId).mutation(async ({ ctx, input }) => ({ id: await addArticleCategory(ctx, input) })),
  update: staffWrite(RIGHT)
    .input(z.strictObject({ id, change: ArticleCategoryChange }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await saveArticleCategory(ctx, input.id, input.change)
      return { id: input.id }
    }),
  /** Only an empty one. */
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ id }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await removeArticleCategories(ctx, { ids: [input.id], onlyEmpty: true }, picturePort(ctx))
      return { id: input.id }
    }),
})
