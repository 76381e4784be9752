import type { BookingItem, Page } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { inTransaction } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { getSettings } from '../shop/index.ts'
import { userIdOf } from './caller.ts'
import { readEmail } from './names.ts'

const MAX_OPEN = 50

export interface NewBooking {
  goodsId: number
  /** 0 for a product without SKUs. */
  skuId: number
  quantity: number
  description?: string
  linkMan?: string
  email?: string
  tel?: string
}

interface ContactRow { email: string, mobile: string, consignee: string | null }

// The row is locked: of several bookings at once each counts the ones before it.
const CONTACT = `
SELECT u."email", u."mobile", (SELECT a."consignee" FROM "Address" a WHERE a."userId" = u."id" AND a."isDefault") AS "consignee"
FROM "User" u WHERE u."id" = $1 FOR NO KEY UPDATE OF u`

// Shared with nobody who changes the stock: either the booking sees the new stock, or whoever raised it is told of after the booking.
const HOLD = 'SELECT 1 AS "held" FROM "Goods" WHERE "id" = $1 AND NOT "isDeleted" FOR SHARE'
const SUBJECT = `
SELECT g."hasSku", CASE WHEN g."hasSku" THEN s."stock" ELSE g."stock" END AS "stock", coalesce(s."optionsText", '') AS "optionsText", s."id" IS NOT NULL AS "isSku"
FROM "Goods" g LEFT JOIN "Sku" s ON s."goodsId" = g."id" AND s."id" = $2 WHERE g."id" = $1`

interface SubjectRow { hasSku: boolean, stock: number | null, optionsText: string, isSku: boolean }

async function subjectOf(tx: TxCtx, { goodsId, skuId }: NewBooking): Promise<{ stock: number, optionsText: string }> {
  if (!await tx.sql.row('booking_hold', HOLD, [goodsId])) throw new ShopError('NOT_FOUND')
  const row = await tx.sql.row<SubjectRow & Record<string, unknown>>('booking_subject', SUBJECT, [goodsId, skuId])
  if (!row) throw new ShopError('NOT_FOUND')
  if (row.hasSku && skuId === 0) throw new ShopError('SPEC_REQUIRED')
  if (row.isSku !== (skuId > 0)) throw new ShopError('NOT_FOUND')
  return { stock: row.stock ?? 0, optionsText: row.optionsText }
}

const OPEN = `
SELECT count(*)::int AS "count", coalesce(bool_or("goodsId" = $2 AND "skuId" = $3), false) AS "isKnown" FROM "Booking" WHERE "userId" = $1 AND NOT "isDisposed"`

async function refuseMore(tx: TxCtx, userId: number, { goodsId, skuId }: NewBooking): Promise<void> {
  const open = await tx.sql.row<{ count: number, isKnown: boolean }>('booking_open', OPEN, [userId, goodsId, skuId])
  if (open?.isKnown) throw new ShopError('BOOKING_EXISTS')
  if (open && open.count >= MAX_OPEN) throw new ShopError('LIMIT_REACHED', { limit: MAX_OPEN })
}

const INSERT = `
INSERT INTO "Booking" ("userId", "goodsId", "skuId", "optionsText", "quantity", "description", "linkMan", "email", "tel", "bookedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING "id"`

async function write(tx: TxCtx, userId: number, input: NewBooking, { isCounted }: { isCounted: boolean }): Promise<number> {
  const contact = await tx.sql.row<ContactRow & Record<string, unknown>>('booking_contact', CONTACT, [userId])
  if (!contact) throw new ShopError('NOT_FOUND')
  const { stock, optionsText } = await subjectOf(tx, input)
  if (!isCounted || stock >= input.quantity) throw new ShopError('GOODS_IN_STOCK')
  const email = input.email?.trim() ? readEmail(input.email).text : contact.email
  const tel = input.tel?.trim() || contact.mobile
  if (email === '' && tel === '') throw new ShopError('FIELD_REQUIRED', { field: 'tel' })
  await refuseMore(tx, userId, input)
  const row = await tx.sql.row<{ id: number }>('booking_insert', INSERT, [
    userId, input.goodsId, input.skuId, optionsText, input.quantity, input.description?.trim() ?? '', input.linkMan?.trim() || (contact.consignee ?? ''), email, tel, tx.now,
  ])
  if (!row) throw new Error('the booking was not written')
  return row.id
}

const READ = `
SELECT b."id" AS "bookingId", b."goodsId", b."skuId", g."name" AS "goodsName", g."thumbUrl" AS "goodsThumb", b."optionsText", b."quantity", b."description",
  b."linkMan", b."email", b."tel", b."isDisposed", b."disposeNote", b."bookedAt", b."disposedAt"
FROM "Booking" b JOIN "Goods" g ON g."id" = b."goodsId" WHERE b."userId" = $1 AND ($2 = 0 OR b."id" = $2) ORDER BY b."id" DESC LIMIT $3 OFFSET $4`

type Row = Omit<BookingItem, 'bookedAt' | 'disposedAt'> & { bookedAt: Date, disposedAt: Date | null }

async function read(ctx: TxCtx, userId: number, { bookingId = 0, limit, offset = 0 }: { bookingId?: number, limit: number, offset?: number }): Promise<BookingItem[]> {
  const rows = await ctx.sql.rows<Row>('booking_read', READ, [userId, bookingId, limit, offset])
  return rows.map((row) => ({ ...row, bookedAt: row.bookedAt.toISOString(), disposedAt: row.disposedAt?.toISOString() ?? '' }))
}

/** ectouch.user.booking.add: 缺货登记. It reserves nothing. */
export async function addBooking(ctx: Ctx, input: NewBooking): Promise<{ booking: BookingItem }> {
  const userId = userIdOf(ctx.actor)
  const { useStorage } = await getSettings(ctx)
  const bookingId = await inTransaction(ctx, (tx) => write(tx, userId, input, { isCounted: useStorage }))
  const [booking] = await read(ctx, userId, { bookingId, limit: 1 })
  if (!booking) throw new ShopError('NOT_FOUND')
  return { booking }
}

/** ectouch.user.booking.get: the caller's, newest first. */
export async function listBookings(ctx: Ctx, { pageNo, pageSize }: Page): Promise<Page & { items: BookingItem[], totalResults: number }> {
  const userId = userIdOf(ctx.actor)
  const total = await ctx.sql.row<{ count: number }>('booking_total', 'SELECT count(*)::int AS "count" FROM "Booking" WHERE "userId" = $1', [userId])
  return { items: await read(ctx, userId, { limit: pageSize, offset: (pageNo - 1) * pageSize }), totalResults: total?.count ?? 0, pageNo, pageSize }
}

/** ectouch.user.booking.delete: open or closed. */
export async function deleteBooking(ctx: Ctx, { bookingId }: { bookingId: number }): Promise<{ deleted: boolean }> {
  const deleted = await ctx.sql.run('booking_delete', 'DELETE FROM "Booking" WHERE "id" = $1 AND "userId" = $2', [bookingId, userIdOf(ctx.actor)])
  if (deleted === 0) throw new ShopError('NOT_FOUND')
  return { deleted: true }
}
