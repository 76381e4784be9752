import type { TxCtx } from '../database/index.ts'
import { getSettings, type ShopSettings } from '../shop/index.ts'

export interface AccountSettings extends Pick<ShopSettings, 'shopRegClosed' | 'registerPoints' | 'smsEnabled' | 'smsSignup' | 'termsVersion' | 'affiliate' | 'agreementText' | 'reservedUserNames'> {}

export async function accountSettings(ctx: TxCtx): Promise<AccountSettings> {
  const settings = await getSettings(ctx)
  // Without a message provider no code can be asked for.
  return { ...settings, smsSignup: settings.smsSignup && settings.smsEnabled }
}
