import type { Ctx, TxCtx } from '../database/index.ts'
import type { NewAccount } from './new-account.ts'
import type { AccountSettings } from './settings.ts'
import { randomInt } from 'node:crypto'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { bindIdentity, refuseDeadBindToken } from './bind-tokens.ts'
import { type Keyed, readEmail, readMobile, readUserName } from './names.ts'
import { createAccount, takenWord } from './new-account.ts'
import { hashPassword } from './passwords.ts'
import { refuseWeak } from './password-rules.ts'
import { readUser } from './read-user.ts'
import { accountSettings } from './settings.ts'
import { enter, type Proving, type SignedIn, type SignInPorts, withProvedAccount } from './sign-in.ts'
import { codeToJudge, refuseCode } from './sign-up.ts'
import { refuseLocked } from './throttle.ts'

export interface BindInput {
  bindToken: string
  mode: 'existing' | 'new'
  userName?: string
  password?: string
  mobilePhone?: string
  mobileCode?: string
  email?: string
  agreement?: boolean
  parentId: number
  cartKey?: string
}

export interface Bound extends SignedIn { created: boolean }

type Entered = Awaited<ReturnType<typeof enter>>

const MADE_UP = 'abcdefghijklmnopqrstuvwxyz0123456789'
const MADE_UP_LENGTH = 10

function madeUpName(): Keyed {
  const text = `wx_${Array.from({ length: MADE_UP_LENGTH }, () => MADE_UP.charAt(randomInt(MADE_UP.length))).join('')}`
  return { text, key: text }
}

/** The account that exists is proved as at signing in: by name and password, or by number and code. */
function provingOf({ userName, password, mobilePhone, mobileCode }: BindInput): Proving {
  if (password !== undefined && mobileCode !== undefined) throw new ShopError('PARAM_INVALID', { field: 'mobileCode' })
  if (mobileCode !== undefined) {
    if (!mobilePhone) throw new ShopError('PARAM_MISSING', { field: 'mobilePhone' })
    return { userName: mobilePhone, sent: { code: mobileCode }, purpose: 'bind' }
  }
  if (!userName) throw new ShopError('PARAM_MISSING', { field: 'userName' })
  if (password === undefined) throw new ShopError('PARAM_MISSING', { field: 'password' })
  return { userName, sent: { password }, purpose: 'bind' }
}

async function bindExisting(ctx: Ctx, input: BindInput, ports: SignInPorts): Promise<{ userId: number, session: Entered }> {
  return withProvedAccount(ctx, provingOf(input), ports, async (tx, account) => {
    await bindIdentity(tx, input.bindToken, account.id)
    return { userId: account.id, session: await enter(tx, account, input, ports) }
  })
}

/** All but the terms may be left out: WeChat vouches for whoever it is. */
function readNew(input: BindInput, settings: AccountSettings): Omit<NewAccount, 'passwordHash'> {
  if (settings.shopRegClosed) throw new ShopError('SIGNUP_CLOSED')
  if (!input.agreement) throw new ShopError('AGREEMENT_REQUIRED')
  const name = input.userName?.trim() ? readUserName(input.userName, settings.reservedUserNames) : madeUpName()
  const email = input.email?.trim() ? readEmail(input.email) : null
  const mobile = input.mobilePhone?.trim() ? readMobile(input.mobilePhone) : null
  if (input.password !== undefined) refuseWeak(input.password, { userName: name.text, email: email?.text ?? '', mobiles: mobile ? [mobile.text, mobile.key] : [] })
  return { name, email, mobile, isMobileValid: mobile !== null && settings.smsSignup, nickName: '', referrerId: input.parentId, termsVersion: settings.termsVersion, extra: [], registerPoints: settings.registerPoints, referral: settings.affiliate }
}

async function bindNew(ctx: Ctx, input: BindInput, ports: SignInPorts): Promise<{ userId: number, session: Entered }> {
  const account = readNew(input, await accountSettings(ctx))
  const code = codeToJudge(ctx, input, account)
  if (code) await refuseLocked(ctx, code.attempt)
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password, ports.hashCost)
  const made = await inTransaction(ctx, async (tx: TxCtx) => {
    const verdict = code ? await ports.useMobileCode(tx, { mobileKey: code.mobileKey, purpose: 'bind', code: code.code }) : 'right'
    if (verdict !== 'right') return verdict
    const row = await createAccount(tx, { ...account, passwordHash })
    await bindIdentity(tx, input.bindToken, row.id)
    return { userId: row.id, session: await enter(tx, row, input, ports) }
  })
  return typeof made === 'string' ? refuseCode(ctx, code, made) : made
}

/** ectouch.user.bind: gives the identity behind the token to an account that exists or to a new one, and signs it in. */
export async function bindAccount(ctx: Ctx, input: BindInput, ports: SignInPorts): Promise<Bound> {
  await refuseDeadBindToken(ctx, input.bindToken)
  try {
    const { userId, session } = input.mode === 'new' ? await bindNew(ctx, input, ports) : await bindExisting(ctx, input, ports)
    return { session: session.token, expiresAt: session.expiresAt.toISOString(), user: await readUser(ctx, userId), created: input.mode === 'new' }
  } catch (error) {
    throw takenWord(error) ?? error
  }
}
