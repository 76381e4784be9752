import type { Ctx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { callerOf, userIdOf } from './caller.ts'
import { accountOrThrow } from './credentials.ts'
import { queueMessage } from '../messages/index.ts'
import type { SecretsPort } from './ports.ts'
import { takeSlot } from './rate.ts'
import { findToken, issueToken, PER_ACCOUNT, PER_ADDRESS, useToken } from './reset-tokens.ts'

export interface EmailConfirmation {
  sent: boolean
  validated: boolean
}

/** Sends the caller a link that confirms the account's email. Above the limits nothing is sent; the answer is the same. */
export async function askEmailConfirmation(ctx: Ctx, { baseUrl }: { baseUrl: string }, port: SecretsPort): Promise<EmailConfirmation> {
  return inTransaction(ctx, async (tx) => {
    const { id, email, isEmailValid } = await accountOrThrow(tx, userIdOf(tx.actor))
    if (isEmailValid || email === '') return { sent: false, validated: isEmailValid }
    const { ip } = callerOf(tx.actor)
    const byAddress = ip === '' || (await takeSlot(tx, `reset:ip:${ip}`, PER_ADDRESS)).isGranted
    if (byAddress && (await takeSlot(tx, `confirm:user:${id}`, PER_ACCOUNT)).isGranted) {
      const token = await issueToken(tx, { userId: id, kind: 'mail_confirm', target: email, ip })
      const link = `${baseUrl}/confirm-email?token=${token}`
      await queueMessage(tx, { channel: 'mail', recipient: email, template: 'email_confirm', params: { link, hours: 24 } }, port)
    }
    return { sent: true, validated: false }
  })
}

/** The link was opened: right once, for 24 hours, and only while the account still has that email. */
export async function confirmEmail(ctx: Ctx, { token }: { token: string }): Promise<EmailConfirmation> {
  return inTransaction(ctx, async (tx) => {
    const shown = await findToken(tx, 'mail_confirm', token)
    if (!shown || !await useToken(tx, shown)) throw new ShopError('TOKEN_INVALID')
    const confirmed = await tx.sql.run('email_confirm', 'UPDATE "User" SET "isEmailValid" = true WHERE "id" = $1 AND "email" = $2', [shown.userId, shown.target])
    if (confirmed === 0) throw new ShopError('TOKEN_INVALID')
    return { sent: false, validated: true }
  })
}
