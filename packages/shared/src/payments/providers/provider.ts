import type { ZodType } from 'zod'
import type { Fen } from '../../money/index.ts'
import type { Channel } from './channels.ts'

/** What the shop knows of a payment provider; everything else about it stays in its own file. */
export interface PaymentProvider {
  /** What every event and answer for us must carry; anything else is somebody else's money (docs/rules/payments.md E7). */
  readonly account: string
  readonly appId: string
  describe: () => ProviderDescription
  /** Called again with the same paymentSn gives the same payment, never a second one. */
  create: (request: CreateRequest) => Promise<CreateResult>
  query: (paymentSn: string) => Promise<QueryResult>
  /** Closing an unknown or closed payment is closed. */
  close: (paymentSn: string) => Promise<CloseResult>
  /** The same refundSn is the same refund. */
  refund: (request: RefundRequest) => Promise<RefundResult>
  queryRefund: (refundSn: string) => Promise<RefundQueryResult>
  /** Works on the raw bytes; throws SignatureError before any field is looked at. */
  parse: (rawBody: Uint8Array, headers: ProviderHeaders) => Promise<ProviderEvent>
  acknowledge: (outcome: AcknowledgedOutcome) => Acknowledgement
  /** The rows of one day of the provider's calendar, `2026-01-31`. */
  bill: (day: string) => AsyncIterable<BillRow>
}

/** Header names in lower case, as node:http hands them over. */
export type ProviderHeaders = Readonly<Record<string, string | string[] | undefined>>

export interface ProviderDescription {
  code: string
  name: string
  channels: readonly Channel[]
  currencies: readonly string[]
  can: { query: boolean, close: boolean, refund: boolean, bill: boolean }
  settings: ZodType
  /** Fields of the settings that are never shown again once they are stored. */
  secretFields: readonly string[]
}

export interface CreateRequest {
  paymentSn: string
  amountFen: Fen
  currency: string
  description: string
  channel: Channel
  expireAt: Date
  clientIp: string
  /** '' outside WeChat. */
  openid: string
  /** Where the payer's browser goes afterwards; '' for nowhere. */
  returnUrl: string
}

/** What the payer's client needs; what a channel does not use is '' or {}. */
export interface CreateResult {
  payUrl: string
  qrCode: string
  params: Record<string, string>
  providerId: string
}

export type RemotePaymentState = 'open' | 'paid' | 'closed' | 'failed'

/** A payment the provider never heard of is open with an amount of 0 and no account. */
export interface QueryResult {
  state: RemotePaymentState
  amountFen: Fen
  currency: string
  account: string
  appId: string
  tradeNo: string
  paidAt: Date | null
}

export type CloseResult = 'closed' | 'paid'

export interface RefundRequest {
  paymentSn: string
  refundSn: string
  amountFen: Fen
  /** The whole amount of the payment. */
  totalFen: Fen
  currency: string
  reason: string
}

export interface RefundResult {
  state: 'processing' | 'succeeded' | 'failed'
  amountFen: Fen
  providerRefundNo: string
  /** Why it failed, for the log. */
  reason: string
}

/** `missing`: the provider never got it, so it may be sent again with the same refundSn. */
export type RefundQueryResult = Omit<RefundResult, 'state'> & { state: RefundResult['state'] | 'missing' }

/** `ignored` is a true message that says nothing about money. */
export type ProviderEventKind = 'paid' | 'refunded' | 'refund_failed' | 'failed' | 'ignored'

export interface ProviderEvent {
  id: string
  kind: ProviderEventKind
  paymentSn: string
  refundSn: string
  /** What was paid, or what this refund gives back. */
  amountFen: Fen
  currency: string
  account: string
  appId: string
  tradeNo: string
  providerRefundNo: string
  at: Date
}

/** `unverified`: the signature was wrong; `error`: ours to fix, the provider shall send it again. */
export type AcknowledgedOutcome = 'ok' | 'unverified' | 'error'

export interface Acknowledgement {
  status: number
  headers: Record<string, string>
  body: string
}

/** Refunds are positive amounts of kind `refund`; the fee of a refund is negative when the provider returns it. */
export interface BillRow {
  kind: 'payment' | 'refund'
  paymentSn: string
  refundSn: string
  tradeNo: string
  providerRefundNo: string
  amountFen: Fen
  feeFen: Fen
  currency: string
  at: Date
}
