import { z } from 'zod'
import { answerComment, COMMENT_STATES, countWaitingComments, deskComments, judgeComments, removeComment } from '@xiaopu/shared/content'
import { flag, int, pagedInput, pagedOutput, picture, text, time } from '@xiaopu/shared/contract'
import { picturePort } from '../store/user-ports.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const id = int.min(1)
const nothing = z.object({})
const Row = z.object({
  id: int, goodsId: int, articleId: int, goodsName: text, goodsThumb: picture, optionsText: text, userId: int, userName: text, isAnonymous: flag, rank: int, content: text, images: z.array(picture), addition: text,
  state: z.enum(['waiting', 'shown', 'hidden']), orderId: int, orderSn: text, reply: text, repliedAt: time, addedAt: time,
})

/** What shoppers say of goods and articles: the queue of those that wait, the shop's answers. */
export const commentsRouter = router({
  list: staffProcedure('comments.edit')
    .input(pagedInput({ state: z.enum(COMMENT_STATES).default('waiting'), about: z.enum(['goods', 'articles', 'all']).default('all'), rank: int.min(0).max(5).default(0), withImages: flag.default(false), unanswered: flag.default(false), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row), counts: z.record(z.enum(COMMENT_STATES), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await deskComments(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  waitingCount: staffProcedure('comments.edit').input(z.void()).output(z.object({ count: int })).query(async ({ ctx }) => ({ count: await countWaitingComments(ctx) })),
  judge: staffWrite('comments.edit')
    .input(z.strictObject({ ids: z.array(id).min(1).max(100), verdict: z.enum(['show', 'hide']) }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await judgeComments(ctx, input)
      return {}
    }),
  reply: staffWrite('comments.edit')
    .input(z.strictObject({ id, reply: text.trim().max(500) }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await answerComment(ctx, input)
      return {}
    }),
  delete: staffWrite('comments.edit')
    .input(z.strictObject({ id }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await removeComment(ctx, input.id, picturePort(ctx))
      return {}
    }),
})
