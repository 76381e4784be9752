import type {
  AcknowledgedOutcome,
  Acknowledgement,
  BillRow,
  CloseResult,
  CreateRequest,
  CreateResult,
  PaymentProvider,
  ProviderDescription,
  QueryResult,
  RefundQueryResult,
  RefundRequest,
  RefundResult,
  RemotePaymentState,
} from './provider.ts'
import type { RefundWire, TransactionWire } from './sandbox-wire.ts'
import type { ProviderFetch } from './timed-fetch.ts'
import type { V3Client } from './v3-client.ts'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { toGmt8 } from './gmt8.ts'
import { platformKeys } from './platform-keys.ts'
import { ProviderError } from './provider-error.ts'
import { paySignText, signText, verifyMessage } from './rsa-v3.ts'
import { readSandboxBill } from './sandbox-bill.ts'
import { loadSandboxKeys } from './sandbox-certificates.ts'
import { readSandboxEvent } from './sandbox-events.ts'
import { createdWire, refundWire, SANDBOX_SCHEME, transactionWire } from './sandbox-wire.ts'
import { timedFetch } from './timed-fetch.ts'
import { readJson, v3Client, v3Sender } from './v3-client.ts'

export const sandboxSettings = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  mchId: z.string().min(1).max(32),
  appId: z.string().min(1).max(32),
  privateKeyPem: z.string().startsWith('-----BEGIN '),
  serial: z.string().min(1).max(64),
  apiKey: z.string().length(32),
  notifyUrl: z.url({ protocol: /^https?$/ }),
})

export type SandboxSettings = z.infer<typeof sandboxSettings>

export const sandboxDescription: ProviderDescription = {
  code: 'sandbox',
  name: '沙箱支付',
  channels: ['jsapi', 'h5', 'native', 'page'],
  currencies: ['CNY'],
  can: { query: true, close: true, refund: true, bill: true },
  settings: sandboxSettings,
  secretFields: ['privateKeyPem', 'apiKey'],
}

const CALL_TIMEOUT_MS = 10_000
const DESCRIPTION_LIMIT = 127
const REASON_LIMIT = 80

/** Plays the part of a real provider in development and tests: same signatures, same encryption, no money. */
export function sandboxProvider(
  settings: SandboxSettings,
  fetch: ProviderFetch = timedFetch(),
  { now = () => new Date(), callTimeoutMs = CALL_TIMEOUT_MS }: { now?: () => Date, callTimeoutMs?: number } = {},
): PaymentProvider {
  const send = v3Sender({ ...settings, scheme: SANDBOX_SCHEME, fetch, now, callTimeoutMs })
  const keys = platformKeys({ load: () => loadSandboxKeys(send, { apiKey: settings.apiKey, now }), now })
  const client = v3Client({ scheme: SANDBOX_SCHEME, now }, send, keys)

  return {
    account: settings.mchId,
    appId: settings.appId,
    describe: () => sandboxDescription,
    create: (request) => create({ client, settings, now }, request),
    query: (paymentSn) => query(client, `${pathOf(paymentSn)}?mchid=${encodeURIComponent(settings.mchId)}`),
    close: (paymentSn) => close(client, paymentSn, settings.mchId),
    refund: (request) => refund(client, settings.notifyUrl, request),
    queryRefund: (refundSn) => queryRefund(client, refundSn),
    async parse(rawBody, headers) {
      await verifyMessage(SANDBOX_SCHEME, { headers, body: rawBody }, { keyOf: keys.keyOf, now: now() })
      return readSandboxEvent(rawBody, settings.apiKey)
    },
    acknowledge,
    bill: (day) => bill(client, day),
  }
}

function pathOf(paymentSn: string): string {
  return `/v1/pay/${encodeURIComponent(paymentSn)}`
}

async function create(
  { client, settings, now }: { client: V3Client, settings: SandboxSettings, now: () => Date },
  request: CreateRequest,
): Promise<CreateResult> {
  const answer = await client.write(`/v1/pay/${request.channel}`, {
    appid: settings.appId,
    mchid: settings.mchId,
    description: clip(request.description, DESCRIPTION_LIMIT),
    out_trade_no: request.paymentSn,
    time_expire: toGmt8(request.expireAt),
    notify_url: settings.notifyUrl,
    amount: { total: request.amountFen, currency: request.currency },
    ...request.returnUrl ? { return_url: request.returnUrl } : {},
    ...request.channel === 'jsapi' ? { payer: { openid: request.openid } } : {},
    ...request.channel === 'h5' ? { scene_info: { payer_client_ip: request.clientIp, h5_info: { type: 'Wap' } } } : {},
  })
  const created = readJson(answer.body, createdWire, 'unknown_outcome')
  const isQr = request.channel === 'native'
  return {
    payUrl: isQr ? '' : created.pay_url,
    qrCode: isQr ? created.pay_url : '',
    params: request.channel === 'jsapi' ? bridgeParams(settings, created.prepay_id, now()) : {},
    providerId: created.prepay_id,
  }
}

