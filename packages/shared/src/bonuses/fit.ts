import { userIdOf } from '../accounts/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { formatYuan } from '../money/index.ts'
import { rangeTest } from '../pricing/index.ts'
import type { GivenBonus } from './given.ts'

export type Misfit = '' | 'not_started' | 'expired' | 'used' | 'min_amount' | 'range'

export interface FittingBonus extends GivenBonus {
  /** Why it cannot pay for these products; '' when it can. */
  misfit: Misfit
  minGoodsAmountFen: number
}

interface Row extends GivenBonus, Record<string, unknown> { sellerId: number, minGoodsAmountFen: number, useRange: 0 | 1 | 2 | 3, useRangeIds: number[], useStartAt: Date, useEndAt: Date }
interface GoodsRow extends Record<string, unknown> { goodsId: number, sellerId: number, brandId: number, categoryIds: number[] }

const OWN = `
SELECT b."id" AS "bonusId", b."typeId", b."userId", coalesce(b."sn", '') AS "sn", coalesce(b."orderId", 0) AS "orderId", b."ownedAt", b."usedAt", u."name" AS "userName", u."nickName", u."avatarUrl",
  t."sellerId", t."minGoodsAmountFen", t."useRange", t."useRangeIds", t."useStartAt", t."useEndAt"
FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" JOIN "User" u ON u."id" = b."userId"
WHERE b."userId" = $1 AND NOT b."isHidden" AND ($2::int IS NULL OR b."id" = $2) AND ($3::text IS NULL OR b."sn" = $3) AND ($2 IS NOT NULL OR $3 IS NOT NULL OR b."orderId" IS NULL AND t."useEndAt" > $4)
ORDER BY t."useEndAt", b."id" LIMIT 100`

const GOODS = `
SELECT g."id" AS "goodsId", g."sellerId", coalesce(g."brandId", 0) AS "brandId", coalesce((SELECT array_agg(p."categoryId") FROM "CategoryPlacement" p WHERE p."goodsId" = g."id"), '{}') AS "categoryIds"
FROM "Goods" g WHERE g."id" = ANY($1::int[])`

function misfitOf(row: Row, goods: readonly GoodsRow[], amountFen: number, now: Date): Misfit {
  if (row.orderId > 0) return 'used'
  if (now < row.useStartAt) return 'not_started'
  if (row.useEndAt <= now) return 'expired'
  const isInRange = rangeTest(row.useRange, row.useRangeIds)
  if (!goods.some((one) => (row.sellerId === 0 || row.sellerId === one.sellerId) && isInRange(one))) return 'range'
  return amountFen < row.minGoodsAmountFen ? 'min_amount' : ''
}

/** The caller's bonuses for products of this amount together: those that fit first. With a name only that one. */
export async function bonusesFor(ctx: TxCtx, { goodsIds, amountFen, bonusId, sn }: { goodsIds: readonly number[], amountFen: number, bonusId?: number | undefined, sn?: string | undefined }): Promise<FittingBonus[]> {
  const [rows, goods] = await Promise.all([
    ctx.sql.rows<Row>('bonuses_to_fit', OWN, [userIdOf(ctx.actor), bonusId ?? null, sn?.trim().toUpperCase() ?? null, ctx.now]),
    ctx.sql.rows<GoodsRow>('bonuses_goods', GOODS, [goodsIds]),
  ])
  const judged = rows.map((row) => ({ ...row, misfit: misfitOf(row, goods, amountFen, ctx.now) }))
  return judged.sort((a, b) => Number(a.misfit !== '') - Number(b.misfit !== ''))
}

const REFUSALS = { not_started: 'BONUS_EXPIRED', expired: 'BONUS_EXPIRED', used: 'BONUS_USED', min_amount: 'BONUS_MIN_AMOUNT', range: 'BONUS_UNAVAILABLE' } as const

export function refuseMisfit({ misfit, minGoodsAmountFen }: FittingBonus): void {
  if (misfit === '') return
  throw new ShopError(REFUSALS[misfit], misfit === 'min_amount' ? { min: formatYuan(minGoodsAmountFen) } : {})
}
