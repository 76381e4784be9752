import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

export interface RankRange {
  name: string
  minPoints: number
  maxPoints: number
  isSpecial: boolean
}

/** The first two neighbours among the ordinary ranks of which `isWrong` says so. */
function neighbours(ranks: readonly RankRange[], isWrong: (rank: RankRange, next: RankRange) => boolean): [string, string] | null {
  const ordinary = ranks.filter((rank) => !rank.isSpecial && rank.minPoints < rank.maxPoints).sort((a, b) => a.minPoints - b.minPoints)
  for (const [at, rank] of ordinary.entries()) {
    const next = ordinary[at + 1]
    if (next && isWrong(rank, next)) return [rank.name, next.name]
  }
  return null
}

/** The first two ordinary ranks that some figure would belong to both of; null when every figure has at most one rank. */
export function overlappingRanks(ranks: readonly RankRange[]): [string, string] | null {
  return neighbours(ranks, (rank, next) => next.minPoints < rank.maxPoints)
}

/** The first two ordinary ranks with figures between them that would belong to none. Below the first there may be some. */
export function gapBetweenRanks(ranks: readonly RankRange[]): [string, string] | null {
  return neighbours(ranks, (rank, next) => next.minPoints > rank.maxPoints)
}

/** SQL for the rank in force of the user row `u`: the special one, else the one the rank points earn, else null. */
export const RANK_IN_FORCE = `
coalesce(u."specialRankId", (
  SELECT r."id" FROM "Rank" r WHERE NOT r."isSpecial" AND r."minPoints" <= u."rankPoints" AND u."rankPoints" < r."maxPoints" LIMIT 1))`

/** After ranks were changed: every user gets the rank that is right now. Answers how many changed. */
export function reviewRanks(tx: TxCtx): Promise<number> {
  return tx.sql.run(
    'ranks_review',
    `UPDATE "User" u SET "rankId" = ${RANK_IN_FORCE} WHERE u."rankId" IS DISTINCT FROM ${RANK_IN_FORCE}`,
  )
}

const SET_SPECIAL = `
UPDATE "User" SET "specialRankId" = $2 WHERE "id" = $1 AND ($2::int IS NULL OR EXISTS (SELECT 1 FROM "Rank" WHERE "id" = $2 AND "isSpecial"))`
const REVIEW_ONE = `UPDATE "User" u SET "rankId" = ${RANK_IN_FORCE} WHERE u."id" = $1`

/** A rank given by a member of staff, or taken again with null. NOT_FOUND for an unknown user or a rank that is not special. */
export async function setSpecialRank(tx: TxCtx, { userId, rankId }: { userId: number, rankId: number | null }): Promise<void> {
  if (await tx.sql.run('rank_set_special', SET_SPECIAL, [userId, rankId]) === 0) throw new ShopError('NOT_FOUND')
  await tx.sql.run('rank_review_one', REVIEW_ONE, [userId])
}
