import type { ArticleComment } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { OPEN_ARTICLE } from './article-tree.ts'
import type { DeskPage } from './desk.ts'
import { readerId } from './writer.ts'

const OPEN = `SELECT a."allowComment" FROM "Article" a WHERE a."id" = $1 AND ${OPEN_ARTICLE('$2')}`

/** Whether an open article takes comments. */
async function takesComments({ sql, now }: TxCtx, articleId: number): Promise<boolean> {
  const article = await sql.row<{ allowComment: boolean }>('article_open', OPEN, [articleId, now])
  if (!article) throw new ShopError('NOT_FOUND')
  return article.allowComment
}

/** An open article that takes comments, or a refusal. */
export async function commentableArticle(ctx: TxCtx, articleId: number): Promise<void> {
  if (!await takesComments(ctx, articleId)) throw new ShopError('COMMENT_CLOSED')
}

interface Row extends Record<string, unknown> { commentId: number, userName: string, avatarUrl: string, isAnonymous: boolean, content: string, addedAt: Date, reply: string, total: number }

const LIST = `SELECT c."id" AS "commentId", u."name" AS "userName", u."avatarUrl", c."isAnonymous", c."content", c."addedAt", c."reply", count(*) OVER ()::int AS "total"
  FROM "Comment" c JOIN "User" u ON u."id" = c."userId" WHERE c."articleId" = $1 AND (c."isApproved" OR (c."userId" = $2 AND NOT c."isHidden"))
  ORDER BY c."addedAt" DESC, c."id" DESC LIMIT $3 OFFSET $4`
const ONE_OWN = `SELECT c."id" AS "commentId", u."name" AS "userName", u."avatarUrl", c."isAnonymous", c."content", c."addedAt", c."reply", 1 AS "total"
  FROM "Comment" c JOIN "User" u ON u."id" = c."userId" WHERE c."id" = $1 AND c."userId" = $2`

/** 张三丰 is 张***. */
const nicknameOf = (name: string): string => `${[...name][0] ?? ''}***`

function toArticleComment({ commentId, userName, avatarUrl, isAnonymous, content, addedAt, reply }: Row): ArticleComment {
  return { commentId, user: isAnonymous ? { nickname: '匿名用户', avatar: '' } : { nickname: nicknameOf(userName), avatar: avatarUrl }, content, addTime: addedAt.toISOString(), reply }
}

/** 评论列表 of an article: what is shown to all, and the reader's own that wait. */
export async function listArticleComments(ctx: TxCtx, input: DeskPage & { articleId: number }): Promise<{ items: ArticleComment[], totalResults: number } & DeskPage> {
  const { articleId, pageNo, pageSize } = input
  await takesComments(ctx, articleId)
  const page = (no: number, size: number) => ctx.sql.rows<Row>('article_comments', LIST, [articleId, readerId(ctx), size, (no - 1) * size])
  const rows = await page(pageNo, pageSize)
  const total = rows[0]?.total ?? (pageNo > 1 ? (await page(1, 1))[0]?.total ?? 0 : 0)
  return { items: rows.map(toArticleComment), totalResults: total, pageNo, pageSize }
}

/** A comment its writer has just written. */
export async function ownArticleComment(ctx: Ctx, commentId: number): Promise<ArticleComment> {
  const row = await ctx.sql.row<Row>('article_comment_own', ONE_OWN, [commentId, readerId(ctx)])
  if (!row) throw new ShopError('NOT_FOUND')
  return toArticleComment(row)
}
