import { userIdOf } from '../accounts/index.ts'
import type { BonusItem, CouponType } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { type ErrorWord, ShopError } from '../errors/index.ts'
import { ownBonus } from './own.ts'
import { kindShape, RANGE_NAMES } from './shape.ts'
import { SEND } from './staff-types.ts'

interface CouponRow extends Record<string, unknown> {
  typeId: number
  name: string
  moneyFen: number
  minGoodsAmountFen: number
  sellerId: number
  useRange: number
  rangeNames: { id: number, name: string }[] | null
  sendStartAt: Date
  sendEndAt: Date
  useStartAt: Date
  useEndAt: Date
  claimTotal: number
  claimedCount: number
  claimLimit: number
  isForRank: boolean
  mine: number
}

/** `$1` is the shopper, 0 for a guest. */
const COLUMNS = `t."id" AS "typeId", t."name", t."moneyFen", t."minGoodsAmountFen", t."sellerId", t."useRange", ${RANGE_NAMES}, t."sendStartAt", t."sendEndAt", t."useStartAt", t."useEndAt",
  t."claimTotal", t."claimedCount", t."claimLimit",
  t."claimRankIds" = '{}' OR coalesce((SELECT u."rankId" FROM "User" u WHERE u."id" = $1), 0) = ANY(t."claimRankIds") AS "isForRank",
  (SELECT count(*)::int FROM "Bonus" b WHERE b."typeId" = t."id" AND b."userId" = $1 AND b."claimNo" IS NOT NULL) AS "mine"`
const OPEN = `t."sendKind" = ${SEND.claimed} AND t."sendStartAt" <= $2 AND $2 < t."sendEndAt" AND $2 < t."useEndAt"`

const COVERS = `EXISTS (SELECT 1 FROM "Goods" g WHERE g."id" = $3 AND (t."sellerId" = 0 OR t."sellerId" = g."sellerId") AND CASE t."useRange"
  WHEN 0 THEN true
  WHEN 1 THEN EXISTS (SELECT 1 FROM "CategoryPlacement" p WHERE p."goodsId" = g."id" AND p."categoryId" = ANY(t."useRangeIds"))
  WHEN 2 THEN g."brandId" = ANY(t."useRangeIds")
  ELSE g."id" = ANY(t."useRangeIds") END)`
const LIST = `SELECT ${COLUMNS} FROM "BonusType" t WHERE ${OPEN} AND ($3::int = 0 OR ${COVERS}) AND ($4::int IS NULL OR t."sellerId" = $4) ORDER BY t."sendEndAt", t."id" LIMIT 200`
const ONE = `SELECT ${COLUMNS} FROM "BonusType" t WHERE t."id" = $2 AND t."sendKind" = ${SEND.claimed}`

type State = CouponType['state']

/** The window before the rank, the rank before the caller's own limit, that before what is left. */
function stateOf(row: CouponRow, now: Date): State {
  if (now < row.sendStartAt || row.sendEndAt <= now || row.useEndAt <= now) return 'not_open'
  if (!row.isForRank) return 'not_allowed'
  if (row.mine >= row.claimLimit) return 'claimed'
  return row.claimTotal > 0 && row.claimedCount >= row.claimTotal ? 'sold_out' : 'claimable'
}

function couponType(row: CouponRow, now: Date): CouponType {
  return {
    ...kindShape(row),
    sendStartDate: row.sendStartAt.toISOString(),
    sendEndDate: row.sendEndAt.toISOString(),
    validMode: 'range',
    useStartDate: row.useStartAt.toISOString(),
    useEndDate: row.useEndAt.toISOString(),
    validDays: 0,
    total: row.claimTotal,
    issued: row.claimedCount,
    limitPerUser: row.claimLimit,
    myClaimed: row.mine,
    state: stateOf(row, now),
  }
}

export interface CouponFilter { goodsId?: number | undefined, sellerId?: number | undefined }

/** ectouch.promotion.coupon: what the caller's rank may claim now, what can still be had at the top, then the soonest to close. */
export async function listCoupons(ctx: Pick<Ctx, 'sql' | 'actor' | 'now'>, { goodsId = 0, sellerId }: CouponFilter): Promise<{ items: CouponType[] }> {
  const userId = ctx.actor.kind === 'shopper' ? ctx.actor.userId : 0
  const rows = await ctx.sql.rows<CouponRow>('coupons_open', LIST, [userId, ctx.now, goodsId, sellerId ?? null])
  const items = rows.map((row) => couponType(row, ctx.now)).filter(({ state }) => state !== 'not_allowed')
  return { items: items.sort((a, b) => Number(a.state !== 'claimable') - Number(b.state !== 'claimable')) }
}

