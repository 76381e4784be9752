import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { retryRefund } from '../payments/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { deskSeller } from './staff-list.ts'

/** How a refund stands for the shop: on its way, waiting for a person, or with the payer. */
export const REFUND_STATES = ['pending', 'failed', 'done'] as const
export type RefundState = typeof REFUND_STATES[number]

export interface DeskRefund {
  id: number
  sn: string
  orderId: number
  orderSn: string
  subjectKind: string
  paymentSn: string
  payName: string
  channel: string
  amountFen: number
  state: string
  attempt: number
  reason: string
  providerRefundNo: string
  canRetry: boolean
  createdAt: string
  nextTryAt: string
  finishedAt: string
}

export interface DeskRefundPage { items: DeskRefund[], counts: Record<'all' | RefundState, number>, totalResults: number }

type FoundRow = Omit<DeskRefund, 'createdAt' | 'nextTryAt' | 'finishedAt'> & { createdAt: Date, nextTryAt: Date | null, finishedAt: Date | null }

// After a week without an answer nobody asks any more: that waits for a person just as a clear no does.
const STATE_SQL: Record<RefundState, string> = {
  pending: `r."state" = 'created' OR (r."state" = 'processing' AND r."nextTryAt" IS NOT NULL)`,
  failed: `r."state" = 'failed' OR (r."state" = 'processing' AND r."nextTryAt" IS NULL)`,
  done: `r."state" IN ('succeeded', 'credited')`,
}

// A refund is its last attempt. Money that belongs to no order is everybody's shop's, not one seller's.
const FOUND = `
FROM "Refund" r JOIN "Payment" p ON p."id" = r."paymentId" LEFT JOIN "Order" o ON o."id" = p."orderId" LEFT JOIN "PaymentMethod" m ON m."id" = p."payId"
WHERE ($1 = 0 OR o."sellerId" = $1) AND ($2 = '' OR $2 IN (r."sn", p."sn", o."sn", r."providerRefundNo"))
  AND NOT EXISTS (SELECT 1 FROM "Refund" l WHERE l."paymentId" = r."paymentId" AND l."key" = r."key" AND l."attempt" > r."attempt")`

const COUNTS = `SELECT count(*)::int AS "all", ${REFUND_STATES.map((state) => `(count(*) FILTER (WHERE ${STATE_SQL[state]}))::int AS "${state}"`).join(', ')} ${FOUND}`

const COLUMNS = `
SELECT r."id", r."sn", coalesce(o."id", 0) AS "orderId", coalesce(o."sn", '') AS "orderSn", p."subjectKind", p."sn" AS "paymentSn", coalesce(m."name", p."provider") AS "payName", p."channel", r."amountFen", r."state",
  r."attempt", r."reason", r."providerRefundNo", (${STATE_SQL.failed}) AS "canRetry", r."createdAt", r."nextTryAt", r."finishedAt"`

/** Refunds of the own seller's orders, the newest first, with how many stand in each state. */
export async function deskRefunds(ctx: TxCtx, { state, q }: { state: 'all' | RefundState, q: string }, page: { pageNo: number, pageSize: number }): Promise<DeskRefundPage> {
  const values = [deskSeller(ctx), q.trim()]
  const [rows, counted] = await Promise.all([
    ctx.sql.rows<FoundRow>(`desk_refunds_${state}`, `${COLUMNS} ${FOUND} ${state === 'all' ? '' : `AND (${STATE_SQL[state]})`} ORDER BY r."id" DESC LIMIT $3 OFFSET $4`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<DeskRefundPage['counts']>('desk_refunds_counts', COUNTS, values),
  ])
  const counts = counted ?? { all: 0, pending: 0, failed: 0, done: 0 }
  return { items: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt), nextTryAt: iso(row.nextTryAt), finishedAt: iso(row.finishedAt) })), counts, totalResults: counts[state] }
}

/** How many refunds wait for a person: the menu's badge. */
export async function countFailedRefunds(ctx: TxCtx): Promise<number> {
  const row = await ctx.sql.row<{ count: number }>('desk_refunds_failed_count', `SELECT count(*)::int AS "count" ${FOUND} AND (${STATE_SQL.failed})`, [deskSeller(ctx), ''])
  return row?.count ?? 0
}

/** Sends a refund that waits for a person on its way again; the job takes it from there. */
export function retryDeskRefund(ctx: Ctx, refundId: number): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const before = await tx.sql.row<FoundRow>('desk_refund', `${COLUMNS} ${FOUND} AND r."id" = $3`, [deskSeller(tx), '', refundId])
    if (!before) throw new ShopError('NOT_FOUND')
    if (!await retryRefund(tx, refundId)) throw new ShopError('CONFLICT')
    await audit(tx, {
      action: 'refund.retry',
      targetKind: 'refund',
      targetId: refundId,
      targetName: before.orderSn || before.paymentSn,
      before: { state: before.state, attempt: before.attempt },
      after: { state: before.state === 'failed' ? 'created' : before.state, attempt: before.state === 'failed' ? before.attempt + 1 : before.attempt, amountFen: before.amountFen },
    })
  })
}
