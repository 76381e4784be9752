import type { CommentThread } from '@xiaopu/shared/content'
import { maskedName } from '@xiaopu/shared/content'
import type { CareyCtx } from './method.ts'
import { absolute, bit, timeText } from './wire.ts'

/** What a text of a comment is. */
export const KIND = { first: 0, reply: 1, addition: 2, replyToAddition: 3 } as const
const NOBODY = '匿名用户'

/** Buyers who asked for it stay unknown; others are hinted at, but the shop knows them. */
function wireWriter({ user, isAnonymous }: CommentThread, { actor, baseUrl }: CareyCtx) {
  if (actor.kind === 'staff') return { username: user.name, nickname: user.nickName, user_level_id: user.rankId ?? 0, head_pic: absolute(user.avatarUrl, baseUrl) }
  if (isAnonymous) return { username: NOBODY, nickname: '', user_level_id: 0, head_pic: '' }
  return { username: maskedName(user.name), nickname: user.nickName === '' ? '' : maskedName(user.nickName), user_level_id: user.rankId ?? 0, head_pic: absolute(user.avatarUrl, baseUrl) }
}

function wireGoodsOf({ goods, optionsText }: CommentThread, baseUrl: string) {
  return { goods_id: goods?.id ?? 0, goods_name: goods?.name ?? '', goods_image: absolute(goods?.thumbUrl ?? '', baseUrl), key_value: optionsText }
}

const picturesOf = (urls: readonly string[], baseUrl: string): string[] => urls.map((url) => absolute(url, baseUrl))

export function wireCommentRow(thread: CommentThread, ctx: CareyCtx) {
  const { addition } = thread
  return {
    goods_comment_id: thread.id,
    type: KIND.first,
    content: thread.content,
    image: picturesOf(thread.images, ctx.baseUrl),
    score: thread.rank,
    praise: thread._count.praises,
    reply_count: [thread.reply, addition?.reply ?? ''].filter((reply) => reply !== '').length,
    ip_address: '',
    create_time: timeText(thread.addedAt),
    get_user: wireWriter(thread, ctx),
    get_goods: wireGoodsOf(thread, ctx.baseUrl),
    status: bit(thread.isRead),
  }
}

interface Answered { id: number, reply: string, repliedAt: Date | null }

/** The shop's answer: none, or one. It is called as what it answers. */
function replies({ id, reply, repliedAt }: Answered, type: number): object[] {
  return reply === '' ? [] : [{ goods_comment_id: id, type, content: reply, image: [], praise: 0, create_time: timeText(repliedAt) }]
}

export function wireComment(thread: CommentThread, ctx: CareyCtx): object {
  const { addition } = thread
  const { status: _, ...row } = wireCommentRow(thread, ctx)
  return {
    ...row,
    get_main_reply: replies(thread, KIND.reply),
    get_addition: addition ? [{ goods_comment_id: addition.id, type: KIND.addition, content: addition.content, image: picturesOf(addition.images, ctx.baseUrl), praise: 0, ip_address: '', create_time: timeText(addition.addedAt) }] : [],
    get_addition_reply: addition ? replies(addition, KIND.replyToAddition) : [],
  }
}

/** One text of a thread, as it is answered to whoever wrote it. */
export function wireText(thread: CommentThread, type: number, ctx: CareyCtx): object {
  const { addition } = thread
  const isAddition = type === KIND.addition || type === KIND.replyToAddition
  const answered = isAddition && addition ? addition : thread
  const isReply = type === KIND.reply || type === KIND.replyToAddition
  return {
    goods_comment_id: answered.id,
    goods_id: thread.goodsId ?? 0,
    order_goods_id: thread.orderLineId ?? 0,
    type,
    content: isReply ? answered.reply : answered.content,
    image: isReply ? [] : picturesOf(answered.images, ctx.baseUrl),
    score: thread.rank,
    ip_address: '',
    create_time: timeText(isReply ? answered.repliedAt : answered.addedAt),
  }
}
