import { CARD_KIND } from '../catalogue/index.ts'
import type { Order } from '../contract/index.ts'
import type { Ctx, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
import { cardsOfOrder } from '../virtual-cards/index.ts'
import { catchUp, catchUpOwn } from './clock.ts'
import type { OrderName } from './lock.ts'
import { findOwnOrder, listOwnOrders, orderShapeById, type OrderListInput } from './read.ts'

export function buyerId(ctx: Pick<TxCtx, 'actor'>): number {
  if (ctx.actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return ctx.actor.userId
}

/** The buyer's own order as it stands now: what its clock owed it has been done. */
export async function ownOrderNow(ctx: Ctx, ports: PaymentPorts, name: OrderName): Promise<OrderRow> {
  const own = await findOwnOrder(ctx, buyerId(ctx), name)
  return await catchUp(ctx, ports, own) ? findOwnOrder(ctx, buyerId(ctx), { orderId: own.id }) : own
}

/** For its buyer alone, and only here: with the cards that were handed out. */
export async function getOwnOrder(ctx: Ctx, ports: PaymentPorts, name: OrderName): Promise<Order> {
  const { id } = await ownOrderNow(ctx, ports, name)
  const order = await orderShapeById(ctx, id)
  const hasCodes = order.lines.some((line) => line.extensionCode === CARD_KIND && line.shippedQuantity > 0)
  return hasCodes ? { ...order, codes: await cardsOfOrder(ctx, id) } : order
}

export async function getOwnOrders(ctx: Ctx, ports: PaymentPorts, input: OrderListInput): ReturnType<typeof listOwnOrders> {
  await catchUpOwn(ctx, ports, buyerId(ctx))
  return listOwnOrders(ctx, buyerId(ctx), input)
}