/** What WeChat's bridge would be handed. The sandbox has no bridge, so a client opens payUrl instead. */
function bridgeParams(settings: SandboxSettings, prepayId: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    appId: settings.appId,
    timeStamp: timestamp,
    nonceStr: nonce,
    package: `prepay_id=${prepayId}`,
    signType: 'RSA',
    paySign: signText(paySignText({ appId: settings.appId, timestamp, nonce, prepayId }), settings.privateKeyPem),
  }
}

const STATES = {
  NOTPAY: 'open',
  SUCCESS: 'paid',
  REFUND: 'paid',
  CLOSED: 'closed',
  PAYERROR: 'failed',
} as const satisfies Record<TransactionWire['trade_state'], RemotePaymentState>

const UNKNOWN_PAYMENT: QueryResult = { state: 'open', amountFen: 0, currency: '', account: '', appId: '', tradeNo: '', paidAt: null }

async function query(client: V3Client, target: string): Promise<QueryResult> {
  const answer = await client.read(target).catch(nothingWhen('ORDER_NOT_EXIST'))
  if (!answer) return UNKNOWN_PAYMENT
  const transaction = readJson(answer.body, transactionWire, 'unreachable')
  return {
    state: STATES[transaction.trade_state],
    amountFen: transaction.amount.total,
    currency: transaction.amount.currency,
    account: transaction.mchid,
    appId: transaction.appid,
    tradeNo: transaction.transaction_id,
    paidAt: transaction.success_time ? new Date(transaction.success_time) : null,
  }
}

async function close(client: V3Client, paymentSn: string, mchId: string): Promise<CloseResult> {
  try {
    await client.write(`${pathOf(paymentSn)}/close`, { mchid: mchId })
    return 'closed'
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'ORDER_NOT_EXIST') return 'closed'
    if (error instanceof ProviderError && error.code === 'ORDERPAID') return 'paid'
    throw error
  }
}

const REFUND_STATES = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'failed',
  ABNORMAL: 'failed',
} as const satisfies Record<RefundWire['status'], RefundResult['state']>

async function refund(client: V3Client, notifyUrl: string, request: RefundRequest): Promise<RefundResult> {
  const answer = await client.write('/v1/refunds', {
    out_trade_no: request.paymentSn,
    out_refund_no: request.refundSn,
    ...request.reason ? { reason: clip(request.reason, REASON_LIMIT) } : {},
    notify_url: notifyUrl,
    amount: { refund: request.amountFen, total: request.totalFen, currency: request.currency },
  })
  return refundResult(readJson(answer.body, refundWire, 'unknown_outcome'))
}

async function queryRefund(client: V3Client, refundSn: string): Promise<RefundQueryResult> {
  const answer = await client.read(`/v1/refunds/${encodeURIComponent(refundSn)}`).catch(nothingWhen('RESOURCE_NOT_EXISTS'))
  if (!answer) return { state: 'missing', amountFen: 0, providerRefundNo: '', reason: '' }
  return refundResult(readJson(answer.body, refundWire, 'unreachable'))
}

function refundResult({ status, reason, refund_id, amount }: RefundWire): RefundResult {
  return { state: REFUND_STATES[status], amountFen: amount.refund, providerRefundNo: refund_id, reason }
}

async function* bill(client: V3Client, day: string): AsyncGenerator<BillRow> {
  yield* readSandboxBill(await client.read(`/v1/bills?date=${encodeURIComponent(day)}`))
}

const FAILURES = {
  unverified: { status: 401, message: 'wrong signature' },
  error: { status: 500, message: 'try again' },
} as const

function acknowledge(outcome: AcknowledgedOutcome): Acknowledgement {
  if (outcome === 'ok') return { status: 204, headers: {}, body: '' }
  const { status, message } = FAILURES[outcome]
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 'FAIL', message }) }
}

function clip(text: string, limit: number): string {
  return [...text].slice(0, limit).join('')
}

/** Turns one refusal into null and leaves every other error alone. */
function nothingWhen(code: string): (error: unknown) => null {
  return (error) => {
    if (error instanceof ProviderError && error.code === code) return null
    throw error
  }
}
