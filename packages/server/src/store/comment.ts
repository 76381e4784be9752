import { z } from 'zod'
import { Comment, CommentSummary, flag, int, pagedInput, pagedOutput } from '@xiaopu/shared/contract'
import { listComments } from '@xiaopu/shared/content'
import { router, visitorProcedure } from '../trpc.ts'

export const commentRouter = router({
  get: visitorProcedure
    .meta({ method: 'ectouch.comment.get', title: '显示评论列表', write: false, errors: ['SESSION_REQUIRED'] })
    .input(pagedInput({
      commentType: int.min(0).max(1).default(0),
      idValue: int.min(1).optional(),
      mine: flag.default(false),
      filter: z.enum(['all', 'good', 'medium', 'bad', 'image']).default('all'),
    }))
    .output(pagedOutput({
      items: z.array(Comment),
      summary: CommentSummary,
    }))
    .query(({ ctx, input }) => listComments(ctx, input)),
})
