import type { Ctx, PaymentRow } from '../database/index.ts'
import type { PaymentProvider } from './providers/index.ts'
import { inTransaction } from '../database/index.ts'
import { asSystem, type PaymentPorts } from './ports.ts'
import { isOpen, kindOf, markClosed, paymentById } from './rows.ts'
import { settle } from './settle.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** When a payment that nobody told us about is asked for (docs/rules/payments.md E11); then every half hour until it expires. */
const ASK_AFTER_MS = [30 * SECOND_MS, ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS)]
const ASK_EVERY_MS = 30 * MINUTE_MS
const BATCH = 100
/** A buyer who waits may ask this often. */
const BUYER_ASKS_EVERY_MS = 3 * SECOND_MS

export function nextQueryAt(payment: Pick<PaymentRow, 'createdAt' | 'expiresAt'>, now: Date): Date {
  const elapsedMs = now.getTime() - payment.createdAt.getTime()
  const afterMs = ASK_AFTER_MS.find((offset) => offset > elapsedMs) ?? (Math.floor(elapsedMs / ASK_EVERY_MS) + 1) * ASK_EVERY_MS
  const next = new Date(payment.createdAt.getTime() + afterMs)
  const isBeforeEnd = payment.expiresAt && now < payment.expiresAt && payment.expiresAt < next
  return isBeforeEnd && payment.expiresAt ? payment.expiresAt : next
}

/** It will not be paid any more: closed here too, and the subject told. */
export async function closeHere(ctx: Ctx, ports: PaymentPorts, payment: PaymentRow): Promise<void> {
  await inTransaction(asSystem(ctx), async (tx) => {
    if (await markClosed(tx, payment.id)) await ports.subjects[kindOf(payment)].failed(tx, payment)
  })
}

/** Asks the provider and acts on what it says. Throws a ProviderError when it cannot be reached. */
export async function askProvider(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, payment: PaymentRow): Promise<void> {
  const answer = await provider.query(payment.sn)
  if (answer.state === 'paid') {
    await settle(ctx, ports, provider, { ...answer, paymentSn: payment.sn })
    return
  }
  if (answer.state !== 'open') return closeHere(ctx, ports, payment)
  if (!payment.expiresAt || ctx.now < payment.expiresAt) return
  if (await provider.close(payment.sn) === 'closed') return closeHere(ctx, ports, payment)
  const paid = await provider.query(payment.sn)
  if (paid.state === 'paid') await settle(ctx, ports, provider, { ...paid, paymentSn: payment.sn })
}

/** Takes the turn to ask: of several processes one, and a waiting buyer not more often than allowed. */
async function claim(ctx: Ctx, payment: PaymentRow, askedBefore: Date): Promise<boolean> {
  const claimed = await ctx.sql.run('payment_ask', `
UPDATE "Payment" SET "queriedAt" = $2, "queryCount" = "queryCount" + 1, "nextQueryAt" = $3
WHERE "id" = $1 AND "state" IN ('created', 'pending') AND ("queriedAt" IS NULL OR "queriedAt" <= $4)`, [payment.id, ctx.now, nextQueryAt(payment, ctx.now), askedBefore])
  return claimed > 0
}

/** Payments nobody told us about. A provider that cannot be reached is asked again at the next step. */
export async function queryDuePayments(ctx: Ctx, ports: PaymentPorts): Promise<number> {
  const due = await ctx.sql.rows<PaymentRow>('payments_due', `
SELECT * FROM "Payment" WHERE "state" IN ('created', 'pending') AND "nextQueryAt" <= $1 ORDER BY "nextQueryAt", "id" LIMIT $2`, [ctx.now, BATCH])
  for (const payment of due) {
    const provider = await ports.providers.get(payment.provider)
    if (!await claim(ctx, payment, payment.nextQueryAt ?? ctx.now)) continue
    if (!provider) ports.log({ event: 'PROVIDER_MISSING', provider: payment.provider, paymentSn: payment.sn })
    else await askProvider(ctx, ports, provider, payment).catch((error: unknown) => ports.log({ event: 'PAYMENT_QUERY', paymentSn: payment.sn, error }))
  }
  return due.length
}

/** The payment as it stands, asked for at the provider when somebody waits and nobody asked just now. */
export async function refreshPayment(ctx: Ctx, ports: PaymentPorts, payment: PaymentRow): Promise<PaymentRow> {
  const provider = isOpen(payment) ? await ports.providers.get(payment.provider) : undefined
  if (!provider || !await claim(ctx, payment, new Date(ctx.now.getTime() - BUYER_ASKS_EVERY_MS))) return payment
  await askProvider(ctx, ports, provider, payment).catch((error: unknown) => ports.log({ event: 'PAYMENT_QUERY', paymentSn: payment.sn, error }))
  return await paymentById(ctx, payment.id) ?? payment
}
