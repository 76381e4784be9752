import type { User } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import type { CartPort, CodePort, CodePurpose, SecretsPort } from './ports.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf } from './caller.ts'
import { type Account, findAccount, type Proof, type ProofOptions, provePassword, replacePassword } from './credentials.ts'
import { queueMessage } from '../messages/index.ts'
import { parseMobile } from './names.ts'
import { readUser } from './read-user.ts'
import { createSession, type NewSession } from './sessions.ts'
import { type Attempt, attemptOn, clearFailures, countFailure, refuseLocked } from './throttle.ts'

export interface SignInInput {
  userName: string
  password?: string
  mobileCode?: string
  device?: string
  cartKey?: string
}

/** `session` is its text; the storefront's procedures put it in the cookie instead. */
export interface SignedIn {
  session: string
  expiresAt: string
  user: User
}

export type SignInPorts = CartPort & CodePort & SecretsPort & ProofOptions

const NOTE = `
UPDATE "User" SET "lastSignInAt" = $2, "lastIp" = $3, "visitCount" = "visitCount" + 1 WHERE "id" = $1`
const DEVICES = `
SELECT count(*)::int AS "sessions",
  count(*) FILTER (WHERE "appId" = $2 AND ("ip" = $4 OR "device" = $3 AND "device" <> ''))::int AS "alike"
FROM "Session" WHERE "userId" = $1`

/** A device is known by its name or its address. The first of an account is no news. */
async function tellNewDevice(tx: TxCtx, account: Account, device: string, port: SecretsPort): Promise<void> {
  const { appId, ip } = callerOf(tx.actor)
  const known = await tx.sql.row<{ sessions: number, alike: number }>('session_devices', DEVICES, [account.id, appId, device, ip])
  if (!known || known.sessions === 0 || known.alike > 0 || !account.isEmailValid) return
  const params = { userName: account.name, device, ip, at: tx.now.toISOString() }
  await queueMessage(tx, { channel: 'mail', recipient: account.email, template: 'new_device', params }, port)
}

/** What every way in does once the caller has proved who they are. */
export async function enter(tx: TxCtx, account: Account, { device = '', cartKey }: { device?: string, cartKey?: string }, ports: CartPort & SecretsPort): Promise<NewSession> {
  await tx.sql.run('user_note_sign_in', NOTE, [account.id, tx.now, callerOf(tx.actor).ip])
  await tellNewDevice(tx, account, device, ports)
  const session = await createSession(tx, { userId: account.id, device })
  if (cartKey) await ports.takeOverCart(tx, { userId: account.id, cartKey })
  return session
}

const LOCK = 'SELECT "isDisabled" FROM "User" WHERE "id" = $1 AND "closedAt" IS NULL AND "passwordHash" IS NOT DISTINCT FROM $2 FOR NO KEY UPDATE'

/** False when the password that was compared is no longer the account's: it was changed, or its hash replaced, meanwhile. */
async function admit(tx: TxCtx, account: Account, proof: Proof): Promise<boolean> {
  await clearFailures(tx, proof.attempt)
  const row = await tx.sql.row<{ isDisabled: boolean }>('user_admit', LOCK, [account.id, account.passwordHash])
  if (!row) return false
  if (row.isDisabled) throw new ShopError('USER_DISABLED')
  if (proof.upgradedHash) await replacePassword(tx, account, proof.upgradedHash)
  return true
}

async function byPassword(ctx: TxCtx, account: Account | null, attempt: Attempt, password: string, options: ProofOptions): Promise<{ account: Account, proof: Proof }> {
  const proof = await provePassword(ctx, account, attempt, password, options)
  if (!account || !proof) throw new ShopError('SIGNIN_FAILED')
  return { account, proof }
}

async function byCode(ctx: TxCtx, account: Account | null, attempt: Attempt, input: { userName: string, code: string, purpose: CodePurpose }, ports: CodePort): Promise<{ account: Account, proof: Proof }> {
  await refuseLocked(ctx, attempt)
  const mobile = parseMobile(input.userName)
  const verdict = mobile && account?.mobileKey === mobile.key
    ? await inTransaction(ctx, (tx) => ports.useMobileCode(tx, { mobileKey: mobile.key, purpose: input.purpose, code: input.code }))
    : 'expired'
  if (verdict !== 'right') await countFailure(ctx, attempt)
  if (verdict === 'wrong') throw new ShopError('SMS_CODE_WRONG')
  if (verdict === 'expired' || !account) throw new ShopError('SMS_CODE_EXPIRED')
  return { account, proof: { attempt, upgradedHash: null } }
}

function proofOf({ password, mobileCode }: SignInInput): { password: string } | { code: string } {
  if (password !== undefined && mobileCode !== undefined) throw new ShopError('PARAM_INVALID', { field: 'mobileCode' })
  if (password !== undefined) return { password }
  if (mobileCode !== undefined) return { code: mobileCode }
  throw new ShopError('PARAM_MISSING', { field: 'password' })
}

const TRIES = 3

/** What proves an account: its password, or a code sent to its mobile number for this purpose. */
export interface Proving {
  userName: string
  sent: { password: string } | { code: string }
  purpose: 'signin' | 'bind'
}

/**
 * Proves who calls and does the work with the account locked. Proved again when the password was changed meanwhile; what the
 * work refuses leaves nothing behind.
 */
export async function withProvedAccount<T extends object>(ctx: Ctx, { userName, sent, purpose }: Proving, ports: CodePort & ProofOptions, work: (tx: TxCtx, account: Account) => Promise<T>): Promise<T> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const found = await findAccount(ctx, userName)
    const attempt = attemptOn(found, userName, callerOf(ctx.actor).ip)
    const { account, proof } = 'password' in sent
      ? await byPassword(ctx, found, attempt, sent.password, ports)
      : await byCode(ctx, found, attempt, { userName, code: sent.code, purpose }, ports)
    const done = await inTransaction(ctx, async (tx) => await admit(tx, account, proof) ? work(tx, account) : null)
    if (done) return done
  }
  throw new ShopError('SIGNIN_FAILED')
}

/** ectouch.user.signin (docs/rules/accounts.md 3) */
export async function signIn(ctx: Ctx, input: SignInInput, ports: SignInPorts): Promise<SignedIn> {
  const proving: Proving = { userName: input.userName, sent: proofOf(input), purpose: 'signin' }
  const { session, userId } = await withProvedAccount(ctx, proving, ports, async (tx, account) => ({ session: await enter(tx, account, input, ports), userId: account.id }))
  return { session: session.token, expiresAt: session.expiresAt.toISOString(), user: await readUser(ctx, userId) }
}
