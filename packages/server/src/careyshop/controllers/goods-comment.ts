import {
  addAddition, addComment, answerAddition, answerComment, commentNamed, commentSummary, type CommentThread, commentThread, countAdditions, deleteAddition, deleteComment, isLineOfOwnOrder, judgeComments, listThreads,
  markComments, praiseComment, removeComment, type THREAD_SORTS,
} from '@xiaopu/shared/content'
import { ShopError } from '@xiaopu/shared/errors'
import { z } from 'zod'
import { Refused } from '../../gateway/index.ts'
import { picturePort } from '../../store/user-ports.ts'
import { KIND, wireComment, wireCommentRow, wireText } from '../comment-shape.ts'
import { type CareyCtx, done, method, pageOf } from '../method.ts'
import { ownPicture, sentPicture } from '../own-pictures.ts'
import { maybeIds, maybeJsonList, ordered } from '../param-kinds.ts'
import { param } from '../read-params.ts'

const FAILURE = 500
const WHOLE_PERCENT = 100
const [MAX_NUMBER, MAX_ACCOUNT, MAX_TEXT, MOST_PICTURES, MOST_STARS] = [50, 60, 200, 9, 5]
const reading = { controller: 'goods_comment', auth: 'optional', who: ['admin', 'user'], write: false } as const
const byShopper = { controller: 'goods_comment', auth: 'required', who: ['user'], write: true } as const
const byStaff = { controller: 'goods_comment', auth: 'required', who: ['admin'], permission: 'comments.edit', write: true } as const
const byId = z.object({ goods_comment_id: param.int(1) })
const many = z.object({ goods_comment_id: param.ids })
const ofGoods = z.object({ goods_id: param.int(1) })
const content = param.text(MAX_TEXT).default('')
const pictures = maybeJsonList(sentPicture, MOST_PICTURES)
const SORTS: Record<string, typeof THREAD_SORTS[number]> = { goods_comment_id: 'id', is_image: 'id', score: 'rank', is_show: 'isApproved', is_top: 'isTop', status: 'isRead', create_time: 'addedAt' }
const SCORES = ['good', 'medium', 'bad'] as const

async function thread(ctx: CareyCtx, id: number): Promise<CommentThread> {
  const found = await commentThread(ctx, (await commentNamed(ctx, id)).commentId)
  if (!found) throw new ShopError('NOT_FOUND')
  return found
}

const stored = (ctx: CareyCtx, sent: z.output<typeof pictures>): string[] => (sent ?? []).map((picture) => ownPicture(picture, 'image', ctx.baseUrl).url)

const rate = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * WHOLE_PERCENT) / whole))

