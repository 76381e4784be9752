import { z } from 'zod'
import { catchUpVisibleCases } from '@xiaopu/shared/aftersales'
import { placeOrder } from '@xiaopu/shared/checkout'
import { Cart, ExpressTrace, fen, flag, int, Order, pagedInput, pagedOutput, PayRequest, SkippedLine, text, time } from '@xiaopu/shared/contract'
import { cancelOwnOrder, expressOfOwnOrder, getOwnOrder, getOwnOrders, mergeOrders, mergePartners, orderAgain, payOwnOrder, receiveOwnOrder, remindShop, updateOwnOrder } from '@xiaopu/shared/orders'
import { type PaymentPorts, paymentPortsOf } from '@xiaopu/shared/payments'
import type { RequestCtx } from '../context.ts'
import { shopperProcedure, router } from '../trpc.ts'
import { carrierFailed } from '../carrier-failures.ts'

const named = z.strictObject({ orderId: int.min(1).optional(), orderSn: text.max(20).optional() })

/** The ports, once nothing of the caller's cases is out of date: an order shows its cases and is received after them. */
async function upToDate(ctx: RequestCtx): Promise<PaymentPorts> {
  const ports = paymentPortsOf(ctx)
  await catchUpVisibleCases(ctx, ports)
  return ports
}

