import { z } from 'zod'
import { closeOwnAccount, closingState, exportOwnData } from '@xiaopu/shared/accounts'
import { flag, int, text } from '@xiaopu/shared/contract'
import { router, shopperProcedure } from '../trpc.ts'
import { dropCookie } from './session-answer.ts'

/** What a shopper may do with the account as a whole: take the data along, close it. The storefront's alone. */
export const ownRouter = router({
  data: shopperProcedure
    .input(z.void())
    .output(z.object({ fileName: text, data: z.json() }))
    .query(({ ctx }) => exportOwnData(ctx)),
  closing: shopperProcedure
    .input(z.void())
    .output(z.object({ liveOrders: int, openCases: int, openRequests: int, balanceFen: int, frozenFen: int, canClose: flag, needsPassword: flag }))
    .query(({ ctx }) => closingState(ctx)),
  close: shopperProcedure
    .input(z.strictObject({ password: text.max(256).optional() }))
    .output(z.object({ closed: flag }))
    .mutation(async ({ ctx, input }) => dropCookie(ctx, await closeOwnAccount(ctx, input))),
})
