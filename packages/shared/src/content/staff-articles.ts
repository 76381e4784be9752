import { cleanHtml } from '../catalogue/index.ts'
import { type Ctx, inPrismaTransaction, type PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import type { ArticleChange, NewArticle } from './article-input.ts'
import { plainText } from './article-input.ts'
import { BRANCH } from './article-tree.ts'
import { type DeskPage, literal, platformOnly } from './desk.ts'
import { removePictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'

export const ARTICLE_STATES = ['all', 'open', 'planned', 'closed'] as const
export type ArticleState = typeof ARTICLE_STATES[number]
export const ARTICLE_ORDERS = ['id', 'categoryId', 'title', 'source', 'isTop', 'isOpen', 'publishedAt', 'createdAt', 'updatedAt', 'viewCount', 'commentCount', 'sortOrder'] as const
export type ArticleOrder = typeof ARTICLE_ORDERS[number]

export interface DeskArticle {
  id: number
  categoryId: number
  categoryName: string
  categoryType: number
  title: string
  author: string
  keywords: string
  description: string
  imageUrl: string
  link: string
  linkTarget: string
  source: string
  sourceUrl: string
  isOpen: boolean
  isTop: boolean
  allowComment: boolean
  sortOrder: number
  publishedAt: Date
  createdAt: Date
  updatedAt: Date
  viewCount: number
  likeCount: number
  commentCount: number
}

export interface ArticleFilter {
  state: ArticleState
  /** A category with all below it; 0: any. */
  categoryId: number
  title: string
  keywords: string
  isTop?: boolean | undefined
  order: ArticleOrder
  isDescending: boolean
}

const COLUMNS = `a."id", a."categoryId", c."name" AS "categoryName", c."typeNumber" AS "categoryType", a."title", a."author", a."keywords", a."description", a."imageUrl", a."link", a."linkTarget",
  a."source", a."sourceUrl", a."isOpen", a."isTop", a."allowComment", a."sortOrder", a."publishedAt", a."createdAt", a."updatedAt", a."viewCount", a."likeCount", a."commentCount"`
const FROM = 'FROM "Article" a JOIN "ArticleCategory" c ON c."id" = a."categoryId"'
const STATES: Readonly<Record<ArticleState, string>> = { all: 'true', open: 'a."isOpen" AND a."publishedAt" <= $1', planned: 'a."isOpen" AND a."publishedAt" > $1', closed: 'NOT a."isOpen"' }
const FOUND = `$1::timestamptz IS NOT NULL AND ($2::int = 0 OR a."categoryId" IN (${BRANCH('$2')})) AND a."title" ILIKE $3 AND a."keywords" ILIKE $4 AND ($5::boolean IS NULL OR a."isTop" = $5)`

/** Articles as they are found by a filter, without their texts. Whoever calls sees closed ones only by asking for them. */
export async function findArticles(ctx: Ctx, filter: ArticleFilter, page: DeskPage): Promise<{ items: DeskArticle[], totalResults: number, counts: Record<ArticleState, number> }> {
  const { state, order, isDescending } = filter
  const direction = isDescending ? 'DESC' : 'ASC'
  const values = [ctx.now, filter.categoryId, `%${literal(filter.title)}%`, `%${literal(filter.keywords)}%`, filter.isTop ?? null]
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<DeskArticle & Record<string, unknown>>(`articles_found_${state}_${order}_${direction}`, `SELECT ${COLUMNS} ${FROM} WHERE ${FOUND} AND ${STATES[state]} ORDER BY a."${order}" ${direction}, a."id" ${direction} LIMIT $6 OFFSET $7`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<ArticleState, number>>('articles_found_count', `SELECT ${ARTICLE_STATES.map((one) => `count(*) FILTER (WHERE ${STATES[one]})::int AS "${one}"`).join(', ')} ${FROM} WHERE ${FOUND}`, values),
  ])
  const found = counts ?? { all: 0, open: 0, planned: 0, closed: 0 }
  return { items: rows, totalResults: found[state], counts: found }
}

export interface EditableArticle extends DeskArticle {
  content: string
  goods: { goodsId: number, name: string, thumbUrl: string, shopPriceFen: number }[]
}

const ONE = `SELECT ${COLUMNS}, a."content", coalesce((
    SELECT json_agg(json_build_object('goodsId', g."id", 'name', g."name", 'thumbUrl', g."thumbUrl", 'shopPriceFen', g."shopPriceFen") ORDER BY l."position", g."id")
    FROM "ArticleGoods" l JOIN "Goods" g ON g."id" = l."goodsId" WHERE l."articleId" = a."id" AND NOT g."isDeleted"), '[]') AS "goods"
  ${FROM} WHERE a."id" = $1`

/** One with its text and its goods, open or not. */
export async function wholeArticle(ctx: Ctx, id: number): Promise<EditableArticle> {
  const row = await ctx.sql.row<EditableArticle & Record<string, unknown>>('article_whole', ONE, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

async function checkParts({ db }: PrismaTxCtx, { categoryId, goodsIds = [] }: ArticleChange): Promise<void> {
  if (categoryId !== undefined && !await db.articleCategory.findUnique({ where: { id: categoryId } })) throw new ShopError('CATEGORY_INVALID')
  const ids = new Set(goodsIds)
  if (ids.size < goodsIds.length || await db.goods.count({ where: { id: { in: goodsIds }, isDeleted: false } }) < ids.size) throw new ShopError('PARAM_INVALID', { field: 'goods_ids' })
}

function columnsOf({ goodsIds: _linked, content, ...change }: ArticleChange) {
  const clean = content === undefined ? undefined : cleanHtml(content)
  return { ...change, ...clean === undefined ? {} : { content: clean, plainText: plainText(clean) } }
}

const linksOf = (goodsIds: readonly number[]) => goodsIds.map((goodsId, position) => ({ goodsId, position }))

async function stored({ db }: PrismaTxCtx, id: number) {
  const row = await db.article.findUnique({ where: { id }, include: { goods: { orderBy: { position: 'asc' } } } })
  if (!row) throw new ShopError('NOT_FOUND')
  const { goods, plainText: _read, viewCount: _views, likeCount: _likes, commentCount: _comments, updatedAt: _at, ...fields } = row
  return { ...fields, goodsIds: goods.map((link) => link.goodsId) }
}

export async function addArticle(ctx: Ctx, input: NewArticle): Promise<number> {
  platformOnly(ctx)
  return inPrismaTransaction(ctx, async (tx) => {
    await checkParts(tx, input)
    const { now } = tx
    const data = { publishedAt: now, ...columnsOf(input), categoryId: input.categoryId, title: input.title, createdAt: now, updatedAt: now, goods: { create: linksOf(input.goodsIds ?? []) } }
    const { id } = await tx.db.article.create({ data })
    await audit(tx, { action: 'article.create', targetKind: 'article', targetId: id, targetName: input.title, after: await stored(tx, id) })
    return id
  })
}

async function change(tx: PrismaTxCtx, id: number, input: ArticleChange): Promise<void> {
  const before = await stored(tx, id)
  await checkParts(tx, input)
  const { goodsIds } = input
  await tx.db.article.update({ where: { id }, data: { ...columnsOf(input), updatedAt: tx.now, ...goodsIds && { goods: { deleteMany: {}, create: linksOf(goodsIds) } } } })
  await audit(tx, { action: 'article.update', targetKind: 'article', targetId: id, targetName: input.title ?? before.title, before, after: await stored(tx, id) })
}

export async function saveArticle(ctx: Ctx, id: number, input: ArticleChange): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, (tx) => change(tx, id, input))
}

const inOrder = (ids: readonly number[]): number[] => [...new Set(ids)].sort((a, b) => a - b)

/** The same for several; all or none. */
export async function setArticles(ctx: Ctx, ids: readonly number[], input: Pick<ArticleChange, 'isOpen' | 'isTop'>): Promise<void> {
  platformOnly(ctx)
  await inPrismaTransaction(ctx, async (tx) => {
    for (const id of inOrder(ids)) await change(tx, id, input)
  })
}

/** In the caller's transaction; answers the pictures their comments showed. */
export async function dropArticles(tx: PrismaTxCtx, ids: readonly number[]): Promise<string[]> {
  const pictures: string[] = []
  for (const id of inOrder(ids)) {
    const before = await stored(tx, id)
    const comments = await tx.db.comment.findMany({ where: { articleId: id }, select: { images: true } })
    pictures.push(...comments.flatMap(({ images }) => images))
    await tx.db.article.delete({ where: { id } })
    await audit(tx, { action: 'article.delete', targetKind: 'article', targetId: id, targetName: before.title, before })
  }
  return pictures
}

/** With likes and comments; all or none. To take one from sight and keep it, close it. */
export async function removeArticles(ctx: Ctx, ids: readonly number[], ports: PicturePort): Promise<void> {
  platformOnly(ctx)
  await removePictures(ctx, await inPrismaTransaction(ctx, (tx) => dropArticles(tx, ids)), ports)
}
