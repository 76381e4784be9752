import type { CommissionRow, OrderLineRow, TxCtx } from '../database/index.ts'
import { type Kept, keptOf } from './amounts.ts'

/** After-sales and the job take turns: whoever holds the order's row sees the units as they are. */
export async function lockKept(tx: TxCtx, orderId: number): Promise<Kept> {
  const order = await tx.sql.row<{ giveRankPoints: number }>('commission_order', 'SELECT "giveRankPoints" FROM "Order" WHERE "id" = $1 FOR UPDATE', [orderId])
  if (!order) throw new Error(`order ${orderId} of a commission is not there`)
  return keptOf(await tx.sql.rows<OrderLineRow>('commission_lines', 'SELECT * FROM "OrderLine" WHERE "orderId" = $1 ORDER BY "id"', [orderId]), order.giveRankPoints)
}

/** In the order of their users, so that two orders of one pair of referrers do not wait for each other. */
export function lockCommissions(tx: TxCtx, orderId: number): Promise<CommissionRow[]> {
  return tx.sql.rows<CommissionRow>('commissions_of_order', 'SELECT * FROM "Commission" WHERE "orderId" = $1 ORDER BY "userId" FOR UPDATE', [orderId])
}

const VOID = 'UPDATE "Commission" SET "state" = \'void\' WHERE "id" = $1 AND "state" <> \'void\''
const REWORK = 'UPDATE "Commission" SET "baseFen" = $2, "moneyFen" = $3, "points" = $4 WHERE "id" = $1 AND "state" = \'pending\''

export async function voidCommission(tx: TxCtx, id: number): Promise<void> {
  await tx.sql.run('commission_void', VOID, [id])
}

export async function reworkCommission(tx: TxCtx, id: number, now: { baseFen: number, moneyFen: number, points: number }): Promise<void> {
  await tx.sql.run('commission_rework', REWORK, [id, now.baseFen, now.moneyFen, now.points])
}
