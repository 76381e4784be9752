import { type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { OPEN_ARTICLE } from './article-tree.ts'
import { writerId } from './writer.ts'

// The article is held first, so its number stays the number of its likes.
const HOLD = `SELECT a."id" FROM "Article" a WHERE a."id" = $1 AND ${OPEN_ARTICLE('$2')} FOR NO KEY UPDATE`
const LIKE = 'INSERT INTO "ArticleLike" ("articleId", "userId", "likedAt") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'
const UNLIKE = 'DELETE FROM "ArticleLike" WHERE "articleId" = $1 AND "userId" = $2'
const COUNT = 'UPDATE "Article" SET "likeCount" = "likeCount" + $2 WHERE "id" = $1 RETURNING "likeCount"'

/** 点赞或取消. The same again changes nothing. */
export async function likeArticle(ctx: Ctx, { articleId, like }: { articleId: number, like: boolean }): Promise<{ liked: boolean, likeCount: number }> {
  return inTransaction(ctx, async (tx) => {
    const userId = writerId(tx)
    if (!await tx.sql.row('article_like_hold', HOLD, [articleId, tx.now])) throw new ShopError('NOT_FOUND')
    const changed = like
      ? await tx.sql.run('article_like', LIKE, [articleId, userId, tx.now])
      : -await tx.sql.run('article_unlike', UNLIKE, [articleId, userId])
    const row = await tx.sql.row<{ likeCount: number }>('article_like_count', COUNT, [articleId, changed])
    return { liked: like, likeCount: row?.likeCount ?? 0 }
  })
}
