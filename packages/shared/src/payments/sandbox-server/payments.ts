import type { TransactionWire } from '../providers/sandbox-wire.ts'
import type { Sandbox } from './sandbox.ts'
import type { SandboxPayment } from './state.ts'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { toGmt8 } from '../providers/gmt8.ts'
import { Refusal } from './http.ts'
import { providerNo } from './numbers.ts'

const webAddress = z.url({ protocol: /^https?$/ }).max(512)
const LIFE_MS = 2 * 60 * 60 * 1000

export const channel = z.enum(['jsapi', 'h5', 'native', 'page'])
type Channel = z.infer<typeof channel>

export const serialNo = z.string().regex(/^[\w\-|*]{6,32}$/)

/** Providers count characters, not UTF-16 units. */
export function shortText(limit: number) {
  return z.string().refine((text) => text !== '' && [...text].length <= limit, `1 to ${limit} characters`)
}

export const createInput = z.object({
  appid: z.string(),
  mchid: z.string(),
  description: shortText(127),
  out_trade_no: serialNo,
  time_expire: z.iso.datetime({ offset: true }).optional(),
  notify_url: webAddress,
  return_url: webAddress.optional(),
  amount: z.object({ total: z.int().min(1).max(100_000_000_00), currency: z.literal('CNY') }),
  payer: z.object({ openid: z.string().min(1).max(128) }).optional(),
  scene_info: z.object({ payer_client_ip: z.string().min(1).max(45) }).optional(),
})

type CreateInput = z.infer<typeof createInput>

/** The same number and amount again is the same payment. */
export function createPayment(sandbox: Sandbox, kind: Channel, input: CreateInput): SandboxPayment {
  checkInput(sandbox, kind, input)
  const known = sandbox.state.payments.get(input.out_trade_no)
  if (known && known.totalFen !== input.amount.total) {
    throw new Refusal(409, 'OUT_TRADE_NO_USED', 'this out_trade_no has another amount')
  }
  if (known) return known
  const now = sandbox.now()
  const expireAt = input.time_expire ? new Date(input.time_expire) : new Date(now.getTime() + LIFE_MS)
  if (expireAt <= now) throw new Refusal(400, 'PARAM_ERROR', 'time_expire is over')
  const payment: SandboxPayment = {
    id: randomBytes(16).toString('hex'),
    channel: kind,
    outTradeNo: input.out_trade_no,
    transactionId: providerNo('42', now),
    description: input.description,
    totalFen: input.amount.total,
    currency: input.amount.currency,
    state: 'open',
    notifyUrl: input.notify_url,
    returnUrl: input.return_url ?? '',
    createdAt: now.toISOString(),
    expireAt: expireAt.toISOString(),
    paidAt: '',
  }
  sandbox.state.payments.set(payment.outTradeNo, payment)
  sandbox.state.changed()
  return payment
}

function checkInput({ keys }: Sandbox, kind: Channel, input: CreateInput): void {
  if (input.mchid !== keys.mchId || input.appid !== keys.appId) {
    throw new Refusal(400, 'APPID_MCHID_NOT_MATCH', 'appid and mchid are not yours')
  }
  if (kind === 'jsapi' && !input.payer) throw new Refusal(400, 'PARAM_ERROR', 'jsapi needs payer.openid')
  if (kind === 'h5' && !input.scene_info) throw new Refusal(400, 'PARAM_ERROR', 'h5 needs scene_info.payer_client_ip')
}

export function payUrl({ publicUrl }: Sandbox, { id }: SandboxPayment): string {
  return `${publicUrl}/pay/${id}`
}

export function findPayment(sandbox: Sandbox, outTradeNo: string): SandboxPayment {
  const payment = sandbox.state.payments.get(outTradeNo)
  if (!payment) throw new Refusal(404, 'ORDER_NOT_EXIST', 'no payment with this out_trade_no')
  return closeIfExpired(sandbox, payment)
}

export function findPaymentById(sandbox: Sandbox, id: string): SandboxPayment | null {
  const payment = [...sandbox.state.payments.values()].find((one) => one.id === id)
  return payment ? closeIfExpired(sandbox, payment) : null
}

function closeIfExpired(sandbox: Sandbox, payment: SandboxPayment): SandboxPayment {
  if (payment.state === 'open' && new Date(payment.expireAt) <= sandbox.now()) {
    payment.state = 'closed'
    sandbox.state.changed()
  }
  return payment
}

export function closePayment(sandbox: Sandbox, outTradeNo: string): void {
  const payment = findPayment(sandbox, outTradeNo)
  if (payment.state === 'paid') throw new Refusal(400, 'ORDERPAID', 'it is paid')
  payment.state = 'closed'
  sandbox.state.changed()
}

type PayerAction = 'pay' | 'fail' | 'cancel'

/** What the payer's button does. False: the payment could no longer take it and nothing changed. */
export function actAsPayer(sandbox: Sandbox, payment: SandboxPayment, action: PayerAction): boolean {
  closeIfExpired(sandbox, payment)
  if (action === 'cancel') return true
  if (payment.state !== 'open') return action === 'pay' ? payment.state === 'paid' : payment.state === 'failed'
  if (action === 'pay') payment.paidAt = sandbox.now().toISOString()
  payment.state = action === 'pay' ? 'paid' : 'failed'
  sandbox.state.changed()
  sandbox.notifier.announce({
    eventType: action === 'pay' ? 'TRANSACTION.SUCCESS' : 'TRANSACTION.PAYERROR',
    originalType: 'transaction',
    message: transactionOf(sandbox, payment),
    notifyUrl: payment.notifyUrl,
  })
  return true
}

const TRADE_STATES = { open: 'NOTPAY', paid: 'SUCCESS', failed: 'PAYERROR', closed: 'CLOSED' } as const

export function transactionOf({ keys, state }: Sandbox, payment: SandboxPayment): TransactionWire {
  const isRefunded = [...state.refunds.values()].some((one) => one.outTradeNo === payment.outTradeNo && one.status === 'SUCCESS')
  return {
    mchid: keys.mchId,
    appid: keys.appId,
    out_trade_no: payment.outTradeNo,
    transaction_id: payment.paidAt ? payment.transactionId : '',
    trade_state: payment.state === 'paid' && isRefunded ? 'REFUND' : TRADE_STATES[payment.state],
    ...payment.paidAt ? { success_time: toGmt8(new Date(payment.paidAt)) } : {},
    amount: { total: payment.totalFen, currency: payment.currency },
  }
}
