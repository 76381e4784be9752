import type { Fen } from '../money/index.ts'
import type { TxCtx } from '../database/index.ts'
import { formatYuan } from '../money/index.ts'
import { ShopError } from '../errors/index.ts'
import { nameOf } from './caller.ts'

/** ECShop's change types and ours (docs/rules/accounts.md 8). */
export const LEDGER = {
  DEPOSIT: 0,
  WITHDRAWAL: 1,
  ADJUSTMENT: 2,
  ORDER: 3,
  REFUND: 4,
  POINTS_GIVEN: 5,
  POINTS_TAKEN_BACK: 6,
  COMMISSION: 7,
  COMMISSION_TAKEN_BACK: 8,
  PROMOTION: 9,
  EXCHANGE: 10,
  AUCTION_DEPOSIT: 11,
  OTHER: 99,
} as const
export type LedgerType = (typeof LEDGER)[keyof typeof LEDGER]

/** Where money comes from or goes to; types without an account move points only. */
const CONTRA_ACCOUNTS: Partial<Record<LedgerType, string>> = {
  [LEDGER.DEPOSIT]: 'cash_in',
  [LEDGER.WITHDRAWAL]: 'cash_out',
  [LEDGER.ADJUSTMENT]: 'adjust',
  [LEDGER.ORDER]: 'order',
  [LEDGER.REFUND]: 'order',
  [LEDGER.COMMISSION]: 'commission',
  [LEDGER.COMMISSION_TAKEN_BACK]: 'commission',
  [LEDGER.PROMOTION]: 'promotion',
  [LEDGER.AUCTION_DEPOSIT]: 'promotion',
  [LEDGER.OTHER]: 'import',
}

/** What changes, and the event it belongs to: (type, reference, step) is booked once. */
export interface LedgerChange {
  userId: number
  type: LedgerType
  balanceFen?: Fen
  frozenFen?: Fen
  points?: number
  rankPoints?: number
  referenceKind: string
  referenceId: number
  step?: number
  text?: string
  /** The actor's name when not given. */
  byName?: string
}

export interface Figures {
  balanceFen: Fen
  frozenFen: Fen
  points: number
  rankPoints: number
}

export interface Posted { kind: 'posted', entryId: number, after: Figures }
/** This event was booked before; nothing changed. */
export interface DuplicateEntry { kind: 'duplicate' }

// One statement: lock the user, write the row with the figures after it unless one falls below its floor or the event is
// booked already, then carry the figures over to the user. Rank points move the rank with them.
const POST = `
WITH held AS (
  SELECT "id", "balanceFen", "frozenFen", "points", "rankPoints", "creditLineFen" FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE
), entry AS (
  INSERT INTO "LedgerEntry" ("userId", "balanceFen", "frozenFen", "points", "rankPoints",
    "balanceAfterFen", "frozenAfterFen", "pointsAfter", "rankPointsAfter",
    "type", "contraAccount", "contraFen", "referenceKind", "referenceId", "step", "text", "byName", "at")
  SELECT "id", $2::int, $3::int, $4::int, $5::int, "balanceFen" + $2, "frozenFen" + $3, "points" + $4, "rankPoints" + $5,
    $6::int, $7::text, 0 - $2 - $3, $8::text, $9::int, $10::int, $11::text, $12::text, $13::timestamptz
  FROM held
  WHERE "balanceFen" + $2 >= 0 - "creditLineFen" AND "frozenFen" + $3 >= 0 AND "points" + $4 >= 0 AND "rankPoints" + $5 >= 0
  ON CONFLICT ("type", "referenceKind", "referenceId", "step") DO NOTHING
  RETURNING "id", "userId", "balanceAfterFen", "frozenAfterFen", "pointsAfter", "rankPointsAfter"
), carried AS (
  UPDATE "User" u SET "balanceFen" = e."balanceAfterFen", "frozenFen" = e."frozenAfterFen", "points" = e."pointsAfter", "rankPoints" = e."rankPointsAfter",
    "rankId" = CASE WHEN $5 = 0 THEN u."rankId" ELSE coalesce(u."specialRankId", (
      SELECT r."id" FROM "Rank" r WHERE NOT r."isSpecial" AND r."minPoints" <= e."rankPointsAfter" AND e."rankPointsAfter" < r."maxPoints" LIMIT 1)) END
  FROM entry e WHERE u."id" = e."userId"
)
SELECT h."balanceFen", h."frozenFen", h."points", h."rankPoints", h."creditLineFen", e."id" AS "entryId"
FROM held h LEFT JOIN entry e ON e."userId" = h."id"`

interface PostRow extends Figures {
  creditLineFen: Fen
  entryId: number | null
}

const IS_BOOKED = `
SELECT 1 FROM "LedgerEntry" WHERE "type" = $1 AND "referenceKind" = $2 AND "referenceId" = $3 AND "step" = $4`

function contraAccountOf(type: LedgerType, movedFen: Fen): string {
  if (movedFen === 0) return ''
  const account = CONTRA_ACCOUNTS[type]
  if (!account) throw new Error(`ledger type ${type} moves no money`)
  return account
}

function belowFloor(row: PostRow, change: Figures): ShopError {
  if (row.balanceFen + change.balanceFen < -row.creditLineFen) {
    return new ShopError('SURPLUS_NOT_ENOUGH', { available: formatYuan(row.balanceFen + row.creditLineFen) })
  }
  if (row.frozenFen + change.frozenFen < 0) return new ShopError('SURPLUS_NOT_ENOUGH', { available: formatYuan(row.frozenFen) })
  const available = row.points + change.points < 0 ? row.points : row.rankPoints
  return new ShopError('INTEGRAL_NOT_ENOUGH', { available })
}

/**
 * The only way a figure of a user changes. Refuses with SURPLUS_NOT_ENOUGH or INTEGRAL_NOT_ENOUGH what would fall below a
 * floor. An event that was booked before answers `duplicate` and changes nothing.
 */
export async function post(tx: TxCtx, entry: LedgerChange): Promise<Posted | DuplicateEntry> {
  const { userId, type, balanceFen = 0, frozenFen = 0, points = 0, rankPoints = 0, referenceKind, referenceId, step = 0, text = '' } = entry
  const change = { balanceFen, frozenFen, points, rankPoints }
  const row = await tx.sql.row<PostRow>('ledger_post', POST, [
    userId, balanceFen, frozenFen, points, rankPoints, type, contraAccountOf(type, balanceFen + frozenFen),
    referenceKind, referenceId, step, text, entry.byName ?? nameOf(tx.actor), tx.now,
  ])
  if (!row) throw new ShopError('NOT_FOUND')
  if (row.entryId !== null) return { kind: 'posted', entryId: row.entryId, after: sum(row, change) }
  if (await tx.sql.row('ledger_is_booked', IS_BOOKED, [type, referenceKind, referenceId, step])) return { kind: 'duplicate' }
  throw belowFloor(row, change)
}

function sum(before: Figures, change: Figures): Figures {
  return {
    balanceFen: before.balanceFen + change.balanceFen,
    frozenFen: before.frozenFen + change.frozenFen,
    points: before.points + change.points,
    rankPoints: before.rankPoints + change.rankPoints,
  }
}
