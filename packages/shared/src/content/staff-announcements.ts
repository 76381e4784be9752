import { refuseSellerStaff } from '../accounts/index.ts'
import { cleanHtml } from '../catalogue/index.ts'
import type { Page } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { ANNOUNCEMENT_COLUMNS, type AnnouncementRow, type AnnouncementSort, type AnnouncementText, type KindFilter, sortSql } from './announcements.ts'
import { checkReaders, readersOf, type Readers } from './announcement-readers.ts'

export interface AnnouncementForm extends AnnouncementText, Readers {}

/** One as the shop works on it. */
export interface StaffAnnouncementRow extends AnnouncementRow, Readers {
  /** How many have opened it. */
  readCount: number
}

export interface AnnouncementFilters { kind: KindFilter, audience: AnnouncementForm['audience'] | null, title: string, isTop: boolean | null, isPublished: boolean | null, sort: AnnouncementSort, isAscending: boolean }

const SELECT = `SELECT ${ANNOUNCEMENT_COLUMNS}, false AS "isRead", a."rankIds", a."userIds",
  (SELECT count(*)::int FROM "AnnouncementReading" r WHERE r."announcementId" = a."id" AND r."readAt" IS NOT NULL) AS "readCount" FROM "Announcement" a`

/** All of them, as the shop works on them. */
export async function listAnnouncements(ctx: TxCtx, { kind, audience, title, isTop, isPublished, sort, isAscending }: AnnouncementFilters, { pageNo, pageSize }: Page): Promise<{ items: StaffAnnouncementRow[], total: number }> {
  refuseSellerStaff(ctx)
  const where = `WHERE ($1::int IS NULL OR a."kind" = $1) AND ($2::text IS NULL OR a."audience" = $2) AND ($3 = '' OR position(lower($3) IN lower(a."title")) > 0) AND ($4::bool IS NULL OR a."isTop" = $4) AND ($5::bool IS NULL OR (a."publishedAt" IS NOT NULL) = $5)`
  const values = [kind, audience, title.trim(), isTop, isPublished]
  const direction = isAscending ? 'ASC' : 'DESC'
  const [items, counted] = await Promise.all([
    ctx.sql.rows<StaffAnnouncementRow>(`announcements_all_${sort}_${direction}`, `${SELECT} ${where} ORDER BY ${sortSql(sort)} ${direction} NULLS LAST, a."id" ${direction} LIMIT $6 OFFSET $7`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>('announcements_all_count', `SELECT count(*)::int AS "count" FROM "Announcement" a ${where}`, values),
  ])
  return { items, total: counted?.count ?? 0 }
}

export async function announcementForStaff(ctx: TxCtx, id: number): Promise<StaffAnnouncementRow> {
  refuseSellerStaff(ctx)
  const row = await ctx.sql.row<StaffAnnouncementRow>('announcement_one', `${SELECT} WHERE a."id" = $1`, [id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

const told = ({ kind, audience, rankIds, userIds, title, url, isTop, isPublished }: StaffAnnouncementRow): object => ({ kind, audience, rankIds, userIds, title, url, isTop, isPublished })

/** A link of our own, or one that a browser opens as a page: nothing that runs. */
function linkOrThrow(url: string): string {
  const link = url.trim()
  if (link !== '' && !/^(?:\/(?!\/)|https?:\/\/)/i.test(link)) throw new ShopError('PARAM_INVALID', { field: 'url' })
  return link
}

function titleOrThrow(title: string): string {
  const text = title.trim()
  if (text === '') throw new ShopError('PARAM_MISSING', { field: 'title' })
  return text
}

const INSERT = `
INSERT INTO "Announcement" ("kind", "audience", "title", "content", "url", "target", "isTop", "rankIds", "userIds", "createdAt", "updatedAt", "publishedAt")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) RETURNING "id"`

export async function createAnnouncement(ctx: Ctx, form: AnnouncementForm): Promise<StaffAnnouncementRow> {
  refuseSellerStaff(ctx)
  return inTransaction(ctx, async (tx) => {
    const { rankIds, userIds } = readersOf(form)
    await checkReaders(tx, { rankIds, userIds })
    const values = [form.kind, form.audience, titleOrThrow(form.title), cleanHtml(form.content), linkOrThrow(form.url), form.target, form.isTop, rankIds, userIds, tx.now, form.isPublished ? tx.now : null]
    const made = await tx.sql.row<{ id: number }>('announcement_add', INSERT, values)
    const row = await announcementForStaff(tx, made?.id ?? 0)
    await audit(tx, { action: 'announcement.create', targetKind: 'announcement', targetId: row.id, targetName: row.title, after: told(row) })
    return row
  })
}

/** Held until it is written; what is published is fixed. */
async function draft(tx: TxCtx, id: number): Promise<StaffAnnouncementRow> {
  await tx.sql.row('announcement_lock', 'SELECT 1 FROM "Announcement" WHERE "id" = $1 FOR UPDATE', [id])
  const row = await announcementForStaff(tx, id)
  if (row.isPublished) throw new ShopError('CONFLICT')
  return row
}

const UPDATE = `
UPDATE "Announcement" SET "kind" = $2, "title" = $3, "content" = $4, "url" = $5, "target" = $6, "isTop" = $7, "updatedAt" = $8, "publishedAt" = $9, "audience" = $10, "rankIds" = $11, "userIds" = $12 WHERE "id" = $1`

export type AnnouncementChange = { [Field in keyof AnnouncementForm]?: AnnouncementForm[Field] | undefined }

export async function updateAnnouncement(ctx: Ctx, id: number, change: AnnouncementChange): Promise<StaffAnnouncementRow> {
  return inTransaction(ctx, async (tx) => {
    const before = await draft(tx, id)
    const { kind = before.kind, title = before.title, content, url = before.url, target = before.target, isTop = before.isTop, isPublished } = change
    const { audience = before.audience, rankIds = before.rankIds, userIds = before.userIds } = change
    const readers = readersOf({ audience, rankIds, userIds })
    await checkReaders(tx, readers)
    await tx.sql.run('announcement_change', UPDATE, [id, kind, titleOrThrow(title), content === undefined ? before.content : cleanHtml(content), linkOrThrow(url), target, isTop, tx.now, isPublished ? tx.now : null, audience, readers.rankIds, readers.userIds])
    const after = await announcementForStaff(tx, id)
    await audit(tx, { action: 'announcement.update', targetKind: 'announcement', targetId: id, targetName: after.title, before: told(before), after: told(after) })
    return after
  })
}

/** All of them or none. From then on they are read and no longer changed. */
export async function publishAnnouncements(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await draft(tx, id)
      await tx.sql.run('announcement_publish', 'UPDATE "Announcement" SET "publishedAt" = $2, "updatedAt" = $2 WHERE "id" = $1', [id, tx.now])
      await audit(tx, { action: 'announcement.publish', targetKind: 'announcement', targetId: id, targetName: before.title })
    }
  })
}

/** Gone for everybody, read or not: all of them or none. */
export async function deleteAnnouncements(ctx: Ctx, ids: readonly number[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await announcementForStaff(tx, id)
      await tx.sql.run('announcement_delete', 'DELETE FROM "Announcement" WHERE "id" = $1', [id])
      await audit(tx, { action: 'announcement.delete', targetKind: 'announcement', targetId: id, targetName: before.title, before: told(before) })
    }
  })
}
