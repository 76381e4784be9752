import { z } from 'zod'
import { changeSettings } from '@xiaopu/shared/platform'
import { getSettings, ShopSettings, ShopSettingsPatch } from '@xiaopu/shared/shop'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

/** Any of the settings, and nothing that is none. The patch is made from the settings' own shape, which its type no longer shows. */
const patch = ShopSettingsPatch as unknown as z.ZodType<Partial<ShopSettings>>

export const settingsRouter = router({
  get: staffProcedure('shop.settings').input(z.void()).output(ShopSettings).query(({ ctx }) => getSettings(ctx)),
  update: staffWrite('shop.settings').input(patch).output(ShopSettings).mutation(({ ctx, input }) => changeSettings(ctx, input)),
})
