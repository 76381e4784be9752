import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { iso } from '../time/index.ts'

export interface UserFilters {
  q: string
  /** 0 any, -1 none. */
  rankId: number
  state: 'all' | 'enabled' | 'disabled'
  /** Signed up from (inclusive) and to (exclusive); '' is open. */
  from: string
  to: string
}

export interface UserRow {
  id: number
  name: string
  nickName: string
  mobile: string
  email: string
  rankName: string
  balanceFen: number
  points: number
  rankPoints: number
  isDisabled: boolean
  orderCount: number
  spentFen: number
  signedUpAt: string
  lastSignInAt: string
}

/** Members belong to the whole house; a seller's staff does not see them. */
export function refuseSellerStaff({ actor }: Pick<TxCtx, 'actor'>): void {
  if (actor.kind !== 'staff' || actor.sellerId !== 0) throw new ShopError('FORBIDDEN')
}

/** Enough of a number to tell it from others. */
export const masked = (mobile: string): string => (mobile.length < 7 ? mobile : `${mobile.slice(0, 3)} **** ${mobile.slice(-4)}`)

const FOUND = `FROM "User" u WHERE u."closedAt" IS NULL
  AND ($1 = '' OR position(lower($1) IN u."nameKey") > 0 OR position($1 IN u."nickName") > 0 OR (length($1) >= 4 AND position($1 IN u."mobile") > 0) OR u."emailKey" = lower($1))
  AND ($2 = 0 OR ($2 = -1 AND u."rankId" IS NULL) OR u."rankId" = $2) AND ($3 = 'all' OR u."isDisabled" = ($3 = 'disabled'))
  AND ($4::timestamptz IS NULL OR u."signedUpAt" >= $4) AND ($5::timestamptz IS NULL OR u."signedUpAt" < $5)`

const ORDERS = `LEFT JOIN LATERAL (SELECT count(*)::int AS "orderCount", coalesce(sum(o."moneyPaidFen" + o."balanceFen" - o."refundedFen") FILTER (WHERE o."payStatus" = 2), 0)::float8 AS "spentFen"
  FROM "Order" o WHERE o."userId" = u."id" AND NOT o."isMain") s ON true`

const COLUMNS = 'u."id", u."name", u."nickName", u."mobile", u."email", coalesce(r."name", \'\') AS "rankName", u."balanceFen", u."points", u."rankPoints", u."isDisabled", s."orderCount", s."spentFen", u."signedUpAt", u."lastSignInAt"'

interface FoundUser extends Omit<UserRow, 'signedUpAt' | 'lastSignInAt'>, Record<string, unknown> { signedUpAt: Date, lastSignInAt: Date | null }

export async function listUsersForStaff(ctx: TxCtx, filters: UserFilters, page: { pageNo: number, pageSize: number }): Promise<{ items: UserRow[], totalResults: number }> {
  refuseSellerStaff(ctx)
  const values = [filters.q.trim(), filters.rankId, filters.state, filters.from || null, filters.to || null]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundUser>('staff_users', `
SELECT ${COLUMNS} FROM (SELECT u.* ${FOUND} ORDER BY u."id" DESC LIMIT $6 OFFSET $7) u LEFT JOIN "Rank" r ON r."id" = u."rankId" ${ORDERS} ORDER BY u."id" DESC`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<{ count: number }>('staff_users_count', `SELECT count(*)::int AS "count" ${FOUND}`, values),
  ])
  const items = rows.map((row) => ({ ...row, mobile: masked(row.mobile), signedUpAt: iso(row.signedUpAt), lastSignInAt: iso(row.lastSignInAt) }))
  return { items, totalResults: counted?.count ?? 0 }
}

export interface UserSession { id: number, device: string, ip: string, appId: number, createdAt: string, lastUsedAt: string, isEnded: boolean }
export interface UserAddress { id: number, consignee: string, mobile: string, regionText: string, address: string, isDefault: boolean }

export interface UserDetail extends UserRow {
  frozenFen: number
  creditLineFen: number
  rankId: number
  specialRankId: number
  sex: number
  signedUpIp: string
  lastIp: string
  visitCount: number
  staffNote: string
  ranks: { id: number, name: string, isSpecial: boolean }[]
  addresses: UserAddress[]
  sessions: UserSession[]
}

