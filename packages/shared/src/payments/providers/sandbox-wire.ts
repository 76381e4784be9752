import type { V3Scheme } from './rsa-v3.ts'
import { z } from 'zod'

// What the sandbox writes on its wire: the server builds these shapes, the provider reads them.

export const SANDBOX_SCHEME: V3Scheme = { name: 'SANDBOX-SHA256-RSA2048', headerPrefix: 'Sandbox' }
export const BILL_SHA1_HEADER = 'sandbox-bill-sha1'

const time = z.iso.datetime({ offset: true })

const sealed = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  nonce: z.string(),
  associated_data: z.string(),
  ciphertext: z.string(),
})

export const certificatesWire = z.object({
  data: z.array(z.object({
    serial_no: z.string(),
    effective_time: time,
    expire_time: time,
    encrypt_certificate: sealed,
  })),
})

export const createdWire = z.object({
  prepay_id: z.string(),
  /** Where the payer pays; for native the text of the QR code. */
  pay_url: z.url(),
})

const tradeState = z.enum(['NOTPAY', 'SUCCESS', 'REFUND', 'CLOSED', 'PAYERROR'])

export const transactionWire = z.object({
  mchid: z.string(),
  appid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: tradeState,
  success_time: time.optional(),
  amount: z.object({ total: z.int(), currency: z.string() }),
})

const refundStatus = z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'])

export const refundWire = z.object({
  mchid: z.string(),
  appid: z.string(),
  refund_id: z.string(),
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  status: refundStatus,
  reason: z.string(),
  amount: z.object({ refund: z.int(), total: z.int(), currency: z.string() }),
})

export const notificationWire = z.object({
  id: z.string(),
  create_time: time,
  event_type: z.string(),
  resource: sealed.extend({ original_type: z.enum(['transaction', 'refund']) }),
})

export const BILL_COLUMNS
  = ['time', 'kind', 'out_trade_no', 'transaction_id', 'out_refund_no', 'refund_id', 'amount', 'fee', 'currency'] as const

export type TransactionWire = z.infer<typeof transactionWire>
export type RefundWire = z.infer<typeof refundWire>
export type NotificationWire = z.infer<typeof notificationWire>
export type CertificatesWire = z.infer<typeof certificatesWire>
