import { type Ctx, inTransaction, type OrderRow } from '../database/index.ts'
import { closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { giveBack } from './cancel.ts'
import { applyEvent } from './events.ts'
import { lockOrder } from './lock.ts'
import { receiveOrder } from './receive.ts'
import { allows, ORDER, PAY } from './states.ts'

const BATCH = 100
/** A provider that cannot be asked puts an expiry off, at most so long. */
const MAX_PUT_OFF_MS = 30 * 60_000

/** T14 for one order, whatever set it off: the job, or somebody reading the order after its deadline. */
export async function expireOrder(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<void> {
  const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: orderId })
  if (closed === 'paid') return
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId })
    const isDue = order.payDeadline !== null && tx.now >= order.payDeadline && allows('expire', order, 'system')
    if (!isDue || !order.payDeadline) return
    const waitedMs = tx.now.getTime() - order.payDeadline.getTime()
    if (closed === 'unreachable' && waitedMs < MAX_PUT_OFF_MS) return
    await applyEvent(tx, order, 'expire', [ORDER.canceled, 0, PAY.unpaid])
    await giveBack(tx, order, 'original')
  })
}

/** Everything whose time is up. Runs at least once a minute; running it twice or late changes nothing but the moment. */
export async function tickOrders(ctx: Ctx, ports: PaymentPorts): Promise<{ expired: number, received: number }> {
  const unpaid = await ctx.sql.rows<Pick<OrderRow, 'id'>>('orders_due_unpaid', 'SELECT "id" FROM "Order" WHERE "payDeadline" <= $1 AND "orderStatus" IN (0, 1) AND "payStatus" <> 2 ORDER BY "payDeadline" LIMIT $2', [ctx.now, BATCH])
  for (const { id } of unpaid) await expireOrder(ctx, ports, id)
  const shipped = await ctx.sql.rows<Pick<OrderRow, 'id'>>('orders_due_receive', `
SELECT o."id" FROM "Order" o WHERE o."receiveDeadline" <= $1 AND o."orderStatus" = 5 AND o."shippingStatus" = 1 AND NOT o."isCod"
  AND NOT EXISTS (SELECT 1 FROM "Aftersale" a WHERE a."orderId" = o."id" AND a."state" IN (0, 1, 2, 3)) ORDER BY o."receiveDeadline" LIMIT $2`, [ctx.now, BATCH])
  for (const { id } of shipped) {
    await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, { orderId: id })
      if (order.receiveDeadline && tx.now >= order.receiveDeadline && allows('receive', order, 'system')) await receiveOrder(tx, order)
    })
  }
  return { expired: unpaid.length, received: shipped.length }
}
