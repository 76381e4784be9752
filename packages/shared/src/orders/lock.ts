import type { OrderLineRow, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** How a caller names an order: exactly one of the two. */
export interface OrderName {
  orderId?: number | undefined
  orderSn?: string | undefined
}

/** Locks the order the caller may act on: a buyer's own, a merchant's seller's, any for the system. Others do not exist. */
export async function lockOrder(tx: TxCtx, name: OrderName): Promise<OrderRow> {
  const { actor } = tx
  const owner = actor.kind === 'shopper' ? actor.userId : null
  const seller = actor.kind === 'staff' || actor.kind === 'app' ? actor.sellerId : null
  const byId = name.orderId !== undefined
  const order = await tx.sql.row<OrderRow>(
    byId ? 'order_lock_id' : 'order_lock_sn',
    `SELECT * FROM "Order" WHERE ${byId ? '"id"' : '"sn"'} = $1 AND ($2::int IS NULL OR "userId" = $2) AND ($3::int IS NULL OR $3 = 0 OR "sellerId" = $3) FOR UPDATE`,
    [byId ? name.orderId : name.orderSn, owner, seller],
  )
  if (!order || actor.kind === 'guest') throw new ShopError('NOT_FOUND')
  return order
}

export async function linesOf(tx: Pick<TxCtx, 'sql'>, orderId: number): Promise<OrderLineRow[]> {
  return tx.sql.rows<OrderLineRow>('order_lines', 'SELECT * FROM "OrderLine" WHERE "orderId" = $1 ORDER BY "id"', [orderId])
}

/** `exactly one of order_id and order_sn`, as a refusal naming the field. */
export function assertNamesOneOrder(name: OrderName): void {
  if (name.orderId === undefined && name.orderSn === undefined) throw new ShopError('PARAM_MISSING', { field: 'order_sn' })
  if (name.orderId !== undefined && name.orderSn !== undefined) throw new ShopError('PARAM_INVALID', { field: 'order_id' })
}
