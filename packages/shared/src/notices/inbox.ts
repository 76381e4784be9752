import type { Page } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import type { NoticeKind } from './tell.ts'

export interface NoticeItem {
  noticeId: number
  kind: NoticeKind
  goodsId: number
  goodsThumb: string
  params: Record<string, string | number>
  isRead: boolean
  createdAt: string
}

type Row = Omit<NoticeItem, 'createdAt'> & { createdAt: Date, total: number }

function ownerId({ actor }: Pick<Ctx, 'actor'>): number {
  if (actor.kind !== 'shopper') throw new ShopError('SESSION_REQUIRED')
  return actor.userId
}

const LIST = `
SELECT n."id" AS "noticeId", n."kind", n."goodsId", coalesce(g."thumbUrl", '') AS "goodsThumb", n."params", n."readAt" IS NOT NULL AS "isRead", n."createdAt", (count(*) OVER ())::int AS "total"
FROM "Notice" n LEFT JOIN "Goods" g ON g."id" = n."goodsId" AND NOT g."isDeleted" WHERE n."userId" = $1 ORDER BY n."id" DESC LIMIT $2 OFFSET $3`

/** The caller's notices, newest first. */
export async function listNotices(ctx: Ctx, { pageNo, pageSize }: Page): Promise<Page & { items: NoticeItem[], totalResults: number }> {
  const rows = await ctx.sql.rows<Row>('notices_list', LIST, [ownerId(ctx), pageSize, (pageNo - 1) * pageSize])
  return { items: rows.map(({ total: _, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })), totalResults: rows[0]?.total ?? 0, pageNo, pageSize }
}

export async function unreadNotices(ctx: Ctx): Promise<{ unread: number }> {
  const row = await ctx.sql.row<{ count: number }>('notices_unread', 'SELECT count(*)::int AS "count" FROM "Notice" WHERE "userId" = $1 AND "readAt" IS NULL', [ownerId(ctx)])
  return { unread: row?.count ?? 0 }
}

/** Everything up to the newest one that was shown counts as read. */
export async function readNotices(ctx: Ctx, { upToId }: { upToId: number }): Promise<{ read: number }> {
  return { read: await ctx.sql.run('notices_read', 'UPDATE "Notice" SET "readAt" = $3 WHERE "userId" = $1 AND "id" <= $2 AND "readAt" IS NULL', [ownerId(ctx), upToId, ctx.now]) }
}