export const orderRouter = router({
  add: shopperProcedure
    .meta({ method: 'ectouch.order.add', title: '提交订单数据', write: true, errors: ['CHECKOUT_EXPIRED', 'CART_EMPTY', 'ORDER_PLACED', 'PAY_DEADLINE_PASSED', 'ACTIVITY_CLOSED', 'ACTIVITY_ENDED', 'BARGAIN_ENDED', 'EXCHANGE_OFF', 'RANK_NOT_ALLOWED', 'GOODS_OFF_SALE', 'SPEC_INVALID', 'PACKAGE_UNAVAILABLE', 'FAVOURABLE_UNAVAILABLE', 'WHOLESALE_MIN_QUANTITY', 'WHOLESALE_NO_TIER', 'ACTIVITY_LIMIT', 'TEAM_JOINED', 'TEAM_ENDED', 'TEAM_FULL', 'TIER_SOLD_OUT', 'ACTIVITY_SOLD_OUT', 'OUT_OF_STOCK', 'MIN_AMOUNT_NOT_REACHED', 'ADDRESS_REQUIRED', 'SHIPPING_REQUIRED', 'SHIPPING_UNAVAILABLE', 'PICKUP_SLOT_FULL', 'PAYMENT_REQUIRED', 'PAYMENT_UNAVAILABLE', 'BONUS_UNAVAILABLE', 'BONUS_USED', 'BONUS_EXPIRED', 'BONUS_MIN_AMOUNT', 'INTEGRAL_NOT_ENOUGH', 'SURPLUS_NOT_ENOUGH', 'INVOICE_INVALID', 'CHECKOUT_CHANGED'] })
    .input(z.strictObject({
      checkoutToken: text,
      buyerNote: text.max(255).meta({ wireName: 'postscript' }).optional(),
      referer: text.max(60).optional(),
      client: z.enum(['h5', 'wechat', 'mini', 'app', 'pc']).default('h5'),
    }))
    .output(z.object({
      order: Order,
      payment: PayRequest,
      repeated: flag,
    }))
    .mutation(({ ctx, input }) => placeOrder(ctx, paymentPortsOf(ctx), input)),
  get: shopperProcedure
    .meta({ method: 'ectouch.order.get', title: '获取单个订单', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
    }))
    .output(z.object({
      order: Order,
    }))
    .query(async ({ ctx, input }) => ({ order: await getOwnOrder(ctx, await upToDate(ctx), input) })),
  update: shopperProcedure
    .meta({ method: 'ectouch.order.update', title: '更新单个订单', write: true, errors: ['NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_PAID', 'ORDER_PAYING', 'PAYMENT_UNAVAILABLE', 'PAYMENT_PROVIDER_ERROR', 'SURPLUS_NOT_ENOUGH', 'MOBILE_INVALID', 'EMAIL_INVALID'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
      consignee: text.min(1).max(60).optional(),
      address: text.min(1).max(120).optional(),
      zipcode: text.max(10).optional(),
      tel: text.max(20).optional(),
      mobile: text.max(20).optional(),
      email: text.max(60).optional(),
      signBuilding: text.max(120).optional(),
      bestTime: text.max(120).optional(),
      buyerNote: text.max(255).meta({ wireName: 'postscript' }).optional(),
      oosChoice: int.min(0).max(2).meta({ wireName: 'how_oos' }).optional(),
      payId: int.min(1).optional(),
      balanceFen: fen.min(1).meta({ wireName: 'surplus' }).optional(),
    }))
    .output(z.object({
      order: Order,
      payment: PayRequest,
    }))
    .mutation(({ ctx, input }) => updateOwnOrder(ctx, paymentPortsOf(ctx), input)),
  cancel: shopperProcedure
    .meta({ method: 'ectouch.order.cancel', title: '取消单个订单', write: true, errors: ['NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_PAID', 'ORDER_PAYING'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
      reason: text.max(255).optional(),
      refundTo: z.enum(['balance', 'original']).default('balance'),
    }))
    .output(z.object({
      order: Order,
      refundMoneyFen: fen,
      refundIntegral: int,
      pending: flag,
    }))
    .mutation(async ({ ctx, input }) => cancelOwnOrder(ctx, await upToDate(ctx), input)),
  pay: shopperProcedure
    .meta({ method: 'ectouch.order.pay', title: '获取订单支付信息', write: true, errors: ['NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_PAID', 'ORDER_PAYING', 'PAYMENT_UNAVAILABLE', 'PAYMENT_PROVIDER_ERROR', 'SURPLUS_NOT_ENOUGH'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
      payId: int.min(1).optional(),
      client: z.enum(['h5', 'wechat', 'mini', 'app', 'pc']).default('h5'),
      returnUrl: text.max(255).optional(),
    }))
    .output(z.object({
      payment: PayRequest,
    }))
    .mutation(async ({ ctx, input }) => ({ payment: await payOwnOrder(ctx, paymentPortsOf(ctx), input) })),
  received: shopperProcedure
    .meta({ method: 'ectouch.order.received', title: '订单确认收货', write: true, errors: ['NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_HAS_AFTERSALE'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
    }))
    .output(z.object({
      order: Order,
    }))
    .mutation(async ({ ctx, input }) => ({ order: await receiveOwnOrder(ctx, await upToDate(ctx), input) })),
  merge: shopperProcedure
    .meta({ method: 'ectouch.order.merge', title: '合并两个订单', write: true, errors: ['NOT_FOUND', 'ORDER_SAME', 'ORDER_NOT_MERGEABLE', 'ORDER_PAYING'] })
    .input(z.strictObject({
      fromOrder: text.max(20),
      toOrder: text.max(20),
    }))
    .output(z.object({
      order: Order,
    }))
    .mutation(async ({ ctx, input }) => ({ order: await mergeOrders(ctx, paymentPortsOf(ctx), input) })),
  mergePartners: shopperProcedure
    .input(z.strictObject({ orderSn: text.max(20) }))
    .output(z.object({ partners: z.array(z.object({ orderSn: text, addTime: time, orderAmountFen: fen, units: int })) }))
    .query(async ({ ctx, input }) => ({ partners: await mergePartners(ctx, paymentPortsOf(ctx), input) })),
  again: shopperProcedure
    .meta({ method: 'ectouch.order.again', title: '订单商品添加到购物车', write: true, errors: ['NOT_FOUND', 'LIMIT_REACHED'] })
    .input(named)
    .output(z.object({
      cart: Cart,
      added: int,
      skipped: z.array(SkippedLine),
    }))
    .mutation(({ ctx, input }) => orderAgain(ctx, input)),
  reminder: shopperProcedure
    .meta({ method: 'ectouch.order.reminder', title: '订单发货提醒', write: true, errors: ['NOT_FOUND', 'ORDER_STATE_INVALID', 'REMINDER_TOO_SOON'] })
    .input(named)
    .output(z.object({
      reminded: flag,
      nextTime: time,
    }))
    .mutation(({ ctx, input }) => remindShop(ctx, paymentPortsOf(ctx), input)),
  express: shopperProcedure
    .meta({ method: 'ectouch.order.express', title: '订单快递追踪', write: false, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      orderId: int.min(1).optional(),
      orderSn: text.max(20).optional(),
    }))
    .output(z.object({
      expresses: z.array(ExpressTrace),
    }))
    .query(async ({ ctx, input }) => ({ expresses: await expressOfOwnOrder(ctx, input, carrierFailed(ctx)) })),
})

export const ordersRouter = router({
  get: shopperProcedure
    .meta({ method: 'ectouch.orders.get', title: '获取订单列表', write: false })
    .input(pagedInput({
      state: z.enum(['all', 'await_pay', 'await_confirm', 'await_ship', 'await_receive', 'await_comment', 'finished', 'canceled', 'aftersale']).default('all'),
      keywords: text.max(60).optional(),
      startTime: time.optional(),
      endTime: time.optional(),
    }))
    .output(pagedOutput({
      items: z.array(Order),
    }))
    .query(async ({ ctx, input }) => getOwnOrders(ctx, await upToDate(ctx), input)),
})
