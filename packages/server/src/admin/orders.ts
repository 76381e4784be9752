import { z } from 'zod'
import { ExpressTrace, int, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { catchUpVisibleCases, deskCases } from '@xiaopu/shared/aftersales'
import { adjustPrice, BIN, binDeskOrder, countWaitingOrders, deskOrder, type DeskOrderPage as OrderPage, deskOrders, expressForStaff, listDeskOrders, mergeOrders, mergePartners, ORDER_STATES, prepareMany, previewMerge, previewShip, putAwayMany, shipMany } from '@xiaopu/shared/orders'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { getOffers } from '@xiaopu/shared/shop'
import { carrierFailed } from '../carrier-failures.ts'
import { router, staffProcedure } from '../trpc.ts'
import { BulkOutcomes, DeskOrder, DeskOrderPage, MergePreview, masked, orderListInput, PriceSteps, ShipPreviewLine } from './order-shapes.ts'
import { staffWrite } from './staff-write.ts'

const orderId = int.min(1)
const byId = z.strictObject({ orderId })
const withReason = z.strictObject({ orderId, reason: text.trim().min(1).max(255) })
const orderSn = text.trim().min(1).max(20)
const ofTwo = z.strictObject({ fromOrder: orderSn, toOrder: orderSn })
const ofParcel = z.strictObject({ orderId, deliveryId: int.min(1) })
const orderIds = z.array(orderId).min(1).max(100)
const trackingNo = text.trim().max(60)
const nothing = z.object({})
const done = (): Record<string, never> => ({})
const Choice = z.object({ id: int, name: text })

function withMaskedNumbers<Shown extends { consignee: { mobile: string, tel: string } }>(order: Shown): Shown {
  return { ...order, consignee: { ...order.consignee, mobile: masked(order.consignee.mobile), tel: masked(order.consignee.tel) } }
}

const iso = (at: Date | null): string => at?.toISOString() ?? ''

function pageOf(order: OrderPage) {
  return {
    ...withMaskedNumbers(order),
    priceSteps: PriceSteps.parse(order.priceSteps),
    payments: order.payments.map((row) => ({ ...row, providerTradeNo: row.providerTradeNo ?? '', createdAt: iso(row.createdAt), paidAt: iso(row.paidAt) })),
    refunds: order.refunds.map((row) => ({ ...row, createdAt: iso(row.createdAt), finishedAt: iso(row.finishedAt) })),
    history: order.history.map((row) => ({ ...row, at: iso(row.at) })),
  }
}

/** Orders as the shop works on them. What is allowed now comes with each order; the operation asks again. */
export const ordersRouter = router({
  list: staffProcedure('orders.view')
    .input(orderListInput)
    .output(pagedOutput({ items: z.array(DeskOrder), counts: z.record(z.enum(['all', ...ORDER_STATES]), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => {
      const page = await listDeskOrders(ctx, filters, { pageNo, pageSize })
      return { ...page, items: page.items.map(withMaskedNumbers), pageNo, pageSize }
    }),
  waiting: staffProcedure('orders.view').input(z.void()).output(z.object({ count: int })).query(async ({ ctx }) => ({ count: await countWaitingOrders(ctx) })),
  choices: staffProcedure('orders.view')
    .input(z.void())
    .output(z.object({ payments: z.array(Choice), shippings: z.array(Choice) }))
    .query(async ({ ctx }) => {
      const { payments, shippings } = await getOffers(ctx)
      return { payments: payments.map(({ payId, name }) => ({ id: payId, name })), shippings: shippings.map(({ shippingId, name }) => ({ id: shippingId, name })) }
    }),
  get: staffProcedure('orders.view').input(byId).output(DeskOrderPage).query(async ({ ctx, input }) => {
    const ports = paymentPortsOf(ctx)
    // The page shows the order's cases.
    await catchUpVisibleCases(ctx, ports)
    return pageOf(await deskOrder(ctx, ports, input.orderId))
  }),
  express: staffProcedure('orders.view').input(byId).output(z.object({ expresses: z.array(ExpressTrace) })).query(async ({ ctx, input }) => ({ expresses: await expressForStaff(ctx, input.orderId, carrierFailed(ctx)) })),
  revealContact: staffWrite('orders.view').input(byId).output(z.object({ mobile: text, tel: text })).mutation(({ ctx, input }) => deskOrders.revealContact(ctx, input)),
  confirm: staffWrite('orders.confirm').input(byId).output(nothing).mutation(({ ctx, input }) => deskOrders.confirm(ctx, paymentPortsOf(ctx), input).then(done)),
  prepare: staffWrite('orders.confirm').input(byId).output(nothing).mutation(({ ctx, input }) => deskOrders.prepare(ctx, paymentPortsOf(ctx), input).then(done)),
  /** With money or balance in the order the right to money is asked for as well. */
  cancel: staffWrite('orders.confirm').input(withReason).output(nothing).mutation(({ ctx, input }) => deskOrders.cancel(ctx, paymentPortsOf(ctx), input).then(done)),
  invalidate: staffWrite('orders.confirm').input(withReason).output(nothing).mutation(({ ctx, input }) => deskOrders.invalidate(ctx, paymentPortsOf(ctx), input).then(done)),
  mergePartners: staffProcedure('orders.confirm')
    .input(z.strictObject({ orderSn }))
    .output(z.object({ partners: z.array(z.object({ orderSn: text, addTime: time, orderAmountFen: int, units: int })) }))
    .query(async ({ ctx, input }) => ({ partners: await mergePartners(ctx, paymentPortsOf(ctx), input) })),
  previewMerge: staffProcedure('orders.confirm').input(ofTwo).output(MergePreview).query(({ ctx, input }) => previewMerge(ctx, input)),
  merge: staffWrite('orders.confirm')
    .input(ofTwo)
    .output(z.object({ orderId: int, orderSn: text }))
    .mutation(async ({ ctx, input }) => {
      const merged = await mergeOrders(ctx, paymentPortsOf(ctx), input)
      return { orderId: merged.orderId, orderSn: merged.orderSn }
    }),
  /** `toFen` is what is to pay afterwards; `seenFen` what the page showed before, so that two changes at once are not added up. */
  adjust: staffWrite('orders.money')
    .input(z.strictObject({ orderId, seenFen: int, toFen: int.min(1) }))
    .output(nothing)
    .mutation(({ ctx, input }) => adjustPrice(ctx, paymentPortsOf(ctx), { orderId: input.orderId, seenFen: input.seenFen, changeFen: input.toFen - input.seenFen }).then(done)),
  putAway: staffWrite('orders.confirm').input(byId).output(nothing).mutation(({ ctx, input }) => binDeskOrder(ctx, { ...input, place: BIN.binned }).then(done)),
  restore: staffWrite('orders.confirm').input(byId).output(nothing).mutation(({ ctx, input }) => binDeskOrder(ctx, { ...input, place: BIN.none }).then(done)),
  putAwayMany: staffWrite('orders.confirm').input(z.strictObject({ orderIds })).output(BulkOutcomes).mutation(async ({ ctx, input }) => ({ outcomes: await putAwayMany(ctx, input.orderIds) })),
  cannotDeliver: staffWrite('orders.confirm')
    .input(z.strictObject({ orderId, orderLineId: int.min(1), reason: text.trim().min(1).max(255) }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.cannotDeliver(ctx, paymentPortsOf(ctx), input).then(done)),
  setNote: staffWrite('orders.confirm')
    .input(z.strictObject({ orderId, staffNote: text.max(500).optional(), toBuyer: text.max(255).optional() }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskOrders.setNote(ctx, paymentPortsOf(ctx), input).then(done)),
  makeDelivery: staffWrite('orders.ship')
    .input(z.strictObject({ orderId, lines: z.array(z.strictObject({ orderLineId: int.min(1), quantity: int.min(1) })).min(1).max(200) }))
    .output(z.object({ deliveryId: int }))
    .mutation(({ ctx, input }) => deskOrders.makeDelivery(ctx, paymentPortsOf(ctx), input)),
  handOver: staffWrite('orders.ship')
    .input(z.strictObject({ orderId, deliveryId: int.min(1), trackingNo, shippingName: text.trim().min(1).max(60).optional() }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskOrders.handOver(ctx, paymentPortsOf(ctx), input).then(done)),
  deliverCodes: staffWrite('orders.ship').input(byId).output(nothing).mutation(({ ctx, input }) => deskOrders.deliverCodes(ctx, paymentPortsOf(ctx), input).then(done)),
  dropDelivery: staffWrite('orders.ship').input(ofParcel).output(nothing).mutation(({ ctx, input }) => deskOrders.dropDelivery(ctx, paymentPortsOf(ctx), input).then(done)),
  takeBack: staffWrite('orders.ship').input(ofParcel).output(nothing).mutation(({ ctx, input }) => deskOrders.takeBack(ctx, paymentPortsOf(ctx), input).then(done)),
  refuseAtDoor: staffWrite('orders.ship').input(withReason).output(nothing).mutation(({ ctx, input }) => deskOrders.refuseAtDoor(ctx, paymentPortsOf(ctx), input).then(done)),
  receive: staffWrite('orders.money').input(byId).output(nothing).mutation(({ ctx, input }) => deskOrders.receive(ctx, paymentPortsOf(ctx), input).then(done)),
  setUnpaid: staffWrite('orders.money').input(withReason).output(nothing).mutation(({ ctx, input }) => deskOrders.setUnpaid(ctx, paymentPortsOf(ctx), input).then(done)),
  bookOffline: staffWrite('orders.money')
    .input(z.strictObject({ orderId, amountFen: int.min(1), receivedAt: time.refine((value) => value !== ''), reference: text.trim().min(1).max(60) }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskOrders.bookOffline(ctx, paymentPortsOf(ctx), { ...input, receivedAt: new Date(input.receivedAt) }).then(done)),
  previewShip: staffProcedure('orders.ship').input(z.strictObject({ orderIds })).output(z.object({ lines: z.array(ShipPreviewLine) })).query(async ({ ctx, input }) => ({ lines: await previewShip(ctx, input.orderIds) })),
  shipMany: staffWrite('orders.ship')
    .input(z.strictObject({ parcels: z.array(z.strictObject({ orderId, trackingNo, shippingName: text.trim().min(1).max(60).optional() })).min(1).max(100) }))
    .output(BulkOutcomes)
    .mutation(async ({ ctx, input }) => ({ outcomes: await shipMany(ctx, paymentPortsOf(ctx), input.parcels) })),
  prepareMany: staffWrite('orders.confirm').input(z.strictObject({ orderIds })).output(BulkOutcomes).mutation(async ({ ctx, input }) => ({ outcomes: await prepareMany(ctx, paymentPortsOf(ctx), input.orderIds) })),
})