export const goodsCommentMethods = [
  method({
    ...reading,
    name: 'get.goods.comment.list',
    title: '获取商品评价列表',
    params: z.object({
      goods_id: param.maybeInt(1),
      order_no: param.text(MAX_NUMBER).default(''),
      type: z.preprocess((sent) => (sent === '' ? undefined : sent), z.coerce.number().pipe(z.literal([KIND.first, KIND.addition])).default(KIND.first)),
      account: param.text(MAX_ACCOUNT).default(''),
      content,
      score: param.maybeInt(0, 2),
      is_show: param.maybeFlag,
      is_top: param.maybeFlag,
      is_image: param.maybeFlag,
      status: param.maybeFlag,
      goods_spec: maybeIds,
      ...param.page,
      ...ordered(['goods_comment_id', 'is_image', 'score', 'is_show', 'is_top', 'status', 'create_time'], 'goods_comment_id'),
    }),
    async run({ ctx, input }) {
      const filter = {
        goodsId: input.goods_id,
        score: input.score === undefined ? undefined : SCORES[input.score],
        hasImages: input.is_image,
        hasAddition: input.type === KIND.addition,
        optionValueIds: input.goods_spec ?? [],
        orderSn: input.order_no,
        account: input.account,
        content: input.content,
        isShown: input.is_show,
        isTop: input.is_top,
        isRead: input.status,
      }
      const { items, totalResults } = await listThreads(ctx, filter, { sort: SORTS[input.order_field] ?? 'id', isDescending: input.order_type === 'desc', pageNo: input.page_no, pageSize: input.page_size })
      return pageOf(items.map((one) => wireCommentRow(one, ctx)), totalResults)
    },
  }),
  method({
    ...reading,
    name: 'get.goods.comment.item',
    title: '获取某个评价的明细',
    params: byId,
    async run({ ctx, input }) {
      const found = await commentThread(ctx, input.goods_comment_id)
      return found && wireComment(found, ctx)
    },
  }),
  method({
    ...reading,
    auth: 'none',
    who: [],
    name: 'get.goods.comment.count',
    title: '获取一个商品"好中差"评的数量',
    params: ofGoods,
    async run({ ctx, input: { goods_id: goodsId } }) {
      const [{ total, withImages, good, medium, bad }, additions] = await Promise.all([commentSummary(ctx, 'goods', goodsId), countAdditions(ctx, goodsId)])
      return { all_count: total, image_count: withImages, addition_count: additions, good_count: good, general_count: medium, poor_count: bad }
    },
  }),
  method({
    ...reading,
    auth: 'none',
    who: [],
    name: 'get.goods.comment.score',
    title: '获取一个商品评价得分',
    params: ofGoods,
    async run({ ctx, input: { goods_id: goodsId } }) {
      const { total, good, medium, bad, goodRate } = await commentSummary(ctx, 'goods', goodsId)
      return { count: total, good_count: good, good_rate: goodRate, general_count: medium, general_rate: rate(medium, total), poor_count: bad, poor_rate: rate(bad, total) }
    },
  }),
  method({
    ...byShopper,
    name: 'add.goods.comment.item',
    title: '添加一条新的商品评价',
    params: z.object({ goods_id: param.int(1), order_goods_id: param.int(1), order_no: param.words(MAX_NUMBER), is_anon: param.maybeFlag, content, image: pictures, score: param.int(1, MOST_STARS) }),
    async run({ ctx, input }) {
      const { order_goods_id: orderLineId, order_no: orderSn } = input
      if (!await isLineOfOwnOrder(ctx, { orderLineId, orderSn })) throw new ShopError('NOT_FOUND')
      const { comment } = await addComment(ctx, { commentType: 0, idValue: input.goods_id, orderLineId, commentRank: input.score, content: input.content, storedImages: stored(ctx, input.image), anonymous: input.is_anon ?? false }, picturePort(ctx))
      return wireComment(await thread(ctx, comment.commentId), ctx)
    },
  }),
  method({
    ...byShopper,
    name: 'add.goods.addition.item',
    title: '追加一条商品评价',
    params: z.object({ order_goods_id: param.int(1), order_no: param.words(MAX_NUMBER), content, image: pictures }),
    async run({ ctx, input }) {
      const { commentId } = await addAddition(ctx, { orderLineId: input.order_goods_id, orderSn: input.order_no, content: input.content, images: stored(ctx, input.image) })
      return wireText(await thread(ctx, commentId), KIND.addition, ctx)
    },
  }),
  method({
    ...byShopper,
    name: 'add.goods.praise.item',
    title: '点赞任意一条商品评价',
    params: byId,
    async run({ ctx, input }) {
      if (!await praiseComment(ctx, { commentId: input.goods_comment_id })) throw new Refused('CONFLICT', FAILURE, '您已经点过赞了', 'goods_comment_id')
      return true
    },
  }),
  method({
    ...byStaff,
    name: 'reply.goods.comment.item',
    title: '回复或追评一条商品评价',
    // An answer of the shop is a text here: pictures would be lost.
    params: byId.extend({ content: param.words(MAX_TEXT), image: z.literal(['', '[]']).optional() }),
    async run({ ctx, input: { goods_comment_id: id, content: reply } }) {
      const { isAddition, commentId } = await commentNamed(ctx, id)
      await (isAddition ? answerAddition(ctx, { additionId: id, reply }) : answerComment(ctx, { id, reply }))
      return wireText(await thread(ctx, commentId), isAddition ? KIND.replyToAddition : KIND.reply, ctx)
    },
  }),
  method({
    ...byStaff,
    name: 'set.goods.comment.show',
    title: '批量设置是否前台显示',
    params: many.extend({ is_show: param.flag }),
    run: ({ ctx, input }) => done(judgeComments(ctx, { ids: input.goods_comment_id, verdict: input.is_show ? 'show' : 'hide' })),
  }),
  method({
    ...byStaff,
    name: 'set.goods.comment.top',
    title: '批量设置评价是否置顶',
    params: many.extend({ is_top: param.flag }),
    run: ({ ctx, input }) => done(markComments(ctx, { ids: input.goods_comment_id, mark: 'isTop', isOn: input.is_top })),
  }),
  method({
    ...byStaff,
    name: 'set.goods.comment.status',
    title: '批量设置评价是否已读',
    params: many.extend({ status: param.flag }),
    run: ({ ctx, input }) => done(markComments(ctx, { ids: input.goods_comment_id, mark: 'isRead', isOn: input.status })),
  }),
  method({
    ...byStaff,
    who: ['admin', 'user'],
    name: 'del.goods.comment.item',
    title: '删除任意一条商品评价',
    params: byId,
    async run({ ctx, input: { goods_comment_id: id } }) {
      if (ctx.actor.kind === 'staff') return done(removeComment(ctx, id, picturePort(ctx)))
      const { isAddition } = await commentNamed(ctx, id)
      return done(isAddition ? deleteAddition(ctx, { additionId: id }, picturePort(ctx)) : deleteComment(ctx, { commentId: id }, picturePort(ctx)))
    },
  }),
]
