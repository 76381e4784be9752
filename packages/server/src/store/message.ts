import { z } from 'zod'
import { file, flag, int, Message, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { addMessage, deleteMessage, listMessages } from '@xiaopu/shared/content'
import { router, shopperProcedure, visitorProcedure } from '../trpc.ts'
import { picturePort } from './user-ports.ts'

const area = z.enum(['mine', 'board']).default('mine')
const msgType = int.min(0).max(5)
const orderSn = text.max(20)

export const messageRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.message.get', title: '显示留言列表', write: false, errors: ['SESSION_REQUIRED', 'NOT_FOUND', 'FEATURE_OFF'] })
    .input(pagedInput({
      area,
      msgType: msgType.optional(),
      orderSn: orderSn.optional(),
    }))
    .output(pagedOutput({
      items: z.array(Message),
    }))
    .query(({ ctx, input }) => listMessages(ctx, input)),
  add: shopperProcedure
    .meta({ method: 'ectouch.message.add', title: '提交留言反馈', write: true, errors: ['NOT_FOUND', 'FEATURE_OFF', 'CONTENT_REJECTED', 'FILE_INVALID'] })
    .input(z.strictObject({
      area,
      msgType: msgType.default(0),
      msgTitle: text.trim().min(1).max(100),
      msgContent: text.trim().min(1).max(1000),
      messageImg: file.optional(),
      orderSn: orderSn.optional(),
    }))
    .output(z.object({
      message: Message,
    }))
    .mutation(({ ctx, input }) => addMessage(ctx, input, picturePort(ctx))),
  delete: shopperProcedure
    .meta({ method: 'ectouch.message.delete', title: '删除留言', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      messageId: int.min(1).meta({ wireName: 'msg_id' }),
    }))
    .output(z.object({
      deleted: flag,
    }))
    .mutation(({ ctx, input }) => deleteMessage(ctx, input, picturePort(ctx))),
})
