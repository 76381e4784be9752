import { z } from 'zod'
import { flag, int, text } from '@xiaopu/shared/contract'
import { inPrismaTransaction, inTransaction } from '@xiaopu/shared/database'
import { providerSettings, saveProviderSettings } from '@xiaopu/shared/payments'
import { offersChanged, paymentForStaff, paymentMethodsForStaff, savePaymentMethod, sortPaymentMethods } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const form = {
  name: text.trim().min(1).max(60),
  description: text.max(2000),
  nameEn: text.trim().max(60),
  descriptionEn: text.max(2000),
  feeFen: int.min(0),
  feeRate: int.min(0).max(10_000),
  isEnabled: flag,
}
const Method = z.object({ ...form, id: int, code: text, sortOrder: int, hasSettings: flag })
const byId = z.strictObject({ id: int.min(1) })

/** What a provider is set up with; where it reports to is ours to say. */
const PROVIDER_FIELDS: Record<string, readonly string[]> = { sandbox: ['baseUrl', 'mchId', 'appId', 'serial', 'privateKeyPem', 'apiKey'] }

/** Ways of paying. A provider's secrets go in and never come out. */
export const paymentsRouter = router({
  list: staffProcedure('shop.payment').input(z.void()).output(z.object({ items: z.array(Method) })).query(async ({ ctx }) => ({ items: await paymentMethodsForStaff(ctx) })),
  /** The fields of the method's provider and which are set; nothing for one without a provider. */
  settings: staffProcedure('shop.payment')
    .input(byId)
    .output(z.object({ fields: z.array(z.object({ name: text, isSet: flag })) }))
    .query(async ({ ctx, input }) => {
      const { code } = await paymentForStaff(ctx, input.id)
      const stored = await providerSettings(ctx, code)
      return { fields: (PROVIDER_FIELDS[code] ?? []).map((name) => ({ name, isSet: stored[name] !== undefined && stored[name] !== '' })) }
    }),
  save: staffWrite('shop.payment')
    .input(z.strictObject({ ...form, id: int.min(1) }))
    .output(Method)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      const saved = await inPrismaTransaction(ctx, async (tx) => {
        const { before, after } = await savePaymentMethod(tx, id, fields)
        await audit(tx, { action: 'payment.update', targetKind: 'payment', targetId: id, targetName: after.name, before, after })
        return after
      })
      offersChanged()
      return saved
    }),
  /** Only what is sent is changed; the log says which fields, never their values. */
  saveSettings: staffWrite('shop.payment')
    .input(z.strictObject({ id: int.min(1), settings: z.record(text.max(40), text.max(8000)) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      const method = await paymentForStaff(ctx, input.id)
      await inTransaction(ctx, async (tx) => {
        const before = await providerSettings(tx, method.code)
        await saveProviderSettings(tx, method.code, { ...before, ...input.settings }, ctx.baseUrl)
        await audit(tx, { action: 'payment.saveSettings', targetKind: 'payment', targetId: input.id, targetName: method.name, after: { fields: Object.keys(input.settings) } })
      })
      offersChanged()
      return {}
    }),
  sort: staffWrite('shop.payment')
    .input(z.strictObject({ ids: z.array(int.min(1)).max(100) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inPrismaTransaction(ctx, async (tx) => {
        const { before, after } = await sortPaymentMethods(tx, input.ids)
        await audit(tx, { action: 'payment.sort', targetKind: 'payment', targetId: '', before: { ids: before }, after: { ids: after } })
      })
      offersChanged()
      return {}
    }),
})
