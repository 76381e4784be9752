import type { Ctx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { userIdOf } from './caller.ts'
import { useCode } from './contact-codes.ts'
import { accountOrThrow } from './credentials.ts'
import { queueMessage } from '../messages/index.ts'
import { nameKey, readEmail, readMobile } from './names.ts'
import { takenWord } from './new-account.ts'
import type { SecretsPort } from './ports.ts'
import { endResetTokens } from './reset-tokens.ts'
import { refuseVerdict } from './send-code.ts'

const SET_MOBILE = 'UPDATE "User" SET "mobile" = $2, "mobileKey" = $3, "isMobileValid" = true WHERE "id" = $1 AND "closedAt" IS NULL'
const SET_EMAIL = 'UPDATE "User" SET "email" = $2, "emailKey" = $3, "isEmailValid" = true WHERE "id" = $1 AND "closedAt" IS NULL'

/** A number or an address of one's own, proved by a code that was sent there. */
export async function bindContact(ctx: Ctx, { mobile, email, code }: { mobile?: string | undefined, email?: string | undefined, code: string }, port: SecretsPort): Promise<void> {
  if ((mobile === undefined) === (email === undefined)) throw new ShopError(mobile === undefined ? 'PARAM_MISSING' : 'PARAM_INVALID', { field: mobile === undefined ? 'mobile' : 'email' })
  const contact = email === undefined ? readMobile(mobile ?? '') : readEmail(email)
  const account = await accountOrThrow(ctx, userIdOf(ctx.actor))
  try {
    // A wrong try is kept: the refusal comes after the transaction.
    const verdict = await inTransaction(ctx, async (tx) => {
      const judged = await useCode(tx, { target: contact.key, purpose: 'program', code }, port)
      if (judged !== 'right') return judged
      await tx.sql.run(email === undefined ? 'program_bind_mobile' : 'program_bind_email', email === undefined ? SET_MOBILE : SET_EMAIL, [account.id, contact.text, contact.key])
      await endResetTokens(tx, account.id)
      if (email !== undefined && account.email !== '' && account.emailKey !== contact.key) {
        await queueMessage(tx, { channel: 'mail', recipient: account.email, template: 'email_changed', params: { userName: account.name, at: tx.now.toISOString() } }, port)
      }
      return judged
    })
    refuseVerdict(verdict)
  } catch (error) {
    throw takenWord(error) ?? error
  }
}

/** USER_NAME_EXISTS when somebody has the name: an account, or a member of staff. */
export async function refuseNameInUse(ctx: Pick<Ctx, 'sql'>, name: string): Promise<void> {
  const row = await ctx.sql.row('program_name_in_use', 'SELECT 1 WHERE EXISTS (SELECT 1 FROM "User" WHERE "nameKey" = $1) OR EXISTS (SELECT 1 FROM "Staff" WHERE "nameKey" = $1)', [nameKey(name)])
  if (row) throw new ShopError('USER_NAME_EXISTS')
}

export async function refuseMobileInUse(ctx: Pick<Ctx, 'sql'>, mobile: string): Promise<void> {
  const row = await ctx.sql.row('program_mobile_in_use', 'SELECT 1 FROM "User" WHERE "mobileKey" = $1', [readMobile(mobile).key])
  if (row) throw new ShopError('MOBILE_EXISTS')
}
