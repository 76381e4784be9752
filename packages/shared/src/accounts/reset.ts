import type { Ctx, TxCtx } from '../database/index.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf } from './caller.ts'
import { takeAddressSlot, takeTargetSlot } from './code-rates.ts'
import { CODE_LIFE, issueCode, tryCode, useCode } from './contact-codes.ts'
import { type Account, accountOrThrow, findAccount, type ProofOptions } from './credentials.ts'
import { queueMessage } from '../messages/index.ts'
import { parseMobile } from './names.ts'
import type { SecretsPort } from './ports.ts'
import { refuseWeakFor } from './password-change.ts'
import { hashPassword } from './passwords.ts'
import { type Slot, takeSlot } from './rate.ts'
import { endResetTokens, findToken, issueToken, PER_ACCOUNT, PER_ADDRESS, useToken } from './reset-tokens.ts'
import { endAllSessions } from './sessions.ts'
import { accountSettings } from './settings.ts'
import { liftLock } from './throttle.ts'

export interface ForgetInput {
  account?: string
  code?: string
  newPassword?: string
}

export interface ForgetOptions extends ProofOptions, SecretsPort {
  /** Where the storefront is reached, from the shop's setting: the host in links. */
  baseUrl: string
  /** Step 1 answers after this time, whether there is such an account or not. */
  answerAfterMs?: number
}

export interface Forgotten {
  sent: boolean
  reset: boolean
  retryAfter: number
}

const ANSWER_AFTER_MS = 300
const SIX_DIGITS = /^\d{6}$/
const EMAIL_KEY = (text: string): string => text.trim().normalize('NFC').toLowerCase()

const FIND = `
SELECT "id", "email", "emailKey", "mobile", "mobileKey" FROM "User" WHERE ("emailKey" = $1 OR "mobileKey" = $2) AND "closedAt" IS NULL
ORDER BY coalesce("emailKey" = $1, false) DESC LIMIT 1`
type Reachable = Pick<Account, 'id' | 'email' | 'emailKey' | 'mobile' | 'mobileKey'>

function findReachable(ctx: TxCtx, account: string): Promise<Reachable | null> {
  return ctx.sql.row<Reachable>('account_reachable', FIND, [EMAIL_KEY(account), parseMobile(account)?.key ?? null])
}

async function sendSecret(tx: TxCtx, user: Reachable, asked: string, options: ForgetOptions): Promise<void> {
  const { ip } = callerOf(tx.actor)
  if (user.emailKey === EMAIL_KEY(asked)) {
    const token = await issueToken(tx, { userId: user.id, kind: 'mail_reset', target: user.email, ip })
    const link = `${options.baseUrl}/reset-password?token=${token}`
    await queueMessage(tx, { channel: 'mail', recipient: user.email, template: 'password_reset', params: { link, minutes: 30 } }, options)
    return
  }
  if (!(await accountSettings(tx)).smsEnabled) return
  const code = await issueCode(tx, { target: user.mobileKey ?? '', purpose: 'forget' }, options)
  await queueMessage(tx, { channel: 'sms', recipient: user.mobile, template: 'password_reset', params: { code, minutes: CODE_LIFE.minutes } }, options)
}

/** The limits of codes hold here too, and count for numbers nobody has: otherwise asking for a code next would tell which there are. */
async function mayGoTo(tx: TxCtx, account: string): Promise<boolean> {
  const mobile = parseMobile(account)
  if (!mobile) return true
  const { ip } = callerOf(tx.actor)
  // There is no place for a captcha here; the stricter limits of a reset stand in for it.
  if (ip !== '' && !(await takeAddressSlot(tx, ip, true)).isGranted) return false
  return (await takeTargetSlot(tx, mobile.key)).isGranted
}

/** Counts by what was asked for, so that the answer says the same of names that exist; and by account, for it has two names. */
async function ask(tx: TxCtx, account: string, options: ForgetOptions): Promise<Slot> {
  const name = parseMobile(account)?.key ?? EMAIL_KEY(account)
  const { ip } = callerOf(tx.actor)
  const byAddress = ip === '' ? null : await takeSlot(tx, `reset:ip:${ip}`, PER_ADDRESS)
  if (byAddress && !byAddress.isGranted) return byAddress
  const byName = await takeSlot(tx, `reset:name:${name}`, PER_ACCOUNT)
  if (!byName.isGranted) return byName
  const user = await findReachable(tx, account)
  const byAccount = await takeSlot(tx, user ? `reset:user:${user.id}` : `reset:nobody:${name}`, PER_ACCOUNT)
  const mayGo = byAccount.isGranted && await mayGoTo(tx, account)
  if (user && mayGo) await sendSecret(tx, user, account, options)
  return byName
}

