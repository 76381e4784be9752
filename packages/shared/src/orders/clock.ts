import { type Ctx, inTransaction, type OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { asSystem, closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { giveBack } from './cancel.ts'
import { fillShortOrder } from './codes.ts'
import { applyEvent } from './events.ts'
import { lockOrder } from './lock.ts'
import { receiveOrder } from './receive.ts'
import { allows, ORDER, PAY } from './states.ts'

const BATCH = 100
const BUYER_BATCH = 20
/** A provider that cannot be asked puts an expiry off, at most so long. */
const MAX_PUT_OFF_MS = 30 * 60_000

type Due = Pick<OrderRow, 'id' | 'orderStatus' | 'shippingStatus' | 'payStatus' | 'isCod' | 'payDeadline' | 'receiveDeadline'>

const mustExpire = (order: Due, now: Date): boolean => order.payDeadline !== null && now >= order.payDeadline && allows('expire', order, 'system')
const mustReceive = (order: Due, now: Date): boolean => order.receiveDeadline !== null && now >= order.receiveDeadline && allows('receive', order, 'system')

/** T14 for one order, whatever set it off: the job, or somebody reading the order after its deadline. */
export async function expireOrder(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<void> {
  const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: orderId })
  if (closed === 'paid') return
  await inTransaction(asSystem(ctx), async (tx) => {
    const order = await lockOrder(tx, { orderId })
    if (!mustExpire(order, tx.now) || !order.payDeadline) return
    const waitedMs = tx.now.getTime() - order.payDeadline.getTime()
    if (closed === 'unreachable' && waitedMs < MAX_PUT_OFF_MS) return
    await applyEvent(tx, order, 'expire', [ORDER.canceled, 0, PAY.unpaid])
    await giveBack(tx, order, { refundTo: 'original', reason: '' })
  })
}

async function receiveDue(ctx: Ctx, orderId: number): Promise<void> {
  await inTransaction(asSystem(ctx), async (tx) => {
    const order = await lockOrder(tx, { orderId })
    if (mustReceive(order, tx.now)) await receiveOrder(tx, order)
  }).catch((error: unknown) => {
    // An open case stops the clock.
    if (!(error instanceof ShopError && error.word === 'ORDER_HAS_AFTERSALE')) throw error
  })
}

/** What the clock owes this order, done now. True when something was. */
export async function catchUp(ctx: Ctx, ports: PaymentPorts, order: Due): Promise<boolean> {
  if (mustExpire(order, ctx.now)) await expireOrder(ctx, ports, order.id)
  else if (mustReceive(order, ctx.now)) await receiveDue(ctx, order.id)
  else return false
  return true
}

const DUE = `
SELECT "id", "orderStatus", "shippingStatus", "payStatus", "isCod", "payDeadline", "receiveDeadline" FROM "Order" WHERE`
const UNPAID_DUE = '("payDeadline" <= $1 AND "orderStatus" IN (0, 1) AND "payStatus" <> 2 AND NOT "isCod")'
const SHIPPED_DUE = '("receiveDeadline" <= $1 AND "orderStatus" = 5 AND "shippingStatus" = 1 AND NOT "isCod")'
const NO_CASE = 'NOT EXISTS (SELECT 1 FROM "Aftersale" a WHERE a."orderId" = "Order"."id" AND a."state" IN (0, 1, 2, 3))'

/** Before a buyer's list is read: nothing on it is out of date. */
export async function catchUpOwn(ctx: Ctx, ports: PaymentPorts, userId: number): Promise<void> {
  const due = await ctx.sql.rows<Due>('orders_due_own', `${DUE} "userId" = $2 AND (${UNPAID_DUE} OR (${SHIPPED_DUE} AND ${NO_CASE})) ORDER BY "id" LIMIT $3`, [ctx.now, userId, BUYER_BATCH])
  for (const order of due) await catchUp(ctx, ports, order)
}

/** Paid orders whose stock was gone, and whose buyers wait: the oldest payment first. */
async function fillShort(ctx: Ctx): Promise<number> {
  const short = await ctx.sql.rows<Pick<OrderRow, 'id'>>('orders_short', 'SELECT "id" FROM "Order" WHERE "isShort" AND "orderStatus" IN (0, 1, 5, 6) AND "oosChoice" = 0 ORDER BY "paidAt", "id" LIMIT $1', [BATCH])
  let filled = 0
  for (const { id } of short) {
    filled += await inTransaction(asSystem(ctx), async (tx) => {
      const order = await lockOrder(tx, { orderId: id })
      if (!order.isShort) return 0
      await fillShortOrder(tx, order)
      return 1
    }).catch((error: unknown) => {
      if (error instanceof ShopError && error.word === 'OUT_OF_STOCK') return 0
      throw error
    })
  }
  return filled
}

export interface TickResult { expired: number, received: number, filled: number }

/** Everything whose time is up. Runs at least once a minute; running it twice or late changes nothing but the moment. */
export async function tickOrders(ctx: Ctx, ports: PaymentPorts): Promise<TickResult> {
  const unpaid = await ctx.sql.rows<Due>('orders_due_unpaid', `${DUE} ${UNPAID_DUE} ORDER BY "payDeadline" LIMIT $2`, [ctx.now, BATCH])
  const shipped = await ctx.sql.rows<Due>('orders_due_receive', `${DUE} ${SHIPPED_DUE} AND ${NO_CASE} ORDER BY "receiveDeadline" LIMIT $2`, [ctx.now, BATCH])
  for (const order of [...unpaid, ...shipped]) {
    // One order's trouble is not the others'.
    await catchUp(ctx, ports, order).catch((error: unknown) => ports.log({ event: 'ORDER_CLOCK', detail: String(order.id), error }))
  }
  return { expired: unpaid.length, received: shipped.length, filled: await fillShort(ctx) }
}
