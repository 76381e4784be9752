import { type Ctx, inTransaction } from '../database/index.ts'
import { getSettings, type ShopSettings, updateSettings } from '../shop/index.ts'
import { audit } from '../staff/index.ts'

/** A merchant's change of the shop's settings, with its audit row. */
export async function changeSettings(ctx: Ctx, patch: Partial<ShopSettings>): Promise<ShopSettings> {
  await inTransaction(ctx, async (tx) => {
    const before = await getSettings(tx)
    await updateSettings(tx, patch)
    const after = await getSettings(tx)
    await audit(tx, { action: 'settings.update', targetKind: 'settings', targetId: 'shop', before, after })
  })
  return getSettings(ctx)
}
