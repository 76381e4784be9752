import type { Order } from '../contract/index.ts'
import type { Ctx, OrderRow, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { PaymentPorts } from '../payments/index.ts'
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

export async function getOwnOrder(ctx: Ctx, ports: PaymentPorts, name: OrderName): Promise<Order> {
  return orderShapeById(ctx, (await ownOrderNow(ctx, ports, name)).id)
}

export async function getOwnOrders(ctx: Ctx, ports: PaymentPorts, input: OrderListInput): ReturnType<typeof listOwnOrders> {
  await catchUpOwn(ctx, ports, buyerId(ctx))
  return listOwnOrders(ctx, buyerId(ctx), input)
}