interface DetailRow extends FoundUser { frozenFen: number, creditLineFen: number, rankId: number | null, specialRankId: number | null, sex: number, signedUpIp: string, lastIp: string, visitCount: number, staffNote: string }

export async function userForStaff(ctx: TxCtx, userId: number): Promise<UserDetail> {
  refuseSellerStaff(ctx)
  const [row, ranks, addresses, sessions] = await Promise.all([
    ctx.sql.row<DetailRow>('staff_user', `
SELECT ${COLUMNS}, u."frozenFen", u."creditLineFen", u."rankId", u."specialRankId", u."sex", u."signedUpIp", u."lastIp", u."visitCount", u."staffNote"
FROM "User" u LEFT JOIN "Rank" r ON r."id" = u."rankId" ${ORDERS} WHERE u."id" = $1`, [userId]),
    userRanks(ctx),
    ctx.sql.rows<UserAddress & Record<string, unknown>>('staff_user_addresses', 'SELECT "id", "consignee", "mobile", "regionText", "address", "isDefault" FROM "Address" WHERE "userId" = $1 ORDER BY "isDefault" DESC, "id" DESC', [userId]),
    ctx.sql.rows<Omit<UserSession, 'createdAt' | 'lastUsedAt'> & { createdAt: Date, lastUsedAt: Date }>('staff_user_sessions', 'SELECT "id", "device", "ip", "appId", "createdAt", "lastUsedAt", "endedAt" IS NOT NULL AS "isEnded" FROM "Session" WHERE "userId" = $1 ORDER BY "lastUsedAt" DESC LIMIT 10', [userId]),
  ])
  if (!row) throw new ShopError('NOT_FOUND')
  return {
    ...row,
    mobile: masked(row.mobile),
    rankId: row.rankId ?? 0,
    specialRankId: row.specialRankId ?? 0,
    signedUpAt: iso(row.signedUpAt),
    lastSignInAt: iso(row.lastSignInAt),
    ranks,
    addresses: addresses.map((one) => ({ ...one, mobile: masked(one.mobile) })),
    sessions: sessions.map((one) => ({ ...one, createdAt: iso(one.createdAt), lastUsedAt: iso(one.lastUsedAt) })),
  }
}

export function userRanks(ctx: TxCtx): Promise<UserDetail['ranks']> {
  return ctx.sql.rows('staff_ranks', 'SELECT "id", "name", "isSpecial" FROM "Rank" ORDER BY "isSpecial", "minPoints", "id"')
}

export interface LedgerRow { id: number, type: number, balanceFen: number, frozenFen: number, points: number, rankPoints: number, balanceAfterFen: number, frozenAfterFen: number, pointsAfter: number, rankPointsAfter: number, referenceKind: string, referenceId: number, text: string, byName: string, at: string }

/** The entries that moved money, or those that moved points, newest first. */
export async function userLedger(ctx: TxCtx, userId: number, kind: 'money' | 'points', page: { pageNo: number, pageSize: number }): Promise<{ items: LedgerRow[], totalResults: number }> {
  refuseSellerStaff(ctx)
  const where = `WHERE "userId" = $1 AND ${kind === 'money' ? '("balanceFen" <> 0 OR "frozenFen" <> 0)' : '("points" <> 0 OR "rankPoints" <> 0)'}`
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<Omit<LedgerRow, 'at'> & { at: Date }>(`staff_ledger_${kind}`, `
SELECT "id", "type", "balanceFen", "frozenFen", "points", "rankPoints", "balanceAfterFen", "frozenAfterFen", "pointsAfter", "rankPointsAfter", "referenceKind", "referenceId", "text", "byName", "at"
FROM "LedgerEntry" ${where} ORDER BY "id" DESC LIMIT $2 OFFSET $3`, [userId, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<{ count: number }>(`staff_ledger_count_${kind}`, `SELECT count(*)::int AS "count" FROM "LedgerEntry" ${where}`, [userId]),
  ])
  return { items: rows.map((row) => ({ ...row, at: iso(row.at) })), totalResults: counted?.count ?? 0 }
}
