import type { PrismaTxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { StockState } from './stock-ledger.ts'

/** What marks goods, and order lines of them, that are a card number and a password; their stock is the number of free cards. */
export const CARD_KIND = 'virtual_card'

/** What is a code is not real. */
export function checkKind({ isReal = true, extensionCode = '' }: { isReal?: boolean | undefined, extensionCode?: string | undefined }): void {
  if (isReal && extensionCode !== '') throw new ShopError('PARAM_INVALID', { field: 'is_real' })
}

/** Orders, cards and stock of one kind mean nothing for another: the kind is fixed with the first of them. */
export async function isKindOpenFor({ db }: Pick<PrismaTxCtx, 'db'>, { id, stock }: { id: number, stock: number }): Promise<boolean> {
  if (stock > 0 || await db.orderLine.findFirst({ where: { goodsId: id }, select: { id: true } })) return false
  return await db.virtualCard.findFirst({ where: { goodsId: id }, select: { id: true } }) === null
}

/** The cards say how many there are: a stock that is sent must be the one it has. */
export function assertSameStock(before: readonly StockState[], after: readonly StockState[]): void {
  const stockIn = (states: readonly StockState[], skuId: number): number => states.find((one) => one.skuId === skuId)?.stock ?? 0
  const changed = [...before, ...after].some(({ skuId }) => stockIn(before, skuId) !== stockIn(after, skuId))
  if (changed) throw new ShopError('PARAM_INVALID', { field: 'goods_number' })
}
