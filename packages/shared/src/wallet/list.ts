import { userIdOf } from '../accounts/index.ts'
import type { AccountItem, AccountLog, Page } from '../contract/index.ts'
import type { AccountRequestRow, Ctx } from '../database/index.ts'
import { iso } from '../time/index.ts'
import { accountItem, type Money, moneyOf } from './request.ts'

interface Paged<Item> extends Page { items: Item[], totalResults: number }

/** ectouch.user.account.log: deposits and withdrawals, newest first, in whatever state. */
export async function listRequests(ctx: Ctx, { processType, pageNo, pageSize }: Page & { processType?: number | undefined }): Promise<Paged<AccountItem> & Money> {
  const userId = userIdOf(ctx.actor)
  const values = [userId, processType ?? null]
  const where = 'WHERE "userId" = $1 AND ($2::int IS NULL OR "kind" = $2)'
  const [rows, counted, money] = await Promise.all([
    ctx.sql.rows<AccountRequestRow>('account_requests', `SELECT * FROM "AccountRequest" ${where} ORDER BY "id" DESC LIMIT $3 OFFSET $4`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('account_requests_count', `SELECT count(*)::int AS "count" FROM "AccountRequest" ${where}`, values),
    moneyOf(ctx, userId),
  ])
  return { items: rows.map(accountItem), ...money, totalResults: counted?.count ?? 0, pageNo, pageSize }
}

const COLUMNS = { user_money: 'balanceFen', frozen_money: 'frozenFen', pay_points: 'points', rank_points: 'rankPoints' } as const
const DIRECTIONS = { all: '<> 0', in: '> 0', out: '< 0' } as const

export interface DetailInput extends Page {
  accountType: keyof typeof COLUMNS
  direction: keyof typeof DIRECTIONS
  /** From (inclusive) and to (exclusive); '' is open. */
  startTime?: string | undefined
  endTime?: string | undefined
}

interface EntryRow extends Omit<AccountLog, 'changeTime'>, Record<string, unknown> { at: Date }
interface Purse extends Money { points: number, rankPoints: number }

/** ectouch.user.account.detail: the ledger rows that moved one figure, newest first. An order is named to its own buyer only. */
export async function listDetail(ctx: Ctx, input: DetailInput): Promise<Paged<AccountLog> & Purse> {
  const userId = userIdOf(ctx.actor)
  const { accountType, direction, pageNo, pageSize } = input
  const values = [userId, input.startTime || null, input.endTime || null]
  const where = `WHERE e."userId" = $1 AND e."${COLUMNS[accountType]}" ${DIRECTIONS[direction]} AND ($2::timestamptz IS NULL OR e."at" >= $2) AND ($3::timestamptz IS NULL OR e."at" < $3)`
  const name = `${accountType}_${direction}`
  const [rows, counted, purse] = await Promise.all([
    ctx.sql.rows<EntryRow>(`account_detail_${name}`, `
SELECT e."id" AS "logId", e."type" AS "changeType", e."balanceFen", e."frozenFen" AS "frozenMoneyFen", e."points", e."rankPoints", e."balanceAfterFen", e."pointsAfter",
  e."text" AS "changeDesc", coalesce(o."sn", '') AS "orderSn", e."at"
FROM "LedgerEntry" e LEFT JOIN "Order" o ON e."referenceKind" = 'order' AND o."id" = e."referenceId" AND o."userId" = e."userId" ${where} ORDER BY e."id" DESC LIMIT $4 OFFSET $5`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>(`account_detail_count_${name}`, `SELECT count(*)::int AS "count" FROM "LedgerEntry" e ${where}`, values),
    ctx.sql.row<Purse & Record<string, unknown>>('account_purse', 'SELECT "balanceFen", "frozenFen" AS "frozenMoneyFen", "points", "rankPoints" FROM "User" WHERE "id" = $1', [userId]),
  ])
  if (!purse) throw new Error('the user of a session is not there')
  return { items: rows.map(({ at, ...row }) => ({ ...row, changeTime: iso(at) })), ...purse, totalResults: counted?.count ?? 0, pageNo, pageSize }
}
