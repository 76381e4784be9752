import type { Ctx, PaymentRow, RefundRow, TxCtx } from '../database/index.ts'
import type { PaymentProvider } from './providers/index.ts'
import { inTransaction } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { asSystem, type PaymentPorts } from './ports.ts'
import { ProviderError } from './providers/index.ts'
import { again, credit } from './refunds.ts'
import { kindOf } from './rows.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MAX_ATTEMPTS = 3
/** The pause before the second and the third attempt. */
const RETRY_AFTER_MS = [5 * MINUTE_MS, 30 * MINUTE_MS]
/** When an unknown outcome is asked for; then every hour. */
const ASK_AFTER_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS)
const ASK_FOR_MS = 7 * 24 * HOUR_MS
const BATCH = 50

/** The next moment to ask for a refund that was sent at `sentAt`; null when it is time for a person. */
function nextAskAt(sentAt: Date, now: Date): Date | null {
  const elapsedMs = now.getTime() - sentAt.getTime()
  const afterMs = ASK_AFTER_MS.find((offset) => offset > elapsedMs) ?? (Math.floor(elapsedMs / HOUR_MS) + 1) * HOUR_MS
  return afterMs > ASK_FOR_MS ? null : new Date(sentAt.getTime() + afterMs)
}

const sentAt = (refund: RefundRow): Date => new Date(refund.createdAt.getTime() + (refund.attempt > 1 ? RETRY_AFTER_MS[refund.attempt - 2] ?? 0 : 0))

async function paymentOf(tx: TxCtx, refund: RefundRow): Promise<PaymentRow> {
  const payment = await tx.sql.row<PaymentRow>('refund_payment', 'SELECT * FROM "Payment" WHERE "id" = $1', [refund.paymentId])
  if (!payment) throw new Error(`refund ${refund.sn} has no payment`)
  return payment
}

/** Ends a refund that is under way; null when it has ended before. */
function end(tx: TxCtx, refundSn: string, state: 'succeeded' | 'failed', providerRefundNo: string): Promise<RefundRow | null> {
  return tx.sql.row<RefundRow>('refund_end', `
UPDATE "Refund" SET "state" = $2, "providerRefundNo" = $3, "finishedAt" = $4, "nextTryAt" = NULL WHERE "sn" = $1 AND "state" IN ('created', 'processing') RETURNING *`, [refundSn, state, providerRefundNo, tx.now])
}

export async function finishRefund(ctx: Ctx, ports: PaymentPorts, refundSn: string, providerRefundNo: string): Promise<void> {
  await inTransaction(asSystem(ctx), async (tx) => {
    const refund = await end(tx, refundSn, 'succeeded', providerRefundNo)
    if (!refund) return
    const payment = await paymentOf(tx, refund)
    await ports.subjects[kindOf(payment)].refundEnded(tx, payment, refund)
    await emit(tx, 'payment.refunded', { paymentId: payment.id, refundId: refund.id, subjectId: payment.subjectId, amountFen: refund.amountFen })
  })
}

/** docs/rules/payments.md F3: again as a new refund, in all three times; then the balance, or, without a user, a person. */
export async function failRefund(ctx: Ctx, ports: PaymentPorts, refundSn: string, reason: string): Promise<void> {
  ports.log({ event: 'REFUND_FAILED', refundSn, detail: reason })
  await inTransaction(asSystem(ctx), async (tx) => {
    const refund = await end(tx, refundSn, 'failed', '')
    if (!refund) return
    const pauseMs = RETRY_AFTER_MS[refund.attempt - 1]
    if (refund.attempt < MAX_ATTEMPTS && pauseMs !== undefined) {
      await again(tx, refund, new Date(tx.now.getTime() + pauseMs))
      return
    }
    await giveUp(tx, ports, refund)
  })
}

