import { type Ctx, inTransaction, type TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { audit } from '../staff/index.ts'
import { iso } from '../time/index.ts'
import { dropComment, hideComment, showComment } from './comment-counts.ts'
import { type DeskPage, deskSeller, literal } from './desk.ts'
import { removePictures } from './pictures.ts'
import type { PicturePort } from './ports.ts'

export const COMMENT_STATES = ['waiting', 'shown', 'hidden', 'all'] as const
export type CommentState = typeof COMMENT_STATES[number]

export interface CommentFilters {
  state: CommentState
  /** Of what is said: goods, articles, or both. */
  about: 'goods' | 'articles' | 'all'
  /** 0: any. */
  rank: number
  withImages: boolean
  unanswered: boolean
  /** A product's name or number, a member's name, a word of the text. */
  q: string
}

export interface DeskComment {
  id: number
  /** 0 where the comment is about an article; then the name and the picture are the article's. */
  goodsId: number
  articleId: number
  goodsName: string
  goodsThumb: string
  optionsText: string
  userId: number
  userName: string
  isAnonymous: boolean
  rank: number
  content: string
  images: string[]
  /** What the buyer added later, with its pictures among the others. */
  addition: string
  state: Exclude<CommentState, 'all'>
  /** 0 and '' where no order line is named. */
  orderId: number
  orderSn: string
  reply: string
  repliedAt: string
  addedAt: string
}

interface Row extends Omit<DeskComment, 'repliedAt' | 'addedAt'>, Record<string, unknown> { repliedAt: Date | null, addedAt: Date }

const STATE_SQL: Readonly<Record<CommentState, string>> = { waiting: 'NOT c."isApproved" AND NOT c."isHidden"', shown: 'c."isApproved"', hidden: 'c."isHidden"', all: 'true' }
const STATE = 'CASE WHEN c."isApproved" THEN \'shown\' WHEN c."isHidden" THEN \'hidden\' ELSE \'waiting\' END'

const ABOUT_WHAT = 'LEFT JOIN "Goods" g ON g."id" = c."goodsId" LEFT JOIN "Article" a ON a."id" = c."articleId"'
const FROM = `FROM "Comment" c ${ABOUT_WHAT} JOIN "User" u ON u."id" = c."userId"
  LEFT JOIN "CommentAddition" d ON d."commentId" = c."id" LEFT JOIN "OrderLine" l ON l."id" = c."orderLineId" LEFT JOIN "Order" o ON o."id" = l."orderId"`
/** Articles are the platform's. */
const OWN = '($1::int = 0 OR g."sellerId" = $1)'
const FOUND = `${OWN} AND ($2::int = 0 OR c."rank" = $2) AND (NOT $3::boolean OR cardinality(c."images") > 0) AND (NOT $4::boolean OR c."reply" = '')
  AND ($6::text = 'all' OR ($6 = 'articles') = (c."articleId" IS NOT NULL))
  AND ($5::text = '' OR coalesce(g."name", a."title") ILIKE '%' || $5 || '%' OR g."snKey" = lower($5) OR u."name" ILIKE '%' || $5 || '%' OR c."content" ILIKE '%' || $5 || '%')`
const COLUMNS = `c."id", coalesce(c."goodsId", 0) AS "goodsId", coalesce(c."articleId", 0) AS "articleId", coalesce(g."name", a."title") AS "goodsName", coalesce(g."thumbUrl", a."imageUrl") AS "goodsThumb", c."optionsText", c."userId", u."name" AS "userName", c."isAnonymous",
  c."rank", c."content", c."images" || coalesce(d."images", '{}') AS "images", coalesce(d."content", '') AS "addition", ${STATE} AS "state", coalesce(o."id", 0) AS "orderId", coalesce(o."sn", '') AS "orderSn", c."reply", c."repliedAt", c."addedAt"`

/** Those that wait are looked at in the order they came; the rest is newest first. */
const orderOf = (state: CommentState): string => (state === 'waiting' ? 'ORDER BY c."addedAt", c."id"' : 'ORDER BY c."addedAt" DESC, c."id" DESC')

export async function deskComments(ctx: Ctx, filters: CommentFilters, page: DeskPage): Promise<{ items: DeskComment[], totalResults: number, counts: Record<CommentState, number> }> {
  const { state } = filters
  const values = [deskSeller(ctx), filters.rank, filters.withImages, filters.unanswered, literal(filters.q), filters.about]
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<Row>(`desk_comments_${state}`, `SELECT ${COLUMNS} ${FROM} WHERE ${FOUND} AND ${STATE_SQL[state]} ${orderOf(state)} LIMIT $7 OFFSET $8`, [...values, page.pageSize, (page.pageNo - 1) * page.pageSize]),
    ctx.sql.row<Record<CommentState, number>>('desk_comments_count', `SELECT ${COMMENT_STATES.map((one) => `count(*) FILTER (WHERE ${STATE_SQL[one]})::int AS "${one}"`).join(', ')} ${FROM} WHERE ${FOUND}`, values),
  ])
  const found = counts ?? { waiting: 0, shown: 0, hidden: 0, all: 0 }
  return { items: rows.map((row) => ({ ...row, repliedAt: iso(row.repliedAt), addedAt: iso(row.addedAt) })), totalResults: found[state], counts: found }
}

