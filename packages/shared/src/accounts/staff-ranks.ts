import { isDeepStrictEqual } from 'node:util'
import type { Ctx, PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { gapBetweenRanks, overlappingRanks, reviewRanks } from './ranks.ts'
import { refuseSellerStaff } from './staff-users.ts'

export interface RankForm {
  /** 0 for a new one. */
  id: number
  name: string
  /** From so many rank points on, below so many; a special rank has neither. */
  minPoints: number
  maxPoints: number
  /** Whole percent still paid. */
  discountPercent: number
  isSpecial: boolean
  /** Its price is shown to everybody. */
  isPublic: boolean
}

/** Who and what stands on a rank. */
export interface RankUse { users: number, prices: number, activities: number }

export type RankView = RankForm & RankUse

const LIST = `
SELECT r."id", r."name", r."minPoints", r."maxPoints", r."discountPercent", r."isSpecial", r."isPublic", coalesce(u."count", 0) AS "users", coalesce(p."count", 0) AS "prices",
  (SELECT count(*)::int FROM "Promotion" a WHERE a."state" = 'published' AND a."endAt" > $1 AND a."config" -> 'rankIds' @> to_jsonb(r."id")) AS "activities"
FROM "Rank" r
LEFT JOIN (SELECT x."id", count(DISTINCT x."userId")::int AS "count" FROM (SELECT "rankId" AS "id", "id" AS "userId" FROM "User" UNION ALL SELECT "specialRankId", "id" FROM "User") x GROUP BY 1) u ON u."id" = r."id"
LEFT JOIN (SELECT "rankId", count(*)::int AS "count" FROM "RankPrice" GROUP BY 1) p ON p."rankId" = r."id"
ORDER BY r."isSpecial", r."minPoints", r."id"`

/** The ordinary ranks by their points, then the special ones, each with what stands on it. */
export function ranksForStaff(ctx: Pick<Ctx, 'sql' | 'actor' | 'now'>): Promise<RankView[]> {
  refuseSellerStaff(ctx)
  return ctx.sql.rows<RankView & Record<string, unknown>>('staff_ranks_list', LIST, [ctx.now])
}

const wrong = (at: number, field: string): ShopError => new ShopError('PARAM_INVALID', { field: `ranks.${at}.${field}` })

/** Each figure of rank points has at most one rank, and between two ranks there is no figure without. */
function checked(ranks: readonly RankForm[], known: readonly RankView[]): RankForm[] {
  const placed = ranks.map((rank) => (rank.isSpecial ? { ...rank, minPoints: 0, maxPoints: 0 } : rank))
  for (const [at, rank] of placed.entries()) {
    if (!rank.isSpecial && rank.minPoints >= rank.maxPoints) throw wrong(at, 'maxPoints')
    const before = known.find((one) => one.id === rank.id)
    if (rank.id > 0 && !before) throw new ShopError('CONFLICT')
    if (before && before.isSpecial !== rank.isSpecial) throw wrong(at, 'isSpecial')
    if (placed.findIndex((one) => one.name === rank.name) < at) throw wrong(at, 'name')
  }
  const [, second] = overlappingRanks(placed) ?? gapBetweenRanks(placed) ?? []
  if (second !== undefined) throw wrong(placed.findIndex((rank) => rank.name === second), 'minPoints')
  return placed
}

const formOf = ({ users: _users, prices: _prices, activities: _activities, ...form }: RankView): RankForm => form

/** What is left out goes, unless somebody has it or something names it (CONFLICT with what does). */
async function removeLeftOut(tx: PrismaTxCtx, known: readonly RankView[], kept: ReadonlySet<number>): Promise<void> {
  for (const { id, name, users, prices, activities } of known.filter((rank) => !kept.has(rank.id))) {
    if (users + prices + activities > 0) throw new ShopError('CONFLICT', { name, users, prices, activities })
    await tx.db.rank.delete({ where: { id } })
  }
}

export interface RanksToSave {
  /** The ranks the member saw: others by now mean that somebody was faster. */
  seenIds: readonly number[]
  ranks: readonly RankForm[]
}

/** Saves the whole table of ranks; every member has the rank that is right then. */
export async function saveRanks(tx: PrismaTxCtx, { seenIds, ranks }: RanksToSave): Promise<{ before: RankForm[], after: RankForm[], moved: number }> {
  await tx.sql.rows('ranks_lock', 'SELECT pg_advisory_xact_lock(hashtext(\'ranks\'))::text')
  const known = await ranksForStaff(tx)
  if (!isDeepStrictEqual(known.map((rank) => rank.id).toSorted(), [...seenIds].toSorted())) throw new ShopError('CONFLICT')
  const placed = checked(ranks, known)
  await removeLeftOut(tx, known, new Set(placed.map((rank) => rank.id)))
  // Names are unique, and two ranks may have exchanged theirs.
  await tx.sql.run('ranks_nameless', 'UPDATE "Rank" SET "name" = \'#\' || "id"')
  for (const { id, ...data } of placed) await (id > 0 ? tx.db.rank.update({ where: { id }, data }) : tx.db.rank.create({ data }))
  const moved = await reviewRanks(tx)
  return { before: known.map(formOf), after: (await ranksForStaff(tx)).map(formOf), moved }
}
