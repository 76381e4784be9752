import type { HelpArticle, HelpCategory } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { OPEN_ARTICLE } from './article-tree.ts'
import { literal } from './desk.ts'

interface Row extends Record<string, unknown> { categoryId: number, categoryName: string, articleId: number, title: string, publishedAt: Date }

const LIST = `SELECT c."id" AS "categoryId", c."name" AS "categoryName", a."id" AS "articleId", a."title", a."publishedAt"
  FROM "ArticleCategory" c JOIN "Article" a ON a."categoryId" = c."id" WHERE c."kind" = 'help' AND ${OPEN_ARTICLE('$1')} AND (a."title" ILIKE $2 OR a."plainText" ILIKE $2)
  ORDER BY c."sortOrder", c."id", a."isTop" DESC, a."sortOrder", a."publishedAt" DESC, a."id" DESC`

/** 帮助分类与文章: the open articles of the help centre under their categories, those with a word in title or text. */
export async function listHelp({ sql, now }: TxCtx, { keyword = '' }: { keyword?: string | undefined }): Promise<{ cats: HelpCategory[] }> {
  const rows = await sql.rows<Row>('help_list', LIST, [now, `%${literal(keyword)}%`])
  const cats = new Map<number, HelpCategory>()
  for (const { categoryId, categoryName, articleId, title, publishedAt } of rows) {
    const category = cats.get(categoryId) ?? { categoryId, categoryName, articles: [] }
    category.articles.push({ articleId, title, publishedAt: publishedAt.toISOString() })
    cats.set(categoryId, category)
  }
  return { cats: [...cats.values()] }
}

const ONE = `SELECT a."id" AS "articleId", a."title", a."publishedAt", a."content" FROM "Article" a JOIN "ArticleCategory" c ON c."id" = a."categoryId"
  WHERE a."id" = $1 AND c."kind" = 'help' AND ${OPEN_ARTICLE('$2')}`

/** 帮助文章. */
export async function getHelp({ sql, now }: TxCtx, { articleId }: { articleId: number }): Promise<{ article: HelpArticle, content: string }> {
  const row = await sql.row<Row & { content: string }>('help_one', ONE, [articleId, now])
  if (!row) throw new ShopError('NOT_FOUND')
  return { article: { articleId, title: row.title, publishedAt: row.publishedAt.toISOString() }, content: row.content }
}
