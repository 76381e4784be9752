import { z } from 'zod'
import { ANNOUNCEMENT_SORTS, announcementForStaff, type AnnouncementRow, countUnreadAnnouncements, createAnnouncement, deleteAnnouncements, listAnnouncements, listOwnAnnouncements, previewReaders, publishAnnouncements, ranksToTell, readAnnouncement, type StaffAnnouncementRow, updateAnnouncement } from '@xiaopu/shared/content'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { inTransaction } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const RIGHT = 'messages.edit'
const LAST_KIND = 9
const NEWEST = 5

const id = int.min(1)
const kind = int.min(0).max(LAST_KIND)
const audience = z.enum(['shoppers', 'staff'])
const ids = z.array(id).max(500)
const Form = z.strictObject({
  kind,
  audience,
  rankIds: ids,
  userIds: ids,
  title: text.trim().max(200),
  content: text.max(100_000),
  url: text.trim().max(255),
  target: z.enum(['_self', '_blank']),
  isTop: flag,
})
const common = { id: int, kind: int, audience, title: text, url: text, isTop: flag, isPublished: flag, createdAt: time, updatedAt: time }
const Row = z.object({ ...common, pageViews: int, readCount: int, rankIds: z.array(int), userIds: z.array(int) })
const View = Row.extend({ content: text, target: z.enum(['_self', '_blank']) })
const News = z.object({ ...common, content: text, target: z.enum(['_self', '_blank']), isRead: flag })

const shown = ({ createdAt, updatedAt, rankIds, userIds, ...row }: StaffAnnouncementRow) => ({ ...row, rankIds: [...rankIds], userIds: [...userIds], createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() })
const told = ({ createdAt, updatedAt, ...row }: AnnouncementRow) => ({ ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() })

/** 站内公告: what the shop tells its members or its own people. */
export const announcementsRouter = router({
  list: staffProcedure(RIGHT)
    .input(pagedInput({ q: text.max(60).default(''), kind: kind.optional(), audience: audience.optional(), isPublished: flag.optional(), isTop: flag.optional(), sort: z.enum(ANNOUNCEMENT_SORTS).default('create_time') }))
    .output(pagedOutput({ items: z.array(Row) }))
    .query(async ({ ctx, input }) => {
      const filters = { title: input.q, kind: input.kind ?? null, audience: input.audience ?? null, isPublished: input.isPublished ?? null, isTop: input.isTop ?? null, sort: input.sort, isAscending: false }
      const { items, total } = await listAnnouncements(ctx, filters, input)
      return { items: items.map(shown), totalResults: total, pageNo: input.pageNo, pageSize: input.pageSize }
    }),
  get: staffProcedure(RIGHT).input(z.strictObject({ id })).output(View).query(async ({ ctx, input }) => shown(await announcementForStaff(ctx, input.id))),
  choices: staffProcedure(RIGHT).input(z.void()).output(z.object({ ranks: z.array(z.object({ id: int, name: text })) })).query(async ({ ctx }) => ({ ranks: await ranksToTell(ctx) })),
  /** How many it would reach now. */
  reach: staffProcedure(RIGHT)
    .input(z.strictObject({ audience, rankIds: ids, userIds: ids }))
    .output(z.object({ count: int, users: z.array(z.object({ id: int, name: text })) }))
    .query(({ ctx, input }) => previewReaders(ctx, input)),
  create: staffWrite(RIGHT).input(Form).output(View).mutation(async ({ ctx, input }) => shown(await createAnnouncement(ctx, { ...input, isPublished: false }))),
  update: staffWrite(RIGHT)
    .input(Form.extend({ id }))
    .output(View)
    .mutation(async ({ ctx, input: { id: announcementId, ...form } }) => shown(await updateAnnouncement(ctx, announcementId, { ...form, isPublished: false }))),
  publish: staffWrite(RIGHT)
    .input(z.strictObject({ id }))
    .output(View)
    .mutation(async ({ ctx, input }) => {
      await publishAnnouncements(ctx, [input.id])
      return shown(await announcementForStaff(ctx, input.id))
    }),
  delete: staffWrite(RIGHT)
    .input(z.strictObject({ ids: ids.min(1) }))
    .output(z.object({ deleted: int }))
    .mutation(async ({ ctx, input }) => {
      await deleteAnnouncements(ctx, input.ids)
      return { deleted: input.ids.length }
    }),
  /** What the shop told its people: the newest for the one who asks, and how many are not read. */
  own: staffProcedure(null)
    .input(z.void())
    .output(z.object({ items: z.array(News), unread: int }))
    .query(async ({ ctx }) => {
      const [{ items }, unread] = await Promise.all([
        listOwnAnnouncements(ctx, { kind: null, isRead: null, sort: 'create_time', isAscending: false }, { pageNo: 1, pageSize: NEWEST }),
        countUnreadAnnouncements(ctx, null),
      ])
      return { items: items.map(told), unread }
    }),
  read: staffWrite(null)
    .input(z.strictObject({ id }))
    .output(News)
    .mutation(({ ctx, input }) => inTransaction(ctx, async (tx) => {
      const row = await readAnnouncement({ ...ctx, ...tx }, input.id)
      await audit(tx, { action: 'announcement.read', targetKind: 'announcement', targetId: row.id, targetName: row.title })
      return told(row)
    })),
})
