import { LEDGER, post } from '../accounts/index.ts'
import type { Order } from '../contract/index.ts'
import { actorName, type Ctx, inTransaction, type InvoiceRow, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { emit } from '../outbox/index.ts'
import { closeOpenPayment, type PaymentPorts } from '../payments/index.ts'
import type { Priced } from '../pricing/index.ts'
import { getOffers, type ShopOffers } from '../shop/index.ts'
import { audit } from '../staff/index.ts'
import { catchUp } from './clock.ts'
import { applyEvent } from './events.ts'
import { linesOf, lockOrder } from './lock.ts'
import { type MergedParts, priceMerged } from './merge-price.ts'
import { writeMerged } from './merge-write.ts'
import { isMergeable } from './operations.ts'
import { markPaid } from './pay.ts'
import { orderShapeById } from './read.ts'
import { PAY } from './states.ts'

export interface MergeInput {
  /** The order that is merged in. */
  fromOrder: string
  /** The order whose consignee and choices stay. */
  toOrder: string
}

function assertMergeable(from: OrderRow, to: OrderRow): void {
  if (from.payStatus === PAY.paying || to.payStatus === PAY.paying) throw new ShopError('ORDER_PAYING')
  const isOneBuyer = from.userId === to.userId && from.sellerId === to.sellerId
  if (!isOneBuyer || !isMergeable(from) || !isMergeable(to)) throw new ShopError('ORDER_NOT_MERGEABLE')
}

/** Whoever may act on the order: its buyer, or a member of its seller. */
async function visible(ctx: Pick<Ctx, 'sql' | 'actor'>, sn: string): Promise<OrderRow> {
  const { actor } = ctx
  const owner = actor.kind === 'shopper' ? actor.userId : null
  const seller = actor.kind === 'staff' ? actor.sellerId : null
  const order = await ctx.sql.row<OrderRow>('merge_order', 'SELECT * FROM "Order" WHERE "sn" = $1 AND (($2::int IS NOT NULL AND "userId" = $2) OR ($3::int IS NOT NULL AND ($3 = 0 OR "sellerId" = $3)))', [sn, owner, seller])
  if (!order) throw new ShopError('NOT_FOUND')
  return order
}

/** As it stands now, and with nothing a payer could still pay. A provider that cannot be reached holds nobody up: late money goes back. */
async function ready(ctx: Ctx, ports: PaymentPorts, sn: string): Promise<OrderRow> {
  await catchUp(ctx, ports, await visible(ctx, sn))
  const order = await visible(ctx, sn)
  if (isMergeable(order)) await closeOpenPayment(ctx, ports, { subjectKind: 'order', subjectId: order.id })
  return order
}

/** Two orders are always locked in the order of their ids. */
async function lockBoth(tx: TxCtx, fromId: number, toId: number): Promise<{ from: OrderRow, to: OrderRow }> {
  const first = await lockOrder(tx, { orderId: Math.min(fromId, toId) })
  const second = await lockOrder(tx, { orderId: Math.max(fromId, toId) })
  return first.id === fromId ? { from: first, to: second } : { from: second, to: first }
}

/** What both used and the new order has no room for goes back; of the bonuses only that of `to` stays used. */
async function giveSurplusBack(tx: TxCtx, { from, to }: MergedParts, { totals }: Priced, merged: Pick<OrderRow, 'id' | 'sn'>): Promise<void> {
  const balanceFen = from.balanceFen + to.balanceFen - totals.balanceFen
  const points = from.points + to.points - totals.points
  if (balanceFen > 0 || points > 0) {
    await post(tx, { userId: to.userId, type: LEDGER.REFUND, balanceFen, points, referenceKind: 'order_merge', referenceId: merged.id, text: merged.sn })
  }
  await tx.sql.run('merge_bonus_free', 'UPDATE "Bonus" SET "orderId" = NULL, "usedAt" = NULL WHERE "orderId" = $1', [from.id])
  await tx.sql.run('merge_bonus_move', 'UPDATE "Bonus" SET "orderId" = $2 WHERE "orderId" = $1', [to.id, merged.id])
}

async function partsFor(tx: Pick<TxCtx, 'sql'>, from: OrderRow, to: OrderRow): Promise<MergedParts> {
  assertMergeable(from, to)
  const invoice = await tx.sql.row<InvoiceRow & Record<string, unknown>>('merge_invoice', 'SELECT * FROM "Invoice" WHERE "orderId" = $1', [to.id])
  return { from, to, lines: [...await linesOf(tx, to.id), ...await linesOf(tx, from.id)], invoice }
}

async function mergeLocked(tx: TxCtx, offers: ShopOffers, ids: { fromId: number, toId: number }): Promise<number> {
  const { from, to } = await lockBoth(tx, ids.fromId, ids.toId)
  const parts = await partsFor(tx, from, to)
  const priced = await priceMerged(tx, parts, offers)
  const merged = await writeMerged(tx, parts, priced, actorName(tx.actor))
  for (const old of [from, to]) {
    await applyEvent(tx, old, 'merge', [2, 0, 0], { note: merged.sn })
    await tx.sql.run('merge_old', 'UPDATE "Order" SET "mergedIntoSn" = $2, "canceledAt" = $3, "payDeadline" = NULL WHERE "id" = $1', [old.id, merged.sn, tx.now])
    // Their units are the new order's now.
    await tx.sql.run('merge_old_lines', 'UPDATE "OrderLine" SET "takenQuantity" = 0 WHERE "orderId" = $1', [old.id])
  }
  await giveSurplusBack(tx, parts, priced, merged)
  await emit(tx, 'order.merged', { orderId: merged.id, orderSn: merged.sn, fromOrder: from.sn, toOrder: to.sn })
  if (merged.orderAmountFen === 0) await markPaid(tx, { ...merged, isCod: false }, 0, { party: 'buyer' })
  return merged.id
}

/** A member's merge is told in the log, with both numbers. */
async function tell(tx: TxCtx, orderId: number, { fromOrder, toOrder }: MergeInput): Promise<void> {
  if (tx.actor.kind === 'staff') await audit(tx, { action: 'order.merge', targetKind: 'order', targetId: orderId, targetName: toOrder, after: { fromOrder, toOrder } })
}

/** T18: two unpaid orders become one with the choices of the second. */
export async function mergeOrders(ctx: Ctx, ports: PaymentPorts, input: MergeInput): Promise<Order> {
  const { fromOrder, toOrder } = input
  if (fromOrder === toOrder) throw new ShopError('ORDER_SAME')
  const [from, to] = [await ready(ctx, ports, fromOrder), await ready(ctx, ports, toOrder)]
  assertMergeable(from, to)
  const offers = await getOffers(ctx)
  const id = await inTransaction(ctx, async (tx) => {
    const merged = await mergeLocked(tx, offers, { fromId: from.id, toId: to.id })
    await tell(tx, merged, input)
    return merged
  })
  return orderShapeById(ctx, id)
}

export interface MergePreview {
  /** What each asks for now, and the merged one would. */
  fromFen: number
  toFen: number
  mergedFen: number
  shippingFeeFen: number
  units: number
  lines: { goodsName: string, optionsText: string, quantity: number, subtotalFen: number }[]
  consignee: string
  /** What both used and the merged one has no room for. */
  backFen: number
  backPoints: number
  freesBonus: boolean
}

/** What merging would come to now; nothing is written and nothing closed. */
export async function previewMerge(ctx: Ctx, { fromOrder, toOrder }: MergeInput): Promise<MergePreview> {
  if (fromOrder === toOrder) throw new ShopError('ORDER_SAME')
  const [from, to] = [await visible(ctx, fromOrder), await visible(ctx, toOrder)]
  const parts = await partsFor(ctx, from, to)
  const { totals } = await priceMerged(ctx, parts, await getOffers(ctx))
  return {
    fromFen: from.orderAmountFen,
    toFen: to.orderAmountFen,
    mergedFen: totals.orderAmountFen,
    shippingFeeFen: totals.shippingFeeFen,
    units: parts.lines.reduce((sum, line) => sum + line.quantity, 0),
    lines: parts.lines.map(({ goodsName, optionsText, quantity, subtotalFen }) => ({ goodsName, optionsText, quantity, subtotalFen })),
    consignee: [to.consignee, to.regionText, to.address].filter(Boolean).join(' '),
    backFen: from.balanceFen + to.balanceFen - totals.balanceFen,
    backPoints: from.points + to.points - totals.points,
    freesBonus: from.bonusId > 0,
  }
}

export interface MergePartner {
  orderSn: string
  addTime: string
  orderAmountFen: number
  units: number
}

/** The buyer's other orders this one could be merged with, the newest first. */
export async function mergePartners(ctx: Ctx, ports: PaymentPorts, { orderSn }: { orderSn: string }): Promise<MergePartner[]> {
  const own = await visible(ctx, orderSn)
  await catchUp(ctx, ports, own)
  const rows = await ctx.sql.rows<OrderRow & { units: number }>('merge_partners', `
SELECT o.*, (SELECT coalesce(sum(l."quantity"), 0)::int FROM "OrderLine" l WHERE l."orderId" = o."id") AS "units"
FROM "Order" o WHERE o."userId" = $1 AND o."sellerId" = $2 AND o."id" <> $3 AND o."orderStatus" IN (0, 1) AND o."shippingStatus" = 0 AND o."payStatus" = 0 AND (o."payDeadline" IS NULL OR o."payDeadline" > $4)
ORDER BY o."addedAt" DESC, o."id" DESC`, [own.userId, own.sellerId, own.id, ctx.now])
  if (!isMergeable(await visible(ctx, orderSn))) return []
  return rows.filter(isMergeable).map(({ sn, addedAt, orderAmountFen, units }) => ({ orderSn: sn, addTime: addedAt.toISOString(), orderAmountFen, units }))
}
