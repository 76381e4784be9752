import type { ProviderEvent, ProviderEventKind } from './provider.ts'
import type { NotificationWire } from './sandbox-wire.ts'
import { Buffer } from 'node:buffer'
import { unseal } from './rsa-v3.ts'
import { notificationWire, refundWire, transactionWire } from './sandbox-wire.ts'
import { readJson } from './v3-client.ts'

const KINDS: Readonly<Record<string, ProviderEventKind>> = {
  'TRANSACTION.SUCCESS': 'paid',
  'TRANSACTION.PAYERROR': 'failed',
  'REFUND.SUCCESS': 'refunded',
  'REFUND.CLOSED': 'refund_failed',
  'REFUND.ABNORMAL': 'refund_failed',
}

/** Reads a notification whose signature holds. */
export function readSandboxEvent(body: Uint8Array, apiKey: string): ProviderEvent {
  const notification = readJson(body, notificationWire, 'refused')
  const plain = Buffer.from(unseal(notification.resource, apiKey))
  return notification.resource.original_type === 'refund' ? refundEvent(notification, plain) : paymentEvent(notification, plain)
}

function head({ id, event_type, create_time }: NotificationWire) {
  return { id, kind: KINDS[event_type] ?? 'ignored' as const, at: new Date(create_time) }
}

function paymentEvent(notification: NotificationWire, plain: Uint8Array): ProviderEvent {
  const transaction = readJson(plain, transactionWire, 'refused')
  const { id, kind, at } = head(notification)
  return {
    id,
    kind,
    paymentSn: transaction.out_trade_no,
    refundSn: '',
    amountFen: transaction.amount.total,
    currency: transaction.amount.currency,
    account: transaction.mchid,
    appId: transaction.appid,
    tradeNo: transaction.transaction_id,
    providerRefundNo: '',
    at: transaction.success_time ? new Date(transaction.success_time) : at,
  }
}

function refundEvent(notification: NotificationWire, plain: Uint8Array): ProviderEvent {
  const refund = readJson(plain, refundWire, 'refused')
  return {
    ...head(notification),
    paymentSn: refund.out_trade_no,
    refundSn: refund.out_refund_no,
    amountFen: refund.amount.refund,
    currency: refund.amount.currency,
    account: refund.mchid,
    appId: refund.appid,
    tradeNo: refund.transaction_id,
    providerRefundNo: refund.refund_id,
  }
}
