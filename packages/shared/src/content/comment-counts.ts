import type { TxCtx } from '../database/index.ts'
import { eventCtes } from '../outbox/index.ts'

/** The number of an article's comments follows by what moved; a comment is about a product or an article. */
const articleFollows = (moved: string, by: '+ 1' | '- 1'): string => `article AS (UPDATE "Article" a SET "commentCount" = a."commentCount" ${by} FROM ${moved} WHERE a."id" = ${moved}."articleId" AND ${moved}."counts")`

/**
 * What shows on the page changes by this statement alone: the comment moves only if it is not there yet, and the figures of what it is
 * about follow by what moved.
 */
const SHOW = `WITH moved AS (UPDATE "Comment" SET "isApproved" = true, "isHidden" = false WHERE "id" = $1 AND NOT "isApproved" RETURNING "id", "goodsId", "articleId", "rank", true AS "counts"),
  ${eventCtes('comment.approved', { from: 'moved', where: 'true', name: 'commentId', column: 'id', at: '$2' })},
  ${articleFollows('moved', '+ 1')}
  UPDATE "Goods" g SET "commentCount" = g."commentCount" + 1, "commentRankSum" = g."commentRankSum" + moved."rank" FROM moved WHERE g."id" = moved."goodsId"`

const HIDE = `WITH was AS (SELECT "id", "goodsId", "articleId", "rank", "isApproved" FROM "Comment" WHERE "id" = $1 FOR UPDATE),
  moved AS (UPDATE "Comment" c SET "isApproved" = false, "isHidden" = true FROM was WHERE c."id" = was."id" RETURNING was."goodsId", was."articleId", was."rank", was."isApproved" AS "counts"),
  ${articleFollows('moved', '- 1')}
  UPDATE "Goods" g SET "commentCount" = g."commentCount" - 1, "commentRankSum" = g."commentRankSum" - moved."rank" FROM moved WHERE g."id" = moved."goodsId" AND moved."counts"`

/** Back to those that wait. */
const WITHDRAW = `WITH moved AS (UPDATE "Comment" SET "isApproved" = false WHERE "id" = $1 AND "isApproved" RETURNING "goodsId", "articleId", "rank", true AS "counts"),
  ${articleFollows('moved', '- 1')}
  UPDATE "Goods" g SET "commentCount" = g."commentCount" - 1, "commentRankSum" = g."commentRankSum" - moved."rank" FROM moved WHERE g."id" = moved."goodsId"`

const DROP = `WITH gone AS (DELETE FROM "Comment" WHERE "id" = $1 RETURNING "goodsId", "articleId", "rank", "isApproved" AS "counts"),
  ${articleFollows('gone', '- 1')}
  UPDATE "Goods" g SET "commentCount" = g."commentCount" - 1, "commentRankSum" = g."commentRankSum" - gone."rank" FROM gone WHERE g."id" = gone."goodsId" AND gone."counts"`

export async function showComment(tx: TxCtx, commentId: number): Promise<void> {
  await tx.sql.run('comment_show', SHOW, [commentId, tx.now])
}

export async function hideComment(tx: TxCtx, commentId: number): Promise<void> {
  await tx.sql.run('comment_hide', HIDE, [commentId])
}

/** It waits to be looked at again. */
export async function withdrawComment(tx: TxCtx, commentId: number): Promise<void> {
  await tx.sql.run('comment_withdraw', WITHDRAW, [commentId])
}

/** Its order line stays commented on. */
export async function dropComment(tx: TxCtx, commentId: number): Promise<void> {
  await tx.sql.run('comment_drop', DROP, [commentId])
}
