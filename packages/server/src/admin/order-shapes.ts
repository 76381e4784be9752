import { z } from 'zod'
import { flag, int, Order, pagedInput, text, time } from '@xiaopu/shared/contract'
import { ORDER_STATES } from '@xiaopu/shared/orders'

export const OrderState = z.enum(['all', ...ORDER_STATES])

/** What the list of orders filters by, and a file of them. */
export const orderListInput = pagedInput({
  state: OrderState.default('all'),
  q: text.trim().max(60).default(''),
  userId: int.default(0),
  payId: int.default(0),
  shippingId: int.default(0),
  from: time.default(''),
  to: time.default(''),
  paidFrom: time.default(''),
  paidTo: time.default(''),
  waitedHours: int.min(0).max(8760).default(0),
  isShort: flag.default(false),
  isBinned: flag.default(false),
})

/** 13812342059 is shown as 138 **** 2059 until somebody asks for it. */
export function masked(mobile: string): string {
  return mobile.length < 7 ? mobile : `${mobile.slice(0, 3)} **** ${mobile.slice(-4)}`
}

const desk = { userName: text, staffNote: text, isCod: flag, isShort: flag }
export const DeskOrder = Order.extend({ ...desk, waitingSince: time })

/** The explanation as it was frozen with the order; an order that came from elsewhere has none. */
export const PriceSteps = z.array(z.object({
  stage: text,
  amountFen: int,
  notes: z.array(z.object({ code: text, params: z.record(text, z.union([text, z.number()])), amountFen: int, applied: flag, lineId: int })),
})).catch([])

const Payment = z.object({ id: int, sn: text, provider: text, channel: text, amountFen: int, refundedFen: int, state: text, providerTradeNo: text, note: text, createdAt: time, paidAt: time })
const Refund = z.object({ id: int, sn: text, paymentId: int, amountFen: int, reason: text, attempt: int, state: text, createdAt: time, finishedAt: time })
const History = z.object({ event: text, byName: text, orderStatus: int, shippingStatus: int, payStatus: int, note: text, at: time })
const Parcel = z.object({
  deliveryId: int,
  deliverySn: text,
  status: int,
  shippingName: text,
  trackingNo: text,
  traceState: text,
  addedAt: time,
  shippedAt: time,
  lines: z.array(z.object({ orderLineId: int, quantity: int })),
})

export const DeskOrderPage = Order.extend({
  ...desk,
  rankName: text,
  client: text,
  referer: text,
  priceSteps: PriceSteps,
  staffOperations: z.array(text),
  payments: z.array(Payment),
  refunds: z.array(Refund),
  history: z.array(History),
  parcels: z.array(Parcel),
  lineFacts: z.array(z.object({ orderLineId: int, openUnits: int, packedQuantity: int, priceReason: text, canGiveUp: flag })),
  /** Cards that were handed out, by their last characters. */
  cards: z.array(z.object({ cardId: int, orderLineId: int, tail: text, deliveredAt: time })),
  giveBack: z.object({ moneyFen: int, balanceFen: int, points: int, hasBonus: flag, units: int }),
  priceCut: z.object({ cutFen: int, leastFen: int, mostFen: int }),
})

export const ShipPreviewLine = z.object({
  orderId: int,
  orderSn: text,
  consignee: text,
  regionText: text,
  shippingName: text,
  units: int,
  needsNumber: flag,
  refusal: z.enum(['', 'state', 'short', 'aftersale', 'parcels', 'nothing']),
})
export const BulkOutcomes = z.object({ outcomes: z.array(z.object({ orderId: int, isDone: flag, word: text })) })

/** What merging two orders would come to. */
export const MergePreview = z.object({
  fromFen: int, toFen: int, mergedFen: int, shippingFeeFen: int, units: int, consignee: text, backFen: int, backPoints: int, freesBonus: flag,
  lines: z.array(z.object({ goodsName: text, optionsText: text, quantity: int, subtotalFen: int })),
})
