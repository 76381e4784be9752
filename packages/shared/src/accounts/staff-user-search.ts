import type { Page } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { masked, refuseSellerStaff } from './staff-users.ts'

const SORTS = {
  user_id: 'u."id"', username: 'u."nameKey"', mobile: 'u."mobile"', nickname: 'u."nickName"', sex: 'u."sex"', birthday: 'u."birthday"', user_level_id: 'u."rankId"', status: 'u."isDisabled"', create_time: 'u."signedUpAt"',
  total_money: 'u."balanceFen" + u."frozenFen"', balance: 'u."balanceFen"', lock_balance: 'u."frozenFen"', points: 'u."points"', lock_points: 'u."id"', name: 'r."name"', discount: 'r."discountPercent"',
}
export type MemberSort = keyof typeof SORTS
export const MEMBER_SORTS = Object.keys(SORTS) as MemberSort[] // the keys of a constant

export interface MemberSearch {
  /** Only these; null is all. */
  ids: readonly number[] | null
  account: string
  rankId: number
  isDisabled: boolean | null
  sort: MemberSort
  isAscending: boolean
}

/** A member of the shop as a program of staff sees it: numbers masked. */
export interface FoundMember extends Record<string, unknown> {
  id: number
  name: string
  nickName: string
  avatarUrl: string
  mobile: string
  isMobileValid: boolean
  email: string
  isEmailValid: boolean
  sex: number
  birthday: string
  rankId: number
  rankName: string
  discountPercent: number
  addressId: number
  balanceFen: number
  frozenFen: number
  points: number
  isDisabled: boolean
  lastIp: string
  lastSignInAt: Date | null
  signedUpAt: Date
}

const COLUMNS = `u."id", u."name", u."nickName", u."avatarUrl", u."mobile", u."isMobileValid", u."email", u."isEmailValid", u."sex", coalesce(u."birthday"::text, '') AS "birthday",
  coalesce(r."id", 0) AS "rankId", coalesce(r."name", '') AS "rankName", coalesce(r."discountPercent", 100) AS "discountPercent",
  coalesce((SELECT a."id" FROM "Address" a WHERE a."userId" = u."id" AND a."isDefault"), 0) AS "addressId",
  u."balanceFen", u."frozenFen", u."points", u."isDisabled", u."lastIp", u."lastSignInAt", u."signedUpAt"`
const FOUND = `FROM "User" u LEFT JOIN "Rank" r ON r."id" = u."rankId" WHERE u."closedAt" IS NULL AND ($1::int[] IS NULL OR u."id" = ANY($1))
  AND ($2 = '' OR position(lower($2) IN u."nameKey") > 0 OR position($2 IN u."nickName") > 0) AND ($3 = 0 OR u."rankId" = $3) AND ($4::bool IS NULL OR u."isDisabled" = $4)`

/** Members by what a program asks for. */
export async function searchMembers(ctx: TxCtx, search: MemberSearch, { pageNo, pageSize }: Page): Promise<{ items: FoundMember[], total: number }> {
  refuseSellerStaff(ctx)
  const values = [search.ids, search.account.trim(), search.rankId, search.isDisabled]
  const direction = search.isAscending ? 'ASC' : 'DESC'
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundMember>(`members_${search.sort}_${direction}`, `SELECT ${COLUMNS} ${FOUND} ORDER BY ${SORTS[search.sort]} ${direction} NULLS LAST, u."id" ${direction} LIMIT $5 OFFSET $6`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('members_count', `SELECT count(*)::int AS "count" ${FOUND}`, values),
  ])
  return { items: rows.map((row) => ({ ...row, mobile: masked(row.mobile) })), total: counted?.count ?? 0 }
}

/** Members by id, in the order of the ids; whoever is not there is left out. */
export async function membersByIds(ctx: TxCtx, ids: readonly number[]): Promise<FoundMember[]> {
  const { items } = await searchMembers(ctx, { ids, account: '', rankId: 0, isDisabled: null, sort: 'user_id', isAscending: true }, { pageNo: 1, pageSize: ids.length })
  const byId = new Map(items.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}
