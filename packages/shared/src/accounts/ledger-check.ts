import type { TxCtx } from '../database/index.ts'

/** A figure that is not what its rows say. */
export interface LedgerDifference {
  figure: 'balanceFen' | 'frozenFen' | 'points' | 'rankPoints' | 'total' | 'stock' | 'goodsStock' | 'moneyPaidFen' | 'orderBalanceFen' | 'refundedFen' | 'goodsAmountFen'
  /** The account, the SKU (0: the product itself) or the order; 0 of an account is the whole table. */
  subjectId: number
  /** The product of a stock, else 0. */
  goodsId: number
  /** The account's name, the number of the product or SKU, the order's number. */
  name: string
  shown: number
  fromRows: number
  /** Whether the sum of the rows differs, or only what the last row says is left. */
  by: 'sum' | 'last'
}

/** What one part of the check looked at and found. */
export interface LedgerPart {
  rows: number
  differences: number
  first: LedgerDifference | null
}

/** The part's answer from its CTE `wrong`, which has the columns of a difference and `at` for the order of the figures. */
export function foundIn(rowsText: string): string {
  return `SELECT (${rowsText})::int AS "rows", (SELECT count(*)::int FROM wrong) AS "differences",
  (SELECT json_build_object('figure', "figure", 'subjectId', "subjectId", 'goodsId', "goodsId", 'name', "name", 'shown', "shown", 'fromRows', "fromRows", 'by', "by")
    FROM wrong ORDER BY "goodsId", "subjectId", at LIMIT 1) AS "first"`
}

/** Of a figure, the sum of its rows and what the last of them left: which of the two speaks against it. */
export const DISAGREES = `CASE WHEN "shown" <> "sumOfRows" THEN "sumOfRows" ELSE "afterLastRow" END::float8 AS "fromRows", CASE WHEN "shown" <> "sumOfRows" THEN 'sum' ELSE 'last' END AS "by"`

// Three ways to know a figure, for each of the four; and all users plus all contra accounts are nothing.
const ACCOUNTS = `
WITH sums AS (
  SELECT "userId", sum("balanceFen") AS b, sum("frozenFen") AS f, sum("points") AS p, sum("rankPoints") AS r, max("id") AS last
  FROM "LedgerEntry" GROUP BY "userId"
), known AS (
  SELECT u."id" AS "subjectId", u."name", v."figure", v."shown", v."sumOfRows", v."afterLastRow", v.at
  FROM "User" u LEFT JOIN sums s ON s."userId" = u."id" LEFT JOIN "LedgerEntry" l ON l."id" = s.last,
  LATERAL (VALUES
    ('balanceFen', u."balanceFen", coalesce(s.b, 0), coalesce(l."balanceAfterFen", 0), 1),
    ('frozenFen', u."frozenFen", coalesce(s.f, 0), coalesce(l."frozenAfterFen", 0), 2),
    ('points', u."points", coalesce(s.p, 0), coalesce(l."pointsAfter", 0), 3),
    ('rankPoints', u."rankPoints", coalesce(s.r, 0), coalesce(l."rankPointsAfter", 0), 4)
  ) AS v("figure", "shown", "sumOfRows", "afterLastRow", at)
), totals AS (
  SELECT coalesce(sum("balanceFen" + "frozenFen"), 0) AS users, coalesce(sum("contraFen"), 0) AS contra FROM "LedgerEntry"
), wrong AS MATERIALIZED (
  SELECT "figure", "subjectId", 0 AS "goodsId", "name", "shown"::float8, ${DISAGREES}, at FROM known
  WHERE "shown" <> "sumOfRows" OR "shown" <> "afterLastRow"
  UNION ALL SELECT 'total', 0, 0, '', users::float8, -contra::float8, 'sum', 5 FROM totals WHERE users + contra <> 0
) ${foundIn('SELECT count(*) FROM "LedgerEntry"')}`

const EMPTY: LedgerPart = { rows: 0, differences: 0, first: null }

/** Proves balances and points against their rows, and the whole table against its contra accounts. */
export async function checkAccounts(ctx: Pick<TxCtx, 'sql'>): Promise<LedgerPart> {
  return await ctx.sql.row<LedgerPart & Record<string, unknown>>('ledger_check_accounts', ACCOUNTS) ?? EMPTY
}
