import type { Aftersale } from '../contract/index.ts'
import type { AftersaleRow, Ctx, OrderLineRow, OrderRow } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { aftersaleShape, CASE_KIND, CASE_STATE, contentsOf, type PackedContent } from '../orders/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { iso } from '../time/index.ts'
import { findCase } from './cases.ts'
import { catchUpOrder, catchUpVisible } from './clock.ts'
import { type DeskOperation, deskOperationsOf } from './desk.ts'
import { type CaseStep, stepsOf } from './own.ts'
import type { RefundPlan } from './plan.ts'
import { planCase, type RefundChoice } from './refund.ts'

export const QUEUE_TABS = ['todo', 'buyer', 'closed'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]

/** Whose turn it is: the shop's, the buyer's (or a carrier's), nobody's. */
const TAB_SQL: Record<QueueTab, string> = {
  todo: '((a."state" = 0 AND NOT a."isAgreed") OR a."state" IN (1, 2))',
  buyer: '((a."state" = 0 AND a."isAgreed") OR a."state" = 3)',
  closed: 'a."state" IN (4, 5, 6)',
}

export interface QueuedCase extends Aftersale {
  orderId: number
  userName: string
  consignee: string
  goodsName: string
  goodsThumb: string
  optionsText: string
  deadline: string
  closedTime: string
  isOverdue: boolean
  /** The clock never answers it: the buyer has the goods and wants money. */
  needsPerson: boolean
}

interface QueueRow extends AftersaleRow, Pick<QueuedCase, 'needsPerson'>, Pick<OrderLineRow, 'goodsName' | 'goodsThumb' | 'optionsText'>, Pick<OrderRow, 'consignee'> { orderSn: string, userName: string }

const FOUND = `FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId" JOIN "OrderLine" l ON l."id" = a."orderLineId" JOIN "User" u ON u."id" = o."userId"
WHERE ($1 = 0 OR o."sellerId" = $1) AND ($2::text IS NULL OR a."sn" = $2 OR o."sn" = $2 OR u."name" = $2 OR o."consignee" = $2 OR position($2 IN l."goodsName") > 0)`
const COLUMNS = 'a.*, o."sn" AS "orderSn", o."consignee", u."name" AS "userName", l."goodsName", l."goodsThumb", l."optionsText", a."kind" = 2 AND a."quantity" > l."quantity" - l."withdrawnQuantity" - l."shippedQuantity" AS "needsPerson"'

function sellerOf({ actor }: Pick<Ctx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

function queued(row: QueueRow): QueuedCase {
  const { orderId, userName, consignee, goodsName, goodsThumb, optionsText, isOverdue, needsPerson } = row
  return { ...aftersaleShape(row, row.orderSn), orderId, userName, consignee, goodsName, goodsThumb, optionsText, isOverdue, needsPerson, deadline: iso(row.deadline), closedTime: iso(row.closedAt) }
}

export interface QueuePage {
  items: QueuedCase[]
  counts: Record<QueueTab, number>
  totalResults: number
  pageNo: number
  pageSize: number
}

/** The cases of the member's seller: what the clock will answer first stands first, what it left to a person before it. */
export async function listCases(ctx: Ctx, ports: PaymentPorts, filters: { tab: QueueTab, q: string }, page: { pageNo: number, pageSize: number }): Promise<QueuePage> {
  const seller = sellerOf(ctx)
  await catchUpVisible(ctx, ports)
  const values = [seller, filters.q || null]
  const order = filters.tab === 'closed' ? 'a."closedAt" DESC NULLS LAST, a."id" DESC' : 'a."isOverdue" DESC, a."deadline" NULLS LAST, a."id"'
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<QueueRow>(`aftersale_queue_${filters.tab}`, `SELECT ${COLUMNS} ${FOUND} AND ${TAB_SQL[filters.tab]} ORDER BY ${order} LIMIT $3 OFFSET $4`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<QueueTab, number>>('aftersale_queue_counts', `SELECT ${QUEUE_TABS.map((tab) => `count(*) FILTER (WHERE ${TAB_SQL[tab]})::int AS "${tab}"`).join(', ')} ${FOUND}`, values),
  ])
  const found = counts ?? { todo: 0, buyer: 0, closed: 0 }
  return { items: rows.map(queued), counts: found, totalResults: found[filters.tab], ...page }
}

export async function countTodo(ctx: Ctx): Promise<number> {
  const row = await ctx.sql.row<{ count: number }>('aftersale_todo', `SELECT count(*)::int AS count FROM "Aftersale" a JOIN "Order" o ON o."id" = a."orderId" WHERE ($1 = 0 OR o."sellerId" = $1) AND ${TAB_SQL.todo}`, [sellerOf(ctx)])
  return row?.count ?? 0
}

