import type { BonusItem } from '../contract/index.ts'

/** What is read of a bonus, its times as JSON gives them. */
export interface BonusFacts {
  bonusId: number
  bonusSn: string
  orderId: number | null
  typeId: number
  sellerId: number
  name: string
  moneyFen: number
  minGoodsAmountFen: number
  useRange: number
  useStartAt: string | Date
  useEndAt: string | Date
  rangeNames: { id: number, name: string }[] | null
  orderSn?: string
  usedAt?: Date | null
}

/** SQL for the names of what the bonus type `t` is for; null is everything. */
export const RANGE_NAMES = `CASE t."useRange" WHEN 0 THEN NULL
  WHEN 1 THEN (SELECT json_agg(json_build_object('id', c."id", 'name', c."name") ORDER BY c."id") FROM "Category" c WHERE c."id" = ANY(t."useRangeIds"))
  WHEN 2 THEN (SELECT json_agg(json_build_object('id', c."id", 'name', c."name") ORDER BY c."id") FROM "Brand" c WHERE c."id" = ANY(t."useRangeIds"))
  ELSE (SELECT json_agg(json_build_object('id', c."id", 'name', c."name") ORDER BY c."id") FROM "Goods" c WHERE c."id" = ANY(t."useRangeIds")) END AS "rangeNames"`

/** Used wins over expired; the end is its own second. The SQL of lists says the same. */
function statusOf(row: BonusFacts, now: Date): BonusItem['status'] {
  if (row.orderId !== null) return 'used'
  if (now < new Date(row.useStartAt)) return 'not_started'
  return new Date(row.useEndAt) <= now ? 'expired' : 'unused'
}

/** What a bonus, or a coupon to claim, says of its kind. */
export function kindShape(row: Pick<BonusFacts, 'typeId' | 'name' | 'moneyFen' | 'minGoodsAmountFen' | 'sellerId' | 'useRange' | 'rangeNames'>) {
  return {
    typeId: row.typeId,
    typeName: row.name,
    typeMoneyFen: row.moneyFen,
    minGoodsAmountFen: row.minGoodsAmountFen,
    sellerId: row.sellerId,
    useRange: row.useRange,
    useRangeExt: row.rangeNames ?? [],
  }
}

export function bonusItem(row: BonusFacts, now: Date): BonusItem {
  return {
    bonusId: row.bonusId,
    bonusSn: row.bonusSn,
    ...kindShape(row),
    useStartDate: new Date(row.useStartAt).toISOString(),
    useEndDate: new Date(row.useEndAt).toISOString(),
    status: statusOf(row, now),
    orderSn: row.orderSn ?? '',
    usedTime: row.usedAt?.toISOString() ?? '',
  }
}
