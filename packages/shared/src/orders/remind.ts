import { type Ctx, inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { gmt8Text } from '../time/index.ts'
import { logOnly } from './events.ts'
import { lockOrder, type OrderName } from './lock.ts'
import { ownOrderNow } from './own.ts'
import { stateOf } from './states.ts'

const EVERY_MS = 24 * 60 * 60 * 1000

/** order.reminder: one notice to the shop in 24 hours. */
export async function remindShop(ctx: Ctx, ports: PaymentPorts, name: OrderName): Promise<{ reminded: boolean, nextTime: string }> {
  const own = await ownOrderNow(ctx, ports, name)
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId: own.id })
    if (order.isMain || stateOf(order) !== 'await_ship') throw new ShopError('ORDER_STATE_INVALID')
    const next = order.remindedAt ? new Date(order.remindedAt.getTime() + EVERY_MS) : tx.now
    if (tx.now < next) throw new ShopError('REMINDER_TOO_SOON', { next_time: gmt8Text(next) })
    await tx.sql.run('order_reminded', 'UPDATE "Order" SET "remindedAt" = $2 WHERE "id" = $1', [order.id, tx.now])
    await logOnly(tx, order, 'remind', '')
    await emit(tx, 'order.reminded', { orderId: order.id, orderSn: order.sn })
  })
  return { reminded: true, nextTime: new Date(ctx.now.getTime() + EVERY_MS).toISOString() }
}
