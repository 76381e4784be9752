import { accountOrThrow, clearFailures, LEDGER, post, type Proof, proveOwnPassword, userIdOf } from '../accounts/index.ts'
import type { AccountItem } from '../contract/index.ts'
import { type AccountRequestRow, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import { getSettings } from '../shop/index.ts'
import { refuseAmount } from './amounts.ts'
import { maskedAccount, type Payee, sealPayee } from './payee.ts'
import { accountItem, KIND, lockUser, type Money, moneyOf, type PayoutChannel, REFERENCE, refuseMoreThan, STEP } from './request.ts'

const MAX_OPEN = 3

export interface NewWithdrawal {
  amountFen: Fen
  payeeChannel: PayoutChannel
  payeeName: string
  payeeAccount: string
  payeeBank?: string | undefined
  password?: string | undefined
  userNote?: string | undefined
}

export interface Withdrawn extends Money { account: AccountItem }

function payeeOf({ payeeChannel, payeeName, payeeAccount, payeeBank }: NewWithdrawal): Payee {
  const bank = payeeBank?.trim() ?? ''
  if (payeeChannel === 'bank' && bank === '') throw new ShopError('PARAM_MISSING', { field: 'payeeBank' })
  return { name: payeeName.trim(), account: payeeAccount.trim(), bank }
}

/** The sign-in password; whoever has none (signed up through WeChat) is paid through WeChat only. */
async function prove(ctx: Ctx, userId: number, { password, payeeChannel }: NewWithdrawal): Promise<Proof | null> {
  const account = await accountOrThrow(ctx, userId)
  if (account.passwordHash !== null) return proveOwnPassword(ctx, account, password)
  if (payeeChannel !== 'wechat') throw new ShopError('PASSWORD_WRONG')
  return null
}

const INSERT = `
INSERT INTO "AccountRequest" ("userId", "kind", "amountFen", "channel", "payeeCipher", "payeeMasked", "userNote", "addedAt")
VALUES ($1, 1, $2, $3, $4, $5, $6, $7) RETURNING *`

async function setAside(tx: TxCtx, userId: number, input: NewWithdrawal, payee: Payee): Promise<AccountRequestRow> {
  const { balanceFen } = await lockUser(tx, userId)
  await refuseMoreThan(tx, userId, KIND.withdrawal, MAX_OPEN)
  // Money of one's own only: a credit line buys, it is never paid out.
  if (input.amountFen > balanceFen) throw new ShopError('WITHDRAW_TOO_MUCH', { available: formatYuan(Math.max(0, balanceFen)) })
  const row = await tx.sql.row<AccountRequestRow>('withdrawal_add', INSERT, [
    userId, input.amountFen, input.payeeChannel, sealPayee(payee), maskedAccount(payee.account), input.userNote?.trim() ?? '', tx.now,
  ])
  if (!row) throw new Error('the withdrawal was not written')
  await post(tx, { userId, type: LEDGER.WITHDRAWAL, balanceFen: -row.amountFen, frozenFen: row.amountFen, referenceKind: REFERENCE, referenceId: row.id, step: STEP.made, text: '申请提现' })
  return row
}

/** ectouch.user.account.raply: the amount leaves the balance at once and waits, frozen, to be paid out. */
export async function withdraw(ctx: Ctx, input: NewWithdrawal): Promise<Withdrawn> {
  const { withdrawMinFen, withdrawMaxFen } = await getSettings(ctx)
  refuseAmount(input.amountFen, withdrawMinFen, withdrawMaxFen)
  const payee = payeeOf(input)
  const userId = userIdOf(ctx.actor)
  const proof = await prove(ctx, userId, input)
  const made = await inTransaction(ctx, async (tx) => {
    if (proof) await clearFailures(tx, proof.attempt)
    return setAside(tx, userId, input, payee)
  })
  return { account: accountItem(made), ...await moneyOf(ctx, userId) }
}

/** What was set aside goes back to the balance, once, with the request's way to its end. */
export async function giveBack(tx: TxCtx, row: AccountRequestRow, text: string): Promise<void> {
  const posted = await post(tx, { userId: row.userId, type: LEDGER.WITHDRAWAL, balanceFen: row.amountFen, frozenFen: -row.amountFen, referenceKind: REFERENCE, referenceId: row.id, step: STEP.givenBack, text })
  if (posted.kind === 'duplicate') throw new Error(`withdrawal ${row.id} was given back before`)
}