/** How many wait, for the menu. */
export async function countWaitingComments(ctx: Ctx): Promise<number> {
  const text = `SELECT count(*)::int AS "count" FROM "Comment" c LEFT JOIN "Goods" g ON g."id" = c."goodsId" WHERE ${OWN} AND ${STATE_SQL.waiting}`
  return (await ctx.sql.row<{ count: number }>('desk_waiting_count', text, [deskSeller(ctx)]))?.count ?? 0
}

interface Held { content: string, rank: number, state: string, reply: string, isTop: boolean, isRead: boolean, images: string[], goodsName: string }

const HOLD = `SELECT c."content", c."rank", c."reply", c."isTop", c."isRead", c."images" || coalesce((SELECT a."images" FROM "CommentAddition" a WHERE a."commentId" = c."id"), '{}') AS "images", coalesce(g."name", a."title") AS "goodsName", ${STATE} AS "state"
  FROM "Comment" c ${ABOUT_WHAT} WHERE ${OWN} AND c."id" = $2 FOR UPDATE OF c`

async function hold(tx: TxCtx, id: number): Promise<Held> {
  const row = await tx.sql.row<Held & Record<string, unknown>>('desk_comment_hold', HOLD, [deskSeller(tx), id])
  if (!row) throw new ShopError('NOT_FOUND')
  return row
}

async function note(tx: TxCtx, action: string, id: number, { name, before, after }: { name: string, before: object, after?: object }): Promise<void> {
  await audit(tx, { action: `comment.${action}`, targetKind: 'comment', targetId: id, targetName: name, before, ...after ? { after } : {} })
}

/** Many at once; all or none. */
export async function judgeComments(ctx: Ctx, { ids, verdict }: { ids: readonly number[], verdict: 'show' | 'hide' }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await hold(tx, id)
      await (verdict === 'show' ? showComment(tx, id) : hideComment(tx, id))
      await note(tx, verdict, id, { name: before.goodsName, before: { state: before.state }, after: { state: verdict === 'show' ? 'shown' : 'hidden' } })
    }
  })
}

const MARK = {
  isTop: 'UPDATE "Comment" SET "isTop" = $2 WHERE "id" = $1',
  isRead: 'UPDATE "Comment" SET "isRead" = $2 WHERE "id" = $1',
} as const
const MARK_ACTION = { isTop: ['untop', 'top'], isRead: ['unread', 'read'] } as const

/** Marks comments as read, or puts them before the others of their product; all or none. */
export async function markComments(ctx: Ctx, { ids, mark, isOn }: { ids: readonly number[], mark: keyof typeof MARK, isOn: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const before = await hold(tx, id)
      await tx.sql.run(`desk_comment_${mark}`, MARK[mark], [id, isOn])
      await note(tx, MARK_ACTION[mark][Number(isOn)] ?? mark, id, { name: before.goodsName, before: { [mark]: before[mark] }, after: { [mark]: isOn } })
    }
  })
}

/** The shop's answer under what a buyer added to a comment; '' takes it away. */
export async function answerAddition(ctx: Ctx, { additionId, reply }: { additionId: number, reply: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const addition = await tx.sql.row<{ commentId: number, reply: string }>('desk_addition', 'SELECT "commentId", "reply" FROM "CommentAddition" WHERE "id" = $1', [additionId])
    if (!addition) throw new ShopError('NOT_FOUND')
    const { goodsName } = await hold(tx, addition.commentId)
    await tx.sql.run('desk_addition_reply', 'UPDATE "CommentAddition" SET "reply" = $2, "repliedAt" = $3 WHERE "id" = $1', [additionId, reply, reply === '' ? null : tx.now])
    await note(tx, 'reply', additionId, { name: goodsName, before: { reply: addition.reply }, after: { reply } })
  })
}

/** The shop's answer under a comment; '' takes it away. */
export async function answerComment(ctx: Ctx, { id, reply }: { id: number, reply: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await tx.sql.run('desk_comment_reply', 'UPDATE "Comment" SET "reply" = $2, "repliedAt" = $3, "isRead" = "isRead" OR $2 <> \'\' WHERE "id" = $1', [id, reply, reply === '' ? null : tx.now])
    await note(tx, 'reply', id, { name: before.goodsName, before: { reply: before.reply }, after: { reply } })
  })
}

/** For what must not stay anywhere; the buyer cannot comment on that order line again. */
export async function removeComment(ctx: Ctx, id: number, ports: PicturePort): Promise<void> {
  const images = await inTransaction(ctx, async (tx) => {
    const before = await hold(tx, id)
    await dropComment(tx, id)
    await note(tx, 'delete', id, { name: before.goodsName, before: { content: before.content, rank: before.rank, state: before.state, reply: before.reply } })
    return before.images
  })
  await removePictures(ctx, images, ports)
}
