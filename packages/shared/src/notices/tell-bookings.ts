import type { TxCtx } from '../database/index.ts'
import { type NoticePorts, tell } from './tell.ts'

export const ARRIVED = '到货通知'

// Oldest first, and everybody whose own wish the stock covers: nothing is reserved.
const COVERED = `
SELECT b."id", b."userId", b."quantity", g."name" AS "goodsName", b."optionsText" FROM "Booking" b JOIN "Goods" g ON g."id" = b."goodsId" LEFT JOIN "Sku" s ON s."id" = b."skuId"
WHERE b."goodsId" = $1 AND NOT b."isDisposed" AND NOT g."isDeleted" AND b."quantity" <= CASE WHEN b."skuId" = 0 THEN CASE WHEN g."hasSku" THEN 0 ELSE g."stock" END ELSE s."stock" END
ORDER BY b."id" FOR UPDATE OF b`
const CLOSE = 'UPDATE "Booking" SET "isDisposed" = true, "disposeNote" = $2, "disposedAt" = $3 WHERE "id" = $1'

interface Covered extends Record<string, unknown> { id: number, userId: number, quantity: number, goodsName: string, optionsText: string }

/** The stock of a product rose: bookings it covers now are told and closed. */
export async function tellBookings(tx: TxCtx, goodsId: number, ports: NoticePorts): Promise<void> {
  for (const { id, userId, quantity, goodsName, optionsText } of await tx.sql.rows<Covered>('booking_covered', COVERED, [goodsId])) {
    await tx.sql.run('booking_close', CLOSE, [id, ARRIVED, tx.now])
    await tell(tx, { userId, kind: 'booking_arrived', goodsId, params: { goodsName: [goodsName, optionsText].filter(Boolean).join(' '), quantity } }, ports)
  }
}
