import type { TxCtx } from '../database/index.ts'
import type { HashCost, StoredPassword } from './passwords.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf } from './caller.ts'
import { nameKey, parseMobile } from './names.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { type Attempt, attemptOn, countFailure, refuseLocked } from './throttle.ts'

/** What signing in, changing a password and proving one need of an account. */
export interface Account extends StoredPassword {
  id: number
  name: string
  email: string
  emailKey: string | null
  isEmailValid: boolean
  mobile: string
  mobileKey: string | null
  isDisabled: boolean
}

const COLUMNS = '"id", "name", "email", "emailKey", "isEmailValid", "mobile", "mobileKey", "isDisabled", "passwordHash", "passwordScheme", "legacySalt"'

const FIND = `
SELECT ${COLUMNS} FROM "User" WHERE ("nameKey" = $1 OR "emailKey" = $2 OR "mobileKey" = $3) AND "closedAt" IS NULL
ORDER BY ("nameKey" = $1) DESC, coalesce("emailKey" = $2, false) DESC LIMIT 1`

/** The name is tried as user name, then email, then mobile number. */
export function findAccount(ctx: TxCtx, name: string): Promise<Account | null> {
  return ctx.sql.row<Account>('account_find', FIND, [nameKey(name), name.trim().normalize('NFC').toLowerCase(), parseMobile(name)?.key ?? null])
}

const BY_ID = `SELECT ${COLUMNS} FROM "User" WHERE "id" = $1 AND "closedAt" IS NULL`

export async function accountOrThrow(ctx: TxCtx, userId: number): Promise<Account> {
  const account = await ctx.sql.row<Account>('account_by_id', BY_ID, [userId])
  if (!account) throw new ShopError('NOT_FOUND')
  return account
}

/** A password that was right, to be carried into the transaction that acts on it: `clearFailures`, `upgradePassword`. */
export interface Proof {
  attempt: Attempt
  /** A new hash of the same password when the kept one is an imported or a cheaper one. */
  upgradedHash: string | null
}

export interface ProofOptions { hashCost?: HashCost }

/** Compares and, when wrong, counts: null. SIGNIN_LOCKED while the account or the address is locked. */
export async function provePassword(ctx: TxCtx, account: Account | null, attempt: Attempt, password: string, { hashCost }: ProofOptions = {}): Promise<Proof | null> {
  await refuseLocked(ctx, attempt)
  const { isRight, isOutdated } = await checkPassword(account, password, hashCost)
  if (!isRight) {
    await countFailure(ctx, attempt)
    return null
  }
  return { attempt, upgradedHash: isOutdated ? await hashPassword(password, hashCost) : null }
}

/** The present password of the caller's own account: PASSWORD_WRONG counts as a sign-in failure. None sent is not a guess. */
export async function proveOwnPassword(ctx: TxCtx, account: Account, password: string | undefined, options: ProofOptions = {}): Promise<Proof> {
  if (password === undefined) throw new ShopError('PASSWORD_WRONG')
  const attempt = attemptOn(account, account.name, callerOf(ctx.actor).ip)
  const proof = await provePassword(ctx, account, attempt, password, options)
  if (!proof) throw new ShopError('PASSWORD_WRONG')
  return proof
}

const REPLACE = `
UPDATE "User" SET "passwordHash" = $2, "passwordScheme" = 'argon2id', "legacySalt" = NULL
WHERE "id" = $1 AND "passwordHash" IS NOT DISTINCT FROM $3`

/** Replaces the hash that was compared; false when another one has taken its place since. */
export async function replacePassword(tx: TxCtx, account: Account, hash: string): Promise<boolean> {
  return await tx.sql.run('password_replace', REPLACE, [account.id, hash, account.passwordHash]) === 1
}