async function giveUp(tx: TxCtx, ports: PaymentPorts, refund: RefundRow): Promise<void> {
  const payment = await paymentOf(tx, refund)
  if (payment.payerUserId === 0) {
    await emit(tx, 'payment.alarm', { kind: 'REFUND_FAILED', paymentId: payment.id, refundId: refund.id, amountFen: refund.amountFen })
    return
  }
  await tx.sql.run('refund_credited', 'UPDATE "Refund" SET "state" = \'credited\' WHERE "id" = $1', [refund.id])
  await ports.subjects[kindOf(payment)].refundEnded(tx, payment, refund)
  await credit(tx, payment, refund)
  await emit(tx, 'payment.refunded', { paymentId: payment.id, refundId: refund.id, subjectId: payment.subjectId, amountFen: refund.amountFen })
}

type Outcome = { state: 'succeeded' | 'processing', no: string } | { state: 'failed', reason: string }

async function send(provider: PaymentProvider, payment: PaymentRow, refund: RefundRow): Promise<Outcome> {
  try {
    const { state, providerRefundNo, reason } = await provider.refund({
      paymentSn: payment.sn,
      refundSn: refund.sn,
      amountFen: refund.amountFen,
      totalFen: payment.amountFen,
      currency: payment.currency,
      reason: refund.reason,
    })
    return state === 'failed' ? { state, reason } : { state, no: providerRefundNo }
  } catch (error) {
    // Anything but a clear no may have happened all the same: the same number is asked for later.
    if (error instanceof ProviderError && error.kind === 'refused') return { state: 'failed', reason: error.code }
    return { state: 'processing', no: '' }
  }
}

async function ask(provider: PaymentProvider, payment: PaymentRow, refund: RefundRow): Promise<Outcome> {
  const answer = await provider.queryRefund(refund.sn).catch(() => null)
  if (!answer) return { state: 'processing', no: '' }
  if (answer.state === 'missing') return send(provider, payment, refund)
  return answer.state === 'failed' ? { state: 'failed', reason: answer.reason } : { state: answer.state, no: answer.providerRefundNo }
}

/** Only one of several jobs gets it: the moment it was due is part of the condition. */
async function claim(ctx: Ctx, refund: RefundRow): Promise<boolean> {
  const next = nextAskAt(sentAt(refund), ctx.now)
  const claimed = await ctx.sql.run('refund_claim', 'UPDATE "Refund" SET "state" = \'processing\', "nextTryAt" = $4 WHERE "id" = $1 AND "state" = $2 AND "nextTryAt" = $3', [refund.id, refund.state, refund.nextTryAt, next])
  if (claimed > 0 && !next) await emit(ctx, 'payment.alarm', { kind: 'REFUND_UNKNOWN', refundId: refund.id, amountFen: refund.amountFen })
  return claimed > 0
}

async function tryRefund(ctx: Ctx, ports: PaymentPorts, refund: RefundRow): Promise<void> {
  const payment = await paymentOf(ctx, refund)
  const provider = await ports.providers.get(payment.provider)
  if (!await claim(ctx, refund)) return
  if (!provider) return ports.log({ event: 'PROVIDER_MISSING', provider: payment.provider, refundSn: refund.sn })
  const outcome = refund.state === 'created' ? await send(provider, payment, refund) : await ask(provider, payment, refund)
  if (outcome.state === 'failed') await failRefund(ctx, ports, refund.sn, outcome.reason)
  if (outcome.state === 'succeeded') await finishRefund(ctx, ports, refund.sn, outcome.no)
}

/** Sends and asks for what is due. Running it twice or late changes nothing but the moment. */
export async function runDueRefunds(ctx: Ctx, ports: PaymentPorts): Promise<number> {
  const due = await ctx.sql.rows<RefundRow>('refunds_due', `
SELECT * FROM "Refund" WHERE "state" IN ('created', 'processing') AND "nextTryAt" <= $1 ORDER BY "nextTryAt", "id" LIMIT $2`, [ctx.now, BATCH])
  for (const refund of due) {
    await tryRefund(ctx, ports, refund).catch((error: unknown) => ports.log({ event: 'REFUND_JOB', refundSn: refund.sn, error }))
  }
  return due.length
}
