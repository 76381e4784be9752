import type { Order, PayRequest } from '../contract/index.ts'
import { type Ctx, inTransaction, type OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { currentPayRequest, type PayClient, paymentMethodOrThrow, paymentMethods, type PaymentPorts, payRequest, type PaySubject, qrMethod, type QrPaymentText, startPayment, startPaymentOrLater, startQrPayment } from '../payments/index.ts'
import type { PaymentMethodOffer } from '../shop/index.ts'
import { assertMethodFits, changePayment } from './change-payment.ts'
import { changeConsignee, type ConsigneeChange, changesConsignee, readConsignee } from './consignee.ts'
import { assertNamesOneOrder, lockOrder, type OrderName } from './lock.ts'
import { canChangeConsignee } from './operations.ts'
import { ownOrderNow } from './own.ts'
import { assertPayable, payFromBalance } from './pay.ts'
import { orderById, orderShapeById } from './read.ts'

const nameOf = (order: Pick<OrderRow, 'id'>) => ({ subjectKind: 'order', subjectId: order.id } as const)

function subjectOf(order: OrderRow): PaySubject {
  const { sn, payId, payCode, payName, orderAmountFen, payFeeFen, payDeadline } = order
  return { orderSn: sn, payId, payCode, payName, amountFen: orderAmountFen, payFeeFen, expiresAt: payDeadline }
}

const resultUrl = (ports: PaymentPorts, order: OrderRow): string => `${ports.baseUrl}/result/${order.sn}`

/** A page of the shop itself; nobody is sent elsewhere in the shop's name. */
function returnUrlOf(ports: PaymentPorts, order: OrderRow, asked: string | undefined): string {
  if (!asked) return resultUrl(ports, order)
  const url = URL.canParse(asked, ports.baseUrl) ? new URL(asked, ports.baseUrl) : null
  if (url?.origin !== new URL(ports.baseUrl).origin) throw new ShopError('PARAM_INVALID', { field: 'return_url' })
  return url.href
}

async function methodOf(ctx: Ctx, order: OrderRow): Promise<PaymentMethodOffer | null> {
  return (await paymentMethods(ctx)).find((method) => method.payId === order.payId) ?? null
}

/** How to pay an order that was just placed or changed. A provider that does not answer is asked again by the next call. */
export async function payRequestOf(ctx: Ctx, ports: PaymentPorts, orderId: number, client: PayClient): Promise<PayRequest> {
  const order = await orderById(ctx, orderId)
  const method = await methodOf(ctx, order)
  const canAsk = method && !method.isCod && !method.isBalance && order.orderAmountFen > 0 && order.payStatus === 0 && order.orderStatus <= 1
  if (!canAsk) return payRequest(subjectOf(order), method)
  return startPaymentOrLater(ctx, ports, { ...nameOf(order), method, client, returnUrl: resultUrl(ports, order) }, subjectOf(order))
}

export interface PayInput extends OrderName {
  payId?: number | undefined
  client: PayClient
  returnUrl?: string | undefined
}

/** order.pay: what the payer's client needs, or paid at once from the balance. */
export async function payOwnOrder(ctx: Ctx, ports: PaymentPorts, input: PayInput): Promise<PayRequest> {
  const own = await ownOrderNow(ctx, ports, input)
  assertPayable(own, ctx.now)
  const returnUrl = returnUrlOf(ports, own, input.returnUrl)
  const method = await paymentMethodOrThrow(ctx, input.payId ?? own.payId)
  if (method.isCod) throw new ShopError('PAYMENT_UNAVAILABLE')
  assertMethodFits(own, method)
  if (method.isBalance) return payWithBalance(ctx, ports, own, method)
  if (method.payId !== own.payId) await changePayment(ctx, ports, own, { method, balanceFen: 0 })
  return startPayment(ctx, ports, { ...nameOf(own), method, client: input.client, returnUrl })
}

async function payWithBalance(ctx: Ctx, ports: PaymentPorts, own: OrderRow, method: PaymentMethodOffer): Promise<PayRequest> {
  if (method.payId === own.payId) {
    await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, { orderId: own.id })
      assertPayable(order, tx.now)
      await payFromBalance(tx, order)
    })
  } else {
    await changePayment(ctx, ports, own, { method, balanceFen: own.orderAmountFen - own.payFeeFen })
  }
  return payRequest(subjectOf(await orderById(ctx, own.id)), method)
}

export interface UpdateInput extends OrderName, ConsigneeChange {
  payId?: number | undefined
  balanceFen?: number | undefined
}

/** order.update: consignee, notes, the method, more balance. Nothing of it happens when a part of it is refused. */
export async function updateOwnOrder(ctx: Ctx, ports: PaymentPorts, input: UpdateInput): Promise<{ order: Order, payment: PayRequest }> {
  assertNamesOneOrder(input)
  const changesPayment = input.payId !== undefined || input.balanceFen !== undefined
  if (!changesPayment && !changesConsignee(input)) throw new ShopError('PARAM_MISSING', { field: 'consignee' })
  const own = await ownOrderNow(ctx, ports, input)
  if (changesConsignee(input) && !canChangeConsignee(own)) throw new ShopError('ORDER_STATE_INVALID')
  readConsignee(own, input)
  const current = await methodOf(ctx, own)
  if (!changesPayment) {
    await inTransaction(ctx, async (tx) => changeConsignee(tx, await lockOrder(tx, { orderId: own.id }), input))
    return { order: await orderShapeById(ctx, own.id), payment: await currentPayRequest(ctx, nameOf(own), subjectOf(own), current) }
  }
  assertPayable(own, ctx.now)
  const method = input.payId === undefined ? current : await paymentMethodOrThrow(ctx, input.payId)
  if (method) assertMethodFits(own, method)
  const dueFen = own.orderAmountFen - own.payFeeFen
  const balanceFen = input.payId !== undefined && method?.isBalance ? dueFen : input.balanceFen ?? 0
  await changePayment(ctx, ports, own, { method, balanceFen }, (tx, order) => changeConsignee(tx, order, input))
  return { payment: await payRequestOf(ctx, ports, own.id, 'h5'), order: await orderShapeById(ctx, own.id) }
}

/** A code the buyer scans with a phone: the open payment of the order, or a new one. */
export async function qrPayOwnOrder(ctx: Ctx, ports: PaymentPorts, input: OrderName & { payId?: number | undefined, payCode?: string | undefined }): Promise<QrPaymentText> {
  const own = await ownOrderNow(ctx, ports, input)
  assertPayable(own, ctx.now)
  const method = await qrMethod(ctx, input)
  assertMethodFits(own, method)
  if (method.payId !== own.payId) await changePayment(ctx, ports, own, { method, balanceFen: 0 })
  return startQrPayment(ctx, ports, { ...nameOf(own), method, returnUrl: resultUrl(ports, own) })
}
