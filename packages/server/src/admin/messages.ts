import { z } from 'zod'
import { answerMessage, approveMessage, deskMessages, MESSAGE_STATES, removeMessage } from '@xiaopu/shared/content'
import { flag, int, pagedInput, pagedOutput, picture, text, time } from '@xiaopu/shared/contract'
import { picturePort } from '../store/user-ports.ts'
import { router, staffProcedure } from '../trpc.ts'
import { staffWrite } from './staff-write.ts'

const id = int.min(1)
const nothing = z.object({})
const Row = z.object({
  id: int, userId: int, userName: text, isOnBoard: flag, kind: int, title: text, content: text, imageUrl: picture, orderId: int, orderSn: text,
  isApproved: flag, isWithdrawn: flag, reply: text, repliedAt: time, addedAt: time,
})

/** What members write to the shop, alone or on the board. */
export const messagesRouter = router({
  list: staffProcedure('messages.edit')
    .input(pagedInput({ state: z.enum(MESSAGE_STATES).default('unanswered'), area: z.enum(['', 'private', 'board']).default(''), kind: int.min(-1).max(5).default(-1), q: text.trim().max(60).default('') }))
    .output(pagedOutput({ items: z.array(Row), counts: z.record(z.enum(MESSAGE_STATES), int) }))
    .query(async ({ ctx, input: { pageNo, pageSize, ...filters } }) => ({ ...await deskMessages(ctx, filters, { pageNo, pageSize }), pageNo, pageSize })),
  reply: staffWrite('messages.edit')
    .input(z.strictObject({ id, reply: text.trim().max(1000) }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await answerMessage(ctx, input)
      return {}
    }),
  approve: staffWrite('messages.edit')
    .input(z.strictObject({ id, isApproved: flag }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await approveMessage(ctx, input)
      return {}
    }),
  delete: staffWrite('messages.edit')
    .input(z.strictObject({ id }))
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await removeMessage(ctx, input.id, picturePort(ctx))
      return {}
    }),
})
