import { z } from 'zod'
import { countTodo, DESK_OPERATIONS, deskCase, deskCases, listCases, previewRefund, QUEUE_TABS } from '@xiaopu/shared/aftersales'
import { Aftersale, fen, flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { paymentPortsOf } from '@xiaopu/shared/payments'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const aftersaleId = int.min(1)
const quantity = int.min(1).optional()
const extraFen = fen.min(0).optional()
const note = text.trim().max(255).optional()
const shipping = { shippingName: text.trim().min(1).max(60), trackingNo: text.trim().min(1).max(60) }
const nothing = z.object({})
const done = (): Record<string, never> => ({})

const QueuedCase = Aftersale.extend({ orderId: int, userName: text, consignee: text, goodsName: text, goodsThumb: text, optionsText: text, deadline: time, closedTime: time, isOverdue: flag, needsPerson: flag })
const DeskCase = QueuedCase.extend({
  payName: text,
  moneyPaidFen: fen,
  balanceFen: fen,
  orderRefundedFen: fen,
  orderPoints: int,
  hasBonus: flag,
  steps: z.array(z.object({ step: text, byName: text, note: text, at: time })),
  operations: z.array(z.enum(DESK_OPERATIONS)),
  groupSize: int,
})
const DeskLine = z.object({
  orderLineId: int,
  goodsName: text,
  goodsThumb: text,
  optionsText: text,
  unitPriceFen: fen,
  quantity: int,
  returnedQuantity: int,
  subtotalFen: fen,
  discountShareFen: fen,
  bonusShareFen: fen,
  pointsShareFen: fen,
  taxShareFen: fen,
  netAmountFen: fen,
  refundedFen: fen,
  contents: z.array(z.object({ goodsName: text, optionsText: text, quantity: int, shareFen: fen })),
})
const RefundPreview = z.object({
  limitFen: fen,
  goodsFen: fen,
  extraFen: fen,
  giftsOffFen: fen,
  pointsOffFen: fen,
  amountFen: fen,
  toMethodFen: fen,
  toBalanceFen: fen,
  points: int,
  takenBackPoints: int,
  takenBackRankPoints: int,
  quantity: int,
  maxQuantity: int,
  maxExtraFen: fen,
  withdrawnQuantity: int,
  isWhole: flag,
  becomes: z.enum(['', 'canceled', 'returned']),
  lines: z.array(DeskLine),
  paidFen: fen,
  refundedBeforeFen: fen,
})

/** The after-sales desk. What is allowed now comes with each case; the operation asks again. */
export const aftersalesRouter = router({
  list: staffProcedure('orders.aftersales')
    .input(pagedInput({ tab: z.enum(QUEUE_TABS).default('todo'), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(QueuedCase), counts: z.record(z.enum(QUEUE_TABS), int) }))
    .query(({ ctx, input: { pageNo, pageSize, ...filters } }) => listCases(ctx, paymentPortsOf(ctx), filters, { pageNo, pageSize })),
  waiting: staffProcedure('orders.aftersales').input(z.void()).output(z.object({ count: int })).query(async ({ ctx }) => ({ count: await countTodo(ctx) })),
  get: staffProcedure('orders.aftersales').input(z.strictObject({ aftersaleId })).output(DeskCase).query(({ ctx, input }) => deskCase(ctx, paymentPortsOf(ctx), input.aftersaleId)),
  preview: staffProcedure('orders.aftersales')
    .input(z.strictObject({ aftersaleId, quantity, extraFen }))
    .output(RefundPreview)
    .query(({ ctx, input }) => previewRefund(ctx, paymentPortsOf(ctx), input)),
  agree: staffWrite('orders.aftersales')
    .input(z.strictObject({ aftersaleId, note, quantity, extraFen }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.agree(ctx, paymentPortsOf(ctx), input).then(done)),
  refuse: staffWrite('orders.aftersales')
    .input(z.strictObject({ aftersaleId, reason: text.trim().min(1).max(255) }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.refuse(ctx, paymentPortsOf(ctx), input).then(done)),
  receiveBack: staffWrite('orders.aftersales')
    .input(z.strictObject({ aftersaleId, note }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.receiveBack(ctx, paymentPortsOf(ctx), input).then(done)),
  refund: staffWrite('orders.aftersales')
    .input(z.strictObject({ aftersaleId, note, quantity, extraFen, restock: flag.default(true) }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.refund(ctx, paymentPortsOf(ctx), input).then(done)),
  sendOut: staffWrite('orders.aftersales')
    .input(z.strictObject({ aftersaleId, ...shipping }))
    .output(nothing)
    .mutation(({ ctx, input }) => deskCases.sendOut(ctx, paymentPortsOf(ctx), input).then(done)),
})
