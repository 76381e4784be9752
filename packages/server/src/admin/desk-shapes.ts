import { z } from 'zod'
import { fen, flag, int, Order, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { ROW_STATES } from '@xiaopu/shared/desk'

const Cell = z.union([text, z.number(), flag])
const Job = z.object({
  jobId: int,
  state: text,
  title: text,
  /** The change of a bulk edit, {} of a file. */
  request: z.record(text, Cell),
  staffName: text,
  createdAt: time,
  finishedAt: time,
  undoneAt: time,
  undoneBy: text,
  counts: z.record(z.enum(ROW_STATES), int),
})
const Row = z.object({
  no: int,
  lines: z.array(int),
  targetId: int,
  number: text,
  name: text,
  plan: text,
  state: z.enum(ROW_STATES),
  changes: z.array(z.object({ field: text, skuId: int, label: text, before: Cell, after: Cell })),
  problems: z.array(z.object({ line: int, column: text, word: text, params: z.record(text, z.union([text, z.number()])) })),
})

export const JobList = pagedOutput({ items: z.array(Job) })
export const JobPage = pagedOutput({ job: Job, items: z.array(Row) })

const { orderId, orderSn, state, consignee, shippingName, pickupTime, payName, packName, cardName, cardMessage, invoice, buyerNote, toBuyer, totals, deliveries, addTime } = Order.shape
const printGoods = { goodsId: int, goodsSn: text, skuSn: text, goodsName: text, optionsText: text, shopNote: text, quantity: int, isReal: flag }
export const PrintSheets = z.object({
  shopName: text,
  orders: z.array(z.object({
    orderId, orderSn, state, consignee, shippingName, pickupTime, payName, packName, cardName, cardMessage, invoice, buyerNote, toBuyer, totals, deliveries, addTime,
    staffNote: text,
    lines: z.array(z.object({ ...printGoods, orderLineId: int, openQuantity: int, unitPriceFen: fen, contents: z.array(z.object(printGoods)) })),
  })),
})
