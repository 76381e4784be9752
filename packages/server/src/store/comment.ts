import { z } from 'zod'
import { Comment, CommentSummary, file, flag, int, pagedInput, pagedOutput, text } from '@xiaopu/shared/contract'
import { addComment, deleteComment, listComments } from '@xiaopu/shared/content'
import { router, shopperProcedure, visitorProcedure } from '../trpc.ts'
import { picturePort } from './user-ports.ts'

export const commentRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.comment.get', title: '显示评论列表', write: false, errors: ['SESSION_REQUIRED'] })
    .input(pagedInput({
      commentType: int.min(0).max(1).optional(),
      idValue: int.min(1).optional(),
      mine: flag.default(false),
      filter: z.enum(['all', 'good', 'medium', 'bad', 'image']).default('all'),
    }))
    .output(pagedOutput({
      items: z.array(Comment),
      summary: CommentSummary,
    }))
    .query(({ ctx, input }) => listComments(ctx, input)),
  add: shopperProcedure
    .meta({ method: 'ectouch.comment.add', title: '发表商品评论', write: true, errors: ['NOT_FOUND', 'COMMENT_NOT_BOUGHT', 'COMMENT_EXISTS', 'COMMENT_CLOSED', 'CONTENT_REJECTED', 'FILE_INVALID'] })
    .input(z.strictObject({
      commentType: int.min(0).max(1).default(0),
      idValue: int.min(1),
      orderLineId: int.min(0).default(0).meta({ wireName: 'rec_id' }),
      commentRank: int.min(1).max(5).default(5),
      content: text.trim().min(1).max(500),
      images: z.array(file).max(6).optional(),
      anonymous: flag.default(false),
    }))
    .output(z.object({
      comment: Comment,
      needCheck: flag,
    }))
    .mutation(({ ctx, input }) => addComment(ctx, input, picturePort(ctx))),
  delete: shopperProcedure
    .meta({ method: 'ectouch.comment.delete', title: '删除评论', write: true, errors: ['NOT_FOUND'] })
    .input(z.strictObject({
      commentId: int.min(1),
    }))
    .output(z.object({
      deleted: flag,
    }))
    .mutation(({ ctx, input }) => deleteComment(ctx, input, picturePort(ctx))),
})
