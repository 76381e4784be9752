import { type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { refuseBlockedWords } from './blocked-words.ts'
import { withdrawComment } from './comment-counts.ts'
import { assertOwnFiles, removePictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'
import { writerId } from './writer.ts'

/** A buyer's own comment by its order line, held. */
const OWN = `SELECT c."id" FROM "Comment" c JOIN "OrderLine" l ON l."id" = c."orderLineId" JOIN "Order" o ON o."id" = l."orderId"
  WHERE c."userId" = $1 AND l."id" = $2 AND o."sn" = $3 FOR UPDATE OF c`
const INSERT = `INSERT INTO "CommentAddition" ("id", "commentId", "content", "images", "addedAt")
  VALUES (nextval(pg_get_serial_sequence('"Comment"', 'id')), $1, $2, $3::text[], $4) ON CONFLICT ("commentId") DO NOTHING RETURNING "id"`

export interface NewAddition {
  orderLineId: number
  orderSn: string
  content: string
  /** Pictures the writer has sent to the shop's storage before. */
  images: string[]
}

/** 追评: once to a comment of one's own. Where the shop looks at comments first, it looks at the whole one again. */
export async function addAddition(ctx: Ctx, { orderLineId, orderSn, content, images }: NewAddition): Promise<{ commentId: number, additionId: number }> {
  if (content.trim() === '' && images.length === 0) throw new ShopError('PARAM_MISSING', { field: 'content' })
  await refuseBlockedWords(ctx, [content])
  await assertOwnFiles(ctx, writerId(ctx), images)
  const { commentCheck } = await getSettings(ctx)
  return inTransaction(ctx, async (tx) => {
    const own = await tx.sql.row<{ id: number }>('addition_comment', OWN, [writerId(tx), orderLineId, orderSn])
    if (!own) throw new ShopError('NOT_FOUND')
    const added = await tx.sql.row<{ id: number }>('addition_insert', INSERT, [own.id, content, images, tx.now])
    if (!added) throw new ShopError('COMMENT_EXISTS')
    if (commentCheck) await withdrawComment(tx, own.id)
    return { commentId: own.id, additionId: added.id }
  })
}

const DELETE = `DELETE FROM "CommentAddition" a USING "Comment" c WHERE a."id" = $1 AND c."id" = a."commentId" AND c."userId" = $2 RETURNING a."images"`

/** Takes back what one added; the comment stays. */
export async function deleteAddition(ctx: Ctx, { additionId }: { additionId: number }, ports: PicturePort): Promise<void> {
  const gone = await ctx.sql.row<{ images: string[] }>('addition_delete', DELETE, [additionId, writerId(ctx)])
  if (!gone) throw new ShopError('NOT_FOUND')
  await removePictures(ctx, gone.images, ports)
}

const PRAISE = `WITH shown AS (SELECT c."id" FROM "Comment" c WHERE c."isApproved" AND (c."id" = $1 OR c."id" = (SELECT a."commentId" FROM "CommentAddition" a WHERE a."id" = $1))),
  added AS (INSERT INTO "CommentPraise" ("commentId", "userId") SELECT "id", $2 FROM shown ON CONFLICT DO NOTHING RETURNING 1)
  SELECT (SELECT count(*) FROM shown)::int AS "shown", (SELECT count(*) FROM added)::int AS "added"`

/** 点赞 of a comment that is shown, once for each shopper; false when it was done before. */
export async function praiseComment(ctx: Ctx, { commentId }: { commentId: number }): Promise<boolean> {
  const row = await ctx.sql.row<{ shown: number, added: number }>('comment_praise', PRAISE, [commentId, writerId(ctx)])
  if (!row || row.shown === 0) throw new ShopError('NOT_FOUND')
  return row.added > 0
}

/** The comment an id stands for: its own, or the one it was added to. */
export async function commentNamed({ sql }: Pick<Ctx, 'sql'>, id: number): Promise<{ commentId: number, isAddition: boolean }> {
  const addition = await sql.row<{ commentId: number }>('addition_of', 'SELECT "commentId" FROM "CommentAddition" WHERE "id" = $1', [id])
  return { commentId: addition?.commentId ?? id, isAddition: addition !== null && addition !== undefined }
}
