import type { Comment, CommentSummary } from '../contract/index.ts'
import type { Ctx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { OPEN_ARTICLE } from './article-tree.ts'

const GOODS_KIND = 0
export const ARTICLE_KIND = 1
const HUNDRED = 100
const TENTHS = 10

export type CommentFilter = 'all' | 'good' | 'medium' | 'bad' | 'image'

export interface CommentsInput {
  /** Not sent: products, or with `mine` both. */
  commentType?: number | undefined
  idValue?: number | undefined
  mine: boolean
  filter: CommentFilter
  pageNo: number
  pageSize: number
}

interface CommentRow {
  id: number
  kind: number
  idValue: number
  goodsName: string
  goodsThumb: string
  optionsText: string
  userId: number
  userName: string
  avatarUrl: string
  isAnonymous: boolean
  rank: number
  content: string
  images: string[]
  isApproved: boolean
  addedAt: Date
  reply: string
  repliedAt: Date | null
  total: number
}

const FILTERS: Readonly<Record<CommentFilter, string>> = {
  all: 'true',
  good: 'c."rank" >= 4',
  medium: 'c."rank" = 3',
  bad: 'c."rank" <= 2',
  image: 'cardinality(c."images") > 0',
}

const COLUMNS = `c."id", c."kind", coalesce(c."goodsId", c."articleId", 0) AS "idValue", coalesce(g."name", a."title", '') AS "goodsName", coalesce(g."thumbUrl", a."imageUrl", '') AS "goodsThumb", c."optionsText", c."userId", u."name" AS "userName", u."avatarUrl",
  c."isAnonymous", c."rank", c."content", c."images", c."isApproved", c."addedAt", c."reply", c."repliedAt", count(*) OVER ()::int AS "total"`
const FROM = `FROM "Comment" c JOIN "User" u ON u."id" = c."userId" LEFT JOIN "Goods" g ON g."id" = c."goodsId" LEFT JOIN "Article" a ON a."id" = c."articleId"`
const PAGE = 'ORDER BY c."addedAt" DESC, c."id" DESC LIMIT $2 OFFSET $3'

/** The column that says what a comment is about. */
const ABOUT: Readonly<Record<'goods' | 'articles', string>> = { goods: '"goodsId"', articles: '"articleId"' }

const summaryText = (about: keyof typeof ABOUT): string => `SELECT count(*)::int AS "total", count(*) FILTER (WHERE "rank" >= 4)::int AS "good", count(*) FILTER (WHERE "rank" = 3)::int AS "medium",
  count(*) FILTER (WHERE "rank" <= 2)::int AS "bad", count(*) FILTER (WHERE cardinality("images") > 0)::int AS "withImages", coalesce(sum("rank"), 0)::int AS "sum"
  FROM "Comment" WHERE ${ABOUT[about]} = $1 AND "isApproved"`

/** 张三丰 is 张***丰. */
export function maskedName(name: string): string {
  const letters = [...name]
  return `${letters[0] ?? ''}***${letters.at(-1) ?? ''}`
}

function toComment(row: CommentRow, userId: number): Comment {
  return {
    commentId: row.id,
    commentType: row.kind,
    idValue: row.idValue,
    goodsName: row.goodsName,
    goodsThumb: row.goodsThumb,
    optionsText: row.optionsText,
    userName: row.isAnonymous ? '匿名用户' : maskedName(row.userName),
    avatar: row.isAnonymous ? '' : row.avatarUrl,
    commentRank: row.rank,
    content: row.content,
    images: row.images,
    status: row.isApproved ? 1 : 0,
    isMine: row.userId === userId,
    addTime: row.addedAt.toISOString(),
    reContent: row.reply,
    reAddTime: row.repliedAt?.toISOString() ?? '',
  }
}

const NOTHING: CommentSummary = { total: 0, good: 0, medium: 0, bad: 0, withImages: 0, average: 0, goodRate: HUNDRED }

export async function summaryOf({ sql }: Ctx, about: keyof typeof ABOUT, id: number): Promise<CommentSummary> {
  const row = await sql.row<Omit<CommentSummary, 'average' | 'goodRate'> & { sum: number }>(`comment_summary_${about}`, summaryText(about), [id])
  if (!row || row.total === 0) return NOTHING
  const { sum, ...counts } = row
  return { ...counts, average: Math.round((sum * TENTHS) / row.total) / TENTHS, goodRate: Math.round((row.good * HUNDRED) / row.total) }
}

export interface CommentsPage {
  items: Comment[]
  summary: CommentSummary
  totalResults: number
  pageNo: number
  pageSize: number
}

async function ownComments(ctx: Ctx, userId: number, input: CommentsInput): Promise<CommentsPage> {
  const { pageNo, pageSize, filter } = input
  const asked = input.commentType === undefined ? 'both' : input.commentType === ARTICLE_KIND ? 'articles' : 'goods'
  const kind = asked === 'both' ? '' : `AND c."kind" = ${asked === 'articles' ? ARTICLE_KIND : GOODS_KIND}`
  const where = `WHERE c."userId" = $1 ${kind} AND ${FILTERS[filter]}`
  const rows = await ctx.sql.rows<CommentRow>(`comments_mine_${filter}_${asked}`, `SELECT ${COLUMNS} ${FROM} ${where} ${PAGE}`, [userId, pageSize, (pageNo - 1) * pageSize])
  const total = rows[0]?.total ?? (await ctx.sql.row<{ total: number }>(`comments_mine_count_${filter}_${asked}`, `SELECT count(*)::int AS "total" FROM "Comment" c ${where}`, [userId]))?.total ?? 0
  return { items: rows.map((row) => toComment(row, userId)), summary: NOTHING, totalResults: total, pageNo, pageSize }
}

/** 评论列表 of a product or an article, the top ones first, or the caller's own. What is about a closed article is seen by nobody else. */
export async function listComments(ctx: Ctx, input: CommentsInput): Promise<CommentsPage> {
  const { idValue, mine, filter, pageNo, pageSize, commentType = GOODS_KIND } = input
  const userId = ctx.actor.kind === 'shopper' ? ctx.actor.userId : 0
  if (mine) {
    if (userId === 0) throw new ShopError('SESSION_REQUIRED')
    return ownComments(ctx, userId, input)
  }
  if (idValue === undefined) throw new ShopError('PARAM_MISSING', { field: 'id_value' })
  const about = commentType === ARTICLE_KIND ? 'articles' : 'goods'
  const isOpen = about === 'goods' || await ctx.sql.row('comment_article_open', `SELECT 1 FROM "Article" a WHERE a."id" = $1 AND ${OPEN_ARTICLE('$2')}`, [idValue, ctx.now])
  if (!isOpen) return { items: [], summary: NOTHING, totalResults: 0, pageNo, pageSize }
  const text = `SELECT ${COLUMNS} ${FROM} WHERE c.${ABOUT[about]} = $1 AND c."isApproved" AND ${FILTERS[filter]} ORDER BY c."isTop" DESC, c."addedAt" DESC, c."id" DESC LIMIT $2 OFFSET $3`
  const [rows, summary] = await Promise.all([
    ctx.sql.rows<CommentRow & Record<string, unknown>>(`comments_${about}_${filter}`, text, [idValue, pageSize, (pageNo - 1) * pageSize]),
    summaryOf(ctx, about, idValue),
  ])
  const totals: Readonly<Record<CommentFilter, number>> = { all: summary.total, good: summary.good, medium: summary.medium, bad: summary.bad, image: summary.withImages }
  return { items: rows.map((row) => toComment(row, userId)), summary, totalResults: totals[filter], pageNo, pageSize }
}

/** A comment its writer has just written. */
export async function readComment(ctx: Ctx, commentId: number): Promise<Comment> {
  const row = await ctx.sql.row<CommentRow & Record<string, unknown>>('comment_one', `SELECT ${COLUMNS} ${FROM} WHERE c."id" = $1`, [commentId])
  if (!row) throw new ShopError('NOT_FOUND')
  return toComment(row, row.userId)
}
