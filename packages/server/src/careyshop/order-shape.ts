import type { Order, OrderLine } from '@xiaopu/shared/contract'
import { type FoundOrder, type HistoryRow, SHIPPING, stateOf } from '@xiaopu/shared/orders'
import { isoToGmt8 } from '../gateway/index.ts'
import { masked } from '../admin/order-shapes.ts'
import type { CareyCtx } from './method.ts'
import { keyName } from './spec-shape.ts'
import { absolute, bit, timeText, yuan } from './wire.ts'

type Codes = Pick<Order, 'orderStatus' | 'shippingStatus' | 'payStatus'>

/** Where it stands: 0 open, 1 preparing, 2 shipped, 3 finished, 4 ended without. */
export function tradeStatus(codes: Codes): number {
  const state = stateOf({ ...codes, isCod: false })
  if (state === 'canceled' || state === 'invalid' || state === 'returned') return 4
  if (state === 'finished') return 3
  if (codes.shippingStatus === SHIPPING.shipped || codes.shippingStatus === SHIPPING.partlyShipped || codes.shippingStatus === SHIPPING.received) return 2
  return codes.shippingStatus === SHIPPING.preparing || codes.shippingStatus === SHIPPING.packed ? 1 : 0
}

/** 0 nothing, 1 all, 2 a part of it. */
export function deliveryStatus({ shippingStatus }: Codes): number {
  if (shippingStatus === SHIPPING.partlyShipped) return 2
  return shippingStatus === SHIPPING.shipped || shippingStatus === SHIPPING.received ? 1 : 0
}

const PAID = 2
export const paymentStatus = ({ payStatus }: Codes): number => bit(payStatus === PAID)
const statuses = (codes: Codes) => ({ trade_status: tradeStatus(codes), delivery_status: deliveryStatus(codes), payment_status: paymentStatus(codes) })

/** The method's code in this convention: account money is 0, any other its own number. */
export const paymentCode = ({ payId, payCode }: { payId: number, payCode: string }): number => (payCode === 'balance' ? 0 : payId)

const SOURCE = /^source (\d)$/
/** Where the order comes from, as the client said it. */
export const sourceText = (source: number): string => `source ${source}`
const sourceOf = (referer: string): number => Number(SOURCE.exec(referer)?.[1] ?? 0)

export function wireLineToComment(line: OrderLine, { baseUrl }: Pick<CareyCtx, 'baseUrl'>): object {
  return {
    order_goods_id: line.orderLineId,
    goods_name: line.goodsName,
    goods_id: line.goodsId,
    goods_image: absolute(line.goodsThumb, baseUrl),
    goods_code: line.goodsSn,
    goods_sku: line.skuId > 0 ? line.goodsSn : '',
    bar_code: '',
    key_name: keyName(line.optionValueIds),
    key_value: line.optionsText,
    market_price: yuan(line.marketPriceFen),
    shop_price: yuan(line.goodsPriceFen),
    qty: line.quantity,
    is_service: bit(line.returnedQuantity > 0),
  }
}

/** 0 waits, 1 handed over, 2 received, 3 given back. */
function lineStatus(line: OrderLine, order: Order): number {
  if (line.returnedQuantity >= line.quantity || tradeStatus(order) === 4) return 3
  if (order.receivedTime !== '') return 2
  return bit(line.shippedQuantity >= line.quantity)
}

export function wireOrderLine(line: OrderLine, order: Order, ctx: Pick<CareyCtx, 'baseUrl'>): object {
  return { ...wireLineToComment(line, ctx), is_comment: bit(line.isComment), status: lineStatus(line, order) }
}

export function wireOrderGoods(line: OrderLine, order: FoundOrder, ctx: CareyCtx): object {
  return { ...wireOrderLine(line, order, ctx), order_no: order.orderSn, user_id: order.userId }
}

/** What there was and is to pay. A staff member's cut is the adjustment, apart from the promotions. */
function wireAmounts({ totals, adjustedFen }: FoundOrder): object {
  const payable = totals.orderAmountFen + totals.moneyPaidFen
  return {
    pay_amount: yuan(payable + adjustedFen),
    goods_amount: yuan(totals.goodsAmountFen),
    total_amount: yuan(payable),
    use_money: yuan(totals.balanceFen),
    use_level: 0,
    use_integral: yuan(totals.pointsMoneyFen),
    use_coupon: yuan(totals.bonusFen),
    use_discount: 0,
    use_promotion: yuan(totals.discountFen - adjustedFen),
    use_card: 0,
    delivery_fee: yuan(totals.shippingFeeFen + totals.insureFeeFen),
    invoice_amount: yuan(totals.taxFen),
    adjustment: yuan(0 - adjustedFen),
  }
}

/** Numbers of buyers are masked for staff, unless somebody looks at one on purpose. */
function wireRecipient({ consignee }: Order, showsNumbers: boolean): object {
  const shown = (number: string): string => (showsNumbers ? number : masked(number))
  return {
    consignee: consignee.consignee,
    complete_address: [consignee.regionText, consignee.address].filter((text) => text !== '').join(' '),
    zipcode: consignee.zipcode,
    tel: shown(consignee.tel),
    mobile: shown(consignee.mobile),
  }
}

export function wireOrderRow(order: FoundOrder, ctx: CareyCtx, showsNumbers = ctx.actor.kind === 'shopper'): object {
  return {
    order_no: order.orderSn,
    user_id: order.userId,
    source: sourceOf(order.referer),
    ...wireAmounts(order),
    payment_no: '',
    payment_code: String(paymentCode(order)),
    card_number: '',
    delivery_id: order.shippingId,
    ...wireRecipient(order, showsNumbers),
    buyer_remark: order.buyerNote,
    invoice_title: order.invoice.payee,
    tax_number: order.invoice.taxNo,
    ...statuses(order),
    sellers_remark: ctx.actor.kind === 'staff' ? order.staffNote : order.toBuyer,
    integral_pct: 0,
    give_integral: order.totals.givePoints,
    give_coupon: [],
    payment_time: isoToGmt8(order.payTime),
    delivery_time: isoToGmt8(order.shippingTime),
    finished_time: isoToGmt8(order.receivedTime),
    create_time: isoToGmt8(order.addTime),
    update_time: isoToGmt8(order.updatedAt),
    get_user: { username: order.userName, nickname: order.nickName, head_pic: absolute(order.avatarUrl, ctx.baseUrl) },
    get_order_goods: order.lines.map((line) => wireOrderLine(line, order, ctx)),
  }
}

export function wireOrder(order: FoundOrder, ctx: CareyCtx, { showsNumbers = ctx.actor.kind === 'shopper', history }: { showsNumbers?: boolean, history?: readonly HistoryRow[] } = {}): object {
  const { country, province, city, district, address } = order.consignee
  return {
    ...wireOrderRow(order, ctx, showsNumbers),
    country,
    region_list: [province, city, district].filter((id) => id > 0),
    address,
    ...history ? { get_order_log: history.map(wireHistory) } : {},
  }
}

const BY_SYSTEM = -1

/** Who did it: -1 the shop by itself, 0 the buyer, 1 staff. */
function clientOf({ isByStaff, byName }: HistoryRow): number {
  if (isByStaff) return 1
  return byName === 'buyer' ? 0 : BY_SYSTEM
}

export function wireHistory(row: HistoryRow): object {
  return { ...statuses(row), action: row.byName, client_type: clientOf(row), comment: row.note, description: row.event, create_time: timeText(row.at) }
}