async function stepOne(ctx: Ctx, account: string, options: ForgetOptions): Promise<Forgotten> {
  const [{ retryAfter }] = await Promise.all([
    inTransaction(ctx, (tx) => ask(tx, account, options)),
    pause(options.answerAfterMs ?? ANSWER_AFTER_MS),
  ])
  return { sent: true, reset: false, retryAfter }
}

/** What was shown to us, and what it proves: whoever has it has the address or number it was sent to. */
interface Shown {
  userId: number
  kind: 'mail' | 'sms'
  target: string
  /** Right for exactly one caller. */
  use: (tx: TxCtx) => Promise<boolean>
}

async function shownCode(ctx: Ctx, account: string | undefined, code: string, port: SecretsPort): Promise<Shown | null> {
  if (!account) throw new ShopError('PARAM_MISSING', { field: 'account' })
  const user = await findReachable(ctx, account)
  if (!user?.mobileKey) return null
  const sent = { target: user.mobileKey, purpose: 'forget', code } as const
  if (await tryCode(ctx, sent, port) !== 'right') return null
  return { userId: user.id, kind: 'sms', target: user.mobile, use: async (tx) => await useCode(tx, sent, port) === 'right' }
}

async function shownLink(ctx: Ctx, token: string): Promise<Shown | null> {
  const found = await findToken(ctx, 'mail_reset', token)
  return found && { userId: found.userId, kind: 'mail', target: found.target, use: (tx) => useToken(tx, found) }
}

async function shown(ctx: Ctx, { account, code }: { account: string | undefined, code: string }, port: SecretsPort): Promise<Shown> {
  const secret = SIX_DIGITS.test(code) ? await shownCode(ctx, account, code, port) : await shownLink(ctx, code)
  if (!secret) throw new ShopError('TOKEN_INVALID')
  return secret
}

const SET_PASSWORD = `
UPDATE "User" SET "passwordHash" = $2, "passwordScheme" = 'argon2id', "legacySalt" = NULL,
  "isEmailValid" = "isEmailValid" OR ($3 = 'mail' AND "email" = $4),
  "isMobileValid" = "isMobileValid" OR ($3 = 'sms' AND "mobile" = $4)
WHERE "id" = $1`

async function stepTwo(ctx: Ctx, { account, code, newPassword }: { account: string | undefined, code: string, newPassword: string }, options: ForgetOptions): Promise<Forgotten> {
  await setForgotten(ctx, await shown(ctx, { account, code }, options), newPassword, options)
  return { sent: false, reset: true, retryAfter: 0 }
}

async function setForgotten(ctx: Ctx, { userId, kind, target, use }: Shown, newPassword: string, options: ForgetOptions): Promise<void> {
  const user = await accountOrThrow(ctx, userId)
  refuseWeakFor(user, newPassword)
  const hash = await hashPassword(newPassword, options.hashCost)
  await inTransaction(ctx, async (tx) => {
    if (!await use(tx)) throw new ShopError('TOKEN_INVALID')
    await tx.sql.run('password_reset', SET_PASSWORD, [user.id, hash, kind, target])
    await endResetTokens(tx, user.id)
    await endAllSessions(tx, user.id)
    await liftLock(tx, user.id)
    await queueMessage(tx, { channel: kind, recipient: target, template: 'password_was_reset', params: { userName: user.name, at: tx.now.toISOString() } }, options)
  })
}

/** The same by the name, the number and a code of a program's client: whatever is wrong, the answer is one. */
export async function resetByNameAndCode(ctx: Ctx, { userName, mobile, code, newPassword }: { userName: string, mobile: string, code: string, newPassword: string }, options: ForgetOptions): Promise<void> {
  const target = parseMobile(mobile)?.key ?? ''
  const sent = { target, purpose: 'program', code } as const
  const isRight = await tryCode(ctx, sent, options) === 'right'
  const account = await findAccount(ctx, userName)
  if (!isRight || !account || account.mobileKey !== target) throw new ShopError('TOKEN_INVALID')
  await setForgotten(ctx, { userId: account.id, kind: 'sms', target: account.mobile, use: async (tx) => await useCode(tx, sent, options) === 'right' }, newPassword, options)
}

/** ectouch.user.forget: with the account alone a secret is sent, with it and a new password the password is set. */
export async function forgetPassword(ctx: Ctx, { account, code, newPassword }: ForgetInput, options: ForgetOptions): Promise<Forgotten> {
  if (code !== undefined && newPassword !== undefined) return stepTwo(ctx, { account, code, newPassword }, options)
  if (code !== undefined) throw new ShopError('PARAM_MISSING', { field: 'newPassword' })
  if (newPassword !== undefined) throw new ShopError('PARAM_MISSING', { field: 'code' })
  if (!account?.trim()) throw new ShopError('PARAM_MISSING', { field: 'account' })
  return stepOne(ctx, account, options)
}
