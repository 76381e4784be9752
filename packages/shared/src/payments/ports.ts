import type { Ctx, PaymentRow, RefundRow, Sql, TxCtx } from '../database/index.ts'
import type { Fen } from '../money/index.ts'
import type { PaymentProvider } from './providers/index.ts'

export type SubjectKind = 'order' | 'deposit'

/** What a payment is for. */
export interface SubjectName {
  subjectKind: SubjectKind
  subjectId: number
}

/** What is asked for a subject now. */
export interface Payable {
  /** The order's number; '' for a deposit, which has its id. */
  sn: string
  accountId?: number
  amountFen: Fen
  payFeeFen: Fen
  payerUserId: number
  /** Until when it waits; null for ever. */
  expiresAt: Date | null
  /** What the payer reads at the provider. */
  description: string
}

/** Why money that came in is not wanted: nobody waits, another payment was first, the amount is another one by now. */
export type Unwanted = 'late' | 'double' | 'changed'

/** A domain that can be paid for. Payments know nothing else of it. */
export interface SubjectHandler {
  /** Locks the subject the actor may pay and says what is asked for; refuses when nothing is. */
  payable: (tx: TxCtx, subjectId: number) => Promise<Payable>
  /** Locks the subject and applies a payment that has come in, once; what is unwanted changes nothing. */
  apply: (tx: TxCtx, payment: PaymentRow) => Promise<'applied' | Unwanted>
  /** A payment that was under way will not come. */
  failed: (tx: TxCtx, payment: PaymentRow) => Promise<void>
  /** A refund was paid back, or credited to the balance. */
  refundEnded: (tx: TxCtx, payment: PaymentRow, refund: RefundRow) => Promise<void>
}

export interface PaymentLogEntry {
  event: string
  paymentSn?: string
  refundSn?: string
  provider?: string
  detail?: string
  error?: unknown
}

/** Where providers are found: a Map, or one that follows the stored settings. */
export interface ProviderDirectory {
  get: (code: string) => PaymentProvider | undefined | Promise<PaymentProvider | undefined>
}

/** What payments need from the rest of the process. */
export interface PaymentPorts {
  providers: ProviderDirectory
  subjects: Readonly<Record<SubjectKind, SubjectHandler>>
  /** Where browsers reach the shop, without a slash at the end. */
  baseUrl: string
  /** For operators; never shown to a buyer. */
  log: (entry: PaymentLogEntry) => void
}

const installed = new WeakMap<Sql, PaymentPorts>()

/** Hands the process's ports to everything that runs on this database. Called at boot, before the first request. */
export function usePaymentPorts(sql: Sql, ports: PaymentPorts): void {
  installed.set(sql, ports)
}

export function paymentPortsOf(ctx: Pick<Ctx, 'sql'>): PaymentPorts {
  const ports = installed.get(ctx.sql)
  if (!ports) throw new Error('no payment ports: call usePaymentPorts at boot')
  return ports
}

/** The same moment without the person: what a provider says is nobody's act. */
export function asSystem<C extends TxCtx>(ctx: C): C {
  return { ...ctx, actor: { kind: 'system' } }
}
