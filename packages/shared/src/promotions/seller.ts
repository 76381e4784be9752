import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** Members of a seller have the seller's own promotions; those of the platform (0) all. */
export function sellerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('FORBIDDEN')
  return actor.sellerId
}
