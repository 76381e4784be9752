import { type Ctx, inTransaction, type OrderLineRow, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { allocate, formatYuan } from '../money/index.ts'
import { closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import { audit } from '../staff/index.ts'
import { catchUp } from './clock.ts'
import { logOnly } from './events.ts'
import { linesOf, lockOrder } from './lock.ts'
import { deskOrderRow } from './staff-desk.ts'
import { ORDER, PAY, SHIPPING } from './states.ts'

/** There is always something left to pay: what costs nothing was not ordered by paying. */
const LEAST_TO_PAY_FEN = 1

/** Unpaid, nothing of it on its way, and an order of its own. */
export const mayAdjust = (order: OrderRow): boolean =>
  (order.orderStatus === ORDER.unconfirmed || order.orderStatus === ORDER.confirmed) && order.payStatus === PAY.unpaid && order.shippingStatus === SHIPPING.none
  && order.moneyPaidFen === 0 && !order.isMain && order.mainOrderId === null

const beforeStaff = (line: OrderLineRow): number => line.netAmountFen + line.adjustShareFen

/** What staff may take off altogether: what is left on the lines, so that something is still to pay. */
export function mostCut(order: Pick<OrderRow, 'orderAmountFen' | 'adjustedFen'>, lines: readonly OrderLineRow[]): number {
  const goodsLeft = lines.reduce((sum, line) => sum + beforeStaff(line), 0)
  return Math.min(goodsLeft, order.orderAmountFen + order.adjustedFen - LEAST_TO_PAY_FEN)
}

/** What staff takes off altogether after the change. Only an earlier cut can be taken back. */
function cutAfter(order: OrderRow, lines: readonly OrderLineRow[], changeFen: number): number {
  const mostFen = mostCut(order, lines)
  const cut = order.adjustedFen - changeFen
  if (changeFen === 0 || cut < 0 || cut > mostFen) throw new ShopError('AMOUNT_INVALID', { min: formatYuan(order.adjustedFen - mostFen), max: formatYuan(order.adjustedFen) })
  return cut
}

const LINES = `
UPDATE "OrderLine" l SET "adjustShareFen" = p.cut, "discountShareFen" = l."discountShareFen" - l."adjustShareFen" + p.cut, "netAmountFen" = l."netAmountFen" + l."adjustShareFen" - p.cut
FROM unnest($1::int[], $2::int[]) AS p(id, cut) WHERE l."id" = p.id`

// The note stands with the activities: from there on the explanation counts with what is left.
const ORDER_SQL = `
UPDATE "Order" SET "adjustedFen" = $2, "discountFen" = "discountFen" + $3, "orderAmountFen" = "orderAmountFen" - $3, "priceSteps" = $4::jsonb
WHERE "id" = $1 AND "payStatus" = 0 AND "orderAmountFen" > $3`

interface Step { stage: string, amountFen: number, notes: { code: string, amountFen: number }[] }

const NOTE = 'staff_adjusted'

/** The frozen explanation with the cut in it: one note, however often it was changed. */
function explained(steps: unknown, cutFen: number, moreFen: number): unknown {
  if (!Array.isArray(steps)) return steps
  const known: readonly Step[] = steps // the pricing function's own, frozen when the order was placed
  return known.map((step) => {
    if (step.stage === 'total') return { ...step, amountFen: step.amountFen - moreFen }
    if (step.stage !== 'activities') return step
    const others = step.notes.filter(({ code }) => code !== NOTE)
    const own = { code: NOTE, params: {}, amountFen: 0 - cutFen, applied: true, lineId: 0 }
    return { ...step, amountFen: step.amountFen - moreFen, notes: cutFen > 0 ? [...others, own] : others }
  })
}

async function write(tx: TxCtx, order: OrderRow, { changeFen, seenFen = order.orderAmountFen }: Pick<Adjustment, 'changeFen' | 'seenFen'>): Promise<number> {
  // Somebody else was quicker: what was read no longer stands.
  if (order.orderAmountFen !== seenFen) throw new ShopError('CONFLICT')
  if (!mayAdjust(order)) throw new ShopError(order.payStatus === PAY.paid ? 'ORDER_PAID' : order.payStatus === PAY.paying ? 'ORDER_PAYING' : 'ORDER_STATE_INVALID')
  const lines = await linesOf(tx, order.id)
  const cut = cutAfter(order, lines, changeFen)
  const shares = allocate(cut, lines.map(beforeStaff))
  await tx.sql.run('order_adjust_lines', LINES, [lines.map(({ id }) => id), shares])
  const moreFen = cut - order.adjustedFen
  const changed = await tx.sql.run('order_adjust', ORDER_SQL, [order.id, cut, moreFen, JSON.stringify(explained(order.priceSteps, cut, moreFen))])
  if (changed === 0) throw new ShopError('CONFLICT')
  return cut
}

export interface Adjustment {
  orderId: number
  changeFen: number
  /** What was to pay when the change was decided; without it the change is applied to whatever is. */
  seenFen?: number | undefined
}

/**
 * Takes something off an unpaid order (`changeFen` below 0) or takes an earlier cut back. The cut is a discount fixed on the
 * lines; fees and tax stay. What a payer could still pay at the old amount is closed at the provider first.
 */
export async function adjustPrice(ctx: Ctx, ports: PaymentPorts, { orderId, changeFen, seenFen }: Adjustment): Promise<void> {
  const seen = await deskOrderRow(ctx, orderId)
  await catchUp(ctx, ports, seen)
  if (mayAdjust(seen)) {
    const closed = await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: orderId })
    if (closed === 'paid') throw new ShopError('ORDER_PAID')
    if (closed === 'unreachable') throw new ShopError('PAYMENT_PROVIDER_ERROR')
  }
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { orderId })
    const cut = await write(tx, order, { changeFen, seenFen })
    await logOnly(tx, order, 'adjust', formatYuan(changeFen))
    await audit(tx, {
      action: 'order.adjust', targetKind: 'order', targetId: orderId, targetName: order.sn,
      before: { adjustedFen: order.adjustedFen, orderAmountFen: order.orderAmountFen }, after: { adjustedFen: cut, orderAmountFen: order.orderAmountFen + changeFen },
    })
  })
}
