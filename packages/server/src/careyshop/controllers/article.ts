import { addArticle, type DeskArticle, findArticles, getArticle, removeArticles, saveArticle, setArticles, wholeArticle } from '@xiaopu/shared/content'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { picturePort } from '../../store/user-ports.ts'
import { type CareyCtx, done, method, orNull, pageOf } from '../method.ts'
import { ownPictureOrNone } from '../own-pictures.ts'
import { ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { sentOf } from '../sent.ts'
import { absolute, bit, timeText } from '../wire.ts'

const [MAX_TITLE, MAX_TEXT, MAX_SOURCE, MAX_CONTENT] = [150, 255, 60, 200_000]
const TARGETS = ['_self', '_blank'] as const
const open = { controller: 'article', auth: 'optional', who: ['admin', 'user'], write: false } as const
const writing = { controller: 'article', auth: 'required', who: ['admin'], permission: 'articles.edit', write: true } as const
const byId = z.object({ article_id: param.int(1) })
const many = z.object({ article_id: param.ids })
const fields = {
  image: param.text(MAX_TEXT).optional(),
  source: param.text(MAX_SOURCE).optional(),
  source_url: param.text(MAX_TEXT).optional(),
  keywords: param.text(MAX_TEXT).optional(),
  description: param.text(MAX_TEXT).optional(),
  url: param.text(MAX_TEXT).optional(),
  target: z.enum(TARGETS).optional(),
  is_top: param.maybeFlag,
  status: param.maybeFlag,
}
const ORDERS = { article_id: 'id', article_cat_id: 'categoryId', title: 'title', source: 'source', is_top: 'isTop', status: 'isOpen', create_time: 'createdAt', update_time: 'updatedAt' } as const

function wireRow(row: DeskArticle, baseUrl: string) {
  const { id, categoryId, title, imageUrl, source, sourceUrl, keywords, description, link, linkTarget, viewCount, isTop, isOpen, createdAt, updatedAt } = row
  return {
    article_id: id, article_cat_id: categoryId, title, image: absolute(imageUrl, baseUrl), source, source_url: sourceUrl, keywords, description, url: link, target: linkTarget,
    page_views: viewCount, is_top: bit(isTop), status: bit(isOpen), create_time: timeText(createdAt), update_time: timeText(updatedAt),
  }
}

async function answer(ctx: CareyCtx, id: number, viewCount?: number): Promise<object> {
  const article = await wholeArticle(ctx, id)
  return { ...wireRow(viewCount === undefined ? article : { ...article, viewCount }, ctx.baseUrl), content: article.content }
}

/** As a reader finds it; reading counts. */
async function read(ctx: CareyCtx, articleId: number): Promise<object> {
  const { article } = await getArticle(ctx, { articleId })
  return answer(ctx, articleId, article.viewCount)
}

function changeOf(input: z.output<z.ZodObject<typeof fields>>, baseUrl: string) {
  const { image, source, source_url: sourceUrl, keywords, description, url: link, target: linkTarget, is_top: isTop, status: isOpen } = input
  if (sourceUrl && !source) throw new ShopError('PARAM_MISSING', { field: 'source' })
  return sentOf({ imageUrl: ownPictureOrNone(image, 'image', baseUrl), source, sourceUrl: webAddress(sourceUrl, 'source_url'), keywords, description, link: webAddress(link, 'url'), linkTarget, isTop, isOpen })
}

/** A page of the shop or of somebody else; nothing that runs. */
function webAddress(sent: string | undefined, field: string): string | undefined {
  if (sent && !/^(?:https?:\/\/\S+|\/(?!\/)\S*)$/i.test(sent)) throw new ShopError('PARAM_INVALID', { field })
  return sent
}

export const articleMethods = [
  method({
    ...open,
    name: 'get.article.list',
    title: '获取文章列表',
    params: z.object({
      article_cat_id: param.maybeInt(1),
      title: param.text(MAX_TITLE).default(''),
      keywords: param.text(MAX_TEXT).default(''),
      is_top: param.maybeFlag,
      status: param.maybeFlag,
      ...param.page,
      ...ordered(['article_id', 'article_cat_id', 'title', 'source', 'is_top', 'status', 'create_time', 'update_time'], 'article_id'),
    }),
    async run({ ctx, input }) {
      const isStaff = ctx.actor.kind === 'staff'
      const state = !isStaff || input.status === true ? 'open' : input.status === false ? 'closed' : 'all'
      const { items, totalResults } = await findArticles(ctx, {
        state,
        categoryId: input.article_cat_id ?? 0,
        title: input.title,
        keywords: isStaff ? input.keywords : '',
        isTop: isStaff ? input.is_top : undefined,
        order: ORDERS[input.order_field],
        isDescending: input.order_type === 'desc',
      }, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((row) => ({ ...wireRow(row, ctx.baseUrl), get_article_cat: { cat_name: row.categoryName, cat_type: row.categoryType } })), totalResults)
    },
  }),
  method({
    ...open,
    name: 'get.article.item',
    title: '获取一篇文章',
    params: byId,
    run: ({ ctx, input }) => orNull(ctx.actor.kind === 'staff' ? answer(ctx, input.article_id) : read(ctx, input.article_id)),
  }),
  method({
    ...writing,
    name: 'add.article.item',
    title: '添加一篇文章',
    params: z.object({ ...fields, article_cat_id: param.int(1), title: param.words(MAX_TITLE), content: param.words(MAX_CONTENT) }),
    async run({ ctx, input }) {
      const { article_cat_id: categoryId, title, content } = input
      return answer(ctx, await addArticle(ctx, { ...changeOf(input, ctx.baseUrl), categoryId, title, content }))
    },
  }),
  method({
    ...writing,
    name: 'set.article.item',
    title: '编辑一篇文章',
    params: byId.extend({ ...fields, article_cat_id: param.maybeInt(1), title: param.maybeWords(MAX_TITLE), content: param.text(MAX_CONTENT).optional() }),
    async run({ ctx, input }) {
      const { article_id: id, article_cat_id: categoryId, title, content } = input
      await saveArticle(ctx, id, { ...changeOf(input, ctx.baseUrl), ...sentOf({ categoryId, title, content }) })
      return answer(ctx, id)
    },
  }),
  method({ ...writing, name: 'del.article.list', title: '批量删除文章', params: many, run: ({ ctx, input }) => done(removeArticles(ctx, input.article_id, picturePort(ctx))) }),
  method({ ...writing, name: 'set.article.top', title: '批量设置文章置顶', params: many.extend({ is_top: param.flag }), run: ({ ctx, input }) => done(setArticles(ctx, input.article_id, { isTop: input.is_top })) }),
  method({ ...writing, name: 'set.article.status', title: '批量设置文章是否显示', params: many.extend({ status: param.flag }), run: ({ ctx, input }) => done(setArticles(ctx, input.article_id, { isOpen: input.status })) }),
]
