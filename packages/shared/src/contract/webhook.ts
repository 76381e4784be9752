import { z } from 'zod'
import { Comment } from './account.ts'
import { Goods, Sku } from './catalogue.ts'
import { OrderTotals } from './checkout.ts'
import { text, time } from './fields.ts'
import { Aftersale, Delivery, Order, OrderLine } from './order.ts'

// Cut from what the methods answer. Nobody's name, address, number or message is in them: a program that may know asks by method.

const OrderEvent = Order.pick({
  orderId: true, orderSn: true, userId: true, sellerId: true, orderStatus: true, shippingStatus: true, payStatus: true, state: true,
  addTime: true, payTime: true, shippingTime: true, receivedTime: true, cancelTime: true,
}).extend({
  totals: OrderTotals.pick({ goodsAmountFen: true, discountFen: true, shippingFeeFen: true, totalFeeFen: true, moneyPaidFen: true, balanceFen: true, orderAmountFen: true, refundedFen: true }),
  lines: z.array(OrderLine.pick({ orderLineId: true, goodsId: true, skuId: true, goodsSn: true, goodsName: true, optionsText: true, quantity: true, goodsPriceFen: true, netAmountFen: true })),
  deliveries: z.array(Delivery.pick({ deliverySn: true, shippingId: true, shippingName: true, trackingNo: true, shippingTime: true })),
})

const AftersaleEvent = Order.pick({ orderId: true, orderSn: true, sellerId: true }).extend({
  aftersales: z.array(Aftersale.pick({
    aftersaleId: true, serviceSn: true, orderLineId: true, serviceType: true, returnStatus: true, refundStatus: true, quantity: true, requestedFen: true, refundedFen: true, refundTo: true, addTime: true,
  })),
})

const GoodsEvent = Goods.pick({
  goodsId: true, goodsSn: true, goodsName: true, sellerId: true, isOnSale: true, hasSku: true, stock: true, marketPriceFen: true, shopPriceFen: true,
  promotePriceFen: true, promoteStartDate: true, promoteEndDate: true,
}).extend({
  skus: z.array(Sku.pick({ skuId: true, skuSn: true, optionsText: true, stock: true, isOnSale: true })),
})

const CommentEvent = Comment.pick({ commentId: true, commentRank: true, content: true, addTime: true }).extend(Goods.pick({ goodsId: true }).shape)
const UserEvent = Order.pick({ userId: true }).extend({ signedUpTime: time })
const TestEvent = z.object({ message: text })

/** What outside programs may be told of, and how each looks. */
export const WEBHOOK_EVENTS = {
  'order.placed': OrderEvent,
  'order.paid': OrderEvent,
  'order.shipped': OrderEvent,
  'order.received': OrderEvent,
  'order.cancelled': OrderEvent,
  'aftersale.asked': AftersaleEvent,
  'aftersale.moved': AftersaleEvent,
  'aftersale.refunded': AftersaleEvent,
  'goods.stock_changed': GoodsEvent,
  'goods.price_changed': GoodsEvent,
  'goods.published': GoodsEvent,
  'comment.approved': CommentEvent,
  'user.signed_up': UserEvent,
} as const

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS
export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookEventType[] // the keys of the object above

/** Sent by the button on the endpoint's page. */
export const WEBHOOK_TEST = { type: 'webhook.test', data: TestEvent } as const
