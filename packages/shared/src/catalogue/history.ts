import type { Goods, Page } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { goodsSummaries, userIdOf } from './list-goods.ts'

const LIST = `
SELECT h."goodsId", h."seenAt", (count(*) OVER ())::int AS "total" FROM "BrowseHistory" h JOIN "Goods" g ON g."id" = h."goodsId" AND NOT g."isDeleted"
WHERE h."userId" = $1 ORDER BY h."seenAt" DESC, h."goodsId" DESC LIMIT $2 OFFSET $3`

export interface SeenGoods { goods: Goods, seenAt: string }

/** 浏览历史: the products looked at, newest first. */
export async function browseHistory(ctx: Ctx, { pageNo, pageSize }: Page): Promise<Page & { items: SeenGoods[], totalResults: number }> {
  const rows = await ctx.sql.rows<{ goodsId: number, seenAt: Date, total: number }>('history_list', LIST, [userIdOf(ctx), pageSize, (pageNo - 1) * pageSize])
  const goods = await goodsSummaries(ctx, rows.map((row) => row.goodsId))
  const items = rows.flatMap(({ goodsId, seenAt }): SeenGoods[] => {
    const summary = goods.get(goodsId)
    return summary ? [{ goods: summary, seenAt: seenAt.toISOString() }] : []
  })
  return { items, totalResults: rows[0]?.total ?? 0, pageNo, pageSize }
}

/** ectouch.user.history.clear */
export async function clearHistory(ctx: Ctx): Promise<{ cleared: number }> {
  return { cleared: await ctx.sql.run('history_clear', 'DELETE FROM "BrowseHistory" WHERE "userId" = $1', [userIdOf(ctx)]) }
}
