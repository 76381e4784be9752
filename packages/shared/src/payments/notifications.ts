import { randomUUID } from 'node:crypto'
import { type Ctx, inTransaction, type PaymentRow, type RefundRow, violatedKey } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { askProvider, closeHere } from './ask.ts'
import { asSystem, type PaymentPorts } from './ports.ts'
import { type Acknowledgement, type PaymentProvider, type ProviderEvent, type ProviderHeaders, SignatureError } from './providers/index.ts'
import { isOpen, paymentBySn } from './rows.ts'
import { failRefund, finishRefund } from './run-refunds.ts'
import { settle } from './settle.ts'

const KEPT_HEADERS = /-(?:timestamp|nonce|signature|serial)$/

interface Stored { eventId: string, kind: string, body: string, isVerified: boolean, result: string }

async function store(ctx: Ctx, provider: string, headers: ProviderHeaders, row: Stored): Promise<void> {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.test(name)))
  await ctx.sql.run('notification_add', `
INSERT INTO "PaymentNotification" ("provider", "eventId", "kind", "headers", "body", "receivedAt", "isVerified", "result")
VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8) ON CONFLICT ("provider", "eventId") DO NOTHING`, [
    provider, row.eventId, row.kind, JSON.stringify(kept), row.body, ctx.now, row.isVerified, row.result,
  ])
}

async function alarm(ctx: Ctx, ports: PaymentPorts, kind: string, event: ProviderEvent): Promise<string> {
  ports.log({ event: kind, paymentSn: event.paymentSn, refundSn: event.refundSn })
  await emit(ctx, 'payment.alarm', { kind, paymentSn: event.paymentSn, refundSn: event.refundSn, amountFen: event.amountFen })
  return kind
}

/** A refund made at the provider's own desk: the money has left, so it counts (docs/rules/payments.md F1). */
async function bookForeignRefund(ctx: Ctx, payment: PaymentRow, event: ProviderEvent): Promise<void> {
  await inTransaction(asSystem(ctx), async (tx) => {
    const added = await tx.sql.run('refund_foreign', `
INSERT INTO "Refund" ("sn", "paymentId", "amountFen", "key", "state", "providerRefundNo", "createdAt", "finishedAt") VALUES ($1, $2, $3, $4, 'succeeded', $5, $6, $6)
ON CONFLICT ("sn") DO NOTHING`, [event.refundSn, payment.id, event.amountFen, `foreign:${event.refundSn}`, event.providerRefundNo, tx.now])
    if (added > 0) await tx.sql.run('payment_foreign', 'UPDATE "Payment" SET "refundedFen" = LEAST("amountFen", "refundedFen" + $2) WHERE "id" = $1', [payment.id, event.amountFen])
  })
}

async function refundEvent(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, event: ProviderEvent): Promise<string> {
  const payment = await paymentBySn(ctx, provider.describe().code, event.paymentSn)
  if (!payment) return alarm(ctx, ports, 'PAYMENT_UNKNOWN', event)
  if (event.account !== provider.account || event.appId !== provider.appId) return alarm(ctx, ports, 'NOTIFY_AMOUNT_MISMATCH', event)
  // A refund can only follow a payment that we have not heard of yet (E9).
  if (payment.state !== 'paid' && payment.state !== 'suspect') await askProvider(ctx, ports, provider, payment)
  const refund = await ctx.sql.row<RefundRow>('refund_by_sn', 'SELECT * FROM "Refund" WHERE "sn" = $1', [event.refundSn])
  if (!refund) {
    if (event.kind === 'refunded') await bookForeignRefund(ctx, payment, event)
    return alarm(ctx, ports, 'REFUND_UNKNOWN', event)
  }
  if (refund.paymentId !== payment.id || refund.amountFen !== event.amountFen) return alarm(ctx, ports, 'NOTIFY_AMOUNT_MISMATCH', event)
  if (event.kind === 'refunded') await finishRefund(ctx, ports, refund.sn, event.providerRefundNo)
  else await failRefund(ctx, ports, refund.sn, 'the provider says so')
  return event.kind
}

async function failedEvent(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, event: ProviderEvent): Promise<string> {
  const payment = await paymentBySn(ctx, provider.describe().code, event.paymentSn)
  if (payment && isOpen(payment)) await closeHere(ctx, ports, payment)
  return payment ? 'failed' : 'PAYMENT_UNKNOWN'
}

function act(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, event: ProviderEvent): Promise<string> | string {
  switch (event.kind) {
    case 'paid': return settle(ctx, ports, provider, { ...event, paidAt: event.at })
    case 'failed': return failedEvent(ctx, ports, provider, event)
    case 'refunded':
    case 'refund_failed': return refundEvent(ctx, ports, provider, event)
    case 'ignored': return 'ignored'
  }
}

async function handleEvent(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, event: ProviderEvent): Promise<void> {
  const result = await act(ctx, ports, provider, event)
  await ctx.sql.run('notification_result', 'UPDATE "PaymentNotification" SET "result" = $3 WHERE "provider" = $1 AND "eventId" = $2 AND "result" = \'\'', [provider.describe().code, event.id, result])
}

/**
 * A call to /notify/{pay_code}: verified on its raw bytes, stored, acted on, answered in the provider's own form. The same one
 * may come any number of times, at once or years later; what was booked stays booked once. Null: no such provider here.
 */
export async function handleNotification(ctx: Ctx, ports: PaymentPorts, payCode: string, rawBody: Uint8Array, headers: ProviderHeaders): Promise<Acknowledgement | null> {
  const provider = await ports.providers.get(payCode)
  if (!provider) return null
  try {
    const event = await provider.parse(rawBody, headers)
    await store(ctx, payCode, headers, { eventId: event.id, kind: event.kind, body: Buffer.from(rawBody).toString('utf8'), isVerified: true, result: '' })
    await handleEvent(ctx, ports, provider, event)
    return provider.acknowledge('ok')
  } catch (error) {
    if (!(error instanceof SignatureError)) {
      ports.log({ event: 'NOTIFY_FAILED', provider: payCode, error, detail: violatedKey(error) ?? '' })
      return provider.acknowledge('error')
    }
    ports.log({ event: 'NOTIFY_SIGNATURE_INVALID', provider: payCode, error })
    await store(ctx, payCode, headers, { eventId: `unverified-${randomUUID()}`, kind: '', body: '', isVerified: false, result: 'NOTIFY_SIGNATURE_INVALID' })
    return provider.acknowledge('unverified')
  }
}
