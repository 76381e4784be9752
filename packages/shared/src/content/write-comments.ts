import type { ArticleComment, Comment, FileInput } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { refuseBlockedWords } from './blocked-words.ts'
import { commentableArticle, ownArticleComment } from './article-comments.ts'
import { dropComment, showComment } from './comment-counts.ts'
import { type CommentLine, commentLine } from './comment-right.ts'
import { ARTICLE_KIND, readComment } from './comments.ts'
import { assertOwnFiles, removePictures, withPictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'
import { takeTurn } from './slot.ts'
import { writerId } from './writer.ts'

const SECOND_MS = 1000
const MOST_STARS = 5
const BETWEEN_COMMENTS = { limit: 1, windowMs: 30 * SECOND_MS }

export interface NewComment {
  commentType: number
  idValue: number
  /** 0: the shop finds the line. */
  orderLineId: number
  commentRank: number
  content: string
  images?: FileInput[] | undefined
  /** Pictures the writer has sent to the shop's storage before. */
  storedImages?: string[] | undefined
  anonymous: boolean
}

const INSERT = `INSERT INTO "Comment" ("kind", "goodsId", "articleId", "userId", "orderLineId", "rank", "content", "images", "optionsText", "isAnonymous", "addedAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11) RETURNING "id"`
const MARK_LINE = 'UPDATE "OrderLine" SET "isCommented" = true WHERE "id" = $1 AND NOT "isCommented"'

/** Whether the shopper may comment on it now, and the order line the comment stands on. An article has none, and takes any number. */
async function rightTo(tx: TxCtx, userId: number, { commentType, idValue, orderLineId }: NewComment): Promise<CommentLine> {
  if (commentType !== ARTICLE_KIND) return commentLine(tx, { userId, goodsId: idValue, orderLineId })
  if (orderLineId > 0) throw new ShopError('NOT_FOUND')
  await commentableArticle(tx, idValue)
  return null
}

async function write(tx: TxCtx, input: NewComment, images: readonly string[]): Promise<{ id: number, needCheck: boolean }> {
  const userId = writerId(tx)
  // Two comments of one shopper at the same moment queue up here, so the right is judged after it.
  await takeTurn(tx, `comment:${userId}`, [BETWEEN_COMMENTS])
  const line = await rightTo(tx, userId, input)
  if (line && await tx.sql.run('comment_mark_line', MARK_LINE, [line.id]) === 0) throw new ShopError('COMMENT_EXISTS')
  const isArticle = input.commentType === ARTICLE_KIND
  const row = await tx.sql.row<{ id: number }>('comment_insert', INSERT, [
    input.commentType, isArticle ? null : input.idValue, isArticle ? input.idValue : null, userId, line?.id ?? null, input.commentRank, input.content, images, line?.optionsText ?? '', input.anonymous, tx.now,
  ])
  const { commentCheck } = await getSettings(tx)
  const id = row?.id ?? 0
  if (!commentCheck) await showComment(tx, id)
  return { id, needCheck: commentCheck }
}

/** 发表评论. Pictures are kept only once it is clear that the comment may be written. */
export async function addComment(ctx: Ctx, input: NewComment, ports: PicturePort): Promise<{ comment: Comment, needCheck: boolean }> {
  const userId = writerId(ctx)
  await rightTo(ctx, userId, input)
  await refuseBlockedWords(ctx, [input.content])
  await assertOwnFiles(ctx, userId, input.storedImages ?? [])
  const { id, needCheck } = await withPictures(ctx, { files: input.images ?? [], folder: 'comments' }, ports, (images) => inTransaction(ctx, (tx) => write(tx, input, [...input.storedImages ?? [], ...images])))
  return { comment: await readComment(ctx, id), needCheck }
}

const OWN = `SELECT c."images" || coalesce((SELECT a."images" FROM "CommentAddition" a WHERE a."commentId" = c."id"), '{}') AS "images"
  FROM "Comment" c WHERE c."id" = $1 AND c."userId" = $2 FOR UPDATE`

/** 发表评论 under an article, by its text alone. */
export async function addArticleComment(ctx: Ctx, { articleId, content }: { articleId: number, content: string }, ports: PicturePort): Promise<{ comment: ArticleComment, visible: boolean }> {
  const { comment, needCheck } = await addComment(ctx, { commentType: ARTICLE_KIND, idValue: articleId, orderLineId: 0, commentRank: MOST_STARS, content, anonymous: false }, ports)
  return { comment: await ownArticleComment(ctx, comment.commentId), visible: !needCheck }
}

/** 删除评论: the own one, with what was added to it, the shop's answers and its pictures. */
export async function deleteComment(ctx: Ctx, { commentId }: { commentId: number }, ports: PicturePort): Promise<{ deleted: boolean }> {
  const images = await inTransaction(ctx, async (tx) => {
    const own = await tx.sql.row<{ images: string[] }>('comment_own_lock', OWN, [commentId, writerId(tx)])
    if (!own) throw new ShopError('NOT_FOUND')
    await dropComment(tx, commentId)
    return own.images
  })
  await removePictures(ctx, images, ports)
  return { deleted: true }
}
