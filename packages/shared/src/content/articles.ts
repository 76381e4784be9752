import { goodsSummaries } from '../catalogue/index.ts'
import type { Article, Goods } from '../contract/index.ts'
import { listParameter, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { bufferedCounts, readerKey, visitLimit } from '../shop/index.ts'
import { type ArticleKind, BRANCH, OPEN_ARTICLE } from './article-tree.ts'
import { type DeskPage, literal } from './desk.ts'
import { readerId } from './writer.ts'

const ONE_VIEW_MS = 60 * 60 * 1000

const isNewView = visitLimit(ONE_VIEW_MS, readerKey)

const views = bufferedCounts({
  name: 'article_views_add',
  text: `WITH views AS (SELECT * FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}) AS v("articleId", "count")),
  held AS (SELECT a."id" FROM "Article" a WHERE a."id" = ANY(${listParameter('$1', 'int')}) ORDER BY a."id" FOR NO KEY UPDATE)
  UPDATE "Article" a SET "viewCount" = a."viewCount" + views."count" FROM views JOIN held ON held."id" = views."articleId" WHERE a."id" = views."articleId"`,
})

type Row = Omit<Article, 'publishedAt'> & { publishedAt: Date } & Record<string, unknown>

const COLUMNS = `a."id" AS "articleId", a."categoryId", a."title", a."author", a."description", a."imageUrl" AS "image", a."link", a."publishedAt",
  a."viewCount", a."likeCount", a."commentCount", l."userId" IS NOT NULL AS "liked"`
const FROM = 'FROM "Article" a LEFT JOIN "ArticleLike" l ON l."articleId" = a."id" AND l."userId" = $2'

function listStatement(of: 'news' | 'branch', isSearch: boolean): { name: string, text: string } {
  const where = of === 'news' ? 'a."categoryId" IN (SELECT "id" FROM "ArticleCategory" WHERE "kind" = \'news\') AND $3::int = 0' : `a."categoryId" IN (${BRANCH('$3')})`
  const words = isSearch ? ' AND (a."title" ILIKE $6 OR a."keywords" ILIKE $6)' : ''
  return {
    name: `articles_${of}${isSearch ? '_search' : ''}`,
    text: `SELECT ${COLUMNS}, count(*) OVER ()::int AS "total" ${FROM} WHERE ${OPEN_ARTICLE('$1')} AND ${where}${words}
      ORDER BY a."isTop" DESC, a."publishedAt" DESC, a."id" DESC LIMIT $4 OFFSET $5`,
  }
}

function toArticle({ publishedAt, viewCount, ...row }: Row, pending: number): Article {
  const { total: _total, ...article } = row
  return { ...article, publishedAt: publishedAt.toISOString(), viewCount: viewCount + pending }
}

export interface ArticlesInput extends DeskPage {
  /** Without one: the news, not the help centre nor the shop's papers. */
  categoryId?: number | undefined
  keyword?: string | undefined
}

/** 资讯列表: what is open, pinned ones first, then the newest. */
export async function listArticles(ctx: TxCtx, input: ArticlesInput): Promise<{ items: Article[], totalResults: number } & DeskPage> {
  const { categoryId = 0, keyword = '', pageNo, pageSize } = input
  const words = literal(keyword)
  const { name, text } = listStatement(categoryId === 0 ? 'news' : 'branch', words !== '')
  const page = async (no: number, size: number) => ctx.sql.rows<Row & { total: number }>(name, text, [ctx.now, readerId(ctx), categoryId, size, (no - 1) * size, ...words === '' ? [] : [`%${words}%`]])
  const rows = await page(pageNo, pageSize)
  const total = rows[0]?.total ?? (pageNo > 1 ? (await page(1, 1))[0]?.total ?? 0 : 0)
  return { items: rows.map((row) => toArticle(row, views.pending(ctx.sql, row.articleId))), totalResults: total, pageNo, pageSize }
}

const ONE = `SELECT ${COLUMNS}, a."content", a."source", a."sourceUrl", a."keywords", c."name" AS "categoryName", c."kind", (SELECT coalesce(array_agg(g."goodsId" ORDER BY g."position", g."goodsId"), '{}') FROM "ArticleGoods" g WHERE g."articleId" = a."id") AS "goodsIds", a."allowComment"
  ${FROM} JOIN "ArticleCategory" c ON c."id" = a."categoryId" WHERE a."id" = $3 AND ${OPEN_ARTICLE('$1')}`

interface Surroundings {
  content: string
  source: string
  sourceUrl: string
  keywords: string
  categoryName: string
  kind: ArticleKind
  allowComment: boolean
}

export interface WholeArticle extends Surroundings {
  article: Article
  /** Linked and on sale. */
  goods: Goods[]
}

/** 资讯详情. A reader counts once an hour; closed ones are found by nobody. */
export async function getArticle(ctx: TxCtx, { articleId }: { articleId: number }): Promise<WholeArticle> {
  const row = await ctx.sql.row<Row & Surroundings & { goodsIds: number[] }>('article_one', ONE, [ctx.now, readerId(ctx), articleId])
  if (!row) throw new ShopError('NOT_FOUND')
  const { content, source, sourceUrl, keywords, categoryName, kind, goodsIds, allowComment, ...article } = row
  if (isNewView(ctx.actor, `article:${articleId}`, ctx.now)) views.add(ctx.sql, articleId)
  const known = await goodsSummaries(ctx, goodsIds)
  const goods = goodsIds.flatMap((id) => known.get(id) ?? []).filter((one) => one.isOnSale && one.isAloneSale)
  return { article: toArticle(article, views.pending(ctx.sql, articleId)), content, source, sourceUrl, keywords, categoryName, kind, goods, allowComment }
}