export interface DeskLine extends Pick<OrderLineRow, 'goodsName' | 'goodsThumb' | 'optionsText' | 'unitPriceFen' | 'quantity' | 'returnedQuantity' | 'subtotalFen' | 'discountShareFen' | 'bonusShareFen' | 'pointsShareFen' | 'taxShareFen' | 'netAmountFen' | 'refundedFen'> {
  orderLineId: number
  /** What one package holds, and each one's part of its price. */
  contents: Pick<PackedContent, 'goodsName' | 'optionsText' | 'quantity' | 'shareFen'>[]
}

/** The refund as it would be made now, with everything it is proved by. */
export interface RefundPreview extends RefundPlan {
  quantity: number
  maxQuantity: number
  maxExtraFen: number
  withdrawnQuantity: number
  /** Nothing of the order is left afterwards: it is cancelled or returned, and its bonus comes back. */
  isWhole: boolean
  becomes: '' | 'canceled' | 'returned'
  lines: DeskLine[]
  paidFen: number
  refundedBeforeFen: number
}

export interface DeskCase extends QueuedCase {
  payName: string
  moneyPaidFen: number
  balanceFen: number
  orderRefundedFen: number
  orderPoints: number
  hasBonus: boolean
  steps: CaseStep[]
  operations: DeskOperation[]
  /** Cases asked for with it, which are answered with it. */
  groupSize: number
}

async function visibleCase(ctx: Ctx, ports: PaymentPorts, aftersaleId: number): Promise<{ row: QueueRow, order: OrderRow }> {
  const found = await findCase(ctx, aftersaleId)
  if (!found) throw new ShopError('NOT_FOUND')
  await catchUpOrder(ctx, ports, found.orderId)
  const [row, order] = await Promise.all([
    ctx.sql.row<QueueRow>('aftersale_desk', `SELECT ${COLUMNS} ${FOUND} AND a."id" = $3`, [sellerOf(ctx), null, aftersaleId]),
    ctx.sql.row<OrderRow>('aftersale_whole_order', 'SELECT * FROM "Order" WHERE "id" = $1', [found.orderId]),
  ])
  if (!row || !order) throw new ShopError('NOT_FOUND')
  return { row, order }
}

/** One case as the desk shows it. */
export async function deskCase(ctx: Ctx, ports: PaymentPorts, aftersaleId: number): Promise<DeskCase> {
  const { row, order } = await visibleCase(ctx, ports, aftersaleId)
  const [steps, group, bonus] = await Promise.all([
    stepsOf(ctx, aftersaleId),
    ctx.sql.row<{ count: number }>('aftersale_group_size', 'SELECT count(*)::int AS count FROM "Aftersale" WHERE "orderId" = $1 AND "sn" = $2', [order.id, row.sn]),
    ctx.sql.row('aftersale_bonus', 'SELECT 1 FROM "Bonus" WHERE "orderId" = $1', [order.id]),
  ])
  return {
    ...queued(row),
    payName: order.payName,
    moneyPaidFen: order.moneyPaidFen,
    balanceFen: order.balanceFen,
    orderRefundedFen: order.refundedFen,
    orderPoints: order.points + order.exchangePoints,
    hasBonus: bonus !== null,
    steps,
    operations: deskOperationsOf(row),
    groupSize: group?.count ?? 1,
  }
}

const shapeOf = ({ id: orderLineId, packageId, packageGoods, goodsName, goodsThumb, optionsText, unitPriceFen, quantity, returnedQuantity, subtotalFen, discountShareFen, bonusShareFen, pointsShareFen, taxShareFen, netAmountFen, refundedFen }: OrderLineRow): DeskLine =>
  ({
    orderLineId, goodsName, goodsThumb, optionsText, unitPriceFen, quantity, returnedQuantity, subtotalFen, discountShareFen, bonusShareFen, pointsShareFen, taxShareFen, netAmountFen, refundedFen,
    contents: contentsOf({ packageId, packageGoods }).map((one) => ({ goodsName: one.goodsName, optionsText: one.optionsText, quantity: one.quantity, shareFen: one.shareFen })),
  })

/** What the refund would be with these choices; only for open cases that give money back. */
export async function previewRefund(ctx: Ctx, ports: PaymentPorts, { aftersaleId, ...choice }: RefundChoice & { aftersaleId: number }): Promise<RefundPreview> {
  const { row, order } = await visibleCase(ctx, ports, aftersaleId)
  const givesMoney = row.kind === CASE_KIND.returned || row.kind === CASE_KIND.refundOnly
  if (!givesMoney || row.state > CASE_STATE.sentOut) throw new ShopError('ORDER_STATE_INVALID')
  const { plan, lines, line, quantity, withdrawn, maxExtraFen, isWhole, hasHandedOver } = await planCase(ctx, { order, row }, choice)
  return {
    ...plan,
    quantity,
    maxQuantity: Math.min(row.quantity, line.quantity - line.returnedQuantity),
    maxExtraFen,
    withdrawnQuantity: withdrawn,
    isWhole,
    becomes: isWhole ? (hasHandedOver ? 'returned' : 'canceled') : '',
    lines: lines.map(shapeOf),
    paidFen: order.moneyPaidFen + order.balanceFen,
    refundedBeforeFen: order.refundedFen,
  }
}
