import { catchUpVisibleCases } from '@xiaopu/shared/aftersales'
import { countOrders, deskOrders, findOrderBySn, type FoundOrder, getOwnOrders, historyOf, ORDER_SORTS, orderSnOfLine, searchOrders, type SearchState } from '@xiaopu/shared/orders'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { getOffers } from '@xiaopu/shared/shop'
import { z } from 'zod'
import { type CareyCtx, method, orNull, pageOf } from '../../method.ts'
import { wireHistory, wireLineToComment, wireOrder, wireOrderGoods, wireOrderRow } from '../../order-shape.ts'
import { ordered } from '../../param-kinds.ts'
import { param } from '../../read-params.ts'

const [MAX_SN, MAX_WORDS, MAX_NAME, MAX_ACCOUNT, LEAST_MOBILE, MAX_MOBILE, MOST_EXPORTED] = [50, 200, 50, 80, 7, 15, 10_000]
const reading = { controller: 'order', auth: 'required', who: ['admin', 'user'], permission: 'orders.view', write: false } as const
const bySn = z.object({ order_no: param.words(MAX_SN) })
const STATES: readonly SearchState[] = ['all', 'notPaid', 'paid', 'notShipped', 'shipped', 'complete', 'cancel', 'notComment']
const [FIRST_SORT, ...OTHER_SORTS] = ORDER_SORTS

/** Nothing of what is read is out of date. */
async function upToDate(ctx: CareyCtx): Promise<void> {
  const ports = paymentPortsOf(ctx)
  await catchUpVisibleCases(ctx, ports)
  if (ctx.actor.kind === 'shopper') await getOwnOrders(ctx, ports, { state: 'all', pageNo: 1, pageSize: 1 })
}

async function findBySn(ctx: CareyCtx, sn: string): Promise<FoundOrder | null> {
  await upToDate(ctx)
  return orNull(findOrderBySn(ctx, sn))
}

async function payIdOf(ctx: CareyCtx, code: number | undefined): Promise<number | null> {
  if (code !== 0) return code ?? null
  return (await getOffers(ctx)).payments.find(({ isBalance }) => isBalance)?.payId ?? 0
}

export const orderReadMethods = [
  method({
    ...reading,
    name: 'get.order.item',
    title: '获取一个订单',
    params: bySn.extend({ is_get_log: param.maybeFlag }),
    async run({ ctx, input }) {
      const order = await findBySn(ctx, input.order_no)
      if (!order) return null
      // A member of staff who opens an order sees whole numbers; that is told, as everywhere.
      if (ctx.actor.kind === 'staff') await deskOrders.revealContact(ctx, order)
      return wireOrder(order, ctx, { showsNumbers: true, ...input.is_get_log ? { history: await historyOf(ctx, order.orderId) } : {} })
    },
  }),
  method({
    ...reading,
    name: 'get.order.list',
    title: '获取订单列表',
    params: z.object({
      is_export: param.maybeFlag,
      keywords: param.text(MAX_WORDS).default(''),
      consignee: param.text(MAX_NAME).default(''),
      mobile: param.maybeWords(MAX_MOBILE, LEAST_MOBILE),
      payment_code: param.maybeInt(0),
      is_delete: param.maybeFlag,
      begin_time: param.maybeMoment,
      end_time: param.maybeMoment,
      status: param.maybeInt(0, STATES.length - 1),
      account: param.text(MAX_ACCOUNT).default(''),
      ...param.page,
      ...ordered([FIRST_SORT ?? 'order_id', ...OTHER_SORTS], 'order_id'),
    }),
    async run({ ctx, input }) {
      await upToDate(ctx)
      const { items, total } = await searchOrders(ctx, {
        state: STATES[input.status ?? 0] ?? 'all',
        isBinned: input.is_delete ?? false,
        keywords: input.keywords,
        consignee: input.consignee,
        mobile: input.mobile ?? '',
        payId: await payIdOf(ctx, input.payment_code),
        from: input.begin_time ?? null,
        to: input.end_time ?? null,
        account: input.account,
        sort: input.order_field,
        isAscending: input.order_type === 'asc',
      }, input.is_export ? { pageNo: 1, pageSize: MOST_EXPORTED } : { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((order) => wireOrderRow(order, ctx)), total)
    },
  }),
  method({
    ...reading,
    name: 'get.order.status.total',
    title: '获取订单各个状态合计数',
    params: z.object({}),
    async run({ ctx }) {
      await upToDate(ctx)
      const { all, notPaid, paid, notShipped, shipped, complete, cancel, notComment } = await countOrders(ctx)
      return { all, not_paid: notPaid, paid, not_shipped: notShipped, shipped, complete, cancel, not_comment: notComment }
    },
  }),
  method({
    ...reading,
    name: 'get.order.goods.item',
    title: '获取一个订单商品明细',
    params: z.object({ order_goods_id: param.int(1) }),
    async run({ ctx, input }) {
      const sn = await orNull(orderSnOfLine(ctx, input.order_goods_id))
      const order = sn === null ? null : await findBySn(ctx, sn)
      const line = order?.lines.find(({ orderLineId }) => orderLineId === input.order_goods_id)
      return order && line ? wireOrderGoods(line, order, ctx) : null
    },
  }),
  method({
    ...reading,
    who: ['user'],
    name: 'get.order.goods.comment',
    title: '获取可评价或可追评的订单商品列表',
    params: bySn.extend({ comment_type: z.enum(['comment', 'addition']) }),
    async run({ ctx, input }) {
      const order = await findBySn(ctx, input.order_no)
      if (!order) return null
      const isFirst = input.comment_type === 'comment'
      const mayComment = order.receivedTime !== '' && (!isFirst || order.operations.includes('comment'))
      const lines = mayComment ? order.lines.filter((line) => line.isComment !== isFirst && line.returnedQuantity < line.quantity) : []
      return { order_no: order.orderSn, get_order_goods: lines.map((line) => wireLineToComment(line, ctx)) }
    },
  }),
  method({
    ...reading,
    name: 'get.order.log',
    title: '获取订单操作日志',
    params: bySn,
    async run({ ctx, input }) {
      const order = await findBySn(ctx, input.order_no)
      if (!order) return []
      const rows = await historyOf(ctx, order.orderId)
      return rows.map((row) => ({ order_log_id: row.id, order_id: order.orderId, order_no: order.orderSn, ...wireHistory(row) }))
    },
  }),
]
