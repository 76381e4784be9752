import { z } from 'zod'
import { pickGoods } from '@xiaopu/shared/catalogue'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { closePackage, createPackage, deletePackage, listPackagesForStaff, PACKAGE_TABS, PACKAGE_WARNINGS, packageForStaff, previewPackage, publishPackage, updatePackage } from '@xiaopu/shared/promotions'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const MOST_YUAN_FEN = 100_000_000

const id = int.min(1)
const moment = time.refine((value) => value !== '')
const contents = z.array(z.strictObject({ goodsId: id, skuId: int.min(0), quantity: int.min(1).max(999) })).max(20)
const form = {
  name: text.trim().max(60),
  description: text.max(2000),
  priceFen: int.min(0).max(MOST_YUAN_FEN),
  startAt: moment,
  endAt: moment,
  contents,
}
const status = z.enum(['draft', 'pre_start', 'under_way', 'finished', 'canceled'])
const common = { id: int, sellerId: int, name: text, priceFen: int, startAt: time, endAt: time, status, cancelReason: text, soldQuantity: int }
const PackageView = z.object({ ...common, description: text, contents: z.array(z.object({ goodsId: int, skuId: int, quantity: int })), isOrdered: flag })
const PackageRow = z.object({ ...common, contents: z.array(z.object({ name: text, thumbUrl: text, quantity: int })) })
const PreviewLine = z.object({ goodsId: int, skuId: int, quantity: int, sn: text, name: text, thumbUrl: text, optionsText: text, priceFen: int, costPriceFen: int, shareFen: int, stock: int, isSold: flag })
const Preview = z.object({ lines: z.array(PreviewLine), marketFen: int, subtotalFen: int, savingFen: int, costFen: int, marginFen: int, stock: int, warnings: z.array(z.enum(PACKAGE_WARNINGS)) })
const Choice = z.object({
  goodsId: int,
  sn: text,
  name: text,
  thumbUrl: text,
  shopPriceFen: int,
  stock: int,
  isReal: flag,
  skus: z.array(z.object({ skuId: int, sn: text, optionsText: text, stock: int })),
})

/** 超值礼包: several things at one price. */
export const packagesRouter = router({
  list: staffProcedure('promotions.edit')
    .input(pagedInput({ tab: z.enum(PACKAGE_TABS).default('all'), q: text.max(60).default('') }))
    .output(pagedOutput({ items: z.array(PackageRow), counts: z.record(z.enum(PACKAGE_TABS), int) }))
    .query(async ({ ctx, input }) => ({ ...await listPackagesForStaff(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  get: staffProcedure('promotions.edit')
    .input(z.strictObject({ id }))
    .output(PackageView)
    .query(({ ctx, input }) => packageForStaff(ctx, input.id)),
  /** What the form as it stands comes to today. */
  preview: staffProcedure('promotions.edit')
    .input(z.strictObject({ priceFen: int.min(0).max(MOST_YUAN_FEN), contents }))
    .output(Preview)
    .query(({ ctx, input }) => previewPackage(ctx, input)),
  pick: staffProcedure('promotions.edit')
    .input(z.strictObject({ q: text.max(60) }))
    .output(z.object({ items: z.array(Choice) }))
    .query(async ({ ctx, input }) => ({ items: await pickGoods(ctx, input.q) })),
  create: staffWrite('promotions.edit')
    .input(z.strictObject(form))
    .output(PackageView)
    .mutation(({ ctx, input }) => createPackage(ctx, input)),
  update: staffWrite('promotions.edit')
    .input(z.strictObject({ ...form, id }))
    .output(PackageView)
    .mutation(({ ctx, input: { id: packageId, ...fields } }) => updatePackage(ctx, packageId, fields)),
  publish: staffWrite('promotions.edit')
    .input(z.strictObject({ id }))
    .output(PackageView)
    .mutation(({ ctx, input }) => publishPackage(ctx, input.id)),
  close: staffWrite('promotions.edit')
    .input(z.strictObject({ id, reason: text.trim().max(255) }))
    .output(PackageView)
    .mutation(({ ctx, input }) => closePackage(ctx, input.id, input.reason)),
  delete: staffWrite('promotions.edit')
    .input(z.strictObject({ id }))
    .output(z.object({ deleted: flag }))
    .mutation(({ ctx, input }) => deletePackage(ctx, input.id)),
})
