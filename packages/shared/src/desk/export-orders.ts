import type { Ctx } from '../database/index.ts'
import { formatYuan } from '../money/index.ts'
import { type DeskFilters, type DeskOrder, deskOrdersBelow } from '../orders/index.ts'
import { gmt8Text } from '../time/index.ts'
import { headings } from './export-goods.ts'
import { type SheetColumn, type SheetLanguage, sheetText } from './sheet.ts'

const BATCH = 200

interface OrderColumn extends SheetColumn { of: (order: DeskOrder, words: Words) => string | number }
interface Words { state: string, contact: (number: string) => string }

const STATES: Record<DeskOrder['state'], Record<SheetLanguage, string>> = {
  await_pay: { zh: '待付款', en: 'Awaiting payment' },
  await_confirm: { zh: '待确认', en: 'Awaiting confirmation' },
  await_ship: { zh: '待发货', en: 'To ship' },
  part_shipped: { zh: '部分发货', en: 'Partly shipped' },
  shipped: { zh: '已发货', en: 'Shipped' },
  finished: { zh: '已完成', en: 'Finished' },
  canceled: { zh: '已取消', en: 'Cancelled' },
  invalid: { zh: '无效', en: 'Invalid' },
  returned: { zh: '已退货', en: 'Returned' },
}

const at = (time: string): string => (time === '' ? '' : gmt8Text(new Date(time)))

/** The heading of the numbers is that of a file of parcels: an exported file with the numbers filled in can be sent in. */
const ORDER_COLUMNS: readonly OrderColumn[] = [
  { key: 'orderSn', zh: '订单号', en: 'Order number', kind: 'text', of: (order) => order.orderSn },
  { key: 'state', zh: '状态', en: 'State', kind: 'text', of: (_order, words) => words.state },
  { key: 'addTime', zh: '下单时间', en: 'Placed', kind: 'text', of: (order) => at(order.addTime) },
  { key: 'payTime', zh: '付款时间', en: 'Paid', kind: 'text', of: (order) => at(order.payTime) },
  { key: 'userName', zh: '会员', en: 'Member', kind: 'text', of: (order) => order.userName },
  { key: 'consignee', zh: '收货人', en: 'Consignee', kind: 'text', of: (order) => order.consignee.consignee },
  { key: 'mobile', zh: '手机', en: 'Mobile', kind: 'text', of: (order, words) => words.contact(order.consignee.mobile || order.consignee.tel) },
  { key: 'region', zh: '地区', en: 'Region', kind: 'text', of: (order) => order.consignee.regionText },
  { key: 'address', zh: '详细地址', en: 'Address', kind: 'text', of: (order) => order.consignee.address },
  { key: 'goods', zh: '商品', en: 'Goods', kind: 'text', of: (order) => order.lines.map((line) => [line.goodsName, line.optionsText, `× ${line.quantity}`].filter(Boolean).join(' ')).join('; ') },
  { key: 'pieces', zh: '件数', en: 'Pieces', kind: 'count', of: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0) },
  { key: 'goodsAmount', zh: '商品金额', en: 'Goods amount', kind: 'money', of: (order) => formatYuan(order.totals.goodsAmountFen) },
  { key: 'discount', zh: '优惠', en: 'Discount', kind: 'money', of: (order) => formatYuan(order.totals.discountFen) },
  { key: 'shippingFee', zh: '运费', en: 'Shipping fee', kind: 'money', of: (order) => formatYuan(order.totals.shippingFeeFen) },
  { key: 'otherFees', zh: '其他费用', en: 'Other fees', kind: 'money', of: ({ totals }) => formatYuan(totals.totalFeeFen - totals.goodsAmountFen + totals.discountFen - totals.shippingFeeFen) },
  { key: 'total', zh: '订单总额', en: 'Total', kind: 'money', of: (order) => formatYuan(order.totals.totalFeeFen) },
  { key: 'payment', zh: '支付方式', en: 'Payment', kind: 'text', of: (order) => order.payName },
  { key: 'shippingName', zh: '快递公司', en: 'Carrier', kind: 'text', of: (order) => order.shippingName },
  { key: 'trackingNo', zh: '快递单号', en: 'Tracking number', kind: 'text', of: (order) => order.deliveries.map((parcel) => parcel.trackingNo).filter(Boolean).join(' ') },
  { key: 'shippingTime', zh: '发货时间', en: 'Shipped', kind: 'text', of: (order) => at(order.shippingTime) },
  { key: 'invoice', zh: '发票', en: 'Invoice', kind: 'text', of: ({ invoice }) => [invoice.payee, invoice.taxNo, invoice.content].filter(Boolean).join(' ') },
  { key: 'buyerNote', zh: '买家留言', en: 'Buyer\'s note', kind: 'text', of: (order) => order.buyerNote },
  { key: 'staffNote', zh: '店内备注', en: 'Shop note', kind: 'text', of: (order) => order.staffNote },
]

export interface OrderFile {
  filters: DeskFilters
  language: SheetLanguage
  /** What is told of a telephone number. */
  contact: (number: string) => string
}

/** All orders of a list's filter, a batch at a time. */
export async function* exportOrders(ctx: Ctx, { filters, language, contact }: OrderFile): AsyncGenerator<string> {
  yield headings(ORDER_COLUMNS, language)
  for (let belowId = 0; ;) {
    const orders = await deskOrdersBelow(ctx, filters, { belowId, limit: BATCH })
    yield sheetText(orders.map((order) => ORDER_COLUMNS.map((column) => column.of(order, { state: STATES[order.state][language], contact }))))
    const last = orders.at(-1)
    if (!last || orders.length < BATCH) return
    belowId = last.orderId
  }
}
