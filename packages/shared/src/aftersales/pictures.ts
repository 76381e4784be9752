import { takeSlot } from '../accounts/index.ts'
import type { FileInput } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type MediaStorage, type SavedImage, saveImage } from '../media/index.ts'
import { buyerId } from '../orders/index.ts'

const FOLDER = 'aftersales'
/** Drawing pictures anew is work: as many as a few cases need in an hour. */
const RATE = { limit: 30, windowMs: 60 * 60 * 1000 }

/** A picture a buyer shows with a case, before the case is there. */
export async function saveCasePicture(ctx: TxCtx, storage: MediaStorage, file: FileInput): Promise<SavedImage> {
  const slot = await takeSlot(ctx, `case-picture:${buyerId(ctx)}`, [RATE])
  if (!slot.isGranted) throw new ShopError('RATE_LIMITED', { retry_after: slot.retryAfter })
  return saveImage(storage, file, { folder: FOLDER })
}
