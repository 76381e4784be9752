import { z } from 'zod'
import { file, type FileInput, int, pagedInput } from '@xiaopu/shared/contract'
import { BULK_MOST, BulkChange, checkGoodsFile, checkParcelFile, type JobKind, listJobs, prepareBulkEdit, readJob, ROW_STATES, runBulkEdit, runGoodsImport, runParcelImport, SHEET_MAX_BYTES, undoBulkEdit } from '@xiaopu/shared/desk'
import { printSheets } from '@xiaopu/shared/orders'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import type { Permission } from '../permissions.ts'
import { router, staffProcedure } from '../trpc.ts'
import { JobList, JobPage, PrintSheets } from './desk-shapes.ts'
import { goodsListInput } from './goods-shapes.ts'
import { staffWrite } from './staff-write.ts'

const JobRef = z.strictObject({ jobId: int.min(1) })
const Left = z.object({ left: int })
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4
const sheetInput = z.strictObject({ file: file.extend({ base64: z.base64().max(base64Length(SHEET_MAX_BYTES)) }) })
/** Pictures chosen with a file: how the file names them, and where they were uploaded. */
const goodsSheet = sheetInput.extend({ pictures: z.array(z.strictObject({ name: z.string().max(255), url: z.string().max(500) })).max(1000).default([]) })
const sheetOf = ({ name, base64 }: FileInput) => ({ fileName: name, bytes: Buffer.from(base64, 'base64') })
const bulkTarget = z.union([
  z.strictObject({ goodsIds: z.array(int.min(1)).min(1).max(BULK_MOST) }),
  z.strictObject({ filter: z.strictObject({ q: goodsListInput.shape.q, categoryId: goodsListInput.shape.categoryId, brandId: goodsListInput.shape.brandId, state: goodsListInput.shape.state, stock: goodsListInput.shape.stock }) }),
])

/** How work of one kind is looked at, before and after. */
function looking(kind: JobKind, right: Permission) {
  return {
    list: staffProcedure(right)
      .input(pagedInput({}))
      .output(JobList)
      .query(async ({ ctx, input }) => ({ ...await listJobs(ctx, kind, input), ...input })),
    get: staffProcedure(right)
      .input(pagedInput({ jobId: int.min(1), state: z.enum(['', ...ROW_STATES]).default('') }))
      .output(JobPage)
      .query(async ({ ctx, input }) => ({ ...await readJob(ctx, kind, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  }
}

/** Work on many rows at once: prepared, looked at, then run slice by slice until nothing is left. */
export const deskRouter = router({
  goodsImport: router({
    ...looking('goodsImport', 'goods.edit'),
    check: staffWrite('goods.edit').input(goodsSheet).output(JobRef).mutation(({ ctx, input }) => checkGoodsFile(ctx, sheetOf(input.file), { sent: input.pictures, storage: ctx.media, baseUrl: ctx.baseUrl })),
    run: staffWrite('goods.edit').input(JobRef).output(Left).mutation(({ ctx, input }) => runGoodsImport(ctx, input.jobId)),
  }),
  parcelImport: router({
    ...looking('parcelImport', 'orders.ship'),
    check: staffWrite('orders.ship').input(sheetInput).output(JobRef).mutation(({ ctx, input }) => checkParcelFile(ctx, sheetOf(input.file))),
    run: staffWrite('orders.ship').input(JobRef).output(Left).mutation(({ ctx, input }) => runParcelImport(ctx, paymentPortsOf(ctx), input.jobId)),
  }),
  bulkEdit: router({
    ...looking('bulkEdit', 'goods.edit'),
    prepare: staffWrite('goods.edit').input(z.strictObject({ target: bulkTarget, change: BulkChange })).output(JobRef).mutation(({ ctx, input }) => prepareBulkEdit(ctx, input.target, input.change)),
    run: staffWrite('goods.edit').input(JobRef).output(Left).mutation(({ ctx, input }) => runBulkEdit(ctx, input.jobId)),
    undo: staffWrite('goods.edit').input(JobRef).output(Left).mutation(({ ctx, input }) => undoBulkEdit(ctx, input.jobId)),
  }),
  order: router({
    print: staffWrite('orders.ship')
      .input(z.strictObject({ orderIds: z.array(int.min(1)).min(1).max(100) }))
      .output(PrintSheets)
      .mutation(({ ctx, input }) => printSheets(ctx, input.orderIds)),
  }),
})
