import type { Page } from '../contract/index.ts'
import type { TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { type NoticePorts, tell } from './tell.ts'

export interface BookingRow {
  id: number
  userId: number
  userName: string
  goodsId: number
  goodsName: string
  goodsThumb: string
  optionsText: string
  quantity: number
  /** Of the SKU, or of the product without. */
  stock: number
  description: string
  linkMan: string
  email: string
  tel: string
  isDisposed: boolean
  disposeNote: string
  disposedBy: string
  bookedAt: string
  disposedAt: string
}

type Stored = Omit<BookingRow, 'bookedAt' | 'disposedAt'> & { bookedAt: Date, disposedAt: Date | null, total: number }

/** A seller's members see what is asked for of their own products. */
function sellerOf({ actor }: Pick<TxCtx, 'actor'>): number {
  if (actor.kind !== 'staff') throw new ShopError('SESSION_REQUIRED')
  return actor.sellerId
}

const OWN = '($1 = 0 OR g."sellerId" = $1)'
const LIST = `
SELECT b."id", b."userId", u."name" AS "userName", b."goodsId", g."name" AS "goodsName", g."thumbUrl" AS "goodsThumb", b."optionsText", b."quantity",
  CASE WHEN b."skuId" = 0 THEN g."stock" ELSE coalesce(s."stock", 0) END AS "stock", b."description", b."linkMan", b."email", b."tel",
  b."isDisposed", b."disposeNote", b."disposedBy", b."bookedAt", b."disposedAt", (count(*) OVER ())::int AS "total"
FROM "Booking" b JOIN "User" u ON u."id" = b."userId" JOIN "Goods" g ON g."id" = b."goodsId" LEFT JOIN "Sku" s ON s."id" = b."skuId"
WHERE ${OWN} AND ($2 = 'all' OR b."isDisposed" = ($2 = 'closed')) AND ($3 = '' OR strpos(lower(g."name" || ' ' || g."sn" || ' ' || u."name" || ' ' || b."tel"), lower($3)) > 0)
ORDER BY b."id" DESC LIMIT $4 OFFSET $5`

export interface BookingFilters { state: 'open' | 'closed' | 'all', q: string }

/** 缺货登记 of all shoppers, newest first. */
export async function listBookingsForStaff(ctx: TxCtx, { state, q }: BookingFilters, { pageNo, pageSize }: Page): Promise<{ items: BookingRow[], totalResults: number }> {
  const rows = await ctx.sql.rows<Stored>('bookings_desk', LIST, [sellerOf(ctx), state, q.trim(), pageSize, (pageNo - 1) * pageSize])
  return { items: rows.map(({ total: _, ...row }) => ({ ...row, bookedAt: row.bookedAt.toISOString(), disposedAt: row.disposedAt?.toISOString() ?? '' })), totalResults: rows[0]?.total ?? 0 }
}

const ANSWER = `
UPDATE "Booking" b SET "isDisposed" = true, "disposeNote" = $3, "disposedBy" = $4, "disposedAt" = $5 FROM "Goods" g
WHERE b."id" = $2 AND g."id" = b."goodsId" AND ${OWN} AND NOT b."isDisposed" RETURNING b."userId", b."goodsId", g."name" AS "goodsName", b."optionsText"`
const KNOWN = `SELECT 1 AS "found" FROM "Booking" b JOIN "Goods" g ON g."id" = b."goodsId" WHERE b."id" = $2 AND ${OWN}`

/** Closes a booking with an answer, which its shopper is told. CONFLICT when it was closed before. */
export async function answerBooking(tx: TxCtx, { bookingId, note }: { bookingId: number, note: string }, ports: NoticePorts): Promise<{ name: string, before: object, after: object }> {
  if (tx.actor.kind !== 'staff') throw new ShopError('SESSION_REQUIRED')
  const sellerId = sellerOf(tx)
  const row = await tx.sql.row<{ userId: number, goodsId: number, goodsName: string, optionsText: string }>('booking_answer', ANSWER, [sellerId, bookingId, note.trim(), tx.actor.name, tx.now])
  if (!row) throw new ShopError(await tx.sql.row('booking_known', KNOWN, [sellerId, bookingId]) ? 'CONFLICT' : 'NOT_FOUND')
  const goodsName = [row.goodsName, row.optionsText].filter(Boolean).join(' ')
  await tell(tx, { userId: row.userId, kind: 'booking_answered', goodsId: row.goodsId, params: { goodsName, note: note.trim() } }, ports)
  return { name: goodsName, before: { isDisposed: false }, after: { isDisposed: true, disposeNote: note.trim() } }
}
