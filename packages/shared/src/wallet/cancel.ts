import { userIdOf } from '../accounts/index.ts'
import type { AccountItem } from '../contract/index.ts'
import { type AccountRequestRow, type Ctx, inTransaction } from '../database/index.ts'
import { asSystem, closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { accountItem, KIND, lockRequest, type Money, moneyOf, ownRequest, STATE, stateInvalid } from './request.ts'
import { giveBack } from './withdraw.ts'

/** A withdrawal that is under way at the provider can no longer be stopped. */
const CANCEL = 'UPDATE "AccountRequest" SET "state" = 2, "closedAt" = $2 WHERE "id" = $1 AND "state" = 0 AND "payingAt" IS NULL'

async function cancel(ctx: Ctx, id: number): Promise<AccountRequestRow> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockRequest(tx, id)
    if (await tx.sql.run('account_request_cancel', CANCEL, [id, tx.now]) === 0) throw stateInvalid()
    if (row.kind === KIND.withdrawal) await giveBack(tx, row, '取消提现')
    return { ...row, state: STATE.cancelled, closedAt: tx.now }
  })
}

/**
 * ectouch.user.account.cancel. What a deposit's payer could still pay is closed at its provider first; found paid, it is done
 * instead. A provider that cannot be reached keeps nobody waiting: late money is credited.
 */
export async function cancelRequest(ctx: Ctx, ports: PaymentPorts, { id }: { id: number }): Promise<Money & { account: AccountItem }> {
  const userId = userIdOf(ctx.actor)
  const own = await ownRequest(ctx, userId, id)
  if (own.state !== STATE.open) throw stateInvalid()
  if (own.kind === KIND.deposit && await closeOpenPayment(ctx, ports, { subjectKind: 'deposit', subjectId: id }) === 'paid') throw stateInvalid()
  const canceled = await cancel(ctx, id)
  return { account: accountItem(canceled), ...await moneyOf(ctx, userId) }
}

const BATCH = 100
const DUE = 'SELECT "id" FROM "AccountRequest" WHERE "kind" = 0 AND "state" = 0 AND "expiresAt" <= $1 ORDER BY "expiresAt", "id" LIMIT $2'
const EXPIRE = 'UPDATE "AccountRequest" SET "state" = 2, "closedAt" = $2, "byName" = \'system\' WHERE "id" = $1 AND "state" = 0'

/** Deposits nobody paid in time. One that turns out to be paid is done instead; money that comes later still reaches the balance. */
export async function expireDeposits(ctx: Ctx, ports: PaymentPorts): Promise<number> {
  const due = await ctx.sql.rows<{ id: number }>('deposits_due', DUE, [ctx.now, BATCH])
  let expired = 0
  for (const { id } of due) {
    // One deposit's trouble is not the others'.
    await closeOpenPayment(asSystem(ctx), ports, { subjectKind: 'deposit', subjectId: id }).catch((error: unknown) => ports.log({ event: 'DEPOSIT_CLOCK', detail: String(id), error }))
    expired += await ctx.sql.run('deposit_expire', EXPIRE, [id, ctx.now])
  }
  return expired
}
