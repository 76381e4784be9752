import QRCode from 'qrcode'
import { z } from 'zod'
import { int, QrPayment, text } from '@xiaopu/shared/contract'
import { ShopError } from '@xiaopu/shared/errors'
import { qrPayOwnOrder } from '@xiaopu/shared/orders'
import { qrPayDeposit } from '@xiaopu/shared/wallet'
import { closeOwnPayment, paymentPortsOf, type QrPaymentText, queryOwnPayment } from '@xiaopu/shared/payments'
import { router, visitorProcedure } from '../trpc.ts'

type PictureFormat = 'png' | 'svg' | 'none'

const NO_PICTURE: QrPayment['image'] = { format: 'png', dataUrl: '', width: 0, height: 0 }
const DRAWN = { errorCorrectionLevel: 'M', margin: 4, color: { dark: '#000000', light: '#ffffff' } } as const
const MAX_PAYLOAD_BYTES = 512

/** Drawn here: the text of a payment never goes to somebody else's drawing service. */
async function drawn(payment: QrPaymentText, format: PictureFormat, size: number): Promise<QrPayment> {
  const isDrawable = format !== 'none' && payment.qrPayload !== '' && Buffer.byteLength(payment.qrPayload) <= MAX_PAYLOAD_BYTES
  if (!isDrawable) return { ...payment, image: NO_PICTURE }
  const dataUrl = format === 'png'
    ? await QRCode.toDataURL(payment.qrPayload, { ...DRAWN, width: size })
    : `data:image/svg+xml;base64,${Buffer.from(await QRCode.toString(payment.qrPayload, { ...DRAWN, type: 'svg', width: size })).toString('base64')}`
  return { ...payment, image: { format, dataUrl, width: size, height: size } }
}

interface Subject { orderId?: number | undefined, orderSn?: string | undefined, accountId?: number | undefined, agentSn?: string | undefined }

/** Exactly one subject is named; links of friends come with their own feature. */
function assertOneSubject({ orderId, orderSn, accountId, agentSn }: Subject): void {
  const named = [orderId, orderSn, accountId, agentSn].filter((value) => value !== undefined)
  if (named.length !== 1) throw new ShopError('PARAM_INVALID', { field: 'order_sn' })
  if (agentSn !== undefined) throw new ShopError('AGENT_LINK_INVALID')
}

export const payRouter = router({
  qrcode: router({
    create: visitorProcedure
      .meta({ method: 'ectouch.pay.qrcode', action: 'create', isDefaultAction: true, title: '生成支付二维码', write: true, errors: ['NOT_FOUND', 'SESSION_REQUIRED', 'PAYMENT_UNAVAILABLE', 'PAYMENT_QR_UNSUPPORTED', 'ORDER_PAID', 'ORDER_PAYING', 'ORDER_STATE_INVALID', 'ACCOUNT_STATE_INVALID', 'PAYMENT_PROVIDER_ERROR', 'AGENT_LINK_INVALID', 'AGENT_EXPIRED', 'AGENT_ALREADY_PAID'] })
      .input(z.strictObject({
        orderSn: text.optional(),
        orderId: int.optional(),
        accountId: int.optional(),
        agentSn: text.optional(),
        payId: int.optional(),
        payCode: text.optional(),
        image: z.enum(['png', 'svg', 'none']).default('png'),
        size: int.min(120).max(1000).default(300),
        requestNo: text.max(64).optional(),
      }))
      .output(z.object({
        payment: QrPayment,
      }))
      .mutation(async ({ ctx, input }) => {
        assertOneSubject(input)
        const ports = paymentPortsOf(ctx)
        const { accountId } = input
        if (accountId !== undefined && ctx.actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
        const payment = accountId === undefined ? await qrPayOwnOrder(ctx, ports, input) : await qrPayDeposit(ctx, ports, { ...input, accountId })
        return { payment: await drawn(payment, input.image, input.size) }
      }),
    query: visitorProcedure
      .meta({ method: 'ectouch.pay.qrcode', action: 'query', title: '查询支付状态', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        paymentSn: text.optional(),
        qrId: text.optional(),
      }))
      .output(z.object({
        payment: QrPayment,
      }))
      .query(async ({ ctx, input }) => ({ payment: { ...await queryOwnPayment(ctx, paymentPortsOf(ctx), input.paymentSn ?? input.qrId ?? ''), image: NO_PICTURE } })),
    close: visitorProcedure
      .meta({ method: 'ectouch.pay.qrcode', action: 'close', title: '关闭支付', write: true, errors: ['NOT_FOUND', 'ORDER_PAID', 'PAYMENT_PROVIDER_ERROR'] })
      .input(z.strictObject({
        paymentSn: text,
      }))
      .output(z.object({
        payment: QrPayment,
      }))
      .mutation(async ({ ctx, input }) => ({ payment: { ...await closeOwnPayment(ctx, paymentPortsOf(ctx), input.paymentSn), image: NO_PICTURE } })),
  }),
})
