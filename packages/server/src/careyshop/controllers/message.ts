import { ANNOUNCEMENT_SORTS, announcementForStaff, type AnnouncementRow, countUnreadAnnouncements, createAnnouncement, deleteAnnouncements, listAnnouncements, listOwnAnnouncements, markAnnouncements, publishAnnouncements, readAnnouncement, updateAnnouncement } from '@xiaopu/shared/content'
import { inTransaction } from '@xiaopu/shared/database'
import { audit } from '@xiaopu/shared/staff'
import { z } from 'zod'
import { type CareyCtx, done, method, orNull, pageOf } from '../method.ts'
import { maybeIds, ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'
import { bit, timeText } from '../wire.ts'

const [LAST_KIND, MAX_TITLE, MAX_CONTENT, MAX_URL, SHOPPERS, STAFF] = [9, 200, 100_000, 255, 1, 2]
const own = { controller: 'message', auth: 'required', who: ['admin', 'user'] } as const
const staff = { controller: 'message', auth: 'required', who: ['admin'], permission: 'messages.edit' } as const
const kind = { type: param.maybeInt(0, LAST_KIND) }
const [FIRST_SORT, ...OTHER_SORTS] = ANNOUNCEMENT_SORTS
const sorted = ordered([FIRST_SORT ?? 'message_id', ...OTHER_SORTS], 'message_id')
const several = z.object({ message_id: param.ids, ...kind })
/** The originals say one number and send several. */
const oneOrSeveral = z.object({ message_id: maybeIds.transform((ids) => ids ?? []).pipe(z.array(z.int()).min(1)) })

const wireRow = (row: AnnouncementRow): object => ({ message_id: row.id, title: row.title, url: row.url, target: row.target, page_views: row.pageViews, is_read: bit(row.isRead), create_time: timeText(row.createdAt) })

function wireMessage(row: AnnouncementRow): object {
  return {
    message_id: row.id,
    type: row.kind,
    member: row.audience === 'staff' ? STAFF : SHOPPERS,
    title: row.title,
    content: row.content,
    url: row.url,
    target: row.target,
    page_views: row.pageViews,
    is_top: bit(row.isTop),
    status: bit(row.isPublished),
    create_time: timeText(row.createdAt),
    update_time: timeText(row.updatedAt),
  }
}

/** What staff does with its own messages stands in the log like every write of theirs. */
async function mark(ctx: CareyCtx, what: 'read' | 'hidden', ids: readonly number[] | null, type: number | undefined): Promise<true> {
  await inTransaction(ctx, async (tx) => {
    await markAnnouncements({ ...ctx, ...tx }, what, { ids, kind: type ?? null })
    if (tx.actor.kind === 'staff') await audit(tx, { action: what === 'read' ? 'announcement.read' : 'announcement.hide', targetKind: 'announcement', targetId: ids?.[0] ?? 0 })
  })
  return true
}

const text = { content: param.words(MAX_CONTENT), url: param.text(MAX_URL).default(''), title: param.words(MAX_TITLE) }

export const messageMethods = [
  method({
    ...own,
    write: false,
    name: 'get.message.user.list',
    title: '用户获取消息列表',
    params: z.object({ ...kind, is_read: param.maybeFlag, ...param.page, ...sorted }),
    async run({ ctx, input }) {
      const { items, total } = await listOwnAnnouncements(ctx, { kind: input.type ?? null, isRead: input.is_read ?? null, sort: input.order_field, isAscending: input.order_type === 'asc' }, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map(wireRow), total)
    },
  }),
  method({
    ...own,
    write: false,
    name: 'get.message.user.item',
    title: '用户获取一条消息',
    params: z.object({ message_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(readAnnouncement(ctx, input.message_id))
      return found && wireMessage(found)
    },
  }),
  method({ ...own, write: false, name: 'get.message.user.unread', title: '用户获取未读消息数', params: z.object(kind), run: async ({ ctx, input }) => ({ total_result: await countUnreadAnnouncements(ctx, input.type ?? null) }) }),
  method({ ...own, write: true, name: 'set.message.user.read', title: '用户批量设置消息已读', params: several, run: ({ ctx, input }) => mark(ctx, 'read', input.message_id, input.type) }),
  method({ ...own, write: true, name: 'set.message.user.allread', title: '用户设置消息全部已读', params: z.object(kind), run: ({ ctx, input }) => mark(ctx, 'read', null, input.type) }),
  method({ ...own, write: true, name: 'del.message.user.list', title: '用户批量删除消息', params: several, run: ({ ctx, input }) => mark(ctx, 'hidden', input.message_id, input.type) }),
  method({ ...own, write: true, name: 'del.message.user.all', title: '用户删除全部消息', params: z.object(kind), run: ({ ctx, input }) => mark(ctx, 'hidden', null, input.type) }),
  method({
    ...staff,
    write: false,
    name: 'get.message.list',
    title: '获取消息列表(后台)',
    params: z.object({ ...kind, member: param.maybeInt(SHOPPERS, STAFF), title: param.text(MAX_TITLE).default(''), is_top: param.maybeFlag, status: param.maybeFlag, ...param.page, ...sorted }),
    async run({ ctx, input }) {
      const audience = input.member === undefined ? null : input.member === STAFF ? 'staff' : 'shoppers'
      const filters = { kind: input.type ?? null, audience, title: input.title, isTop: input.is_top ?? null, isPublished: input.status ?? null, sort: input.order_field, isAscending: input.order_type === 'asc' } as const
      const { items, total } = await listAnnouncements(ctx, filters, { pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map(wireMessage), total)
    },
  }),
  method({
    ...staff,
    write: false,
    name: 'get.message.item',
    title: '获取一条消息(后台)',
    params: z.object({ message_id: param.int(1) }),
    async run({ ctx, input }) {
      const found = await orNull(announcementForStaff(ctx, input.message_id))
      return found && wireMessage(found)
    },
  }),
  method({
    ...staff,
    write: true,
    name: 'add.message.item',
    title: '添加一条消息',
    params: z.object({ type: param.int(0, LAST_KIND), member: param.int(SHOPPERS, STAFF), ...text, target: param.oneOf(['_self', '_blank'], '_self'), is_top: param.maybeFlag, status: param.maybeFlag }),
    run: async ({ ctx, input: { type, member, target, is_top: isTop, status, ...texts } }) => wireMessage(await createAnnouncement(ctx, { ...texts, kind: type, audience: member === STAFF ? 'staff' : 'shoppers', target, isTop: isTop ?? false, isPublished: status ?? false, rankIds: [], userIds: [] })),
  }),
  method({
    ...staff,
    write: true,
    name: 'set.message.item',
    title: '编辑一条消息',
    params: z.object({ message_id: param.int(1), ...kind, title: param.maybeWords(MAX_TITLE), content: param.maybeWords(MAX_CONTENT), url: param.text(MAX_URL).optional(), target: z.enum(['_self', '_blank']).optional(), is_top: param.maybeFlag, status: param.maybeFlag }),
    run: async ({ ctx, input: { message_id: id, type, is_top: isTop, status, ...texts } }) => wireMessage(await updateAnnouncement(ctx, id, { ...texts, kind: type, isTop, isPublished: status })),
  }),
  method({ ...staff, write: true, name: 'set.message.status', title: '批量正式发布消息', params: oneOrSeveral, run: ({ ctx, input }) => done(publishAnnouncements(ctx, input.message_id)) }),
  method({ ...staff, write: true, name: 'del.message.list', title: '批量删除消息', params: oneOrSeveral, run: ({ ctx, input }) => done(deleteAnnouncements(ctx, input.message_id)) }),
]
