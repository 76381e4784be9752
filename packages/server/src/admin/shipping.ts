import { z } from 'zod'
import { flag, int, RegionNode, text } from '@xiaopu/shared/contract'
import { inPrismaTransaction, inTransaction } from '@xiaopu/shared/database'
import { CARRIER_KINDS, carrierSettings, saveCarrierSettings } from '@xiaopu/shared/orders'
import { regionTree } from '@xiaopu/shared/regions'
import { offersChanged, saveShippingMethod, setShippingEnabled, shippingMethodsForStaff, sortShippingMethods } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const CarrierSettings = z.object({ kind: z.enum(CARRIER_KINDS), customer: text, hasKey: flag })
const feeFen = int.min(0)
const grams = int.min(0).max(100_000_000)
const rate = int.min(0).max(10_000)
const Area = z.strictObject({
  id: int.min(0),
  name: text.trim().min(1).max(60),
  formula: z.enum(['by_weight', 'by_number', 'flat', 'free']),
  baseFeeFen: feeFen,
  firstGrams: grams.min(1),
  stepGrams: grams.min(1),
  stepFeeFen: feeFen,
  secondGrams: grams,
  nextStepFeeFen: feeFen,
  itemFeeFen: feeFen,
  freeFromFen: feeFen,
  maxGrams: grams,
  codFeeFen: feeFen,
  codFeeRate: rate,
  regionIds: z.array(int.min(1)).max(4000),
})
const form = {
  code: text.trim().regex(/^[\w-]{1,40}$/),
  name: text.trim().min(1).max(60),
  description: text.max(255),
  kind: z.enum(['express', 'pickup', 'virtual']),
  supportsCod: flag,
  insureKind: z.enum(['none', 'fixed', 'rate']),
  insureFen: feeFen,
  insureRate: rate,
  insureMinFen: feeFen,
  insureMaxFen: feeFen,
  estimateDays: int.min(0).max(90),
  isEnabled: flag,
  sortOrder: int.min(0).max(9999),
  areas: z.array(Area).max(100),
}
const Method = z.object({ ...form, id: int, code: text, areas: z.array(Area) })

/** How goods reach the buyer, and what it costs where. */
export const shippingRouter = router({
  carrier: staffProcedure('shop.shipping').input(z.void()).output(CarrierSettings).query(({ ctx }) => carrierSettings(ctx)),
  saveCarrier: staffWrite('shop.shipping')
    .input(z.strictObject({ kind: z.enum(CARRIER_KINDS), customer: text.trim().max(60), key: text.trim().max(120) }))
    .output(CarrierSettings)
    .mutation(({ ctx, input }) => inTransaction(ctx, async (tx) => {
      const before = await carrierSettings(tx)
      await saveCarrierSettings(tx, input)
      const after = await carrierSettings(tx)
      await audit(tx, { action: 'shipping.saveCarrier', targetKind: 'shipping', targetId: 'carrier', before, after: { ...after, hasNewKey: input.key !== '' } })
      return after
    })),
  list: staffProcedure('shop.shipping').input(z.void()).output(z.object({ items: z.array(Method) })).query(async ({ ctx }) => ({ items: await shippingMethodsForStaff(ctx) })),
  /** Provinces and cities to choose from. */
  regions: staffProcedure('shop.shipping').input(z.void()).output(z.object({ regions: z.array(RegionNode) })).query(async ({ ctx }) => ({ regions: (await regionTree(ctx, { depth: 3 })).regions })),
  save: staffWrite('shop.shipping')
    .input(z.strictObject({ ...form, id: int.min(0) }))
    .output(Method)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      const saved = await inPrismaTransaction(ctx, async (tx) => {
        const { before, after } = await saveShippingMethod(tx, id, fields)
        await audit(tx, { action: before ? 'shipping.update' : 'shipping.create', targetKind: 'shipping', targetId: after.id, targetName: after.name, ...before && { before }, after })
        return after
      })
      offersChanged()
      return saved
    }),
  setEnabled: staffWrite('shop.shipping')
    .input(z.strictObject({ id: int.min(1), isEnabled: flag }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inPrismaTransaction(ctx, async (tx) => {
        const before = await setShippingEnabled(tx, input.id, input.isEnabled)
        await audit(tx, { action: input.isEnabled ? 'shipping.enable' : 'shipping.disable', targetKind: 'shipping', targetId: input.id, targetName: before.name, before: { isEnabled: before.isEnabled }, after: { isEnabled: input.isEnabled } })
      })
      offersChanged()
      return {}
    }),
  sort: staffWrite('shop.shipping')
    .input(z.strictObject({ ids: z.array(int.min(1)).max(200) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inPrismaTransaction(ctx, async (tx) => {
        const { before, after } = await sortShippingMethods(tx, input.ids)
        await audit(tx, { action: 'shipping.sort', targetKind: 'shipping', targetId: '', before: { ids: before }, after: { ids: after } })
      })
      offersChanged()
      return {}
    }),
})
