import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** The signed-in shopper who reads or writes. */
export function writerId({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return actor.userId
}
