import { addAgain, type SkipReason } from '../cart/index.ts'
import type { Cart, SkippedLine } from '../contract/index.ts'
import type { Ctx, OrderLineRow, OrderRow } from '../database/index.ts'
import { linesOf, type OrderName } from './lock.ts'
import { buyerId } from './own.ts'
import { goodsIdOf } from './package-lines.ts'
import { findOwnOrder } from './read.ts'

/** What only an activity, or another line, put into the order. */
function reasonAgainst(order: OrderRow, line: OrderLineRow): SkipReason | null {
  if (order.extensionCode !== '') return 'activity'
  return line.giftPromotionId > 0 ? 'gift' : null
}

/** order.again: the lines of an order in any state go into the cart once more. The order is not touched. */
export async function orderAgain(ctx: Ctx, name: OrderName): Promise<{ cart: Cart, added: number, skipped: SkippedLine[] }> {
  const order = await findOwnOrder(ctx, buyerId(ctx), name)
  const lines = await linesOf(ctx, order.id)
  const refused = lines.flatMap((line): SkippedLine[] => {
    const reason = reasonAgainst(order, line)
    return reason ? [{ goodsId: goodsIdOf(line), skuId: line.skuId, goodsName: line.goodsName, quantity: line.quantity, reason }] : []
  })
  const answer = await addAgain(ctx, lines.filter((line) => !reasonAgainst(order, line)))
  return { ...answer, skipped: [...refused, ...answer.skipped] }
}
