import type { Fen } from '../money/index.ts'
import { type OrderPart, parametersFrom, type TxCtx } from '../database/index.ts'
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

/** How a statement names what it books, each an SQL expression. */
interface BookingWords extends Record<keyof Figures | 'type' | 'contraAccount' | 'referenceKind' | 'referenceId' | 'step' | 'text' | 'byName' | 'at', string> {
  /** Whether it is booked. */
  when: string
}

const lockCte = (condition: string): string => `account AS MATERIALIZED (
  SELECT "id", "balanceFen", "frozenFen", "points", "rankPoints", "creditLineFen" FROM "User" WHERE ${condition} FOR NO KEY UPDATE)`
const aboveFloors = ({ balanceFen, frozenFen, points, rankPoints }: Record<keyof Figures, string>): string =>
  `"balanceFen" + ${balanceFen} >= 0 - "creditLineFen" AND "frozenFen" + ${frozenFen} >= 0 AND "points" + ${points} >= 0 AND "rankPoints" + ${rankPoints} >= 0`

/** The row with the figures after it unless the event is booked already, and the figures carried over to the user. Rank points move the rank with them. */
function bookingCtes({ balanceFen, frozenFen, points, rankPoints, type, contraAccount, referenceKind, referenceId, step, text, byName, at, when }: BookingWords): string {
  return `booking AS (
  INSERT INTO "LedgerEntry" ("userId", "balanceFen", "frozenFen", "points", "rankPoints",
    "balanceAfterFen", "frozenAfterFen", "pointsAfter", "rankPointsAfter",
    "type", "contraAccount", "contraFen", "referenceKind", "referenceId", "step", "text", "byName", "at")
  SELECT "id", ${balanceFen}::int, ${frozenFen}::int, ${points}::int, ${rankPoints}::int,
    "balanceFen" + ${balanceFen}, "frozenFen" + ${frozenFen}, "points" + ${points}, "rankPoints" + ${rankPoints},
    ${type}::int, ${contraAccount}::text, 0 - ${balanceFen} - ${frozenFen}, ${referenceKind}::text, ${referenceId}::int, ${step}::int, ${text}::text, ${byName}::text, ${at}::timestamptz
  FROM account WHERE ${when}
  ON CONFLICT ("type", "referenceKind", "referenceId", "step") DO NOTHING
  RETURNING "id", "userId", "balanceAfterFen", "frozenAfterFen", "pointsAfter", "rankPointsAfter"
), carried AS (
  UPDATE "User" u SET "balanceFen" = e."balanceAfterFen", "frozenFen" = e."frozenAfterFen", "points" = e."pointsAfter", "rankPoints" = e."rankPointsAfter",
    "rankId" = CASE WHEN ${rankPoints} = 0 THEN u."rankId" ELSE coalesce(u."specialRankId", (
      SELECT r."id" FROM "Rank" r WHERE NOT r."isSpecial" AND r."minPoints" <= e."rankPointsAfter" AND e."rankPointsAfter" < r."maxPoints" LIMIT 1)) END
  FROM booking e WHERE u."id" = e."userId")`
}

const CHANGE = { balanceFen: '$2', frozenFen: '$3', points: '$4', rankPoints: '$5' }
// One statement: lock the user and book, unless a figure falls below its floor or the event is booked already.
const POST = `WITH ${lockCte('"id" = $1')},
${bookingCtes({ ...CHANGE, type: '$6', contraAccount: '$7', referenceKind: '$8', referenceId: '$9', step: '$10', text: '$11', byName: '$12', at: '$13', when: aboveFloors(CHANGE) })}
SELECT h."balanceFen", h."frozenFen", h."points", h."rankPoints", h."creditLineFen", e."id" AS "entryId"
FROM account h LEFT JOIN booking e ON e."userId" = h."id"`

/** Paying with balance and points as a part of placing an order, with parameters from `first` on. */
export function accountForOrder(first: number, { orderId, orderSn, at, after, when }: Record<'orderId' | 'orderSn' | 'at' | 'after' | 'when', string>): OrderPart {
  const next = parametersFrom(first)
  const [userId, balance, pointsUsed, contraAccount, byName] = [next(), next(), next(), next(), next()]
  const change = { balanceFen: balance, frozenFen: '0', points: pointsUsed, rankPoints: '0' }
  const isAsked = `(${balance}::int <> 0 OR ${pointsUsed}::int <> 0)`
  return {
    locks: lockCte(`"id" = ${userId} AND ${isAsked} AND ${after} AND ${aboveFloors(change)}`),
    isMet: `(NOT ${isAsked} OR EXISTS (SELECT 1 FROM account))`,
    writes: bookingCtes({ ...change, type: String(LEDGER.ORDER), contraAccount, referenceKind: `'order'`, referenceId: orderId, step: '0', text: orderSn, byName, at, when }),
  }
}

/** The values of `accountForOrder`. */
export function accountForOrderValues({ actor }: Pick<TxCtx, 'actor'>, { userId, balanceFen, points }: { userId: number, balanceFen: Fen, points: number }): unknown[] {
  return [userId, 0 - balanceFen, 0 - points, contraAccountOf(LEDGER.ORDER, balanceFen), nameOf(actor)]
}

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
