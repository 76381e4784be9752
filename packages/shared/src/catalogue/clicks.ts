import { listParameter, type Ctx, type Sql } from '../database/index.ts'
import { bufferedCounts, visitLimit } from '../shop/index.ts'

const ONE_VISIT_MS = 10 * 60 * 1000

const isNewVisit = visitLimit(ONE_VISIT_MS)

const clicks = bufferedCounts({
  name: 'clicks_add',
  text: `WITH clicks AS (SELECT * FROM unnest(${listParameter('$1', 'int')}, ${listParameter('$2', 'int')}) AS c("goodsId", "count")),
  held AS (SELECT g."id" FROM "Goods" g WHERE g."id" = ANY(${listParameter('$1', 'int')}) ORDER BY g."id" FOR NO KEY UPDATE)
  UPDATE "Goods" g SET "clickCount" = g."clickCount" + clicks."count" FROM clicks JOIN held ON held."id" = clicks."goodsId" WHERE g."id" = clicks."goodsId"`,
})

export function countClick({ sql, actor, now }: Ctx, goodsId: number): void {
  if (isNewVisit(actor, `goods:${goodsId}`, now)) clicks.add(sql, goodsId)
}

export const pendingClicks = (sql: Sql, goodsId: number): number => clicks.pending(sql, goodsId)
