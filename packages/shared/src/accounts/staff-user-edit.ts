import type { TxCtx } from '../database/index.ts'
import { readBirthday } from './birthday.ts'
import { closeAccount } from './closing.ts'
import { type Account, accountOrThrow } from './credentials.ts'
import { readMobile, readUserName } from './names.ts'
import { createAccount } from './new-account.ts'
import { refuseWeakFor } from './password-change.ts'
import { refuseWeak } from './password-rules.ts'
import { hashPassword, type HashCost } from './passwords.ts'
import { endAllSessions } from './sessions.ts'
import { accountSettings } from './settings.ts'
import { disableUser, holdUser, type UserChange } from './staff-user-write.ts'
import { refuseSellerStaff } from './staff-users.ts'

export interface MemberEdit {
  userId: number
  nickName?: string | undefined
  sex?: number | undefined
  birthday?: string | undefined
  isDisabled?: boolean | undefined
}

const EDIT = `
UPDATE "User" u SET "nickName" = coalesce($2, u."nickName"), "sex" = coalesce($3, u."sex"), "birthday" = CASE WHEN $4::text IS NULL THEN u."birthday" ELSE nullif($4, '')::date END
FROM (SELECT "id", "nickName", "sex", coalesce("birthday"::text, '') AS "birthday" FROM "User" WHERE "id" = $1) old WHERE u."id" = old."id"
RETURNING old."nickName" AS "wasNickName", old."sex" AS "wasSex", old."birthday" AS "wasBirthday", u."nickName", u."sex", coalesce(u."birthday"::text, '') AS "birthday"`

interface Edited extends Record<string, unknown> { wasNickName: string, wasSex: number, wasBirthday: string, nickName: string, sex: number, birthday: string }

/** What staff puts right about a member. */
export async function editUser(tx: TxCtx, { userId, nickName, sex, birthday, isDisabled }: MemberEdit): Promise<UserChange> {
  readBirthday(birthday, tx.now)
  const { name } = await holdUser(tx, userId)
  const row = await tx.sql.row<Edited>('staff_user_edit', EDIT, [userId, nickName?.trim() ?? null, sex ?? null, birthday ?? null])
  if (!row) throw new Error('a member that is held is not there')
  const state = isDisabled === undefined ? { before: {}, after: {} } : await disableUser(tx, { userId, isDisabled })
  return { name, before: { nickName: row.wasNickName, sex: row.wasSex, birthday: row.wasBirthday, ...state.before }, after: { nickName: row.nickName, sex: row.sex, birthday: row.birthday, ...state.after } }
}

/** The hash of a password staff gives to a member; made before any transaction. */
export async function passwordForUser(ctx: TxCtx, { userId, password }: { userId: number, password: string }, cost?: HashCost): Promise<string> {
  refuseSellerStaff(ctx)
  refuseWeakFor(await accountOrThrow(ctx, userId), password)
  return hashPassword(password, cost)
}

/** A new password from staff ends every session of the member. */
export async function setUserPassword(tx: TxCtx, { userId, passwordHash }: { userId: number, passwordHash: string }): Promise<UserChange> {
  const { name } = await holdUser(tx, userId)
  await tx.sql.run('staff_user_password', 'UPDATE "User" SET "passwordHash" = $2, "passwordScheme" = \'argon2id\', "legacySalt" = NULL WHERE "id" = $1', [userId, passwordHash])
  await endAllSessions(tx, userId)
  return { name, before: {}, after: { passwordSet: true } }
}

/** CONFLICT while an order is live or money is left, as on the member's own wish. */
export async function closeUser(tx: TxCtx, userId: number): Promise<UserChange> {
  const { name } = await holdUser(tx, userId)
  await closeAccount(tx, { userId })
  return { name, before: {}, after: { closed: true } }
}

export interface MemberToMake { userName: string, password: string, mobile: string, nickName: string }

/** An account staff makes for somebody; the number is taken at their word. */
export async function prepareUser(ctx: TxCtx, { userName, password, mobile, nickName }: MemberToMake): Promise<(tx: TxCtx) => Promise<Account>> {
  refuseSellerStaff(ctx)
  const settings = await accountSettings(ctx)
  const [name, number] = [readUserName(userName, settings.reservedUserNames), readMobile(mobile)]
  refuseWeak(password, { userName: name.text, email: '', mobiles: [number.text, number.key] })
  const passwordHash = await hashPassword(password)
  return (tx) => createAccount(tx, {
    name, email: null, mobile: number, isMobileValid: false, nickName: nickName.trim(), passwordHash, referrerId: 0, termsVersion: '', extra: [],
    registerPoints: settings.registerPoints, referral: settings.affiliate,
  })
}
