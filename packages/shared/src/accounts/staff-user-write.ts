import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { setUserDisabled } from './closing.ts'
import { LEDGER, post } from './ledger.ts'
import { setSpecialRank } from './ranks.ts'
import { refuseSellerStaff } from './staff-users.ts'

/** What a write did, for the log of whoever called it. */
export interface UserChange { name: string, before: object, after: object }

interface HeldUser extends Record<string, unknown> { id: number, name: string, balanceFen: number, points: number, isDisabled: boolean, specialRankId: number | null, staffNote: string }

/** The member, held until the change is done; NOT_FOUND when the account was closed. */
export async function holdUser(tx: TxCtx, userId: number): Promise<HeldUser> {
  refuseSellerStaff(tx)
  const user = await tx.sql.row<HeldUser>('staff_user_hold', 'SELECT "id", "name", "balanceFen", "points", "isDisabled", "specialRankId", "staffNote" FROM "User" WHERE "id" = $1 AND "closedAt" IS NULL FOR NO KEY UPDATE', [userId])
  if (!user) throw new ShopError('NOT_FOUND')
  return user
}

export interface Adjustment {
  userId: number
  balanceFen: number
  points: number
  reason: string
  /** The figures the member saw when deciding; others by now mean that somebody was faster. */
  seenBalanceFen: number
  seenPoints: number
}

/** Gives or takes balance and points by hand. It stands in the user's ledger with the reason and the member's name. */
export async function adjustUser(tx: TxCtx, { userId, balanceFen, points, reason, seenBalanceFen, seenPoints }: Adjustment): Promise<UserChange> {
  if (reason.trim() === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
  if (balanceFen === 0 && points === 0) throw new ShopError('PARAM_INVALID', { field: 'balanceFen' })
  const user = await holdUser(tx, userId)
  if (user.balanceFen !== seenBalanceFen || user.points !== seenPoints) throw new ShopError('CONFLICT')
  const row = await tx.sql.row<{ count: number }>('staff_adjustments', 'SELECT count(*)::int AS "count" FROM "LedgerEntry" WHERE "userId" = $1 AND "type" = $2 AND "referenceKind" = \'staff\'', [userId, LEDGER.ADJUSTMENT])
  await post(tx, { userId, type: LEDGER.ADJUSTMENT, balanceFen, points, referenceKind: 'staff', referenceId: userId, step: row?.count ?? 0, text: reason.trim() })
  return { name: user.name, before: { balanceFen: user.balanceFen, points: user.points }, after: { balanceFen: user.balanceFen + balanceFen, points: user.points + points, reason: reason.trim() } }
}

export async function disableUser(tx: TxCtx, input: { userId: number, isDisabled: boolean }): Promise<UserChange> {
  const user = await holdUser(tx, input.userId)
  await setUserDisabled(tx, input)
  return { name: user.name, before: { isDisabled: user.isDisabled }, after: { isDisabled: input.isDisabled } }
}

/** 0 takes the special rank away; the one the points earn is in force again. */
export async function giveSpecialRank(tx: TxCtx, { userId, rankId }: { userId: number, rankId: number }): Promise<UserChange> {
  const user = await holdUser(tx, userId)
  await setSpecialRank(tx, { userId, rankId: rankId || null })
  return { name: user.name, before: { specialRankId: user.specialRankId ?? 0 }, after: { specialRankId: rankId } }
}

export async function noteUser(tx: TxCtx, { userId, staffNote }: { userId: number, staffNote: string }): Promise<UserChange> {
  const user = await holdUser(tx, userId)
  await tx.sql.run('staff_user_note', 'UPDATE "User" SET "staffNote" = $2 WHERE "id" = $1', [userId, staffNote.trim()])
  return { name: user.name, before: { staffNote: user.staffNote }, after: { staffNote: staffNote.trim() } }
}
