import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** The signed-in shopper who reads or writes. */
export function writerId({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return actor.userId
}

/** The signed-in shopper who reads, 0 for anybody else. */
export function readerId({ actor }: Pick<TxCtx, 'actor'>): number {
  return actor.kind === 'shopper' ? actor.userId : 0
}
