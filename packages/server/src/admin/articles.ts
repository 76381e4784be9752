import { z } from 'zod'
import { pickGoods } from '@xiaopu/shared/catalogue'
import { addArticle, ARTICLE_STATES, articleTree, ArticleChange, type EditableArticle, findArticles, NewArticle, removeArticles, saveArticle, setArticles, wholeArticle } from '@xiaopu/shared/content'
import { fen, flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { picturePort } from '../store/user-ports.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'articles.edit'
const id = int.min(1)
const ids = z.array(id).min(1).max(100)
const moment = time.refine((value) => value !== '')
const Row = z.object({
  id: int, categoryId: int, categoryName: text, title: text, author: text, imageUrl: text, isOpen: flag, isTop: flag, allowComment: flag, sortOrder: int, publishedAt: time, updatedAt: time,
  viewCount: int, likeCount: int, commentCount: int,
})
const LinkedGoods = z.object({ goodsId: int, name: text, thumbUrl: text, shopPriceFen: fen })
const Whole = Row.extend({ keywords: text, description: text, content: text, link: text, linkTarget: z.enum(['_self', '_blank']), source: text, sourceUrl: text, goods: z.array(LinkedGoods) })
const byId = z.strictObject({ id: int })

function shown<Dates extends Pick<EditableArticle, 'publishedAt' | 'updatedAt'>>(article: Dates) {
  return { ...article, publishedAt: article.publishedAt.toISOString(), updatedAt: article.updatedAt.toISOString() }
}

function dated<Form extends { publishedAt?: string | undefined }>({ publishedAt, ...form }: Form) {
  return { ...form, ...publishedAt === undefined ? {} : { publishedAt: new Date(publishedAt) } }
}

/** 文章: news, guides, the help centre and the shop's own papers. */
export const articlesRouter = router({
  list: staffProcedure(RIGHT)
    .input(pagedInput({ state: z.enum(ARTICLE_STATES).default('all'), categoryId: int.min(0).default(0), isTop: flag.default(false), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row), counts: z.record(z.enum(ARTICLE_STATES), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, state, categoryId, isTop, q } }) => {
      const { items, ...found } = await findArticles(ctx, { state, categoryId, title: q, keywords: '', ...isTop && { isTop }, order: 'publishedAt', isDescending: true }, { pageNo, pageSize })
      return { ...found, items: items.map(shown), pageNo, pageSize }
    }),
  get: staffProcedure(RIGHT)
    .input(byId)
    .output(Whole)
    .query(async ({ ctx, input }) => {
      const article = await wholeArticle(ctx, input.id)
      return { ...shown(article), linkTarget: article.linkTarget === '_blank' ? '_blank' : '_self' }
    }),
  /** The tree to choose from, and goods to link. */
  choices: staffProcedure(RIGHT)
    .input(z.void())
    .output(z.object({ categories: z.array(z.object({ id: int, parentId: int, name: text, kind: text })) }))
    .query(async ({ ctx }) => ({ categories: await articleTree(ctx) })),
  pickGoods: staffProcedure(RIGHT)
    .input(z.strictObject({ q: text.max(60) }))
    .output(z.object({ items: z.array(LinkedGoods) }))
    .query(async ({ ctx, input }) => ({ items: await pickGoods(ctx, input.q) })),
  create: staffWrite(RIGHT)
    .input(NewArticle.extend({ publishedAt: moment.optional() }))
    .output(byId)
    .mutation(async ({ ctx, input }) => ({ id: await addArticle(ctx, dated(input)) })),
  update: staffWrite(RIGHT)
    .input(z.strictObject({ id, change: ArticleChange.extend({ publishedAt: moment.optional() }) }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await saveArticle(ctx, input.id, dated(input.change))
      return { id: input.id }
    }),
  set: staffWrite(RIGHT)
    .input(z.strictObject({ ids, change: z.union([z.strictObject({ isOpen: flag }), z.strictObject({ isTop: flag })]) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await setArticles(ctx, input.ids, input.change)
      return {}
    }),
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ ids }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await removeArticles(ctx, input.ids, picturePort(ctx))
      return {}
    }),
})
