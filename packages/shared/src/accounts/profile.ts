import type { FileInput, User } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import type { CodePort, CodeVerdict, ImagePort, SecretsPort } from './ports.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf, userIdOf } from './caller.ts'
import { type Account, accountOrThrow, type Proof, type ProofOptions, proveOwnPassword } from './credentials.ts'
import { type ExtraContent, readChangedFields, writeFields } from './extra-fields.ts'
import { queueMessage } from '../messages/index.ts'
import { type Keyed, readEmail, readMobile } from './names.ts'
import { takenWord } from './new-account.ts'
import { readBirthday } from './birthday.ts'
import { readUser } from './read-user.ts'
import { endResetTokens } from './reset-tokens.ts'
import { accountSettings } from './settings.ts'
import { attemptOn, clearFailures, countFailure } from './throttle.ts'

const MEGABYTE = 1024 * 1024
const AVATAR = { maxBytes: 2 * MEGABYTE, folder: 'avatars' }

export interface ProfileChange {
  nickName?: string
  avatar?: FileInput
  sex?: number
  birthday?: string
  email?: string
  mobilePhone?: string
  /** Proofs of a new email or mobile; alone they change nothing. */
  mobileCode?: string
  password?: string
  qq?: string
  officePhone?: string
  homePhone?: string
  extendFields?: unknown
}

export type ProfilePorts = ImagePort & CodePort & SecretsPort & ProofOptions

const NOTHING: Keyed = { text: '', key: '' }

/** A new email and mobile; undefined where nothing changes, NOTHING where it is cleared. */
interface Contacts { email: Keyed | undefined, mobile: Keyed | undefined }

function readContacts(account: Account, { email, mobilePhone }: ProfileChange): Contacts {
  const newEmail = email === undefined ? undefined : email.trim() === '' ? NOTHING : readEmail(email)
  const newMobile = mobilePhone === undefined ? undefined : mobilePhone.trim() === '' ? NOTHING : readMobile(mobilePhone)
  const contacts = {
    email: newEmail?.key === (account.emailKey ?? '') ? undefined : newEmail,
    mobile: newMobile?.key === (account.mobileKey ?? '') ? undefined : newMobile,
  }
  const left = [contacts.email?.key ?? account.emailKey, contacts.mobile?.key ?? account.mobileKey]
  const isCleared = contacts.email === NOTHING || contacts.mobile === NOTHING
  if (isCleared && account.passwordHash !== null && left.every((key) => !key)) {
    throw new ShopError('FIELD_REQUIRED', { field: contacts.email === NOTHING ? 'email' : 'mobilePhone' })
  }
  return contacts
}

interface CodeToJudge { mobileKey: string, code: string }

/** A new number is proved by its code, as long as the shop can send one. */
async function codeFor(ctx: TxCtx, { mobile }: Contacts, code: string | undefined): Promise<CodeToJudge | null> {
  if (!mobile || mobile === NOTHING || !(await accountSettings(ctx)).smsEnabled) return null
  if (!code) throw new ShopError('FIELD_REQUIRED', { field: 'mobileCode' })
  return { mobileKey: mobile.key, code }
}

const UPDATE = `
UPDATE "User" SET "nickName" = coalesce($2, "nickName"), "avatarUrl" = coalesce($3, "avatarUrl"), "sex" = coalesce($4, "sex"),
  "birthday" = CASE WHEN $5::text IS NULL THEN "birthday" ELSE nullif($5, '')::date END,
  "qq" = coalesce($6, "qq"), "officePhone" = coalesce($7, "officePhone"), "homePhone" = coalesce($8, "homePhone"),
  "email" = coalesce($9, "email"), "emailKey" = CASE WHEN $9::text IS NULL THEN "emailKey" ELSE nullif($10, '') END,
  "isEmailValid" = "isEmailValid" AND $9::text IS NULL,
  "mobile" = coalesce($11, "mobile"), "mobileKey" = CASE WHEN $11::text IS NULL THEN "mobileKey" ELSE nullif($12, '') END,
  "isMobileValid" = CASE WHEN $11::text IS NULL THEN "isMobileValid" ELSE $13::boolean END
WHERE "id" = $1 AND "closedAt" IS NULL AND ($14::text IS NULL OR "passwordHash" = $14)
  AND "emailKey" IS NOT DISTINCT FROM $15 AND "mobileKey" IS NOT DISTINCT FROM $16`

interface Change {
  account: Account
  input: ProfileChange
  contacts: Contacts
  proof: Proof | null
  code: CodeToJudge | null
  extra: ExtraContent[]
  avatarUrl: string | null
}

async function write(tx: TxCtx, { account, input, contacts: { email, mobile }, proof, code, extra, avatarUrl }: Change, port: SecretsPort): Promise<void> {
  if (proof) await clearFailures(tx, proof.attempt)
  const changed = await tx.sql.run('user_update', UPDATE, [
    account.id, input.nickName?.trim() ?? null, avatarUrl, input.sex ?? null, input.birthday ?? null,
    input.qq?.trim() ?? null, input.officePhone?.trim() ?? null, input.homePhone?.trim() ?? null,
    email?.text ?? null, email?.key ?? null, mobile?.text ?? null, mobile?.key ?? null, code !== null,
    proof ? account.passwordHash : null, account.emailKey, account.mobileKey,
  ])
  if (changed === 0) throw new ShopError('CONFLICT')
  await writeFields(tx, account.id, extra)
  if (email || mobile) await endResetTokens(tx, account.id)
  if (email && account.email !== '') {
    await queueMessage(tx, { channel: 'mail', recipient: account.email, template: 'email_changed', params: { userName: account.name, at: tx.now.toISOString() } }, port)
  }
}

async function apply(ctx: Ctx, change: Change, ports: CodePort & SecretsPort): Promise<void> {
  const { account, code } = change
  const verdict = await inTransaction(ctx, async (tx): Promise<CodeVerdict> => {
    const judged = code ? await ports.useMobileCode(tx, { ...code, purpose: 'change_new' }) : 'right'
    if (judged === 'right') await write(tx, change, ports)
    return judged
  })
  if (verdict === 'right') return
  await countFailure(ctx, attemptOn(account, account.name, callerOf(ctx.actor).ip))
  throw new ShopError(verdict === 'wrong' ? 'SMS_CODE_WRONG' : 'SMS_CODE_EXPIRED')
}

/** ectouch.user.update: only what is sent changes. */
export async function updateProfile(ctx: Ctx, input: ProfileChange, ports: ProfilePorts): Promise<{ user: User }> {
  const { mobileCode, password, ...changes } = input
  if (Object.values(changes).every((value) => value === undefined)) throw new ShopError('PARAM_MISSING', { field: 'nickName' })
  const account = await accountOrThrow(ctx, userIdOf(ctx.actor))
  readBirthday(input.birthday, ctx.now)
  const contacts = readContacts(account, input)
  const extra = input.extendFields === undefined ? [] : await readChangedFields(ctx, input.extendFields)
  const needsPassword = (contacts.email ?? contacts.mobile) !== undefined && account.passwordHash !== null
  const proof = needsPassword ? await proveOwnPassword(ctx, account, password, ports) : null
  const code = await codeFor(ctx, contacts, mobileCode)
  const avatarUrl = input.avatar ? (await ports.saveImage(input.avatar, AVATAR)).url : null
  try {
    await apply(ctx, { account, input, contacts, proof, code, extra, avatarUrl }, ports)
  } catch (error) {
    throw takenWord(error) ?? error
  }
  return { user: await readUser(ctx, account.id) }
}
