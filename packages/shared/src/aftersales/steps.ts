import { takeStock } from '../catalogue/index.ts'
import type { AftersaleRow, OrderLineRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { CASE_KIND, CASE_STATE, linesOf, stockLinesOf, unitsNotHandedOver } from '../orders/index.ts'
import { emit } from '../outbox/index.ts'
import { getSettings } from '../shop/index.ts'
import { type LockedCase, moveCase } from './cases.ts'
import { type RefundChoice, refundCase } from './refund.ts'

const DAY_MS = 86_400_000
/** How long goods travel, and how long a shop looks at what came back. */
const TRAVEL_DAYS = 10
const INSPECT_DAYS = 3

/** When a step happens, and what was said with it. */
export interface Saying {
  at?: Date
  note?: string | undefined
}

const after = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

function assertIn(row: AftersaleRow, isAllowed: boolean): void {
  if (!isAllowed) throw new ShopError('ORDER_STATE_INVALID', { state: row.state })
}

const isUnanswered = (row: AftersaleRow): boolean => row.state === CASE_STATE.asked && !row.isAgreed
const isWaitingForGoods = (row: AftersaleRow): boolean => row.state === CASE_STATE.asked && row.isAgreed

/** The shop agrees. A refund alone is made at once; goods are waited for. */
export async function agree(tx: TxCtx, locked: LockedCase, { at = tx.now, note }: Saying = {}, choice: RefundChoice = {}): Promise<AftersaleRow> {
  assertIn(locked.row, isUnanswered(locked.row))
  if (locked.row.kind === CASE_KIND.refundOnly) return refundCase(tx, locked, { name: 'refund', at, note }, choice)
  const { returnShipDays } = await getSettings(tx)
  return moveCase(tx, locked, { name: 'agree', change: { isAgreed: true, isOverdue: false, ...note && { toBuyer: note } }, deadline: after(at, returnShipDays), note, at })
}

export async function refuse(tx: TxCtx, locked: LockedCase, reason: string): Promise<AftersaleRow> {
  assertIn(locked.row, isUnanswered(locked.row))
  return moveCase(tx, locked, { name: 'refuse', change: { state: CASE_STATE.refused, toBuyer: reason }, note: reason })
}

/** The buyer takes it back, as long as nothing was sent. */
export async function withdraw(tx: TxCtx, locked: LockedCase, { at, note }: Saying = {}): Promise<AftersaleRow> {
  assertIn(locked.row, locked.row.state === CASE_STATE.asked)
  return moveCase(tx, locked, { name: at ? 'notSentBack' : 'withdraw', change: { state: CASE_STATE.withdrawn }, note, ...at && { at } })
}

export interface Parcel {
  shippingName: string
  trackingNo: string
}

/** The goods are on their way to the shop. */
export async function sendBack(tx: TxCtx, locked: LockedCase, { shippingName, trackingNo }: Parcel): Promise<AftersaleRow> {
  assertIn(locked.row, isWaitingForGoods(locked.row))
  const deadline = locked.row.kind === CASE_KIND.returned ? after(tx.now, TRAVEL_DAYS) : null
  return moveCase(tx, locked, { name: 'sendBack', change: { state: CASE_STATE.sentBack, returnShippingName: shippingName, returnTrackingNo: trackingNo }, deadline, note: `${shippingName} ${trackingNo}` })
}

/** The goods are back in the shop. */
export async function receiveBack(tx: TxCtx, locked: LockedCase, { at = tx.now, note }: Saying = {}): Promise<AftersaleRow> {
  assertIn(locked.row, locked.row.state === CASE_STATE.sentBack)
  const deadline = locked.row.kind === CASE_KIND.returned ? after(at, INSPECT_DAYS) : null
  return moveCase(tx, locked, { name: 'receiveBack', change: { state: CASE_STATE.cameBack }, deadline, note, at })
}

/** What came back is paid back. */
export async function refundReturned(tx: TxCtx, locked: LockedCase, { at = tx.now, note }: Saying = {}, choice: RefundChoice = {}): Promise<AftersaleRow> {
  assertIn(locked.row, locked.row.kind === CASE_KIND.returned && locked.row.state === CASE_STATE.cameBack)
  return refundCase(tx, locked, { name: 'refund', at, note }, choice)
}

async function lineOf(tx: TxCtx, { order, row }: LockedCase): Promise<OrderLineRow> {
  const line = (await linesOf(tx, order.id)).find((one) => one.id === row.orderLineId)
  if (!line) throw new Error(`case ${row.id} has no line`)
  return line
}

/** An exchange takes new units of the same kind; without stock the two agree on a refund instead. */
export async function sendOut(tx: TxCtx, locked: LockedCase, { shippingName, trackingNo }: Parcel): Promise<AftersaleRow> {
  const { row } = locked
  assertIn(row, row.state === CASE_STATE.cameBack && row.kind !== CASE_KIND.returned)
  if (row.kind === CASE_KIND.exchange && (await getSettings(tx)).useStorage) {
    await takeStock(tx, stockLinesOf(await lineOf(tx, locked), row.quantity), { cause: 'exchanged', orderId: row.orderId })
  }
  const change = { state: CASE_STATE.sentOut, exchangeShippingName: shippingName, exchangeTrackingNo: trackingNo }
  return moveCase(tx, locked, { name: 'sendOut', change, deadline: after(tx.now, TRAVEL_DAYS), note: `${shippingName} ${trackingNo}` })
}

/** The buyer has the new or the mended goods. */
export async function receiveOut(tx: TxCtx, locked: LockedCase, { at = tx.now }: Saying = {}): Promise<AftersaleRow> {
  assertIn(locked.row, locked.row.state === CASE_STATE.sentOut)
  return moveCase(tx, locked, { name: 'receiveOut', change: { state: CASE_STATE.done }, at })
}

/** Money for goods the buyer has is not given by a clock: a member decides. */
async function answerByClock(tx: TxCtx, locked: LockedCase, at: Date): Promise<AftersaleRow> {
  const { row, order } = locked
  const isHandedOver = row.kind === CASE_KIND.refundOnly && row.quantity > unitsNotHandedOver(await lineOf(tx, locked))
  if (!isHandedOver) return agree(tx, locked, { at })
  await emit(tx, 'aftersale.overdue', { aftersaleId: row.id, orderId: order.id, orderSn: order.sn })
  return moveCase(tx, locked, { name: 'overdue', change: { isOverdue: true }, at })
}

/** The step the clock owes a case at its deadline. */
export async function stepByClock(tx: TxCtx, locked: LockedCase, at: Date): Promise<AftersaleRow> {
  const { row } = locked
  if (isUnanswered(row)) return answerByClock(tx, locked, at)
  if (isWaitingForGoods(row)) return withdraw(tx, locked, { at })
  if (row.state === CASE_STATE.sentBack) return receiveBack(tx, locked, { at })
  if (row.state === CASE_STATE.cameBack) return refundReturned(tx, locked, { at })
  return receiveOut(tx, locked, { at })
}
