import type { Ctx, PaymentRow } from '../database/index.ts'
import { closeHere } from './ask.ts'
import { canRefundTo } from './methods.ts'
import type { PaymentPorts, SubjectName } from './ports.ts'
import type { PaymentProvider } from './providers/index.ts'
import { openPaymentsOf } from './rows.ts'
import { settle } from './settle.ts'

export type Closing = 'none' | 'closed' | 'paid' | 'unreachable'

async function settleFound(ctx: Ctx, ports: PaymentPorts, provider: PaymentProvider, payment: PaymentRow): Promise<Closing> {
  const answer = await provider.query(payment.sn)
  if (answer.state !== 'paid') return 'unreachable'
  const settlement = await settle(ctx, ports, provider, { ...answer, paymentSn: payment.sn })
  // Money that goes back by itself, or waits for a person, does not pay the subject.
  return settlement === 'applied' || settlement === 'repeated' ? 'paid' : 'closed'
}

/** Closes one payment at its provider, then here. One that turns out to be paid is settled instead. */
export async function closePayment(ctx: Ctx, ports: PaymentPorts, payment: PaymentRow): Promise<Closing> {
  if (!canRefundTo(payment.provider)) {
    await closeHere(ctx, ports, payment)
    return 'closed'
  }
  const provider = await ports.providers.get(payment.provider)
  if (!provider) return 'unreachable'
  try {
    if (await provider.close(payment.sn) === 'paid') return await settleFound(ctx, ports, provider, payment)
  } catch (error) {
    ports.log({ event: 'PAYMENT_CLOSE', provider: payment.provider, paymentSn: payment.sn, error })
    return 'unreachable'
  }
  await closeHere(ctx, ports, payment)
  return 'closed'
}

/** docs/rules/payments.md E1 and E13: nothing else may be asked for, and nothing cancelled, while a payer could still pay this. */
export async function closeOpenPayment(ctx: Ctx, ports: PaymentPorts, subject: SubjectName): Promise<Closing> {
  let result: Closing = 'none'
  for (const payment of await openPaymentsOf(ctx, subject)) {
    const closing = await closePayment(ctx, ports, payment)
    if (closing === 'paid') return 'paid'
    if (result !== 'unreachable') result = closing
  }
  return result
}
