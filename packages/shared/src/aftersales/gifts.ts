import type { AftersaleRow, OrderLineRow, TxCtx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import { CASE_KIND, isOpenCase } from '../orders/index.ts'
import { rangeTest } from '../pricing/index.ts'
import { type Favourable, findFavourables } from '../promotions/index.ts'

interface GoodsRange { goodsId: number, brandId: number, categoryIds: number[] }

async function rangesOf({ sql }: Pick<TxCtx, 'sql'>, lines: readonly OrderLineRow[]): Promise<Map<number, GoodsRange>> {
  const rows = await sql.rows<GoodsRange & Record<string, unknown>>('aftersale_ranges', `
SELECT g."id" AS "goodsId", coalesce(g."brandId", 0) AS "brandId", ARRAY(SELECT p."categoryId" FROM "CategoryPlacement" p WHERE p."goodsId" = g."id") AS "categoryIds"
FROM "Goods" g WHERE g."id" = ANY($1::int[])`, [[...new Set(lines.map((line) => line.goodsId))]])
  return new Map(rows.map((row) => [row.goodsId, row]))
}

/** What the units of a line that are kept add to the amount an activity asks for. */
function keptIn(activity: Favourable, lines: readonly OrderLineRow[], ranges: ReadonlyMap<number, GoodsRange>): Fen {
  const isInRange = rangeTest(activity.range, activity.rangeIds)
  return lines
    .filter((line) => line.giftPromotionId === 0 && isInRange(ranges.get(line.goodsId) ?? { goodsId: line.goodsId, brandId: 0, categoryIds: [] }))
    .reduce((sum, line) => sum + line.unitPriceFen * (line.quantity - line.returnedQuantity), 0)
}

/** Gifts the buyer keeps: neither back nor on their way back. */
function keptGifts(line: OrderLineRow, cases: readonly AftersaleRow[]): number {
  const onTheirWay = cases.filter((one) => one.orderLineId === line.id && isOpenCase(one) && (one.kind === CASE_KIND.returned || one.kind === CASE_KIND.refundOnly))
  return line.quantity - line.returnedQuantity - onTheirWay.reduce((sum, one) => sum + one.quantity, 0)
}

/**
 * What gifts are worth that stay with the buyer although these units take the condition of their activity away. Counted once,
 * with the units that take it away.
 */
export async function giftsOff(ctx: Pick<TxCtx, 'sql'>, lines: readonly OrderLineRow[], cases: readonly AftersaleRow[], lineId: number, quantity: number): Promise<Fen> {
  const gifts = lines.filter((line) => line.giftPromotionId > 0 && line.id !== lineId && keptGifts(line, cases) > 0)
  if (gifts.length === 0) return 0
  const activities = await findFavourables(ctx, gifts.map((gift) => gift.giftPromotionId))
  const ranges = await rangesOf(ctx, lines)
  const after = lines.map((line) => (line.id === lineId ? { ...line, returnedQuantity: line.returnedQuantity + quantity } : line))
  const lost = activities.filter((activity) => {
    const isMetBy = (kept: readonly OrderLineRow[]) => keptIn(activity, kept, ranges) >= Math.max(1, activity.minAmountFen)
    return isMetBy(lines) && !isMetBy(after)
  })
  return gifts
    .filter((gift) => lost.some((activity) => activity.activityId === gift.giftPromotionId))
    .reduce((sum, gift) => sum + gift.marketPriceFen * keptGifts(gift, cases), 0)
}
