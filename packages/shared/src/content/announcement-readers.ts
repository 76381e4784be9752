import { refuseSellerStaff } from '../accounts/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** Whom an announcement to shoppers is for; none of both is everybody. */
export interface Readers {
  rankIds: readonly number[]
  userIds: readonly number[]
}

/** Colleagues are never told apart. */
export function readersOf({ audience, rankIds, userIds }: Readers & { audience: 'shoppers' | 'staff' }): { rankIds: number[], userIds: number[] } {
  return audience === 'staff' ? { rankIds: [], userIds: [] } : { rankIds: [...new Set(rankIds)], userIds: [...new Set(userIds)] }
}

const KNOWN = 'SELECT (SELECT count(*)::int FROM "Rank" WHERE "id" = ANY($1::int[])) AS "ranks", (SELECT count(*)::int FROM "User" WHERE "id" = ANY($2::int[])) AS "users"'

export async function checkReaders({ sql }: Pick<TxCtx, 'sql'>, { rankIds, userIds }: Readers): Promise<void> {
  if (rankIds.length + userIds.length === 0) return
  const known = await sql.row<{ ranks: number, users: number }>('announcement_readers_known', KNOWN, [rankIds, userIds])
  if (known?.ranks !== rankIds.length) throw new ShopError('PARAM_INVALID', { field: 'rankIds' })
  if (known.users !== userIds.length) throw new ShopError('PARAM_INVALID', { field: 'userIds' })
}

const REACH = `SELECT CASE WHEN $1::text = 'staff' THEN (SELECT count(*)::int FROM "Staff" WHERE NOT "isDisabled")
  ELSE (SELECT count(*)::int FROM "User" u WHERE NOT u."isDisabled" AND (cardinality($2::int[]) = 0 AND cardinality($3::int[]) = 0 OR u."rankId" = ANY($2) OR u."id" = ANY($3))) END AS "count"`

/** How many could read it if it were published now, and what the members named are called. */
export async function previewReaders(ctx: TxCtx, form: Readers & { audience: 'shoppers' | 'staff' }): Promise<{ count: number, users: { id: number, name: string }[] }> {
  refuseSellerStaff(ctx)
  const { rankIds, userIds } = readersOf(form)
  const [reached, users] = await Promise.all([
    ctx.sql.row<{ count: number }>('announcement_reach', REACH, [form.audience, rankIds, userIds]),
    ctx.sql.rows<{ id: number, name: string }>('announcement_users', 'SELECT "id", "name" FROM "User" WHERE "id" = ANY($1::int[]) ORDER BY "id"', [userIds]),
  ])
  return { count: reached?.count ?? 0, users }
}

/** The ranks an announcement can be for, from the lowest up. */
export function ranksToTell(ctx: TxCtx): Promise<{ id: number, name: string }[]> {
  refuseSellerStaff(ctx)
  return ctx.sql.rows('announcement_ranks', 'SELECT "id", "name" FROM "Rank" ORDER BY "isSpecial", "minPoints", "id"')
}
