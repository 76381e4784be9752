import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getOffers, type PaymentMethodOffer } from '../shop/index.ts'

/** Ways of paying that no provider collects, so that nothing can be sent back the way it came. */
const OFFLINE = new Set(['balance', 'cod', 'bank'])

export const canRefundTo = (provider: string): boolean => !OFFLINE.has(provider)

/** The methods that are switched on, in the order they are shown. */
export async function paymentMethods(ctx: Pick<TxCtx, 'sql'>): Promise<PaymentMethodOffer[]> {
  return (await getOffers(ctx)).payments
}

export async function paymentMethodOrThrow(ctx: Pick<TxCtx, 'sql'>, payId: number): Promise<PaymentMethodOffer> {
  const method = (await paymentMethods(ctx)).find((offer) => offer.payId === payId)
  if (!method) throw new ShopError('PAYMENT_UNAVAILABLE')
  return method
}
