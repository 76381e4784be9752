import { z } from 'zod'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { type Ctx, inTransaction, type TxCtx } from '@xiaopu/shared/database'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { audit } from '@xiaopu/shared/staff'
import { confirmDeposit, finishPayout, listForDesk, payeeForStaff, refuseWithdrawal, type RequestChange, startPayout, stopPayout } from '@xiaopu/shared/wallet'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const id = int.min(1)
const byId = z.strictObject({ id })
const nothing = z.object({})
const Request = z.object({
  id: int, userId: int, userName: text, kind: int, amountFen: int, payFeeFen: int, state: int, isPaying: flag, isOffline: flag, payment: text, payee: text, userNote: text, staffNote: text, providerNo: text, byName: text, addedAt: time, expiresAt: time, closedAt: time,
})

function tell(tx: TxCtx, action: string, targetId: number, { userName, before, after }: RequestChange): Promise<void> {
  return audit(tx, { action: `wallet.${action}`, targetKind: 'wallet', targetId, targetName: userName, before, after })
}

/** One act on a request with the audit row that tells it, both or neither. */
async function act(ctx: Ctx, action: string, targetId: number, work: (tx: TxCtx) => Promise<RequestChange>): Promise<Record<string, never>> {
  await inTransaction(ctx, async (tx) => tell(tx, action, targetId, await work(tx)))
  return {}
}

/** The desk of deposits and withdrawals. */
export const walletRouter = router({
  list: staffProcedure('users.view')
    .input(pagedInput({ kind: int.min(0).max(1), state: z.enum(['all', 'open', 'done', 'cancelled', 'refused']).default('open'), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Request) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await listForDesk(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  /** The whole payee. Looking is told. */
  payee: staffWrite('users.money')
    .input(byId)
    .output(z.object({ name: text, account: text, bank: text }))
    .mutation(({ ctx, input }) => inTransaction(ctx, async (tx) => {
      const { payee, userName } = await payeeForStaff(tx, input.id)
      await audit(tx, { action: 'wallet.revealPayee', targetKind: 'wallet', targetId: input.id, targetName: userName })
      return payee
    })),
  startPayout: staffWrite('users.money').input(byId).output(nothing).mutation(({ ctx, input }) => act(ctx, 'startPayout', input.id, (tx) => startPayout(tx, input))),
  stopPayout: staffWrite('users.money').input(byId).output(nothing).mutation(({ ctx, input }) => act(ctx, 'stopPayout', input.id, (tx) => stopPayout(tx, input))),
  finishPayout: staffWrite('users.money')
    .input(z.strictObject({ id, providerNo: text.trim().min(1).max(64), note: text.max(255).default('') }))
    .output(nothing)
    .mutation(({ ctx, input }) => act(ctx, 'finishPayout', input.id, (tx) => finishPayout(tx, input))),
  refuse: staffWrite('users.money')
    .input(z.strictObject({ id, reason: text.trim().min(1).max(255) }))
    .output(nothing)
    .mutation(({ ctx, input }) => act(ctx, 'refuse', input.id, (tx) => refuseWithdrawal(tx, input))),
  confirmDeposit: staffWrite('users.money')
    .input(z.strictObject({ id, amountFen: int.min(1), receivedAt: time.refine((value) => value !== ''), reference: text.trim().min(1).max(60) }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await confirmDeposit(ctx, paymentPortsOf(ctx), { ...input, receivedAt: new Date(input.receivedAt) }, (tx, change) => tell(tx, 'confirmDeposit', input.id, change))
      return {}
    }),
})
