import { z } from 'zod'
import { PackageItem } from './cart.ts'
import { Address, Invoice, OrderTotals } from './checkout.ts'
import { fen, flag, int, json, picture, text, time } from './fields.ts'
import { lineGoods, lineKind, lineShares } from './line-fields.ts'

export const OrderLine = z.object({
  orderLineId: int.meta({ wireName: 'rec_id' }),
  ...lineGoods,
  optionValueIds: z.array(int).meta({ wireName: 'goods_attr_id' }),
  marketPriceFen: fen,
  goodsPriceFen: fen,
  quantity: int.meta({ wireName: 'goods_number' }),
  shippedQuantity: int.meta({ wireName: 'send_number' }),
  returnedQuantity: int.meta({ wireName: 'return_number' }),
  ...lineShares,
  refundedFen: fen,
  isReal: flag,
  ...lineKind,
  packageGoods: z.array(PackageItem),
  isComment: flag,
  canAftersale: flag,
})
export type OrderLine = z.output<typeof OrderLine>

export const OrderCode = z.object({
  kind: z.enum(['card', 'pickup', 'service', 'ticket']),
  orderLineId: int.meta({ wireName: 'rec_id' }),
  code: text,
  password: text,
  state: z.enum(['unused', 'locked', 'used', 'expired', 'refunded']),
  expireTime: time,
})
export type OrderCode = z.output<typeof OrderCode>

export const DeliveryLine = z.object({
  orderLineId: int.meta({ wireName: 'rec_id' }),
  goodsName: text,
  optionsText: text.meta({ wireName: 'goods_attr' }),
  quantity: int.meta({ wireName: 'send_number' }),
})
export type DeliveryLine = z.output<typeof DeliveryLine>

export const Delivery = z.object({
  deliverySn: text,
  status: int,
  shippingId: int,
  shippingName: text,
  trackingNo: text.meta({ wireName: 'invoice_no' }),
  lines: z.array(DeliveryLine),
  addTime: time,
  shippingTime: time,
})
export type Delivery = z.output<typeof Delivery>

export const Aftersale = z.object({
  aftersaleId: int.meta({ wireName: 'ret_id' }),
  serviceSn: text,
  orderSn: text,
  orderLineId: int.meta({ wireName: 'rec_id' }),
  serviceType: int,
  returnStatus: int,
  isCheck: flag,
  refundStatus: int,
  cause: text,
  remark: text,
  images: z.array(picture),
  quantity: int.meta({ wireName: 'back_num' }),
  requestedFen: fen.meta({ wireName: 'should_return' }),
  refundedFen: fen.meta({ wireName: 'actual_return' }),
  refundedPoints: int.meta({ wireName: 'return_integral' }),
  refundTo: z.enum(['balance', 'original']),
  backShippingName: text,
  returnTrackingNo: text.meta({ wireName: 'back_invoice_no' }),
  outShippingName: text,
  exchangeTrackingNo: text.meta({ wireName: 'out_invoice_no' }),
  toBuyer: text,
  addTime: time,
})
export type Aftersale = z.output<typeof Aftersale>

export const OrderAction = z.object({
  actionUser: text,
  orderStatus: int,
  shippingStatus: int,
  payStatus: int,
  actionNote: text,
  logTime: time,
})
export type OrderAction = z.output<typeof OrderAction>

export const Order = z.object({
  orderId: int,
  orderSn: text,
  userId: int,
  sellerId: int,
  shopName: text,
  mainOrderSn: text,
  childOrderSns: z.array(text),
  orderStatus: int,
  shippingStatus: int,
  payStatus: int,
  refundStatus: int,
  state: z.enum(['await_pay', 'await_confirm', 'await_ship', 'part_shipped', 'shipped', 'finished', 'canceled', 'invalid', 'returned']),
  stateText: text,
  operations: z.array(text),
  consignee: Address,
  shippingId: int,
  shippingName: text,
  outletId: int.meta({ wireName: 'store_id' }),
  pickupTime: time,
  payId: int,
  payCode: text,
  payName: text,
  packName: text,
  cardName: text,
  cardMessage: text,
  invoice: Invoice,
  oosChoice: int.meta({ wireName: 'how_oos' }),
  buyerNote: text.meta({ wireName: 'postscript' }),
  toBuyer: text,
  bonusId: int,
  extensionCode: text,
  extensionId: int,
  totals: OrderTotals,
  lines: z.array(OrderLine),
  codes: z.array(OrderCode),
  deliveries: z.array(Delivery),
  aftersales: z.array(Aftersale),
  log: z.array(OrderAction),
  mergedInto: text,
  addTime: time,
  payDeadline: time,
  confirmTime: time,
  payTime: time,
  shippingTime: time,
  receivedTime: time,
  receiveDeadline: time,
  cancelTime: time,
})
export type Order = z.output<typeof Order>

export const SkippedLine = z.object({
  goodsId: int,
  skuId: int.meta({ wireName: 'product_id' }),
  goodsName: text,
  quantity: int.meta({ wireName: 'goods_number' }),
  reason: z.enum(['off_sale', 'out_of_stock', 'spec_gone', 'gift', 'package_over', 'activity', 'not_alone_sale']),
})
export type SkippedLine = z.output<typeof SkippedLine>

export const ExpressStep = z.object({
  time,
  text,
  location: text,
})
export type ExpressStep = z.output<typeof ExpressStep>

export const ExpressTrace = z.object({
  deliverySn: text,
  shippingName: text,
  trackingNo: text.meta({ wireName: 'invoice_no' }),
  state: z.enum(['none', 'collected', 'in_transit', 'delivering', 'signed', 'returned', 'problem']),
  traces: z.array(ExpressStep),
  updatedAt: time,
})
export type ExpressTrace = z.output<typeof ExpressTrace>

export const PayRequest = z.object({
  logId: int,
  orderSn: text,
  accountId: int,
  payId: int,
  payCode: text,
  payName: text,
  amountFen: fen,
  payFeeFen: fen,
  isOnline: flag,
  payUrl: text,
  qrCode: text,
  params: json,
  payDesc: text,
  expiresAt: time,
})
export type PayRequest = z.output<typeof PayRequest>

export const QrImage = z.object({
  format: z.enum(['png', 'svg']),
  dataUrl: text,
  width: int,
  height: int,
})
export type QrImage = z.output<typeof QrImage>

export const QrPayment = z.object({
  logId: int,
  paymentSn: text,
  qrId: text,
  payId: int,
  payCode: text,
  payName: text,
  subject: z.enum(['order', 'orders', 'deposit', 'agent']),
  subjectSn: text,
  amountFen: fen,
  currency: text,
  qrPayload: text,
  image: QrImage,
  status: z.enum(['pending', 'paid', 'closed', 'failed']),
  createTime: time,
  expireTime: time,
  paidTime: time,
})
export type QrPayment = z.output<typeof QrPayment>
