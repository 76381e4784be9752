import { actorName, type AftersaleRow, type Ctx, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { afterCase, isOpenCase, lockOrder } from '../orders/index.ts'

/** A case under its order's lock. */
export interface LockedCase {
  order: OrderRow
  row: AftersaleRow
}

/** Whose case it is, is whose order it is: the lock of the order asks. */
export async function lockCase(tx: TxCtx, aftersaleId: number): Promise<LockedCase> {
  const found = await tx.sql.row<Pick<AftersaleRow, 'orderId'>>('aftersale_order', 'SELECT "orderId" FROM "Aftersale" WHERE "id" = $1', [aftersaleId])
  if (!found) throw new ShopError('NOT_FOUND')
  const order = await lockOrder(tx, { orderId: found.orderId })
  const row = await tx.sql.row<AftersaleRow>('aftersale_lock', 'SELECT * FROM "Aftersale" WHERE "id" = $1 FOR UPDATE', [aftersaleId])
  if (!row) throw new ShopError('NOT_FOUND')
  return { order, row }
}

export function casesOf(ctx: Pick<TxCtx, 'sql'>, orderId: number): Promise<AftersaleRow[]> {
  return ctx.sql.rows<AftersaleRow>('aftersales_of_order', 'SELECT * FROM "Aftersale" WHERE "orderId" = $1 ORDER BY "id"', [orderId])
}

/** The case as it is now, for whoever only looks at it; null for a stranger's. */
export function findCase(ctx: Pick<Ctx, 'sql' | 'actor'>, aftersaleId: number): Promise<AftersaleRow | null> {
  const { actor } = ctx
  const owner = actor.kind === 'shopper' ? actor.userId : null
  const seller = actor.kind === 'staff' || actor.kind === 'app' ? actor.sellerId : null
  return ctx.sql.row<AftersaleRow>('aftersale_own', `
SELECT a.* FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId"
WHERE a."id" = $1 AND ($2::int IS NULL OR o."userId" = $2) AND ($3::int IS NULL OR $3 = 0 OR o."sellerId" = $3) AND $4`, [aftersaleId, owner, seller, actor.kind !== 'guest'])
}

/** What a step changes beside the state. */
export type CaseChange = Partial<Pick<AftersaleRow, 'state' | 'isAgreed' | 'isOverdue' | 'isRefunded' | 'quantity' | 'refundedFen' | 'refundedPoints' | 'extraFen' | 'takenBackPoints' | 'restockedQuantity' | 'returnShippingName' | 'returnTrackingNo' | 'exchangeShippingName' | 'exchangeTrackingNo' | 'toBuyer'>>

export interface Step {
  name: string
  change: CaseChange
  /** When the clock goes on by itself; none while it waits for a person. */
  deadline?: Date | null
  note?: string | undefined
  /** The moment it counts for: a step of the clock is as old as its deadline. */
  at?: Date
}

const MOVE = `
WITH moved AS (
  UPDATE "Aftersale" SET "state" = c."state", "isAgreed" = c."isAgreed", "isOverdue" = c."isOverdue", "isRefunded" = c."isRefunded", "quantity" = c."quantity",
    "refundedFen" = c."refundedFen", "refundedPoints" = c."refundedPoints", "extraFen" = c."extraFen", "takenBackPoints" = c."takenBackPoints", "restockedQuantity" = c."restockedQuantity",
    "returnShippingName" = c."returnShippingName", "returnTrackingNo" = c."returnTrackingNo", "exchangeShippingName" = c."exchangeShippingName",
    "exchangeTrackingNo" = c."exchangeTrackingNo", "toBuyer" = c."toBuyer", "deadline" = $4, "closedAt" = $5
  FROM json_populate_record(NULL::"Aftersale", $6::json) c WHERE "Aftersale"."id" = $1 AND "Aftersale"."state" = $2 AND "Aftersale"."isAgreed" = $3 RETURNING "Aftersale"."id")
INSERT INTO "AftersaleLog" ("aftersaleId", "step", "byName", "staffId", "note", "at") SELECT "id", $7, $8, $9, $10, $11 FROM moved`

/** The only writer of a case: moves it if it still stands where it was read, writes the log row, tells the order when it is closed. */
export async function moveCase(tx: TxCtx, { order, row }: LockedCase, step: Step): Promise<AftersaleRow> {
  const { name, change, deadline = null, note = '', at = tx.now } = step
  const next: AftersaleRow = { ...row, ...change, deadline }
  const isClosed = !isOpenCase(next)
  const moved = await tx.sql.run('aftersale_move', MOVE, [
    row.id, row.state, row.isAgreed, deadline, isClosed ? at : null, JSON.stringify(next),
    name, actorName(tx.actor), tx.actor.kind === 'staff' ? tx.actor.staffId : null, note, at,
  ])
  if (moved === 0) throw new ShopError('CONFLICT')
  if (isClosed) await afterCase(tx, order.id, at)
  await emit(tx, 'aftersale.moved', { aftersaleId: row.id, orderId: order.id, orderSn: order.sn, state: next.state, step: name })
  return { ...next, closedAt: isClosed ? at : null }
}
