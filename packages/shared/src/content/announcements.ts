import type { Page } from '../contract/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'

/** What an announcement says, and to whom. */
export interface AnnouncementText {
  kind: number
  audience: 'shoppers' | 'staff'
  title: string
  content: string
  url: string
  target: '_self' | '_blank'
  isTop: boolean
  isPublished: boolean
}

/** One announcement as its reader sees it. */
export interface AnnouncementRow extends AnnouncementText, Record<string, unknown> {
  id: number
  pageViews: number
  isRead: boolean
  createdAt: Date
  updatedAt: Date
}

/** 0 system, 1 notice, 2 activity, 3 to 9 other. */
export type KindFilter = number | null

interface Reader { kind: 'user' | 'staff', id: number }

function readerOf({ actor }: Pick<TxCtx, 'actor'>): Reader {
  if (actor.kind === 'shopper') return { kind: 'user', id: actor.userId }
  if (actor.kind === 'staff') return { kind: 'staff', id: actor.staffId }
  throw new ShopError('SESSION_REQUIRED')
}

export const ANNOUNCEMENT_COLUMNS = 'a."id", a."kind", a."audience", a."title", a."content", a."url", a."target", a."isTop", a."publishedAt" IS NOT NULL AS "isPublished", a."pageViews", a."createdAt", a."updatedAt"'

/** What was published for this reader and not put away: news of before the account was made is not for it. */
const FOR_READER = {
  user: `FROM "Announcement" a JOIN "User" u ON u."id" = $1 LEFT JOIN "AnnouncementReading" r ON r."announcementId" = a."id" AND r."readerKind" = 'user' AND r."readerId" = $1
    WHERE a."audience" = 'shoppers' AND a."publishedAt" >= u."signedUpAt" AND r."hiddenAt" IS NULL
      AND (cardinality(a."rankIds") = 0 AND cardinality(a."userIds") = 0 OR u."rankId" = ANY(a."rankIds") OR u."id" = ANY(a."userIds"))`,
  staff: `FROM "Announcement" a JOIN "Staff" u ON u."id" = $1 LEFT JOIN "AnnouncementReading" r ON r."announcementId" = a."id" AND r."readerKind" = 'staff' AND r."readerId" = $1
    WHERE a."audience" = 'staff' AND a."publishedAt" >= u."createdAt" AND r."hiddenAt" IS NULL`,
} as const

const SORTS = { message_id: 'a."id"', type: 'a."kind"', page_views: 'a."pageViews"', is_top: 'a."isTop"', status: 'a."publishedAt"', create_time: 'a."createdAt"', update_time: 'a."updatedAt"' }
export type AnnouncementSort = keyof typeof SORTS
export const ANNOUNCEMENT_SORTS = Object.keys(SORTS) as AnnouncementSort[] // the keys of a constant
export const sortSql = (sort: AnnouncementSort): string => SORTS[sort]

export interface OwnFilters { kind: KindFilter, isRead: boolean | null, sort: AnnouncementSort, isAscending: boolean }

/** The caller's own, those on top first. */
export async function listOwnAnnouncements(ctx: Ctx, { kind, isRead, sort, isAscending }: OwnFilters, { pageNo, pageSize }: Page): Promise<{ items: AnnouncementRow[], total: number }> {
  const reader = readerOf(ctx)
  const found = `${FOR_READER[reader.kind]} AND ($2::int IS NULL OR a."kind" = $2) AND ($3::bool IS NULL OR (r."readAt" IS NOT NULL) = $3)`
  const values = [reader.id, kind, isRead]
  const direction = isAscending ? 'ASC' : 'DESC'
  const [items, counted] = await Promise.all([
    ctx.sql.rows<AnnouncementRow>(`announcements_own_${reader.kind}_${sort}_${direction}`, `SELECT ${ANNOUNCEMENT_COLUMNS}, r."readAt" IS NOT NULL AS "isRead" ${found} ORDER BY a."isTop" DESC, ${SORTS[sort]} ${direction}, a."id" DESC LIMIT $4 OFFSET $5`, [...values, pageSize, (pageNo - 1) * pageSize]),
    ctx.sql.row<{ count: number }>(`announcements_own_count_${reader.kind}`, `SELECT count(*)::int AS "count" ${found}`, values),
  ])
  return { items, total: counted?.count ?? 0 }
}

const MARK = {
  read: 'INSERT INTO "AnnouncementReading" ("announcementId", "readerKind", "readerId", "readAt") SELECT t.id, $2, $1, $3 FROM unnest($4::int[]) AS t(id) ON CONFLICT ("announcementId", "readerKind", "readerId") DO UPDATE SET "readAt" = coalesce("AnnouncementReading"."readAt", $3)',
  hidden: 'INSERT INTO "AnnouncementReading" ("announcementId", "readerKind", "readerId", "hiddenAt") SELECT t.id, $2, $1, $3 FROM unnest($4::int[]) AS t(id) ON CONFLICT ("announcementId", "readerKind", "readerId") DO UPDATE SET "hiddenAt" = $3',
} as const

/** One of the caller's own, read by this; each look counts. */
export async function readAnnouncement(ctx: Ctx, id: number): Promise<AnnouncementRow> {
  const reader = readerOf(ctx)
  return inTransaction(ctx, async (tx) => {
    const row = await tx.sql.row<AnnouncementRow>(`announcement_own_${reader.kind}`, `SELECT ${ANNOUNCEMENT_COLUMNS}, true AS "isRead" ${FOR_READER[reader.kind]} AND a."id" = $2`, [reader.id, id])
    if (!row) throw new ShopError('NOT_FOUND')
    await tx.sql.run('announcement_read', MARK.read, [reader.id, reader.kind, tx.now, [id]])
    await tx.sql.run('announcement_seen', 'UPDATE "Announcement" SET "pageViews" = "pageViews" + 1 WHERE "id" = $1', [id])
    return { ...row, pageViews: row.pageViews + 1 }
  })
}

export async function countUnreadAnnouncements(ctx: Ctx, kind: KindFilter): Promise<number> {
  const reader = readerOf(ctx)
  const row = await ctx.sql.row<{ count: number }>(`announcements_unread_${reader.kind}`, `SELECT count(*)::int AS "count" ${FOR_READER[reader.kind]} AND r."readAt" IS NULL AND ($2::int IS NULL OR a."kind" = $2)`, [reader.id, kind])
  return row?.count ?? 0
}

/** Marks those named, or (null) all of the kind: every one of those named, or none when one is not the caller's. */
export async function markAnnouncements(ctx: Ctx, mark: keyof typeof MARK, { ids, kind }: { ids: readonly number[] | null, kind: KindFilter }): Promise<void> {
  const reader = readerOf(ctx)
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.sql.rows<{ id: number }>(`announcements_to_mark_${reader.kind}`, `SELECT a."id" ${FOR_READER[reader.kind]} AND ($2::int IS NULL OR a."kind" = $2) AND ($3::int[] IS NULL OR a."id" = ANY($3)) ORDER BY a."id"`, [reader.id, kind, ids])
    if (ids && rows.length !== new Set(ids).size) throw new ShopError('NOT_FOUND')
    await tx.sql.run(`announcements_${mark}`, MARK[mark], [reader.id, reader.kind, tx.now, rows.map(({ id }) => id)])
  })
}
