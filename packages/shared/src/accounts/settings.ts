import type { TxCtx } from '../database/index.ts'
import { z } from 'zod'

/** The shop's settings that accounts obey, with their defaults. */
const AccountSettings = z.object({
  shopRegClosed: z.boolean().default(false),
  registerPoints: z.int().min(0).default(0),
  /** Whether text messages can be sent at all. */
  smsEnabled: z.boolean().default(false),
  smsSignup: z.boolean().optional(),
  termsVersion: z.string().default(''),
  agreementText: z.string().default(''),
})
const KEYS = Object.keys(AccountSettings.shape)

export interface AccountSettings {
  shopRegClosed: boolean
  registerPoints: number
  smsEnabled: boolean
  smsSignup: boolean
  termsVersion: string
  agreementText: string
}

export async function accountSettings(ctx: TxCtx): Promise<AccountSettings> {
  const rows = await ctx.sql.rows<{ key: string, value: unknown }>(
    'account_settings',
    'SELECT "key", "value" FROM "Setting" WHERE "key" = ANY($1::text[])',
    [KEYS],
  )
  const settings = AccountSettings.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])))
  return { ...settings, smsSignup: settings.smsEnabled && (settings.smsSignup ?? true) }
}
