import { catchUpVisibleCases } from '@xiaopu/shared/aftersales'
import { asOneWrite } from '@xiaopu/shared/catalogue'
import { ShopError } from '@xiaopu/shared/errors'
import { adjustPrice, BIN, binDeskOrder, binOwnOrder, cancelOwnOrder, deskOrders, findOrderBySn, type FoundOrder, orderAgain, ordersToShip, receiveOwnOrder, sendParcel, setRecipient, tickOrders } from '@xiaopu/shared/orders'
import { asSystem, type PaymentPorts, paymentPortsOf } from '@xiaopu/shared/payments'
import { getOffers } from '@xiaopu/shared/shop'
import { audit } from '@xiaopu/shared/staff'
import { z } from 'zod'
import type { Permission } from '../../../permissions.ts'
import { type CareyCtx, done, method } from '../../method.ts'
import { tradeStatus, wireOrder } from '../../order-shape.ts'
import { jsonList, signedMoney } from '../../param-kinds.ts'
import { placeOf } from '../../place.ts'
import { param } from '../../read-params.ts'
import { isoToGmt8 } from '../../../gateway/index.ts'

const [MAX_SN, MAX_NAME, MAX_TEXT, MAX_SHORT, LEAST_MOBILE, MAX_MOBILE, MOST_ORDERS] = [50, 50, 255, 20, 7, 15, 100]
const writing = { controller: 'order', auth: 'required', write: true } as const
const shared = { ...writing, who: ['admin', 'user'] } as const
const staff = (permission: Permission) => ({ ...writing, who: ['admin'], permission } as const)
const bySn = z.object({ order_no: param.words(MAX_SN) })
const bySns = z.object({ order_no: jsonList(z.string().min(1).max(MAX_SN), MOST_ORDERS, 1) })

async function upToDate(ctx: CareyCtx): Promise<PaymentPorts> {
  const ports = paymentPortsOf(ctx)
  await catchUpVisibleCases(ctx, ports)
  return ports
}

/** On every order sent, or on none: what the clock owes each is done before. */
async function onAll(ctx: CareyCtx, sns: readonly string[], work: (ctx: CareyCtx, order: FoundOrder) => Promise<unknown>): Promise<void> {
  const orders = await Promise.all([...new Set(sns)].map((sn) => findOrderBySn(ctx, sn)))
  await asOneWrite(ctx, async (inner) => {
    for (const order of orders.sort((a, b) => a.orderId - b.orderId)) await work({ ...ctx, ...inner }, order)
  })
}

const PLACES = [BIN.none, BIN.binned, BIN.gone] as const
const SHIPPED = 2

/** Whole parcels of the named lines: everything of them that is in no parcel yet. */
async function ship(ctx: CareyCtx, input: { order_no: string, order_goods_id: readonly number[], logistic_code: string, delivery_id?: number | undefined }): Promise<void> {
  const ports = await upToDate(ctx)
  const [order] = await ordersToShip(ctx, [input.order_no])
  if (!order) throw new ShopError('NOT_FOUND')
  const units = [...new Set(input.order_goods_id)].map((orderLineId) => ({ orderLineId, quantity: order.lines.find((line) => line.orderLineId === orderLineId)?.openUnits ?? 0 }))
  if (units.some(({ quantity }) => quantity === 0)) throw new ShopError('PARAM_INVALID', { field: 'order_goods_id' })
  const shippingName = (await getOffers(ctx)).shippings.find(({ shippingId }) => shippingId === input.delivery_id)?.name ?? ''
  if (input.delivery_id && shippingName === '') throw new ShopError('PARAM_INVALID', { field: 'delivery_id' })
  await sendParcel(ctx, ports, { order, units, trackingNo: input.logistic_code, shippingName }, async () => undefined)
}

/** What runs by itself every minute, asked for by hand. */
async function tick(ctx: CareyCtx, name: string): Promise<true> {
  await tickOrders(asSystem(ctx), paymentPortsOf(ctx))
  await audit(ctx, { action: 'order.tick', targetKind: 'order', targetId: '', targetName: name })
  return true
}

