import { z } from 'zod'
import { countUnreadAnnouncements } from '@xiaopu/shared/content'
import { flag, int, pagedInput, pagedOutput, text, time } from '@xiaopu/shared/contract'
import { listNotices, readNotices, unreadNotices } from '@xiaopu/shared/notices'
import { router, shopperProcedure } from '../trpc.ts'

const NoticeItem = z.object({
  noticeId: int,
  kind: z.enum(['booking_arrived', 'booking_answered', 'price_fell', 'stock_back', 'survey_invited', 'order_shipped', 'codes_delivered', 'order_canceled', 'aftersale_agreed', 'aftersale_refused', 'aftersale_refunded']),
  goodsId: int,
  goodsThumb: text,
  params: z.record(text, z.union([text, z.number()])),
  isRead: flag,
  createdAt: time,
})

/** The inbox of the site: the storefront's alone. */
export const noticesRouter = router({
  get: shopperProcedure
    .input(pagedInput({}))
    .output(pagedOutput({ items: z.array(NoticeItem) }))
    .query(({ ctx, input }) => listNotices(ctx, input)),
  /** Of the notices and of what the shop announced. */
  unread: shopperProcedure
    .input(z.void())
    .output(z.object({ unread: int, announcements: int }))
    .query(async ({ ctx }) => {
      const [{ unread }, announcements] = await Promise.all([unreadNotices(ctx), countUnreadAnnouncements(ctx, null)])
      return { unread: unread + announcements, announcements }
    }),
  read: shopperProcedure
    .input(z.strictObject({ upToId: int.min(1) }))
    .output(z.object({ read: int }))
    .mutation(({ ctx, input }) => readNotices(ctx, input)),
})
