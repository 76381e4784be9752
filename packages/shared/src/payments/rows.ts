import type { PaymentRow, TxCtx } from '../database/index.ts'
import type { SubjectKind, SubjectName } from './ports.ts'

type Reader = Pick<TxCtx, 'sql'>

/** The column is text; the kinds are those that are written. */
export const kindOf = (payment: PaymentRow): SubjectKind => payment.subjectKind as SubjectKind

export const isOpen = (payment: PaymentRow): boolean => payment.state === 'created' || payment.state === 'pending'

export function paymentById(ctx: Reader, paymentId: number): Promise<PaymentRow | null> {
  return ctx.sql.row<PaymentRow>('payment_by_id', 'SELECT * FROM "Payment" WHERE "id" = $1', [paymentId])
}

export function paymentBySn(ctx: Reader, provider: string, sn: string): Promise<PaymentRow | null> {
  return ctx.sql.row<PaymentRow>('payment_by_sn', 'SELECT * FROM "Payment" WHERE "provider" = $1 AND "sn" = $2', [provider, sn])
}

export function lockPaymentBySn(tx: TxCtx, sn: string): Promise<PaymentRow | null> {
  return tx.sql.row<PaymentRow>('payment_lock_sn', 'SELECT * FROM "Payment" WHERE "sn" = $1 FOR UPDATE', [sn])
}

/** Those a payer could still pay, the newest first. */
export function openPaymentsOf(ctx: Reader, { subjectKind, subjectId }: SubjectName): Promise<PaymentRow[]> {
  return ctx.sql.rows<PaymentRow>('payments_open', `
SELECT * FROM "Payment" WHERE "subjectKind" = $1 AND "subjectId" = $2 AND "state" IN ('created', 'pending') ORDER BY "id" DESC`, [subjectKind, subjectId])
}

/** Nothing can come of it any more; says whether it was open until now. */
export async function markClosed(ctx: Reader, paymentId: number, state: 'closed' | 'failed' = 'closed'): Promise<boolean> {
  const changed = await ctx.sql.run('payment_close', `
UPDATE "Payment" SET "state" = $2, "nextQueryAt" = NULL WHERE "id" = $1 AND "state" IN ('created', 'pending') AND ($2 <> 'failed' OR "state" = 'created')`, [paymentId, state])
  return changed > 0
}

export async function hasOpenPayment(ctx: Reader, subject: SubjectName): Promise<boolean> {
  return (await openPaymentsOf(ctx, subject)).length > 0
}
