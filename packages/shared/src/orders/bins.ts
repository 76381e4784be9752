import { type Ctx, inTransaction, type OrderRow, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { hasOpenCase } from './cases.ts'
import { lockOrder, type OrderName } from './lock.ts'
import { stateOf } from './states.ts'

/** Where somebody keeps an ended order. What is off every list stays in the books. */
export const BIN = { none: 0, binned: 1, gone: 2 } as const
export type BinPlace = typeof BIN[keyof typeof BIN]

const ENDED = new Set(['finished', 'canceled', 'invalid', 'returned'])

/** Nothing is left to do on it: it may be put away. */
export const isEnded = (order: Parameters<typeof stateOf>[0]): boolean => ENDED.has(stateOf(order))

async function refuseLive(tx: TxCtx, order: OrderRow): Promise<void> {
  if (!isEnded(order)) throw new ShopError('ORDER_STATE_INVALID')
  if (await hasOpenCase(tx, order.id)) throw new ShopError('ORDER_HAS_AFTERSALE')
}

/** The buyer's own list. */
export async function binOwnOrder(ctx: Ctx, { place, ...name }: OrderName & { place: BinPlace }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, name)
    if (order.buyerBin === BIN.gone) throw new ShopError('NOT_FOUND')
    if (place !== BIN.none) await refuseLive(tx, order)
    await tx.sql.run('order_bin_own', 'UPDATE "Order" SET "buyerBin" = $2 WHERE "id" = $1', [order.id, place])
  })
}

/** The shop's lists, told in the log. The buyer's are not touched. */
export async function binDeskOrder(ctx: Ctx, { place, ...name }: OrderName & { place: BinPlace }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, name)
    if (order.shopBin === BIN.gone) throw new ShopError('NOT_FOUND')
    if (place !== BIN.none) await refuseLive(tx, order)
    await tx.sql.run('order_bin_shop', 'UPDATE "Order" SET "shopBin" = $2 WHERE "id" = $1', [order.id, place])
    await audit(tx, { action: 'order.bin', targetKind: 'order', targetId: order.id, targetName: order.sn, before: { shopBin: order.shopBin }, after: { shopBin: place } })
  })
}
