import type { Ctx, PaymentRow, TxCtx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import type { PaymentProvider } from './providers/index.ts'
import { inTransaction } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { asSystem, type PaymentPorts } from './ports.ts'
import { refundWhole } from './refunds.ts'
import { kindOf, lockPaymentBySn } from './rows.ts'

/** What a provider proved: by a signed notification, a query or the bill. */
export interface PaidFact {
  paymentSn: string
  amountFen: Fen
  currency: string
  account: string
  appId: string
  tradeNo: string
  paidAt: Date | null
}

/**
 * - `applied`: the subject is paid by it.
 * - `refunding`: booked, but nobody waited for it; it goes back by itself.
 * - `repeated`: it was booked before; nothing changed.
 * - `suspect`: it is not what was asked for; a person decides.
 * - `unknown`: not one of ours.
 */
export type Settlement = 'applied' | 'refunding' | 'repeated' | 'suspect' | 'unknown'

const PAYABLE_STATES = new Set(['created', 'pending', 'closed'])

async function differences(tx: TxCtx, payment: PaymentRow, provider: PaymentProvider, fact: PaidFact): Promise<string[]> {
  const isTaken = fact.tradeNo !== '' && await tx.sql.row('payment_trade_no', 'SELECT 1 FROM "Payment" WHERE "provider" = $1 AND "providerTradeNo" = $2 AND "id" <> $3', [payment.provider, fact.tradeNo, payment.id])
  const checks: [string, boolean][] = [
    [`amount ${fact.amountFen} instead of ${payment.amountFen}`, fact.amountFen === payment.amountFen],
    [`currency ${fact.currency}`, fact.currency === payment.currency],
    ['another account', fact.account === provider.account],
    ['another app', fact.appId === provider.appId],
    [`trade number of another payment`, !isTaken],
    [`a ${payment.state} payment`, PAYABLE_STATES.has(payment.state)],
  ]
  return checks.filter(([, isRight]) => !isRight).map(([text]) => text)
}

async function suspect(tx: TxCtx, payment: PaymentRow, reasons: readonly string[]): Promise<void> {
  await tx.sql.run('payment_suspect', 'UPDATE "Payment" SET "state" = \'suspect\', "nextQueryAt" = NULL, "note" = $2 WHERE "id" = $1', [payment.id, reasons.join(', ')])
  await emit(tx, 'payment.alarm', { kind: 'NOTIFY_AMOUNT_MISMATCH', paymentId: payment.id, paymentSn: payment.sn, detail: reasons.join(', ') })
}

interface Settled { settlement: Settlement, isNew: boolean }

async function settleLocked(tx: TxCtx, ports: PaymentPorts, provider: PaymentProvider, fact: PaidFact): Promise<Settled> {
  const payment = await lockPaymentBySn(tx, fact.paymentSn)
  if (!payment || payment.provider !== provider.describe().code) {
    await emit(tx, 'payment.alarm', { kind: 'PAYMENT_UNKNOWN', provider: provider.describe().code, paymentSn: fact.paymentSn })
    return { settlement: 'unknown', isNew: true }
  }
  if (payment.state === 'paid') return { settlement: 'repeated', isNew: false }
  if (payment.state === 'suspect') return { settlement: 'suspect', isNew: false }
  const reasons = await differences(tx, payment, provider, fact)
  if (reasons.length > 0) {
    await suspect(tx, payment, reasons)
    return { settlement: 'suspect', isNew: true }
  }
  const paid: PaymentRow = { ...payment, state: 'paid', providerTradeNo: fact.tradeNo || null, paidAt: fact.paidAt ?? tx.now, nextQueryAt: null }
  await tx.sql.run('payment_paid', 'UPDATE "Payment" SET "state" = \'paid\', "providerTradeNo" = $2, "paidAt" = $3, "nextQueryAt" = NULL WHERE "id" = $1', [paid.id, paid.providerTradeNo, paid.paidAt])
  const outcome = await ports.subjects[kindOf(payment)].apply(tx, paid)
  if (outcome === 'applied') return { settlement: 'applied', isNew: true }
  await refundWhole(tx, paid, `${outcome}:${paid.sn}`, outcome)
  return { settlement: 'refunding', isNew: true }
}

/** docs/rules/payments.md E7: asked once, for the person who decides. */
async function askAbout(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, fact: PaidFact): Promise<void> {
  const { code } = provider.describe()
  ports.log({ event: 'NOTIFY_AMOUNT_MISMATCH', provider: code, paymentSn: fact.paymentSn, detail: `${fact.amountFen} ${fact.currency}` })
  const says = await provider.query(fact.paymentSn).then(({ state, amountFen, currency }) => `${state} ${amountFen} ${currency}`, () => 'no answer')
  await ctx.sql.run('payment_note', 'UPDATE "Payment" SET "note" = "note" || $2, "queriedAt" = $3, "queryCount" = "queryCount" + 1 WHERE "sn" = $1', [fact.paymentSn, `; asked: ${says}`, ctx.now])
}

/**
 * Books a success exactly once, whoever tells of it and however often (docs/rules/payments.md 4): the payment row is locked, then
 * its subject. What nobody waits for is booked and goes back the way it came.
 */
export async function settle(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, fact: PaidFact): Promise<Settlement> {
  const { settlement, isNew } = await inTransaction(asSystem(ctx), (tx) => settleLocked(tx, ports, provider, fact))
  if (settlement === 'suspect' && isNew) await askAbout(ctx, ports, provider, fact)
  if (settlement === 'unknown') ports.log({ event: 'PAYMENT_UNKNOWN', provider: provider.describe().code, paymentSn: fact.paymentSn })
  return settlement
}
