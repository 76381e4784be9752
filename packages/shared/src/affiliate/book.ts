import { LEDGER, post } from '../accounts/index.ts'
import { type CommissionRow, type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { asSystem } from '../payments/index.ts'
import { earned, type Kept } from './amounts.ts'
import { lockCommissions, lockKept, reworkCommission, voidCommission } from './rows.ts'

export const REFERENCE = 'commission'
const BATCH = 100

const NO_CASE = 'NOT EXISTS (SELECT 1 FROM "Aftersale" a WHERE a."orderId" = c."orderId" AND a."state" IN (0, 1, 2, 3))'
const DUE = `SELECT DISTINCT c."orderId" FROM "Commission" c WHERE c."state" = 'pending' AND c."dueAt" <= $1 AND ${NO_CASE} ORDER BY c."orderId" LIMIT $2`
const IS_DUE = `SELECT 1 FROM "Commission" c WHERE c."orderId" = $1 AND c."state" = 'pending' AND ${NO_CASE}`

async function book(tx: TxCtx, row: CommissionRow, kept: Kept): Promise<number> {
  if (row.state !== 'pending' || row.dueAt > tx.now) return 0
  const { moneyFen, points } = earned(kept, row)
  if (kept.baseFen === 0) {
    await voidCommission(tx, row.id)
    return 0
  }
  await reworkCommission(tx, row.id, { baseFen: kept.baseFen, moneyFen, points })
  await tx.sql.run('commission_paid', 'UPDATE "Commission" SET "state" = \'paid\', "paidAt" = $2 WHERE "id" = $1 AND "state" = \'pending\'', [row.id, tx.now])
  await post(tx, { userId: row.userId, type: LEDGER.COMMISSION, balanceFen: moneyFen, rankPoints: points, referenceKind: REFERENCE, referenceId: row.id, text: '推荐佣金' })
  return 1
}

/** Commissions whose order can no longer come back, on the units kept. Any number of processes may do this at once. */
export async function bookDueCommissions(ctx: Ctx): Promise<number> {
  const due = await ctx.sql.rows<{ orderId: number }>('commissions_due', DUE, [ctx.now, BATCH])
  let booked = 0
  for (const { orderId } of due) {
    booked += await inTransaction(asSystem(ctx), async (tx) => {
      const kept = await lockKept(tx, orderId)
      // A case may have been opened before the order's row was ours.
      if (!await tx.sql.row('commission_is_due', IS_DUE, [orderId])) return 0
      let count = 0
      for (const row of await lockCommissions(tx, orderId)) count += await book(tx, row, kept)
      return count
    })
  }
  return booked
}
