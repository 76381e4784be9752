import { LEDGER, post } from '../accounts/index.ts'
import type { CommissionRow, TxCtx } from '../database/index.ts'
import { earned, type Kept } from './amounts.ts'
import { REFERENCE } from './book.ts'
import { lockCommissions, lockKept, reworkCommission, voidCommission } from './rows.ts'

interface Purse extends Record<string, unknown> { balanceFen: number, rankPoints: number }

const TAKEN = `
UPDATE "Commission" SET "takenBackFen" = "takenBackFen" + $2, "takenBackPoints" = "takenBackPoints" + $3, "writtenOffFen" = "writtenOffFen" + $4, "writtenOffPoints" = "writtenOffPoints" + $5,
  "takeBacks" = "takeBacks" + 1 WHERE "id" = $1`

/** Never more than the referrer has; what is not there any more is written off, and stands so in the row. */
async function takeBack(tx: TxCtx, row: CommissionRow, { moneyFen, points }: { moneyFen: number, points: number }): Promise<void> {
  const owedFen = row.moneyFen - row.takenBackFen - row.writtenOffFen - moneyFen
  const owedPoints = row.points - row.takenBackPoints - row.writtenOffPoints - points
  if (owedFen <= 0 && owedPoints <= 0) return
  const purse = await tx.sql.row<Purse>('commission_purse', 'SELECT "balanceFen", "rankPoints" FROM "User" WHERE "id" = $1 FOR NO KEY UPDATE', [row.userId])
  if (!purse) throw new Error(`user ${row.userId} of a commission is not there`)
  const takenFen = Math.max(0, Math.min(owedFen, purse.balanceFen))
  const takenPoints = Math.max(0, Math.min(owedPoints, purse.rankPoints))
  await tx.sql.run('commission_taken', TAKEN, [row.id, takenFen, takenPoints, Math.max(0, owedFen) - takenFen, Math.max(0, owedPoints) - takenPoints])
  if (takenFen === 0 && takenPoints === 0) return
  await post(tx, { userId: row.userId, type: LEDGER.COMMISSION_TAKEN_BACK, balanceFen: 0 - takenFen, rankPoints: 0 - takenPoints, referenceKind: REFERENCE, referenceId: row.id, step: row.takeBacks, text: '退货扣回推荐佣金' })
}

async function review(tx: TxCtx, row: CommissionRow, kept: Kept): Promise<void> {
  const now = earned(kept, row)
  if (row.state === 'pending') {
    if (kept.baseFen === 0) await voidCommission(tx, row.id)
    else await reworkCommission(tx, row.id, { baseFen: kept.baseFen, ...now })
    return
  }
  if (row.paidAt === null) return
  await takeBack(tx, row, now)
  if (kept.baseFen === 0) await voidCommission(tx, row.id)
}

/**
 * The door for after-sales: to be called in the transaction of a refund, after the units returned were written. A commission that
 * waits is worked out on the units kept, one that was booked gives back the difference; an order returned in full earns none.
 */
export async function takeBackCommission(tx: TxCtx, orderId: number): Promise<void> {
  const kept = await lockKept(tx, orderId)
  for (const row of await lockCommissions(tx, orderId)) await review(tx, row, kept)
}
