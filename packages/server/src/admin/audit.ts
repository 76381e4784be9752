import { z } from 'zod'
import { int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { auditChoices, getAuditEntry, listAudit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'

const Row = z.object({
  id: int,
  staffId: int,
  staffName: text,
  action: text,
  targetKind: text,
  targetId: text,
  targetName: text,
  changes: int,
  firstField: text,
  firstBefore: z.json(),
  firstAfter: z.json(),
  ip: text,
  requestId: text,
  at: time,
})
const values = z.record(text, z.json())

/** Reading only: nothing here can be changed or deleted. */
export const auditRouter = router({
  list: staffProcedure('audit.view')
    .input(pagedInput({
      q: text.max(60).default(''),
      staffId: int.default(0),
      targetKind: text.max(40).default(''),
      targetId: text.max(40).default(''),
      from: time.default(''),
      to: time.default(''),
    }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input }) => ({ ...await listAudit(ctx, input), pageNo: input.pageNo, pageSize: input.pageSize })),
  get: staffProcedure('audit.view')
    .input(z.strictObject({ id: int }))
    .output(Row.extend({ before: values, after: values }))
    .query(({ ctx, input }) => getAuditEntry(ctx, input.id)),
  choices: staffProcedure('audit.view')
    .input(z.void())
    .output(z.object({ staff: z.array(z.object({ id: int, name: text })), targetKinds: z.array(text) }))
    .query(({ ctx }) => auditChoices(ctx)),
})
