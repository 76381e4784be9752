import type { Order } from '../contract/index.ts'
import type { Ctx, OrderRow, PaymentRow, RefundRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { getOffers, getSettings } from '../shop/index.ts'
import { catchUp } from './clock.ts'
import { partsOf } from './read.ts'
import { orderShape } from './shape.ts'
import { staffOperationsOf } from './staff-operations.ts'

export interface OrderForStaff extends Order {
  userName: string
  staffNote: string
  isCod: boolean
  isShort: boolean
  /** Why the amounts are what they are, as the checkout worked them out. */
  priceSteps: unknown
  activities: unknown
  referer: string
  client: string
  staffOperations: string[]
  payments: Pick<PaymentRow, 'id' | 'sn' | 'provider' | 'channel' | 'amountFen' | 'refundedFen' | 'state' | 'providerTradeNo' | 'note' | 'createdAt' | 'paidAt'>[]
  refunds: Pick<RefundRow, 'id' | 'sn' | 'paymentId' | 'amountFen' | 'reason' | 'attempt' | 'state' | 'createdAt' | 'finishedAt'>[]
  history: { event: string, byName: string, orderStatus: number, shippingStatus: number, payStatus: number, note: string, at: Date }[]
}

interface FoundRow extends OrderRow { userName: string }

function sellerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff' && actor.kind !== 'app') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}

function findForStaff(ctx: TxCtx, orderId: number): Promise<FoundRow | null> {
  return ctx.sql.row<FoundRow>('order_staff', 'SELECT o.*, u."name" AS "userName" FROM "Order" o JOIN "User" u ON u."id" = o."userId" WHERE o."id" = $1 AND ($2 = 0 OR o."sellerId" = $2)', [orderId, sellerOf(ctx)])
}

async function moneyOf(ctx: TxCtx, orderId: number): Promise<Pick<OrderForStaff, 'payments' | 'refunds'>> {
  const [payments, refunds] = await Promise.all([
    ctx.sql.rows<OrderForStaff['payments'][number]>('order_staff_payments', `
SELECT "id", "sn", "provider", "channel", "amountFen", "refundedFen", "state", "providerTradeNo", "note", "createdAt", "paidAt" FROM "Payment" WHERE "orderId" = $1 ORDER BY "id"`, [orderId]),
    ctx.sql.rows<OrderForStaff['refunds'][number]>('order_staff_refunds', `
SELECT r."id", r."sn", r."paymentId", r."amountFen", r."reason", r."attempt", r."state", r."createdAt", r."finishedAt" FROM "Refund" r JOIN "Payment" p ON p."id" = r."paymentId" WHERE p."orderId" = $1 ORDER BY r."id"`, [orderId]),
  ])
  return { payments, refunds }
}

/** One order with everything a member needs to judge it. */
export async function orderForStaff(ctx: Ctx, ports: PaymentPorts, orderId: number): Promise<OrderForStaff> {
  const found = await findForStaff(ctx, orderId)
  const row = found && await catchUp(ctx, ports, found) ? await findForStaff(ctx, orderId) : found
  if (!row) throw new ShopError('NOT_FOUND')
  const [[parts], settings, offers, money] = await Promise.all([partsOf(ctx, [row], true), getSettings(ctx), getOffers(ctx), moneyOf(ctx, orderId)])
  if (!parts) throw new ShopError('NOT_FOUND')
  const isPickup = row.outletId > 0 || offers.shippings.some((method) => method.shippingId === row.shippingId && method.kind === 'pickup')
  return {
    ...orderShape(parts, settings, ctx.now),
    userName: row.userName,
    staffNote: row.staffNote,
    isCod: row.isCod,
    isShort: row.isShort,
    priceSteps: row.priceSteps,
    activities: row.activities,
    referer: row.referer,
    client: row.client,
    staffOperations: staffOperationsOf(parts, ctx.now, isPickup),
    ...money,
    history: parts.log.map(({ event, byName, orderStatus, shippingStatus, payStatus, note, at }) => ({ event, byName, orderStatus, shippingStatus, payStatus, note, at })),
  }
}
