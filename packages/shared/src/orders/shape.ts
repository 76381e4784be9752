import type { Aftersale, Delivery, Order, OrderAction, OrderLine, OrderTotals } from '../contract/index.ts'
import type { AftersaleRow, DeliveryRow, InvoiceRow, OrderLineRow, OrderLogRow, OrderRow } from '../database/index.ts'
import { iso } from '../time/index.ts'
import { DELIVERY } from './deliveries.ts'
import { canAskFor, type OperationFacts, operationsOf } from './operations.ts'
import { contentsOf, goodsIdOf } from './package-lines.ts'
import { type OrderState, stateOf } from './states.ts'

const STATE_TEXTS: Record<OrderState, string> = {
  await_pay: '等待付款',
  await_confirm: '等待商家确认',
  await_ship: '等待发货',
  part_shipped: '部分发货',
  shipped: '已发货',
  finished: '已完成',
  canceled: '已取消',
  invalid: '无效订单',
  returned: '已退货',
}

export interface DeliveryWithLines extends DeliveryRow {
  lines: { orderLineId: number, quantity: number }[]
}

/** One order with everything that hangs on it, as read in a few statements. */
export interface OrderParts {
  order: OrderRow
  lines: OrderLineRow[]
  deliveries: DeliveryWithLines[]
  aftersales: AftersaleRow[]
  invoice: InvoiceRow | null
  log: OrderLogRow[]
  hasMergePartner: boolean
}

export function totalsOf(order: OrderRow): OrderTotals {
  const totalFeeFen = order.goodsAmountFen - order.discountFen + order.taxFen + order.packFeeFen + order.cardFeeFen + order.shippingFeeFen + order.insureFeeFen + order.payFeeFen
  return { ...order, totalFeeFen }
}

function lineShape(line: OrderLineRow, facts: OperationFacts): OrderLine {
  return {
    ...line,
    orderLineId: line.id,
    goodsPriceFen: line.unitPriceFen,
    giftActivityId: line.giftPromotionId,
    isComment: line.isCommented,
    goodsId: goodsIdOf(line),
    packageGoods: contentsOf(line),
    canAftersale: canAskFor(line, facts),
  }
}

function deliveryShape(delivery: DeliveryWithLines, lines: ReadonlyMap<number, OrderLineRow>): Delivery {
  return {
    ...delivery,
    deliverySn: delivery.sn,
    lines: delivery.lines.map((part) => {
      const line = lines.get(part.orderLineId)
      return { ...part, goodsName: line?.goodsName ?? '', optionsText: line?.optionsText ?? '' }
    }),
    addTime: iso(delivery.addedAt),
    shippingTime: iso(delivery.shippedAt),
  }
}

/** The public shape of a case. */
export function aftersaleShape(row: AftersaleRow, orderSn: string): Aftersale {
  return {
    ...row,
    aftersaleId: row.id,
    serviceSn: row.sn,
    orderSn,
    serviceType: row.kind,
    returnStatus: row.state,
    isCheck: row.isAgreed,
    refundStatus: row.isRefunded ? 1 : 0,
    refundTo: row.refundTo === 'balance' ? 'balance' : 'original',
    backShippingName: row.returnShippingName,
    outShippingName: row.exchangeShippingName,
    addTime: iso(row.addedAt),
  }
}

/** What staff notes for itself, and looks at, is not for the buyer; staff reads the history. */
export const INTERNAL_EVENTS: readonly string[] = ['note', 'reveal']

const actionShape = (row: OrderLogRow): OrderAction => ({ ...row, actionUser: row.byName, actionNote: row.note, logTime: iso(row.at) })

const EMPTY_INVOICE: Order['invoice'] = { needInvoice: false, invoiceType: '', titleType: 'personal', payee: '', taxNo: '', content: '' }

function invoiceShape(invoice: InvoiceRow | null): Order['invoice'] {
  if (!invoice) return EMPTY_INVOICE
  return { ...invoice, needInvoice: true, invoiceType: invoice.type, titleType: invoice.titleType === 'company' ? 'company' : 'personal' }
}

/** The public shape of an order. Every figure is the order's own row; nothing is worked out from today's prices. */
export function orderShape(parts: OrderParts, settings: { aftersaleDays: number, shopName: string }, now: Date): Order {
  const { order, lines } = parts
  const byId = new Map(lines.map((line) => [line.id, line]))
  const state = stateOf(order)
  const facts: OperationFacts = {
    order,
    lines,
    cases: parts.aftersales,
    hasMergePartner: parts.hasMergePartner,
    hasHandedOver: parts.deliveries.some((delivery) => delivery.status === DELIVERY.handedOver),
    aftersaleDays: settings.aftersaleDays,
    now,
  }
  return {
    ...order,
    orderId: order.id,
    orderSn: order.sn,
    shopName: settings.shopName,
    mainOrderSn: '',
    childOrderSns: [],
    state,
    stateText: STATE_TEXTS[state],
    operations: operationsOf(facts),
    consignee: { ...order, addressName: '', country: order.countryId, province: order.provinceId, city: order.cityId, district: order.districtId, isDefault: false },
    pickupTime: iso(order.pickupAt),
    invoice: invoiceShape(parts.invoice),
    extensionId: order.promotionId,
    totals: totalsOf(order),
    lines: lines.map((line) => lineShape(line, facts)),
    codes: [],
    deliveries: parts.deliveries.map((delivery) => deliveryShape(delivery, byId)),
    aftersales: parts.aftersales.map((row) => aftersaleShape(row, order.sn)),
    log: parts.log.filter(({ event }) => !INTERNAL_EVENTS.includes(event)).map(actionShape),
    mergedInto: order.mergedIntoSn,
    addTime: iso(order.addedAt),
    payDeadline: iso(order.payDeadline),
    confirmTime: iso(order.confirmedAt),
    payTime: iso(order.paidAt),
    shippingTime: iso(order.shippedAt),
    receivedTime: iso(order.receivedAt),
    // An open case stops the clock.
    receiveDeadline: iso(order.receiveStoppedAt ? null : order.receiveDeadline),
    cancelTime: iso(order.canceledAt),
  }
}
