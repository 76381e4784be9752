import { z } from 'zod'
import { type AnnouncementRow, listOwnAnnouncements, readAnnouncement } from '@xiaopu/shared/content'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { router, shopperProcedure } from '../trpc.ts'

const item = { announcementId: int, kind: int, title: text, isTop: flag, isRead: flag, createdAt: time }
const Item = z.object(item)
const Announcement = z.object({ ...item, content: text, url: text, target: z.enum(['_self', '_blank']) })

const itemOf = ({ id, kind, title, isTop, isRead, createdAt }: AnnouncementRow) => ({ announcementId: id, kind, title, isTop, isRead, createdAt: createdAt.toISOString() })

/** What the shop tells its members, those on top first: the storefront's alone. */
export const announcementsRouter = router({
  get: shopperProcedure
    .input(pagedInput({}))
    .output(pagedOutput({ items: z.array(Item) }))
    .query(async ({ ctx, input }) => {
      const { items, total } = await listOwnAnnouncements(ctx, { kind: null, isRead: null, sort: 'create_time', isAscending: false }, input)
      return { items: items.map(itemOf), totalResults: total, pageNo: input.pageNo, pageSize: input.pageSize }
    }),
  /** Reading one marks it. */
  read: shopperProcedure
    .input(z.strictObject({ announcementId: int.min(1) }))
    .output(z.object({ announcement: Announcement }))
    .mutation(async ({ ctx, input }) => {
      const row = await readAnnouncement(ctx, input.announcementId)
      return { announcement: { ...itemOf(row), content: row.content, url: row.url, target: row.target } }
    }),
})
