import { countGuess, refuseGuesses, userIdOf } from '../accounts/index.ts'
import type { BonusItem, Page } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type BonusFacts, bonusItem, RANGE_NAMES } from './shape.ts'

const STATUS = `CASE WHEN b."orderId" IS NOT NULL THEN 'used' WHEN $2::timestamptz < t."useStartAt" THEN 'not_started' WHEN t."useEndAt" <= $2 THEN 'expired' ELSE 'unused' END`
const FACTS = `b."id" AS "bonusId", coalesce(b."sn", '') AS "bonusSn", b."orderId", t."id" AS "typeId", t."sellerId", t."name", t."moneyFen", t."minGoodsAmountFen",
  t."useRange", t."useStartAt", t."useEndAt", ${RANGE_NAMES}, coalesce(o."sn", '') AS "orderSn", b."usedAt"`
const OWN = 'FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" LEFT JOIN "Order" o ON o."id" = b."orderId" WHERE b."userId" = $1 AND NOT b."isHidden"'
const FOUND = `${OWN} AND ($3 = 'all' OR ${STATUS} = $3)`

type FactsRow = BonusFacts & Record<string, unknown>

export interface BonusList extends Page { items: BonusItem[], totalResults: number }

/** ectouch.user.bonus.get: what can be used first, the one that ends soonest at the top; then the others, newest first. */
export async function listBonuses(ctx: Ctx, { status, pageNo, pageSize }: Page & { status: BonusItem['status'] | 'all' }): Promise<BonusList> {
  const values = [userIdOf(ctx.actor), ctx.now, status]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FactsRow>('bonuses_own', `
SELECT ${FACTS} ${FOUND} ORDER BY (${STATUS} = 'unused') DESC, CASE WHEN ${STATUS} = 'unused' THEN t."useEndAt" END, b."id" DESC LIMIT $4 OFFSET $5`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('bonuses_own_count', `SELECT count(*)::int AS "count" ${FOUND}`, values),
  ])
  return { items: rows.map((row) => bonusItem(row, ctx.now)), totalResults: counted?.count ?? 0, pageNo, pageSize }
}

const HOUR_MS = 3_600_000
const MAX_UNKNOWN = 10

/** Nobody's until one of those who send its number gets it. */
const CLAIM = `
UPDATE "Bonus" b SET "userId" = $1, "ownedAt" = $3 FROM "BonusType" t
WHERE b."sn" = $2 AND b."userId" IS NULL AND b."orderId" IS NULL AND t."id" = b."typeId" AND t."useEndAt" > $3 RETURNING b."id"`

interface Known extends Record<string, unknown> { userId: number | null, useEndAt: Date }

async function refuse(ctx: Ctx, userId: number, sn: string): Promise<never> {
  const known = await ctx.sql.row<Known>('bonus_by_sn', 'SELECT b."userId", t."useEndAt" FROM "Bonus" b JOIN "BonusType" t ON t."id" = b."typeId" WHERE b."sn" = $1', [sn])
  if (!known) {
    await countGuess(ctx, { key: `bonus:${userId}`, limit: MAX_UNKNOWN, windowMs: HOUR_MS, lockMs: HOUR_MS })
    throw new ShopError('BONUS_UNAVAILABLE')
  }
  if (known.useEndAt <= ctx.now) throw new ShopError('BONUS_EXPIRED')
  throw new ShopError(known.userId === userId ? 'BONUS_OWNED' : 'BONUS_TAKEN')
}

/** ectouch.user.bonus.add: the number printed on a bonus. Guessing is slow. */
export async function addBonus(ctx: Ctx, { bonusSn }: { bonusSn: string }): Promise<BonusItem> {
  const userId = userIdOf(ctx.actor)
  const sn = bonusSn.trim().toUpperCase()
  await refuseGuesses(ctx, `bonus:${userId}`)
  const claimed = await ctx.sql.row<{ id: number }>('bonus_claim', CLAIM, [userId, sn, ctx.now])
  return claimed ? ownBonus(ctx, claimed.id) : refuse(ctx, userId, sn)
}

/** A bonus the caller has just come by. */
export async function ownBonus(ctx: Ctx, id: number): Promise<BonusItem> {
  const row = await ctx.sql.row<FactsRow>('bonus_own', `SELECT ${FACTS} ${OWN} AND b."id" = $2`, [userIdOf(ctx.actor), id])
  if (!row) throw new Error('the bonus was not written')
  return bonusItem(row, ctx.now)
}
