import type { TxCtx } from '../database/index.ts'
import type { Account } from './credentials.ts'
import type { Keyed } from './names.ts'
import { violatedKey } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import type { ShopSettings } from '../shop/index.ts'
import { callerOf } from './caller.ts'
import { type ExtraContent, writeFields } from './extra-fields.ts'
import { LEDGER, post } from './ledger.ts'
import { rewardReferrer } from './reward-referrer.ts'

const HOUR_MS = 60 * 60_000
const SECOND_MS = 1000
const MAX_PER_HOUR = 10

/** Everything checked and read; what is left is to ask whether the names are free. */
export interface NewAccount {
  name: Keyed
  email: Keyed | null
  mobile: Keyed | null
  isMobileValid: boolean
  nickName: string
  /** Null for an account made by binding. */
  passwordHash: string | null
  referrerId: number
  termsVersion: string
  extra: readonly ExtraContent[]
  registerPoints: number
  /** What whoever brought this member gets. */
  referral: Pick<ShopSettings['affiliate'], 'isOn' | 'registerPoints' | 'registerPointsBound'>
}

const TENTH_LAST = `
SELECT "signedUpAt" FROM "User" WHERE "signedUpIp" = $1 AND "signedUpAt" > $2 ORDER BY "signedUpAt" DESC OFFSET $3 LIMIT 1`

/** One address makes at most so many accounts in an hour; sign-ups of one address wait for each other. */
async function refuseTooMany(tx: TxCtx, ip: string): Promise<void> {
  if (ip === '') return
  await tx.sql.run('signup_lock_address', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`signup:${ip}`])
  const anHourAgo = new Date(tx.now.getTime() - HOUR_MS)
  const row = await tx.sql.row<{ signedUpAt: Date }>('signup_tenth_last', TENTH_LAST, [ip, anHourAgo, MAX_PER_HOUR - 1])
  if (row) throw new ShopError('RATE_LIMITED', { retry_after: Math.ceil((row.signedUpAt.getTime() - anHourAgo.getTime()) / SECOND_MS) })
}

const TAKEN = `
SELECT EXISTS (SELECT 1 FROM "Staff" WHERE "nameKey" = $1 OR lower("displayName") = $1) AS "isStaff",
  EXISTS (SELECT 1 FROM "User" WHERE "nameKey" = $1) AS "name",
  EXISTS (SELECT 1 FROM "User" WHERE "emailKey" = $2) AS "email",
  EXISTS (SELECT 1 FROM "User" WHERE "mobileKey" = $3) AS "mobile"`

interface TakenRow { isStaff: boolean, name: boolean, email: boolean, mobile: boolean }

async function refuseTaken(tx: TxCtx, { name, email, mobile }: NewAccount): Promise<void> {
  const taken = await tx.sql.row<TakenRow>('signup_taken', TAKEN, [name.key, email?.key ?? null, mobile?.key ?? null])
  if (taken?.isStaff) throw new ShopError('USER_NAME_INVALID')
  if (taken?.name) throw new ShopError('USER_NAME_EXISTS')
  if (taken?.email) throw new ShopError('EMAIL_EXISTS')
  if (taken?.mobile) throw new ShopError('MOBILE_EXISTS')
}

/** Two at once with the same name, email or number: the database lets one through, the other one reads this. */
export function takenWord(error: unknown): ShopError | null {
  switch (violatedKey(error)) {
    case 'User_nameKey_key': return new ShopError('USER_NAME_EXISTS', {}, { cause: error })
    case 'User_emailKey_key': return new ShopError('EMAIL_EXISTS', {}, { cause: error })
    case 'User_mobileKey_key': return new ShopError('MOBILE_EXISTS', {}, { cause: error })
    default: return null
  }
}

const INSERT = `
INSERT INTO "User" ("name", "nameKey", "email", "emailKey", "mobile", "mobileKey", "isMobileValid", "nickName", "passwordHash",
  "referrerId", "rankId", "termsVersion", "termsAcceptedAt", "signedUpAt", "signedUpIp")
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9,
  (SELECT "id" FROM "User" WHERE "id" = $10 AND NOT "isDisabled" AND "closedAt" IS NULL),
  (SELECT "id" FROM "Rank" WHERE NOT "isSpecial" AND "minPoints" <= 0 AND "maxPoints" > 0 LIMIT 1), $11, $12, $12, $13
RETURNING "id", "name", "email", "emailKey", "isEmailValid", "mobile", "mobileKey", "isDisabled", "passwordHash", "passwordScheme", "legacySalt"`

/** Writes the account with its extra fields and the points of a new member. */
export async function createAccount(tx: TxCtx, account: NewAccount): Promise<Account> {
  const { ip } = callerOf(tx.actor)
  await refuseTooMany(tx, ip)
  await refuseTaken(tx, account)
  const { name, email, mobile } = account
  const row = await tx.sql.row<Account & Record<string, unknown>>('user_insert', INSERT, [
    name.text, name.key, email?.text ?? '', email?.key ?? null, mobile?.text ?? '', mobile?.key ?? null, account.isMobileValid, account.nickName,
    account.passwordHash, account.referrerId, account.termsVersion, tx.now, ip,
  ])
  if (!row) throw new Error('the account was not written')
  await emit(tx, 'user.signed_up', { userId: row.id })
  await writeFields(tx, row.id, account.extra)
  const { registerPoints } = account
  if (registerPoints > 0) {
    await post(tx, { userId: row.id, type: LEDGER.PROMOTION, points: registerPoints, rankPoints: registerPoints, referenceKind: 'signup', referenceId: row.id, text: '注册赠送积分', byName: 'system' })
  }
  await rewardReferrer(tx, row.id, account.referral)
  return row
}
