import type { ArticleCategory } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export const ARTICLE_KINDS = ['news', 'help', 'system'] as const
export type ArticleKind = typeof ARTICLE_KINDS[number]

/** What anybody outside may read: `a` is the article, the parameter is now. */
export const OPEN_ARTICLE = (now: string): string => `a."isOpen" AND a."publishedAt" <= ${now}`

/** A branch with all below it. */
export const BRANCH = (parameter: string): string => `SELECT b."id" FROM (WITH RECURSIVE branch AS (
    SELECT "id" FROM "ArticleCategory" WHERE "id" = ${parameter}
    UNION ALL SELECT c."id" FROM "ArticleCategory" c JOIN branch ON c."parentId" = branch."id")
  SELECT "id" FROM branch) b`

const CATEGORIES = `SELECT c."id" AS "categoryId", c."name" AS "categoryName", coalesce(c."parentId", 0) AS "parentId",
    (SELECT count(*)::int FROM "Article" a WHERE a."categoryId" IN (${BRANCH('c."id"')}) AND ${OPEN_ARTICLE('$2')}) AS "articleCount"
  FROM "ArticleCategory" c WHERE c."kind" = 'news' AND coalesce(c."parentId", 0) = $1 ORDER BY c."sortOrder", c."id"`

/** 资讯分类 below one category, each counted with all below it. */
export async function listArticleCategories({ sql, now }: TxCtx, { parentId }: { parentId: number }): Promise<{ cats: ArticleCategory[] }> {
  return { cats: await sql.rows<ArticleCategory & Record<string, unknown>>('article_categories', CATEGORIES, [parentId, now]) }
}

export interface ArticleBranch {
  id: number
  parentId: number
  kind: ArticleKind
  name: string
  keywords: string
  description: string
  sortOrder: number
  showInNav: boolean
  typeNumber: number
  /** Directly below it. */
  childCount: number
  /** Directly in it, closed ones included. */
  articleCount: number
}

const TREE = `SELECT c."id", coalesce(c."parentId", 0) AS "parentId", c."kind", c."name", c."keywords", c."description", c."sortOrder", c."showInNav", c."typeNumber",
    (SELECT count(*)::int FROM "ArticleCategory" d WHERE d."parentId" = c."id") AS "childCount",
    (SELECT count(*)::int FROM "Article" a WHERE a."categoryId" = c."id") AS "articleCount"
  FROM "ArticleCategory" c ORDER BY c."sortOrder", c."id"`

/** The whole tree in the order of its branches, as one list. */
export async function articleTree({ sql }: Pick<TxCtx, 'sql'>): Promise<ArticleBranch[]> {
  return sql.rows<ArticleBranch & Record<string, unknown>>('article_tree', TREE, [])
}

export async function articleBranch(ctx: TxCtx, id: number): Promise<ArticleBranch> {
  const found = (await articleTree(ctx)).find((branch) => branch.id === id)
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}
