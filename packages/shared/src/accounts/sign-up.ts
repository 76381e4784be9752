import type { Ctx, TxCtx } from '../database/index.ts'
import type { AccountSettings } from './settings.ts'
import type { CodeVerdict } from './ports.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf } from './caller.ts'
import { readAllFields } from './extra-fields.ts'
import { readEmail, readMobile, readUserName } from './names.ts'
import { createAccount, type NewAccount, takenWord } from './new-account.ts'
import { hashPassword } from './passwords.ts'
import { refuseWeak } from './password-rules.ts'
import { readUser } from './read-user.ts'
import { accountSettings } from './settings.ts'
import { enter, type SignedIn, type SignInPorts } from './sign-in.ts'
import { type Attempt, countFailure, refuseLocked } from './throttle.ts'

export interface SignUpInput {
  userName: string
  password: string
  email?: string
  mobilePhone?: string
  mobileCode?: string
  nickName?: string
  extendFields?: unknown
  agreement: boolean
  /** The number has to be proved whatever the shop's setting says. */
  mustProve?: boolean
  parentId: number
  cartKey?: string
}

/** Everything that can be judged without asking who else is there (docs/rules/accounts.md 1). */
async function read(ctx: TxCtx, input: SignUpInput, settings: AccountSettings): Promise<Omit<NewAccount, 'passwordHash'>> {
  if (settings.shopRegClosed) throw new ShopError('SIGNUP_CLOSED')
  if (!input.agreement) throw new ShopError('AGREEMENT_REQUIRED')
  const name = readUserName(input.userName, settings.reservedUserNames)
  const email = input.email?.trim() ? readEmail(input.email) : null
  const mobile = input.mobilePhone?.trim() ? readMobile(input.mobilePhone) : null
  if (!email && !mobile) throw new ShopError('FIELD_REQUIRED', { field: 'email' })
  refuseWeak(input.password, { userName: name.text, email: email?.text ?? '', mobiles: mobile ? [mobile.text, mobile.key] : [] })
  return {
    name,
    email,
    mobile,
    isMobileValid: mobile !== null && (settings.smsSignup || input.mustProve === true),
    nickName: input.nickName?.trim() ?? '',
    referrerId: input.parentId,
    termsVersion: settings.termsVersion,
    extra: await readAllFields(ctx, input.extendFields),
    registerPoints: settings.registerPoints,
    referral: settings.affiliate,
  }
}

export interface CodeToJudge { mobileKey: string, code: string, attempt: Attempt }

/** The code a mobile number has to be proved with, or null when none is asked for. */
export function codeToJudge(ctx: TxCtx, input: { mobileCode?: string }, { mobile, isMobileValid }: { mobile: NewAccount['mobile'], isMobileValid: boolean }): CodeToJudge | null {
  if (!mobile || !isMobileValid) return null
  if (!input.mobileCode) throw new ShopError('FIELD_REQUIRED', { field: 'mobileCode' })
  return { mobileKey: mobile.key, code: input.mobileCode, attempt: { accountKey: `name:${mobile.key}`, ip: callerOf(ctx.actor).ip } }
}

/** A wrong code counts as a failed sign-in does; the try is kept, the account is not made. */
export async function refuseCode(ctx: TxCtx, code: CodeToJudge | null, verdict: CodeVerdict): Promise<never> {
  if (code) await countFailure(ctx, code.attempt)
  throw new ShopError(verdict === 'wrong' ? 'SMS_CODE_WRONG' : 'SMS_CODE_EXPIRED')
}

/** ectouch.user.signup: makes the account and signs it in. */
export async function signUp(ctx: Ctx, input: SignUpInput, ports: SignInPorts): Promise<SignedIn> {
  const account = await read(ctx, input, await accountSettings(ctx))
  const code = codeToJudge(ctx, input, account)
  if (code) await refuseLocked(ctx, code.attempt)
  const passwordHash = await hashPassword(input.password, ports.hashCost)
  try {
    const made = await inTransaction(ctx, async (tx) => {
      const verdict = code ? await ports.useMobileCode(tx, { mobileKey: code.mobileKey, purpose: 'signup', code: code.code }) : 'right'
      if (verdict !== 'right') return verdict
      const row = await createAccount(tx, { ...account, passwordHash })
      return { userId: row.id, session: await enter(tx, row, input, ports) }
    })
    if (typeof made === 'string') return await refuseCode(ctx, code, made)
    return { session: made.session.token, expiresAt: made.session.expiresAt.toISOString(), user: await readUser(ctx, made.userId) }
  } catch (error) {
    throw takenWord(error) ?? error
  }
}
