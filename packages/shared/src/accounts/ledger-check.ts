import type { TxCtx } from '../database/index.ts'

/** A figure that is not what the ledger says. */
export interface LedgerDifference {
  /** 0: the whole table does not add up. */
  userId: number
  figure: 'balanceFen' | 'frozenFen' | 'points' | 'rankPoints' | 'total'
  shown: number
  sumOfRows: number
  afterLastRow: number
}

// Three ways to know a figure, for each of the four.
const FIRST_DIFFERENCE = `
WITH sums AS (
  SELECT "userId", sum("balanceFen") AS b, sum("frozenFen") AS f, sum("points") AS p, sum("rankPoints") AS r, max("id") AS last
  FROM "LedgerEntry" GROUP BY "userId"
), known AS (
  SELECT u."id" AS "userId", v."figure", v."shown"::float8, v."sumOfRows"::float8, v."afterLastRow"::float8, v.at
  FROM "User" u LEFT JOIN sums s ON s."userId" = u."id" LEFT JOIN "LedgerEntry" l ON l."id" = s.last,
  LATERAL (VALUES
    ('balanceFen', u."balanceFen", coalesce(s.b, 0), coalesce(l."balanceAfterFen", 0), 1),
    ('frozenFen', u."frozenFen", coalesce(s.f, 0), coalesce(l."frozenAfterFen", 0), 2),
    ('points', u."points", coalesce(s.p, 0), coalesce(l."pointsAfter", 0), 3),
    ('rankPoints', u."rankPoints", coalesce(s.r, 0), coalesce(l."rankPointsAfter", 0), 4)
  ) AS v("figure", "shown", "sumOfRows", "afterLastRow", at)
)
SELECT "userId", "figure", "shown", "sumOfRows", "afterLastRow" FROM known
WHERE "shown" <> "sumOfRows" OR "shown" <> "afterLastRow" ORDER BY "userId", at LIMIT 1`

const TOTALS = `
SELECT coalesce(sum("balanceFen" + "frozenFen"), 0)::float8 AS users, coalesce(sum("contraFen"), 0)::float8 AS contra FROM "LedgerEntry"`

/** Proves every figure against its rows, and the whole table against its contra accounts. Null: all is well. */
export async function checkLedger(ctx: TxCtx): Promise<LedgerDifference | null> {
  const difference = await ctx.sql.row<LedgerDifference>('ledger_first_difference', FIRST_DIFFERENCE)
  if (difference) return difference
  const totals = await ctx.sql.row<{ users: number, contra: number }>('ledger_totals', TOTALS)
  if (!totals || totals.users + totals.contra === 0) return null
  return { userId: 0, figure: 'total', shown: totals.users, sumOfRows: totals.users, afterLastRow: -totals.contra }
}
