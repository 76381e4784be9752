import type { TxCtx } from '../database/index.ts'
import { getSettings, type ShopSettings } from '../shop/index.ts'

export interface AccountSettings extends Pick<ShopSettings, 'shopRegClosed' | 'registerPoints' | 'smsEnabled' | 'smsSignup' | 'termsVersion' | 'reservedUserNames'> {}

export async function accountSettings(ctx: TxCtx): Promise<AccountSettings> {
  const settings = await getSettings(ctx)
  // Without a message provider no code can be asked for.
  return { ...settings, smsSignup: settings.smsSignup && settings.smsEnabled }
}

/** The terms shown beside the sign-up form: a long text of its own, not part of the settings every request carries. */
export async function agreementText(ctx: TxCtx): Promise<string> {
  const row = await ctx.sql.row<{ value: unknown }>('agreement_text', 'SELECT "value" FROM "Setting" WHERE "key" = \'agreementText\'')
  return typeof row?.value === 'string' ? row.value : ''
}
