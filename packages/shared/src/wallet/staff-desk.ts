import { LEDGER, post, refuseSellerStaff } from '../accounts/index.ts'
import type { Page } from '../contract/index.ts'
import { type AccountRequestRow, type Ctx, inTransaction, type TxCtx, violatedKey } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { Fen } from '../money/index.ts'
import { bookOffline, paymentMethodOrThrow, type PaymentPorts } from '../payments/index.ts'
import { iso } from '../time/index.ts'
import { type Payee, unsealPayee } from './payee.ts'
import { accountItem, KIND, lockRequest, REFERENCE, STATE, stateInvalid, STEP } from './request.ts'
import { giveBack } from './withdraw.ts'

/** What a member did to a request, for the log of whoever called it. */
export interface RequestChange { userName: string, before: object, after: object }

export interface DeskRequest {
  id: number
  userId: number
  userName: string
  kind: number
  amountFen: Fen
  payFeeFen: Fen
  state: number
  /** Under way at the bank or the provider; its owner can no longer cancel it. */
  isPaying: boolean
  /** Waits for a transfer that a member has to find. */
  isOffline: boolean
  payment: string
  payee: string
  userNote: string
  staffNote: string
  providerNo: string
  byName: string
  addedAt: string
  expiresAt: string
  closedAt: string
}

export interface DeskFilters { kind: number, state: 'all' | 'open' | 'done' | 'cancelled' | 'refused', q: string }

interface DeskRow extends AccountRequestRow { userName: string, isOffline: boolean }

const FOUND = `FROM "AccountRequest" r JOIN "User" u ON u."id" = r."userId"
  WHERE r."kind" = $1 AND ($2::int IS NULL OR r."state" = $2) AND ($3 = '' OR u."nameKey" LIKE lower($3) || '%' OR r."id"::text = $3 OR r."providerNo" = $3)`

function deskShape(row: DeskRow): DeskRequest {
  const { id, userId, userName, kind, amountFen, payFeeFen, state, isOffline, userNote, staffNote, byName } = row
  const { payment, payee } = accountItem(row)
  return { id, userId, userName, kind, amountFen, payFeeFen, state, isPaying: row.payingAt !== null, isOffline, payment, payee, userNote, staffNote, providerNo: row.providerNo ?? '', byName, addedAt: iso(row.addedAt), expiresAt: iso(row.expiresAt), closedAt: iso(row.closedAt) }
}

/** Requests of one kind: open ones the oldest first, for they wait; the others newest first. */
export async function listForDesk(ctx: TxCtx, { kind, state, q }: DeskFilters, { pageNo, pageSize }: Page): Promise<{ items: DeskRequest[], totalResults: number }> {
  refuseSellerStaff(ctx)
  const values = [kind, state === 'all' ? null : STATE[state], q.trim()]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<DeskRow>('account_desk', `
SELECT r.*, u."name" AS "userName", coalesce((SELECT m."code" = 'bank' FROM "PaymentMethod" m WHERE m."id" = r."payId"), false) AS "isOffline"
${FOUND} ORDER BY CASE WHEN $2 = 0 THEN r."id" END, r."id" DESC LIMIT $4 OFFSET $5`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('account_desk_count', `SELECT count(*)::int AS "count" ${FOUND}`, values),
  ])
  return { items: rows.map(deskShape), totalResults: counted?.count ?? 0 }
}

interface Held { row: AccountRequestRow, userName: string }

async function hold(tx: TxCtx, id: number, kind: number): Promise<Held> {
  refuseSellerStaff(tx)
  const row = await lockRequest(tx, id)
  if (row.kind !== kind) throw new ShopError('NOT_FOUND')
  const user = await tx.sql.row<{ name: string }>('account_desk_user', 'SELECT "name" FROM "User" WHERE "id" = $1', [row.userId])
  return { row, userName: user?.name ?? '' }
}

/** Nobody pays himself: a member is known by the name he goes by. */
function refusePayee({ actor }: TxCtx, { row, userName }: Held): void {
  const own = actor.kind === 'staff' ? actor.name.trim().toLowerCase() : ''
  const payee = unsealPayee(row.payeeCipher).name.toLowerCase()
  if (own === payee || own === userName.toLowerCase()) throw new ShopError('FORBIDDEN')
}

/** The whole payee, for the member who is about to pay. */
export async function payeeForStaff(tx: TxCtx, id: number): Promise<{ payee: Payee, userName: string }> {
  const { row, userName } = await hold(tx, id, KIND.withdrawal)
  return { payee: unsealPayee(row.payeeCipher), userName }
}

