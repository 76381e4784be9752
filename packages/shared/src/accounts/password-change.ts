import type { Ctx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { userIdOf } from './caller.ts'
import { type Account, accountOrThrow, proveOwnPassword, type ProofOptions, replacePassword } from './credentials.ts'
import { hashPassword } from './passwords.ts'
import { refuseWeak } from './password-rules.ts'
import { endResetTokens } from './reset-tokens.ts'
import { createSession, endAllSessions } from './sessions.ts'
import { clearFailures } from './throttle.ts'

export interface PasswordChange {
  oldPassword?: string
  newPassword: string
}

export interface PasswordChanged {
  session: string
  expiresAt: string
  signedOut: number
}

export function refuseWeakFor(account: Account, password: string): void {
  refuseWeak(password, { userName: account.name, email: account.email, mobiles: [account.mobile, account.mobileKey ?? ''] })
}

/** ectouch.user.password.update: every session ends; the one in the answer is the only one that works. */
export async function changePassword(ctx: Ctx, { oldPassword, newPassword }: PasswordChange, options: ProofOptions = {}): Promise<PasswordChanged> {
  const account = await accountOrThrow(ctx, userIdOf(ctx.actor))
  const proof = account.passwordHash === null ? null : await proveOwnPassword(ctx, account, oldPassword, options)
  if (proof && oldPassword?.normalize('NFC') === newPassword.normalize('NFC')) throw new ShopError('PASSWORD_WEAK')
  refuseWeakFor(account, newPassword)
  const hash = await hashPassword(newPassword, options.hashCost)
  return inTransaction(ctx, async (tx) => {
    if (proof) await clearFailures(tx, proof.attempt)
    if (!await replacePassword(tx, account, hash)) throw new ShopError('PASSWORD_WRONG')
    await endResetTokens(tx, account.id)
    const signedOut = await endAllSessions(tx, account.id)
    const session = await createSession(tx, { userId: account.id })
    return { session: session.token, expiresAt: session.expiresAt.toISOString(), signedOut }
  })
}
