import { LEDGER, nameOf, post } from '../accounts/index.ts'
import type { AccountRequestRow, PaymentRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Payable, SubjectHandler, Unwanted } from '../payments/index.ts'
import { KIND, lockRequest, REFERENCE, STATE, stateInvalid, STEP } from './request.ts'

async function lockDeposit(tx: TxCtx, id: number): Promise<AccountRequestRow> {
  const row = await lockRequest(tx, id)
  if (row.kind !== KIND.deposit) throw stateInvalid()
  return row
}

/** Its owner pays an open one in time; a member also finds the transfer of one that was cancelled since. */
function isWaiting(row: AccountRequestRow, { actor, now }: TxCtx): boolean {
  if (actor.kind !== 'shopper') return row.state === STATE.open || row.state === STATE.cancelled
  return row.state === STATE.open && row.expiresAt !== null && now < row.expiresAt
}

async function payable(tx: TxCtx, id: number): Promise<Payable> {
  const row = await lockDeposit(tx, id)
  if (!isWaiting(row, tx)) throw stateInvalid()
  return { sn: '', accountId: row.id, amountFen: row.amountFen + row.payFeeFen, payFeeFen: row.payFeeFen, payerUserId: row.userId, expiresAt: row.expiresAt, description: `充值 ${row.id}` }
}

const DONE = 'UPDATE "AccountRequest" SET "state" = 1, "closedAt" = $2, "byName" = $3 WHERE "id" = $1 AND "state" IN (0, 2)'

/** Money for a deposit is always wanted once, also after it was cancelled: only what was asked for reaches the balance, not the fee. */
async function apply(tx: TxCtx, payment: PaymentRow): Promise<'applied' | Unwanted> {
  const row = await lockDeposit(tx, payment.subjectId)
  if (await tx.sql.run('deposit_done', DONE, [row.id, tx.now, nameOf(tx.actor)]) === 0) return 'double'
  const posted = await post(tx, { userId: row.userId, type: LEDGER.DEPOSIT, balanceFen: row.amountFen, referenceKind: REFERENCE, referenceId: row.id, step: STEP.made, text: `会员充值 ${payment.sn}` })
  if (posted.kind === 'duplicate') throw new Error(`deposit ${row.id} is in the ledger but was not done`)
  return 'applied'
}

const nothing = async (): Promise<void> => undefined

/** How payments reach deposits without knowing them. One that failed leaves the deposit open; it may be paid in another way. */
export const depositSubject: SubjectHandler = { payable, apply, failed: nothing, refundEnded: nothing }

/** Payments speak of orders; of a deposit the same is said in its own word. */
export async function asDeposit<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ShopError && error.word === 'ORDER_PAID') throw new ShopError('ACCOUNT_STATE_INVALID', {}, { cause: error })
    throw error
  }
}
