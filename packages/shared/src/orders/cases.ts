import { randomInt } from 'node:crypto'
import { actorName, type AftersaleRow, type OrderLineRow, type OrderRow, type TxCtx } from '../database/index.ts'
import { emit } from '../outbox/index.ts'
import { gmt8Day } from '../time/index.ts'

// What an order knows of its after-sales cases; their own rules are the after-sales domain's.

const DAY_MS = 86_400_000
const LEAST_LEFT_MS = 3 * DAY_MS

export const CASE_KIND = { returned: 1, refundOnly: 2, exchange: 3, repair: 4 } as const
export const CASE_STATE = { asked: 0, sentBack: 1, cameBack: 2, sentOut: 3, done: 4, withdrawn: 5, refused: 6 } as const

export const isOpenCase = ({ state }: Pick<AftersaleRow, 'state'>): boolean => state <= CASE_STATE.sentOut
const IS_OPEN = '"state" IN (0, 1, 2, 3)'

/** Units of the line that were paid for, are not refunded and in no open case. */
export function unitsLeft(line: OrderLineRow, cases: readonly Pick<AftersaleRow, 'orderLineId' | 'state' | 'quantity'>[]): number {
  const inCases = cases.filter((one) => one.orderLineId === line.id && isOpenCase(one)).reduce((sum, one) => sum + one.quantity, 0)
  return line.quantity - line.returnedQuantity - inCases
}

/** A card or a code that was handed out cannot come back. */
export const isHandedOutVirtual = (line: OrderLineRow): boolean => !line.isReal && line.shippedQuantity > 0

export interface NewCase extends Pick<AftersaleRow, 'orderLineId' | 'kind' | 'quantity' | 'requestedFen' | 'refundTo'>, Partial<Pick<AftersaleRow, 'cause' | 'remark' | 'images'>> {}

const ADD_CASES = `
WITH made AS (
  INSERT INTO "Aftersale" ("sn", "orderId", "orderLineId", "kind", "cause", "remark", "images", "quantity", "requestedFen", "refundTo", "addedAt", "deadline")
  SELECT $1, $2, c."orderLineId", c."kind", coalesce(c."cause", ''), coalesce(c."remark", ''), coalesce(c."images", '{}'), c."quantity", c."requestedFen", c."refundTo", $3::timestamptz, $4::timestamptz
  FROM json_populate_recordset(NULL::"Aftersale", $5::json) c RETURNING "id"),
stopped AS (
  UPDATE "Order" SET "refundStatus" = 1, "receiveStoppedAt" = coalesce("receiveStoppedAt", $3::timestamptz) WHERE "id" = $2)
INSERT INTO "AftersaleLog" ("aftersaleId", "step", "byName", "staffId", "at") SELECT "id", 'ask', $6, $7, $3 FROM made RETURNING "aftersaleId"`

/** Opens cases under one number. The shop has `answerDays` to answer; the automatic receipt waits meanwhile. */
export async function addCases(tx: TxCtx, order: OrderRow, cases: readonly NewCase[], answerDays: number): Promise<number[]> {
  const sn = `R${gmt8Day(tx.now)}${String(randomInt(100_000_000)).padStart(8, '0')}`
  const staffId = tx.actor.kind === 'staff' ? tx.actor.staffId : null
  const rows = await tx.sql.rows<{ aftersaleId: number }>('order_cases_add', ADD_CASES, [
    sn, order.id, tx.now, new Date(tx.now.getTime() + answerDays * DAY_MS), JSON.stringify(cases), actorName(tx.actor), staffId,
  ])
  await emit(tx, 'aftersale.asked', { orderId: order.id, orderSn: order.sn, serviceSn: sn })
  return rows.map((row) => row.aftersaleId)
}

/** An order that ended gives everything back: cases that were open are done with it. */
export async function closeCases(tx: TxCtx, orderId: number): Promise<void> {
  await tx.sql.run('order_cases_close', `
WITH closed AS (
  UPDATE "Aftersale" SET "state" = 4, "isRefunded" = true, "refundedFen" = "requestedFen", "deadline" = NULL, "closedAt" = $2 WHERE "orderId" = $1 AND ${IS_OPEN} RETURNING "id")
INSERT INTO "AftersaleLog" ("aftersaleId", "step", "byName", "at") SELECT "id", 'orderEnded', $3, $2 FROM closed`, [orderId, tx.now, actorName(tx.actor)])
}

export async function hasOpenCase(tx: Pick<TxCtx, 'sql'>, orderId: number): Promise<boolean> {
  return await tx.sql.row('order_case_open', `SELECT 1 FROM "Aftersale" WHERE "orderId" = $1 AND ${IS_OPEN} LIMIT 1`, [orderId]) !== null
}

/** What a closed case means for its order: the figure that sums up its refunds, and the clock, which goes on when it was the last. */
export async function afterCase(tx: TxCtx, orderId: number, at: Date): Promise<void> {
  const isOpen = await hasOpenCase(tx, orderId)
  await tx.sql.run('order_after_case', `
UPDATE "Order" SET
  "refundStatus" = CASE WHEN r."isWhole" THEN 3 WHEN $3 THEN 1 WHEN r."isPart" THEN 2 ELSE 0 END,
  "receiveDeadline" = CASE WHEN $3 OR "receiveStoppedAt" IS NULL OR "receiveDeadline" IS NULL THEN "receiveDeadline"
    ELSE $2::timestamptz + GREATEST("receiveDeadline" - GREATEST("receiveStoppedAt", "shippedAt"), $4::int * interval '1 millisecond') END,
  "receiveStoppedAt" = CASE WHEN $3 THEN "receiveStoppedAt" END
FROM (SELECT bool_and("returnedQuantity" = "quantity") AS "isWhole", bool_or("returnedQuantity" > 0) AS "isPart" FROM "OrderLine" WHERE "orderId" = $1) r
WHERE "id" = $1`, [orderId, at, isOpen, LEAST_LEFT_MS])
}
