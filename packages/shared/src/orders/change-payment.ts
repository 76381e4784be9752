import { type Ctx, inTransaction, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type Fen, formatYuan } from '../money/index.ts'
import { closeOpenPayment, hasOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { type Fee, paymentFee } from '../pricing/index.ts'
import { getOffers, getSettings, type PaymentMethodOffer, shippingOffer, type ShopOffers } from '../shop/index.ts'
import { payDeadlineOf } from './deadlines.ts'
import { lockOrder } from './lock.ts'
import { assertPayable, payFromBalance, takeFromBalance } from './pay.ts'

const MAX_TURNS = 3

export interface PaymentChange {
  /** The method from now on; null: the one the order has, which may be switched off by now. */
  method: PaymentMethodOffer | null
  /** Balance used in addition. */
  balanceFen: Fen
}

/** Which method an order may be given: cash only before it is placed, and away from cash only to a provider. */
export function assertMethodFits(order: OrderRow, method: PaymentMethodOffer): void {
  if (method.payId === order.payId) return
  if (method.isCod || (order.isCod && !method.isOnline)) throw new ShopError('PAYMENT_UNAVAILABLE')
}

async function available(tx: TxCtx, userId: number): Promise<Fen> {
  const row = await tx.sql.row<{ availableFen: Fen }>('order_available', 'SELECT GREATEST(0, "balanceFen" + "creditLineFen") AS "availableFen" FROM "User" WHERE "id" = $1', [userId])
  return row?.availableFen ?? 0
}

/** The fee of what is left; cash on delivery takes that of the area it goes to. */
function feeOf(order: OrderRow, { shippings }: ShopOffers, method: PaymentMethodOffer | null, leftFen: Fen): Fen {
  if (!method) return order.payFeeFen
  let fee: Fee | null = method.fee
  if (method.isCod) {
    const shipping = shippings.find((offer) => offer.shippingId === order.shippingId)
    fee = shipping ? shippingOffer(shipping, { country: order.countryId, province: order.provinceId, city: order.cityId, district: order.districtId }).codFee : null
  }
  return fee ? paymentFee(fee, leftFen) : 0
}

const isChange = (order: OrderRow, { method, balanceFen }: PaymentChange): boolean => balanceFen > 0 || (method !== null && method.payId !== order.payId)

/** Works the balance and the fee out anew. The caller holds the lock and has closed what was open. */
async function applyPaymentChange(tx: TxCtx, order: OrderRow, offers: ShopOffers, change: PaymentChange): Promise<void> {
  const dueFen = order.orderAmountFen - order.payFeeFen
  if (change.balanceFen > 0) {
    const availableFen = await available(tx, order.userId)
    if (change.balanceFen > availableFen) throw new ShopError('SURPLUS_NOT_ENOUGH', { available: formatYuan(availableFen) })
  }
  const usedFen = Math.min(change.balanceFen, dueFen)
  const leftFen = dueFen - usedFen
  const { payId, code: payCode, name: payName } = change.method ?? { payId: order.payId, code: order.payCode, name: order.payName }
  if (leftFen === 0) {
    await payFromBalance(tx, order, { payId, payCode, payName })
    return
  }
  if (usedFen > 0) await takeFromBalance(tx, order, usedFen)
  const payFeeFen = feeOf(order, offers, change.method, leftFen)
  const isCod = order.isCod && (change.method === null || change.method.isCod)
  const payDeadline = order.isCod && !isCod ? payDeadlineOf(await getSettings(tx), payCode, tx.now) : order.payDeadline
  await tx.sql.run('order_change_payment', `
UPDATE "Order" SET "balanceFen" = "balanceFen" + $2, "payFeeFen" = $3::int, "orderAmountFen" = $4::int + $3::int, "payId" = $5, "payCode" = $6, "payName" = $7, "isCod" = $8, "payDeadline" = $9
WHERE "id" = $1`, [order.id, usedFen, payFeeFen, leftFen, payId, payCode, payName, isCod, payDeadline])
}

/**
 * Another method or amount (docs/rules/payments.md E1): the open payment is closed at its provider before anything changes here.
 * `first` runs in the same transaction, under the order's lock.
 */
export async function changePayment(ctx: Ctx, ports: PaymentPorts, own: OrderRow, change: PaymentChange, first?: (tx: TxCtx, order: OrderRow) => Promise<void>): Promise<void> {
  const subject = { subjectKind: 'order', subjectId: own.id } as const
  const offers = await getOffers(ctx)
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const closed = isChange(own, change) ? await closeOpenPayment(ctx, ports, subject) : 'none'
    if (closed === 'paid') throw new ShopError('ORDER_PAID')
    if (closed === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
    const isDone = await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, { orderId: own.id })
      await first?.(tx, order)
      if (!isChange(order, change)) return true
      assertPayable(order, tx.now)
      if (change.method) assertMethodFits(order, change.method)
      // Somebody asked for a payment in between: that one is closed first.
      if (await hasOpenPayment(tx, subject)) return false
      await applyPaymentChange(tx, order, offers, change)
      return true
    })
    if (isDone) return
  }
  throw new ShopError('CONFLICT')
}
