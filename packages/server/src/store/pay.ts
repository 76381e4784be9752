import { z } from 'zod'
import { int, QrPayment, text } from '@xiaopu/shared/contract'
import { notBuilt, visitorProcedure, router } from '../trpc.ts'

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
      .mutation(notBuilt),
    query: visitorProcedure
      .meta({ method: 'ectouch.pay.qrcode', action: 'query', title: '查询支付状态', write: false, errors: ['NOT_FOUND'] })
      .input(z.strictObject({
        paymentSn: text.optional(),
        qrId: text.optional(),
      }))
      .output(z.object({
        payment: QrPayment,
      }))
      .query(notBuilt),
    close: visitorProcedure
      .meta({ method: 'ectouch.pay.qrcode', action: 'close', title: '关闭支付', write: true, errors: ['NOT_FOUND', 'ORDER_PAID', 'PAYMENT_PROVIDER_ERROR'] })
      .input(z.strictObject({
        paymentSn: text,
      }))
      .output(z.object({
        payment: QrPayment,
      }))
      .mutation(notBuilt),
  }),
})
