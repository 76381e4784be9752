import type { RefundWire } from '../providers/sandbox-wire.ts'
import type { RefundFault } from './faults.ts'
import type { Sandbox } from './sandbox.ts'
import type { SandboxPayment, SandboxRefund } from './state.ts'
import { z } from 'zod'
import { Refusal } from './http.ts'
import { providerNo } from './numbers.ts'
import { findPayment, serialNo, shortText } from './payments.ts'

export const refundInput = z.object({
  out_trade_no: serialNo,
  out_refund_no: serialNo,
  reason: shortText(80).optional(),
  notify_url: z.url({ protocol: /^https?$/ }).optional(),
  amount: z.object({ refund: z.int().min(1), total: z.int().min(1), currency: z.literal('CNY') }),
})

type RefundInput = z.infer<typeof refundInput>

/** The same number again is the same refund; all refunds of a payment never exceed it. */
export function createRefund(sandbox: Sandbox, input: RefundInput): RefundWire {
  const payment = findPayment(sandbox, input.out_trade_no)
  const known = sandbox.state.refunds.get(input.out_refund_no)
  if (known) {
    const isSame = known.outTradeNo === input.out_trade_no && known.amountFen === input.amount.refund
    if (!isSame) throw new Refusal(409, 'OUT_REFUND_NO_USED', 'this out_refund_no has another amount or payment')
    return refundOf(sandbox, known)
  }
  checkRefund(sandbox, payment, input)
  const fault = sandbox.faults.nextRefund()
  const refund = remember(sandbox, input, fault)
  sandbox.notifier.announce({
    eventType: `REFUND.${refund.status}`,
    originalType: 'refund',
    message: refundOf(sandbox, refund),
    notifyUrl: input.notify_url ?? payment.notifyUrl,
  })
  const answer = refundOf(sandbox, refund)
  return fault === 'abnormal' ? { ...answer, status: 'PROCESSING', reason: '' } : answer
}

function checkRefund(sandbox: Sandbox, payment: SandboxPayment, input: RefundInput): void {
  if (payment.state !== 'paid') throw new Refusal(400, 'ORDER_NOT_PAID', 'it is not paid')
  if (input.amount.total !== payment.totalFen) throw new Refusal(400, 'PARAM_ERROR', 'amount.total is not that of the payment')
  const refundedFen = [...sandbox.state.refunds.values()]
    .filter((one) => one.outTradeNo === payment.outTradeNo && one.status === 'SUCCESS')
    .reduce((sum, one) => sum + one.amountFen, 0)
  if (refundedFen + input.amount.refund > payment.totalFen) {
    throw new Refusal(400, 'REFUND_EXCEEDS_PAYMENT', 'more than is left of the payment')
  }
}

function remember({ state, now }: Sandbox, input: RefundInput, fault: RefundFault | null): SandboxRefund {
  const refund: SandboxRefund = {
    id: providerNo('50', now()),
    outRefundNo: input.out_refund_no,
    outTradeNo: input.out_trade_no,
    amountFen: input.amount.refund,
    status: fault === 'fail' ? 'CLOSED' : fault === 'abnormal' ? 'ABNORMAL' : 'SUCCESS',
    reason: fault === null ? '' : `the fault ${fault} was asked for`,
    at: now().toISOString(),
  }
  state.refunds.set(refund.outRefundNo, refund)
  state.changed()
  return refund
}

export function findRefund(sandbox: Sandbox, outRefundNo: string): RefundWire {
  const refund = sandbox.state.refunds.get(outRefundNo)
  if (!refund) throw new Refusal(404, 'RESOURCE_NOT_EXISTS', 'no refund with this out_refund_no')
  return refundOf(sandbox, refund)
}

function refundOf({ keys, state }: Sandbox, refund: SandboxRefund): RefundWire {
  const payment = state.payments.get(refund.outTradeNo)
  return {
    mchid: keys.mchId,
    appid: keys.appId,
    refund_id: refund.id,
    out_refund_no: refund.outRefundNo,
    out_trade_no: refund.outTradeNo,
    transaction_id: payment?.transactionId ?? '',
    status: refund.status,
    reason: refund.reason,
    amount: { refund: refund.amountFen, total: payment?.totalFen ?? 0, currency: payment?.currency ?? '' },
  }
}
