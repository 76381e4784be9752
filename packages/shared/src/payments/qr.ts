import type { QrPayment } from '../contract/index.ts'
import type { Ctx, PaymentRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentMethodOffer } from '../shop/index.ts'
import { iso } from '../time/index.ts'
import { refreshPayment } from './ask.ts'
import { closePayment } from './close.ts'
import { paymentMethods } from './methods.ts'
import type { PaymentPorts, SubjectName } from './ports.ts'
import { qrChannelOf } from './providers/index.ts'
import { isOpen, kindOf } from './rows.ts'
import { openPayment } from './start.ts'

/** Everything but the picture, which whoever answers draws from `qrPayload`. */
export type QrPaymentText = Omit<QrPayment, 'image'>

interface QrRow extends PaymentRow { payName: string, subjectSn: string }

function statusOf(payment: PaymentRow): QrPayment['status'] {
  if (isOpen(payment)) return 'pending'
  return payment.state === 'paid' || payment.state === 'closed' ? payment.state : 'failed'
}

function shapeOf(payment: PaymentRow, names: { payName: string, subjectSn: string }): QrPaymentText {
  return {
    logId: payment.id,
    paymentSn: payment.sn,
    qrId: payment.sn,
    payId: payment.payId,
    payCode: payment.provider,
    payName: names.payName,
    subject: kindOf(payment),
    subjectSn: names.subjectSn,
    amountFen: payment.amountFen,
    currency: payment.currency,
    qrPayload: isOpen(payment) ? payment.qrCode : '',
    status: statusOf(payment),
    createTime: iso(payment.createdAt),
    expireTime: iso(payment.expiresAt),
    paidTime: iso(payment.paidAt),
  }
}

/** The method whose code is drawn: the one named, else the only one that can draw any. */
export async function qrMethod(ctx: Pick<Ctx, 'sql'>, named: { payId?: number | undefined, payCode?: string | undefined }): Promise<PaymentMethodOffer> {
  const methods = await paymentMethods(ctx)
  const isNamed = named.payId !== undefined || named.payCode !== undefined
  const matching = isNamed
    ? methods.filter((method) => (named.payId === undefined || method.payId === named.payId) && (named.payCode === undefined || method.code === named.payCode))
    : methods.filter((method) => qrChannelOf(method.code))
  const [method, ...others] = matching
  if (!method || others.length > 0) throw new ShopError('PAYMENT_UNAVAILABLE')
  if (!qrChannelOf(method.code)) throw new ShopError('PAYMENT_QR_UNSUPPORTED')
  return method
}

export async function startQrPayment(ctx: Ctx, ports: PaymentPorts, subject: SubjectName & { method: PaymentMethodOffer, returnUrl: string }): Promise<QrPaymentText> {
  const { payment, payable } = await openPayment(ctx, ports, { ...subject, client: 'pc', wantsQr: true })
  return shapeOf(payment, { payName: subject.method.name, subjectSn: payable.sn || String(payable.accountId ?? '') })
}

/** Those of the session's own account, and those the calling program made. */
async function findVisible(ctx: Ctx, sn: string): Promise<QrRow> {
  const userId = ctx.actor.kind === 'shopper' ? ctx.actor.userId : 0
  const appId = 'appId' in ctx.actor ? ctx.actor.appId : 0
  const row = await ctx.sql.row<QrRow>('payment_visible', `
SELECT p.*, coalesce(m."name", p."provider") AS "payName", coalesce(o."sn", p."subjectId"::text) AS "subjectSn" FROM "Payment" p
  LEFT JOIN "PaymentMethod" m ON m."id" = p."payId" LEFT JOIN "Order" o ON o."id" = p."orderId"
WHERE p."sn" = $1 AND (($2 > 0 AND p."payerUserId" = $2) OR ($3 > 0 AND p."appId" = $3))`, [sn, userId, appId])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

/** Our own state; while it is pending the provider is asked, at most once in a few seconds. */
export async function queryOwnPayment(ctx: Ctx, ports: PaymentPorts, sn: string): Promise<QrPaymentText> {
  const row = await findVisible(ctx, sn)
  return shapeOf(await refreshPayment(ctx, ports, row), row)
}

export async function closeOwnPayment(ctx: Ctx, ports: PaymentPorts, sn: string): Promise<QrPaymentText> {
  const row = await findVisible(ctx, sn)
  if (row.state === 'paid') throw new ShopError('ORDER_PAID')
  if (isOpen(row)) {
    const closing = await closePayment(ctx, ports, row)
    if (closing === 'paid') throw new ShopError('ORDER_PAID')
    if (closing === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
  }
  return shapeOf(await findVisible(ctx, sn), row)
}
