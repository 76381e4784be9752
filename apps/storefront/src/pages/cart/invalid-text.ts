import type { CartLine } from '@xiaopu/shared/contract'

/** Why a line can no longer be bought. */
export function invalidText(t: (key: string, params: { stock: number }) => string, { invalidReason, stock }: Pick<CartLine, 'invalidReason' | 'stock'>): string {
  const isSoldOut = invalidReason === 'out_of_stock' && stock <= 0
  return t(`cart.reasons.${isSoldOut ? 'sold_out' : invalidReason}`, { stock })
}
