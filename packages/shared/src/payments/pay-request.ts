import type { PayRequest } from '../contract/index.ts'
import type { Ctx, PaymentRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentMethodOffer } from '../shop/index.ts'
import { iso } from '../time/index.ts'
import type { PaymentPorts, SubjectName } from './ports.ts'
import { openPaymentsOf } from './rows.ts'
import { openPayment, type StartInput } from './start.ts'

/** What is to pay, by which method, before (or without) a payment of its own. */
export interface PaySubject {
  orderSn: string
  accountId?: number | undefined
  payId: number
  payCode: string
  payName: string
  amountFen: number
  payFeeFen: number
  expiresAt: Date | null
}

function instructions(method: PaymentMethodOffer | null, { orderSn, accountId }: PaySubject): string {
  if (method?.code !== 'bank') return method && !method.isOnline ? method.description : ''
  const reference = accountId ? `充值单号 ${accountId}` : `订单号 ${orderSn}`
  return [method.description, `转账时请注明${reference}`].filter(Boolean).join('\n')
}

/** Without a row there is nothing to open yet: the method, the amount and what to do. */
export function payRequest(subject: PaySubject, method: PaymentMethodOffer | null, payment: PaymentRow | null = null): PayRequest {
  return {
    logId: payment?.id ?? 0,
    orderSn: subject.orderSn,
    accountId: subject.accountId ?? 0,
    payId: subject.payId,
    payCode: subject.payCode,
    payName: subject.payName,
    amountFen: payment?.amountFen ?? subject.amountFen,
    payFeeFen: payment?.payFeeFen ?? subject.payFeeFen,
    isOnline: method?.isOnline ?? false,
    payUrl: payment?.payUrl ?? '',
    qrCode: payment?.qrCode ?? '',
    // Written by a provider as texts by name.
    params: (payment?.clientParams ?? {}) as PayRequest['params'],
    payDesc: subject.amountFen > 0 ? instructions(method, subject) : '',
    expiresAt: iso(payment?.expiresAt ?? subject.expiresAt),
  }
}

export async function startPayment(ctx: Ctx, ports: PaymentPorts, input: StartInput): Promise<PayRequest> {
  const { payment, payable } = await openPayment(ctx, ports, input)
  const { payId, code: payCode, name: payName } = input.method
  return payRequest({ ...payable, orderSn: payable.sn, payId, payCode, payName }, input.method, payment)
}

/** For what must not fail with the provider (an order that was just placed): the fields stay empty and are asked for again. */
export async function startPaymentOrLater(ctx: Ctx, ports: PaymentPorts, input: StartInput, subject: PaySubject): Promise<PayRequest> {
  try {
    return await startPayment(ctx, ports, input)
  } catch (error) {
    if (!(error instanceof ShopError)) throw error
    const [open = null] = await openPaymentsOf(ctx, input)
    return payRequest(subject, input.method, open)
  }
}

/** How it stands, without asking a provider for anything. */
export async function currentPayRequest(ctx: Pick<Ctx, 'sql'>, name: SubjectName, subject: PaySubject, method: PaymentMethodOffer | null): Promise<PayRequest> {
  const open = (await openPaymentsOf(ctx, name)).find((payment) => payment.payId === subject.payId && payment.amountFen === subject.amountFen)
  return payRequest(subject, method, open)
}
