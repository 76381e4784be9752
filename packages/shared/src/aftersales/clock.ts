import { type AftersaleRow, type Ctx, inTransaction, type OrderRow } from '../database/index.ts'
import { isOpenCase, lockOrder } from '../orders/index.ts'
import { asSystem, type PaymentPorts } from '../payments/index.ts'
import { stepByClock } from './steps.ts'

const BATCH = 100
/** A case takes at most so many steps by itself. */
const MAX_STEPS = 5

type Due = Pick<AftersaleRow, 'id' | 'orderId'>

/** What the clock owes one case, step by step: each counts from the deadline of the one before, however late it is worked out. */
async function catchUpCase(ctx: Ctx, { id, orderId }: Due): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step++) {
    const hasMoved = await inTransaction(asSystem(ctx), async (tx) => {
      const order: OrderRow = await lockOrder(tx, { orderId })
      const row = await tx.sql.row<AftersaleRow>('aftersale_lock_due', 'SELECT * FROM "Aftersale" WHERE "id" = $1 FOR UPDATE', [id])
      if (!row?.deadline || row.deadline > tx.now || !isOpenCase(row)) return false
      await stepByClock(tx, { order, row }, row.deadline)
      return true
    })
    if (!hasMoved) return
  }
}

async function run(ctx: Ctx, ports: PaymentPorts, due: readonly Due[]): Promise<number> {
  for (const one of due) {
    // One case's trouble is not the others'.
    await catchUpCase(ctx, one).catch((error: unknown) => ports.log({ event: 'AFTERSALE_CLOCK', detail: String(one.id), error }))
  }
  return due.length
}

const DUE = 'FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId" WHERE a."state" IN (0, 1, 2, 3) AND a."deadline" <= $1'

/** Before cases of an order are read or acted on: nothing of them is out of date. */
export async function catchUpOrder(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<void> {
  await run(ctx, ports, await ctx.sql.rows<Due>('aftersales_due_order', `SELECT a."id", a."orderId" ${DUE} AND a."orderId" = $2 ORDER BY a."deadline"`, [ctx.now, orderId]))
}

/** The same for everything a caller may see: a buyer's orders, or a seller's. */
export async function catchUpVisible(ctx: Ctx, ports: PaymentPorts): Promise<void> {
  const { actor } = ctx
  const owner = actor.kind === 'shopper' ? actor.userId : null
  const seller = actor.kind === 'staff' || actor.kind === 'app' ? actor.sellerId : null
  await run(ctx, ports, await ctx.sql.rows<Due>('aftersales_due_visible', `
SELECT a."id", a."orderId" ${DUE} AND ($2::int IS NULL OR o."userId" = $2) AND ($3::int IS NULL OR $3 = 0 OR o."sellerId" = $3) ORDER BY a."deadline" LIMIT $4`, [ctx.now, owner, seller, BATCH]))
}

/** Every case whose time is up. Runs at least once a minute; running it twice or late changes nothing but the moment. */
export async function tickAftersales(ctx: Ctx, ports: PaymentPorts): Promise<number> {
  return run(ctx, ports, await ctx.sql.rows<Due>('aftersales_due', `SELECT a."id", a."orderId" ${DUE} ORDER BY a."deadline" LIMIT $2`, [ctx.now, BATCH]))
}
