import { LEDGER, post } from '../accounts/index.ts'
import type { PaymentRow, RefundRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import { emit } from '../outbox/index.ts'
import { canRefundTo } from './methods.ts'
import { newRefundSn } from './numbers.ts'
import type { SubjectName } from './ports.ts'

export interface RefundAsked extends SubjectName {
  amountFen: Fen
  /** Asking again with the same key finds the first refund. A payment may be part of the key. */
  key: string | ((paymentSn: string) => string)
  reason: string
}

interface Part { amountFen: Fen, key: string, reason: string, state: 'created' | 'credited' }

export const leftOf = (payment: PaymentRow): Fen => payment.amountFen - payment.refundedFen

/** Money that has come in for a subject, the newest first, locked. */
function paidPaymentsOf(tx: TxCtx, { subjectKind, subjectId }: SubjectName): Promise<PaymentRow[]> {
  return tx.sql.rows<PaymentRow>('payments_paid', `
SELECT * FROM "Payment" WHERE "subjectKind" = $1 AND "subjectId" = $2 AND "state" = 'paid' ORDER BY "id" DESC FOR UPDATE`, [subjectKind, subjectId])
}

function firstOf(tx: TxCtx, paymentId: number, key: string): Promise<RefundRow | null> {
  return tx.sql.row<RefundRow>('refund_by_key', 'SELECT * FROM "Refund" WHERE "paymentId" = $1 AND "key" = $2 ORDER BY "attempt" LIMIT 1', [paymentId, key])
}

/** Never more than came in: the sum is guarded in the row itself. */
async function reserve(tx: TxCtx, payment: PaymentRow, amountFen: Fen): Promise<void> {
  const changed = await tx.sql.run('payment_refunded', 'UPDATE "Payment" SET "refundedFen" = "refundedFen" + $2 WHERE "id" = $1 AND "refundedFen" + $2 <= "amountFen"', [payment.id, amountFen])
  if (changed === 0) throw new ShopError('REFUND_TOO_LARGE', { left: formatYuan(leftOf(payment)) })
}

async function book(tx: TxCtx, payment: PaymentRow, part: Part): Promise<RefundRow> {
  const known = await firstOf(tx, payment.id, part.key)
  if (known) return known
  await reserve(tx, payment, part.amountFen)
  const isDone = part.state === 'credited'
  const row = await tx.sql.row<RefundRow>('refund_add', `
INSERT INTO "Refund" ("sn", "paymentId", "amountFen", "reason", "key", "state", "createdAt", "nextTryAt", "finishedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`, [
    newRefundSn(tx.now), payment.id, part.amountFen, part.reason, part.key, part.state, tx.now, isDone ? null : tx.now, isDone ? tx.now : null,
  ])
  if (!row) throw new Error('the refund was not written')
  return row
}

/** Puts a refund of one payment on its way; asked for again with the same key it is the first one. */
export async function refundPayment(tx: TxCtx, paymentId: number, { amountFen, key, reason }: Omit<Part, 'state'>): Promise<RefundRow> {
  const payment = await tx.sql.row<PaymentRow>('payment_lock', 'SELECT * FROM "Payment" WHERE "id" = $1 FOR UPDATE', [paymentId])
  if (payment?.state !== 'paid') throw new ShopError('NOT_FOUND')
  if (!canRefundTo(payment.provider)) throw new ShopError('REFUND_FAILED')
  return book(tx, payment, { amountFen, key, reason, state: 'created' })
}

/** Over several payments, the newest first. One key for the subject is used once; one that names the payment, once for each. */
async function bookOver(tx: TxCtx, payments: readonly PaymentRow[], asked: RefundAsked, state: Part['state']): Promise<void> {
  const keyOf = (payment: PaymentRow): string => (typeof asked.key === 'string' ? asked.key : asked.key(payment.sn))
  if (typeof asked.key === 'string') {
    for (const payment of payments) {
      if (await firstOf(tx, payment.id, asked.key)) return
    }
  }
  let openFen = asked.amountFen
  for (const payment of payments) {
    const amountFen = Math.min(openFen, leftOf(payment))
    if (amountFen <= 0) continue
    await book(tx, payment, { amountFen, key: keyOf(payment), reason: asked.reason, state })
    openFen -= amountFen
  }
  if (openFen > 0 && state === 'created') throw new ShopError('REFUND_TOO_LARGE', { left: formatYuan(asked.amountFen - openFen) })
}

/**
 * Sends money back the way it came, as rows that a job acts on. False when the way it came takes nothing back (bank, cash): then
 * the caller credits the balance, and the rows say so.
 */
export async function requestRefund(tx: TxCtx, asked: RefundAsked): Promise<boolean> {
  const payments = await paidPaymentsOf(tx, asked)
  const online = payments.filter(({ provider }) => canRefundTo(provider))
  const isOnlineEnough = online.reduce((sum, payment) => sum + leftOf(payment), 0) >= asked.amountFen
  const isOriginal = online.length > 0 && (isOnlineEnough || online.length === payments.length)
  await bookOver(tx, isOriginal ? online : payments, asked, isOriginal ? 'created' : 'credited')
  return isOriginal
}

/** The same refund once more, as a row of its own with the next attempt; null when another one has got there first. */
export function again(tx: TxCtx, refund: RefundRow, at: Date): Promise<RefundRow | null> {
  return tx.sql.row<RefundRow>('refund_again', `
INSERT INTO "Refund" ("sn", "paymentId", "amountFen", "reason", "key", "attempt", "state", "createdAt", "nextTryAt") VALUES ($1, $2, $3, $4, $5, $6, 'created', $7, $8)
ON CONFLICT ("paymentId", "key", "attempt") DO NOTHING RETURNING *`, [newRefundSn(tx.now), refund.paymentId, refund.amountFen, refund.reason, refund.key, refund.attempt + 1, tx.now, at])
}

/**
 * A person sends a refund on its way once more: one that failed as a new attempt, one whose outcome stayed unknown is asked for
 * again under its number. False when it is under way or done, or somebody else was quicker.
 */
export async function retryRefund(tx: TxCtx, refundId: number): Promise<boolean> {
  const refund = await tx.sql.row<RefundRow>('refund_lock', 'SELECT * FROM "Refund" WHERE "id" = $1 FOR UPDATE', [refundId])
  if (refund?.state === 'failed') return await again(tx, refund, tx.now) !== null
  return await tx.sql.run('refund_ask_again', 'UPDATE "Refund" SET "nextTryAt" = $2 WHERE "id" = $1 AND "state" = \'processing\' AND "nextTryAt" IS NULL', [refundId, tx.now]) > 0
}

/** The caller has credited the balance instead: the payments keep account of it, so that nobody sends it back again. */
export async function noteCredited(tx: TxCtx, asked: RefundAsked): Promise<void> {
  await bookOver(tx, await paidPaymentsOf(tx, asked), asked, 'credited')
}

/** Puts what cannot go back the way it came on the payer's balance. Without a user nobody can be credited: false. */
export async function credit(tx: TxCtx, payment: PaymentRow, refund: RefundRow): Promise<boolean> {
  if (payment.payerUserId === 0) return false
  await post(tx, { userId: payment.payerUserId, type: LEDGER.REFUND, balanceFen: refund.amountFen, referenceKind: 'refund', referenceId: refund.id, text: payment.sn })
  return true
}

/** All of a payment that nobody waited for: by the way it came, else to the payer's balance (docs/rules/payments.md E4 to E6). */
export async function refundWhole(tx: TxCtx, payment: PaymentRow, key: string, reason: string): Promise<void> {
  const canGoBack = canRefundTo(payment.provider)
  const refund = await book(tx, payment, { amountFen: leftOf(payment), key, reason, state: canGoBack ? 'created' : 'credited' })
  if (!canGoBack) await credit(tx, payment, refund)
  await emit(tx, 'payment.alarm', { kind: 'PAYMENT_UNWANTED', reason, paymentId: payment.id, paymentSn: payment.sn, subjectId: payment.subjectId })
}