const ACTIVE = `SELECT t."id" FROM "BonusType" t WHERE ${OPEN.replaceAll('$2', '$1')} AND (t."claimTotal" = 0 OR t."claimedCount" < t."claimTotal") ORDER BY t."id" DESC`

/** The kinds of which anybody may still claim one now, whatever their rank: newest first. */
export async function activeCoupons({ sql, now }: Pick<TxCtx, 'sql' | 'now'>): Promise<number[]> {
  return (await sql.rows<{ id: number }>('coupons_active', ACTIVE, [now])).map(({ id }) => id)
}

const REFUSALS: Record<Exclude<State, 'claimable'>, ErrorWord> = { not_open: 'COUPON_NOT_OPEN', not_allowed: 'RANK_NOT_ALLOWED', claimed: 'COUPON_LIMIT', sold_out: 'COUPON_SOLD_OUT' }

async function couponFor(ctx: Pick<TxCtx, 'sql' | 'now'>, userId: number, typeId: number): Promise<CouponType> {
  const row = await ctx.sql.row<CouponRow>('coupon', ONE, [userId, typeId])
  if (!row) throw new ShopError('NOT_FOUND')
  return couponType(row, ctx.now)
}

function refuseUnclaimable({ state }: CouponType): void {
  if (state !== 'claimable') throw new ShopError(REFUSALS[state])
}

const REQUEST_LIFE_MS = 24 * 3_600_000

/** What a request of this number came to within a day; 0 when it is new. */
async function claimedBefore(tx: TxCtx, userId: number, { typeId, requestNo }: Claim): Promise<number> {
  if (requestNo === undefined || requestNo === '') return 0
  const found = await tx.sql.row<{ id: number, typeId: number }>('coupon_request', 'SELECT "id", "typeId" FROM "Bonus" WHERE "userId" = $1 AND "claimRequestNo" = $2 AND "ownedAt" > $3', [userId, requestNo, new Date(tx.now.getTime() - REQUEST_LIFE_MS)])
  if (found && found.typeId !== typeId) throw new ShopError('CONFLICT')
  return found?.id ?? 0
}

const TAKE = `UPDATE "BonusType" SET "claimedCount" = "claimedCount" + 1 WHERE "id" = $1 AND ("claimTotal" = 0 OR "claimedCount" < "claimTotal")`
const GIVE = `
INSERT INTO "Bonus" ("typeId", "userId", "ownedAt", "claimNo", "claimRequestNo")
SELECT t."id", $2, $3, c."count" + 1, $4 FROM "BonusType" t,
  LATERAL (SELECT count(*)::int AS "count" FROM "Bonus" b WHERE b."typeId" = t."id" AND b."userId" = $2 AND b."claimNo" IS NOT NULL) c
WHERE t."id" = $1 AND c."count" < t."claimLimit" RETURNING "id"`

export interface Claim { typeId: number, requestNo?: string | undefined }

/** One more of a kind for the caller. Claims of a kind wait for each other, so that neither limit is ever passed. */
export async function claimCoupon(ctx: Ctx, claim: Claim): Promise<{ bonus: BonusItem, coupon: CouponType }> {
  const userId = userIdOf(ctx.actor)
  const { typeId, requestNo } = claim
  // A crowd that comes too late is sent away without waiting in the queue.
  if (!requestNo) refuseUnclaimable(await couponFor(ctx, userId, typeId))
  const bonusId = await inTransaction(ctx, async (tx) => {
    await tx.sql.row('coupon_lock', 'SELECT 1 FROM "BonusType" WHERE "id" = $1 FOR NO KEY UPDATE', [typeId])
    const known = await claimedBefore(tx, userId, claim)
    if (known > 0) return known
    refuseUnclaimable(await couponFor(tx, userId, typeId))
    if (await tx.sql.run('coupon_take', TAKE, [typeId]) === 0) throw new ShopError('COUPON_SOLD_OUT')
    const given = await tx.sql.row<{ id: number }>('coupon_give', GIVE, [typeId, userId, tx.now, requestNo || null])
    if (!given) throw new ShopError('COUPON_LIMIT')
    return given.id
  })
  return { bonus: await ownBonus(ctx, bonusId), coupon: await couponFor(ctx, userId, typeId) }
}