/** From here on it is under way and can no longer be cancelled. */
export async function startPayout(tx: TxCtx, { id }: { id: number }): Promise<RequestChange> {
  const held = await hold(tx, id, KIND.withdrawal)
  refusePayee(tx, held)
  if (await tx.sql.run('payout_start', 'UPDATE "AccountRequest" SET "payingAt" = $2 WHERE "id" = $1 AND "state" = 0 AND "payingAt" IS NULL', [id, tx.now]) === 0) throw stateInvalid()
  return { userName: held.userName, before: { isPaying: false }, after: { isPaying: true } }
}

/** It did not go through after all: it waits again. */
export async function stopPayout(tx: TxCtx, { id }: { id: number }): Promise<RequestChange> {
  const { userName } = await hold(tx, id, KIND.withdrawal)
  if (await tx.sql.run('payout_stop', 'UPDATE "AccountRequest" SET "payingAt" = NULL WHERE "id" = $1 AND "state" = 0 AND "payingAt" IS NOT NULL', [id]) === 0) throw stateInvalid()
  return { userName, before: { isPaying: true }, after: { isPaying: false } }
}

const FINISH = 'UPDATE "AccountRequest" SET "state" = 1, "closedAt" = $2, "providerNo" = $3, "staffNote" = $4, "byName" = $5 WHERE "id" = $1 AND "state" = 0'

export interface Payout { id: number, providerNo: string, note: string }

/** The money has left the house. One number of the bank or the provider belongs to one withdrawal. */
export async function finishPayout(tx: TxCtx, { id, providerNo, note }: Payout): Promise<RequestChange> {
  const held = await hold(tx, id, KIND.withdrawal)
  const { row, userName } = held
  refusePayee(tx, held)
  const number = providerNo.trim()
  if (number === '') throw new ShopError('PARAM_MISSING', { field: 'providerNo' })
  const byName = tx.actor.kind === 'staff' ? tx.actor.name : ''
  try {
    if (await tx.sql.run('payout_finish', FINISH, [id, tx.now, number, note.trim(), byName]) === 0) throw stateInvalid()
  } catch (error) {
    if (violatedKey(error) === 'AccountRequest_channel_providerNo_key') throw new ShopError('PARAM_INVALID', { field: 'providerNo' }, { cause: error })
    throw error
  }
  await post(tx, { userId: row.userId, type: LEDGER.WITHDRAWAL, frozenFen: -row.amountFen, referenceKind: REFERENCE, referenceId: id, step: STEP.paidOut, text: `提现完成 ${number}` })
  return { userName, before: { state: row.state }, after: { state: STATE.done, providerNo: number, amountFen: row.amountFen } }
}

const REFUSE = 'UPDATE "AccountRequest" SET "state" = 3, "closedAt" = $2, "staffNote" = $3, "byName" = $4, "payingAt" = NULL WHERE "id" = $1 AND "state" = 0'

export async function refuseWithdrawal(tx: TxCtx, { id, reason }: { id: number, reason: string }): Promise<RequestChange> {
  const { row, userName } = await hold(tx, id, KIND.withdrawal)
  const text = reason.trim()
  if (text === '') throw new ShopError('PARAM_MISSING', { field: 'reason' })
  if (await tx.sql.run('payout_refuse', REFUSE, [id, tx.now, text, tx.actor.kind === 'staff' ? tx.actor.name : '']) === 0) throw stateInvalid()
  await giveBack(tx, row, `提现被拒绝：${text}`)
  return { userName, before: { state: row.state }, after: { state: STATE.refused, amountFen: row.amountFen, reason: text } }
}

export interface FoundTransfer { id: number, amountFen: Fen, receivedAt: Date, reference: string }

/** A transfer was found on the statement. `tell` writes into the same transaction. */
export async function confirmDeposit(ctx: Ctx, ports: PaymentPorts, { id, amountFen, receivedAt, reference }: FoundTransfer, tell: (tx: TxCtx, change: RequestChange) => Promise<void>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { row, userName } = await hold(tx, id, KIND.deposit)
    const method = await paymentMethodOrThrow(tx, row.payId)
    if (method.code !== 'bank') throw new ShopError('PAYMENT_UNAVAILABLE')
    await bookOffline({ ...tx, db: ctx.db }, ports, { subjectKind: 'deposit', subjectId: id, method, amountFen, receivedAt, reference })
    await tell(tx, { userName, before: { state: row.state }, after: { state: STATE.done, amountFen, reference } })
  })
}
