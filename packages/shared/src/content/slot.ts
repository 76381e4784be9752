import { type Rate, takeSlot } from '../accounts/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** One more of these is allowed now, or RATE_LIMITED. A refusal that follows gives the place back with its transaction. */
export async function takeTurn(tx: TxCtx, key: string, rates: readonly Rate[]): Promise<void> {
  const { isGranted, retryAfter } = await takeSlot(tx, key, rates)
  if (!isGranted) throw new ShopError('RATE_LIMITED', { retry_after: retryAfter })
}