export const orderWriteMethods = [
  method({ ...writing, who: ['user'], name: 'buyagain.order.goods', title: '再次购买与订单相同的商品', params: bySn, run: ({ ctx, input }) => done(orderAgain(ctx, { orderSn: input.order_no })) }),
  method({
    ...shared,
    permission: 'orders.confirm',
    name: 'cancel.order.item',
    title: '取消一个订单',
    params: bySn,
    async run({ ctx, input }) {
      const ports = await upToDate(ctx)
      const order = await findOrderBySn(ctx, input.order_no)
      if (tradeStatus(order) >= SHIPPED) throw new ShopError('ORDER_STATE_INVALID')
      if (ctx.actor.kind === 'staff') await deskOrders.cancel(ctx, ports, { orderId: order.orderId, reason: '商家取消' })
      else await cancelOwnOrder(ctx, ports, { orderId: order.orderId, refundTo: 'balance' })
      return true
    },
  }),
  method({
    ...shared,
    permission: 'orders.money',
    name: 'complete.order.list',
    title: '订单批量确认收货',
    params: bySns,
    async run({ ctx, input }) {
      const ports = await upToDate(ctx)
      return done(onAll(ctx, input.order_no, (inner, { orderId }) => (inner.actor.kind === 'staff' ? deskOrders.receive(inner, ports, { orderId }) : receiveOwnOrder(inner, ports, { orderId }))))
    },
  }),
  method({
    ...shared,
    permission: 'orders.confirm',
    name: 'recycle.order.item',
    title: '将订单放入回收站、还原或删除',
    params: bySn.extend({ is_recycle: param.int(0, PLACES.length - 1) }),
    run: ({ ctx, input }) => {
      const moved = { orderSn: input.order_no, place: PLACES[input.is_recycle] ?? BIN.none }
      return done(ctx.actor.kind === 'staff' ? binDeskOrder(ctx, moved) : binOwnOrder(ctx, moved))
    },
  }),
  method({
    ...staff('orders.confirm'),
    name: 'set.order.item',
    title: '编辑一个订单',
    params: bySn.extend({
      consignee: param.words(MAX_NAME),
      country: param.maybeInt(0),
      region_list: param.ids,
      address: param.words(MAX_TEXT),
      zipcode: param.text(MAX_SHORT).optional(),
      tel: param.text(MAX_SHORT).optional(),
      mobile: param.words(MAX_MOBILE, LEAST_MOBILE),
      invoice_title: param.text(MAX_TEXT).optional(),
      tax_number: param.text(MAX_SHORT).optional(),
    }),
    async run({ ctx, input: { order_no: sn, country, region_list: regionIds, invoice_title: invoiceTitle, tax_number: taxNo, ...recipient } }) {
      await placeOf(ctx, regionIds, country)
      const { orderId } = await findOrderBySn(ctx, sn)
      await setRecipient(ctx, paymentPortsOf(ctx), { orderId, regionIds, invoiceTitle, taxNo, ...recipient })
      return wireOrder(await findOrderBySn(ctx, sn), ctx, { showsNumbers: true })
    },
  }),
  method({
    ...staff('orders.confirm'),
    name: 'remark.order.item',
    title: '添加或编辑卖家备注',
    params: bySn.extend({ sellers_remark: param.words(MAX_TEXT) }),
    async run({ ctx, input }) {
      const { orderId } = await findOrderBySn(ctx, input.order_no)
      await deskOrders.setNote(ctx, paymentPortsOf(ctx), { orderId, staffNote: input.sellers_remark })
      return { sellers_remark: input.sellers_remark, update_time: isoToGmt8(ctx.now.toISOString()) }
    },
  }),
  method({
    ...staff('orders.money'),
    name: 'change.price.order.item',
    title: '调整订单应付金额',
    params: bySn.extend({ total_amount: signedMoney }),
    async run({ ctx, input }) {
      const { orderId } = await findOrderBySn(ctx, input.order_no)
      return done(adjustPrice(ctx, paymentPortsOf(ctx), { orderId, changeFen: input.total_amount }))
    },
  }),
  method({
    ...staff('orders.confirm'),
    name: 'picking.order.list',
    title: '订单批量设为配货状态',
    params: bySns,
    async run({ ctx, input }) {
      const ports = await upToDate(ctx)
      await onAll(ctx, input.order_no, (inner, { orderId }) => deskOrders.prepare(inner, ports, { orderId }))
      return { trade_status: 1 }
    },
  }),
  method({
    ...staff('orders.ship'),
    name: 'delivery.order.item',
    title: '订单设为发货状态',
    params: bySn.extend({ order_goods_id: param.ids, logistic_code: param.text(MAX_NAME).default(''), delivery_id: param.maybeInt(0) }),
    run: ({ ctx, input }) => done(ship(ctx, input)),
  }),
  method({ ...staff('orders.confirm'), name: 'timeout.order.cancel', title: '未付款订单超时自动取消', params: z.object({}), run: ({ ctx }) => tick(ctx, 'timeout.order.cancel') }),
  method({ ...staff('orders.confirm'), name: 'timeout.order.complete', title: '未确认收货订单超时自动完成', params: z.object({}), run: ({ ctx }) => tick(ctx, 'timeout.order.complete') }),
]
