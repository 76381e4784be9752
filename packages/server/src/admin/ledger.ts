import { z } from 'zod'
import { LEDGER_PARTS, listLedgerChecks, runLedgerCheck } from '@xiaopu/shared/bookkeeping'
import { int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const Difference = z.object({
  figure: z.enum(['balanceFen', 'frozenFen', 'points', 'rankPoints', 'total', 'stock', 'goodsStock', 'moneyPaidFen', 'orderBalanceFen', 'refundedFen', 'goodsAmountFen']),
  subjectId: int,
  goodsId: int,
  name: text,
  shown: z.number(),
  fromRows: z.number(),
  by: z.enum(['sum', 'last']),
})
const Part = z.object({ part: z.enum(LEDGER_PARTS), rows: int, differences: int, first: Difference.nullable() })
const Check = z.object({ id: int, byName: text, at: time, durationMs: int, rows: int, differences: int, parts: z.array(Part) })

/** 对账: every figure proved against its rows, each night and on demand. */
export const ledgerRouter = router({
  list: staffProcedure('ledger.check')
    .input(pagedInput({}))
    .output(pagedOutput({ items: z.array(Check) }))
    .query(async ({ ctx, input }) => ({ ...await listLedgerChecks(ctx, input), ...input })),
  check: staffWrite('ledger.check').input(z.void()).output(Check).mutation(({ ctx }) => runLedgerCheck(ctx)),
})
