import type { Prisma } from '../database/generated/client.ts'
import type { Ctx } from '../database/index.ts'

const PARTS = {
  goods: { select: { id: true, name: true, thumbUrl: true, sellerId: true } },
  user: { select: { name: true, nickName: true, avatarUrl: true, rankId: true } },
  addition: true,
  _count: { select: { praises: true } },
} satisfies Prisma.CommentInclude

/** A comment with all that hangs on it. */
export type CommentThread = Prisma.CommentGetPayload<{ include: typeof PARTS }>

export const THREAD_SORTS = ['id', 'rank', 'isApproved', 'isTop', 'isRead', 'addedAt'] as const

/** What is undefined or '' is not asked. The last ones are the staff's. */
export interface ThreadFilter {
  id?: number | undefined
  goodsId?: number | undefined
  score?: 'good' | 'medium' | 'bad' | undefined
  hasImages?: boolean | undefined
  hasAddition: boolean
  optionValueIds: readonly number[]
  orderSn: string
  account: string
  content: string
  isShown?: boolean | undefined
  isTop?: boolean | undefined
  isRead?: boolean | undefined
}

export interface ThreadPage {
  sort: typeof THREAD_SORTS[number]
  isDescending: boolean
  pageNo: number
  pageSize: number
}

const RANKS = { good: { gte: 4 }, medium: { equals: 3 }, bad: { lte: 2 } } as const

/** Order lines by their order and by what was chosen, null where neither is asked. */
async function linesAsked({ sql }: Ctx, { orderSn, optionValueIds }: ThreadFilter): Promise<number[] | null> {
  if (orderSn === '' && optionValueIds.length === 0) return null
  const text = `SELECT l."id" FROM "Comment" c JOIN "OrderLine" l ON l."id" = c."orderLineId" JOIN "Order" o ON o."id" = l."orderId" WHERE ($1 = '' OR o."sn" = $1) AND l."optionValueIds" @> $2::int[]`
  return (await sql.rows<{ id: number }>('comment_lines_asked', text, [orderSn, optionValueIds])).map(({ id }) => id)
}

/** Staff see those of their seller, hidden ones too; everybody else sees what is shown. */
function seenBy({ actor }: Ctx, { isShown }: ThreadFilter): Prisma.CommentWhereInput {
  if (actor.kind !== 'staff') return { isApproved: true }
  return { ...isShown === undefined ? {} : { isApproved: isShown }, ...actor.sellerId === 0 ? {} : { goods: { sellerId: actor.sellerId } } }
}

function conditionsOf(ctx: Ctx, filter: ThreadFilter, lineIds: readonly number[] | null): Prisma.CommentWhereInput {
  const { id, goodsId, score, hasImages, hasAddition, account, content, isTop, isRead } = filter
  const isStaff = ctx.actor.kind === 'staff'
  const named = { contains: account, mode: 'insensitive' as const }
  return {
    kind: 0,
    AND: [
      seenBy(ctx, filter),
      ...id === undefined ? [] : [{ id }],
      ...goodsId === undefined ? [] : [{ goodsId }],
      ...score === undefined ? [] : [{ rank: RANKS[score] }],
      ...hasImages === undefined ? [] : [{ images: { isEmpty: !hasImages } }],
      ...hasAddition ? [{ addition: { isNot: null } }] : [],
      ...lineIds === null ? [] : [{ orderLineId: { in: [...lineIds] } }],
      ...isStaff && account !== '' ? [{ user: { OR: [{ name: named }, { nickName: named }] } }] : [],
      ...isStaff && content !== '' ? [{ content: { contains: content, mode: 'insensitive' as const } }] : [],
      ...isStaff && isTop !== undefined ? [{ isTop }] : [],
      ...isStaff && isRead !== undefined ? [{ isRead }] : [],
    ],
  }
}

/** Comments of products; for everybody but the staff the top ones come first. */
export async function listThreads(ctx: Ctx, filter: ThreadFilter, { sort, isDescending, pageNo, pageSize }: ThreadPage): Promise<{ items: CommentThread[], totalResults: number }> {
  const isStaff = ctx.actor.kind === 'staff'
  const lineIds = await linesAsked(ctx, isStaff ? filter : { ...filter, orderSn: '' })
  const where = conditionsOf(ctx, filter, lineIds)
  const direction = isDescending ? 'desc' : 'asc'
  const [items, totalResults] = await Promise.all([
    ctx.db.comment.findMany({ where, include: PARTS, orderBy: [...isStaff ? [] : [{ isTop: 'desc' as const }], { [sort]: direction }, { id: 'desc' }], skip: (pageNo - 1) * pageSize, take: pageSize }),
    ctx.db.comment.count({ where }),
  ])
  return { items, totalResults }
}

/** One as its reader may see it; a shopper's own also while it waits. */
export async function commentThread(ctx: Ctx, id: number): Promise<CommentThread | null> {
  const { actor } = ctx
  const found = await ctx.db.comment.findFirst({ where: { id, kind: 0 }, include: PARTS })
  if (!found) return null
  if (actor.kind === 'staff') return actor.sellerId === 0 || found.goods?.sellerId === actor.sellerId ? found : null
  return found.isApproved || (actor.kind === 'shopper' && actor.userId === found.userId) ? found : null
}

/** How many shown comments of a product somebody added to. */
export function countAdditions({ db }: Pick<Ctx, 'db'>, goodsId: number): Promise<number> {
  return db.commentAddition.count({ where: { comment: { goodsId, isApproved: true } } })
}

/** Whether an order line is one of this order of the shopper who calls. */
export async function isLineOfOwnOrder({ sql, actor }: Ctx, { orderLineId, orderSn }: { orderLineId: number, orderSn: string }): Promise<boolean> {
  if (actor.kind !== 'shopper') return false
  const text = 'SELECT 1 FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId" WHERE l."id" = $1 AND o."sn" = $2 AND o."userId" = $3'
  return await sql.row('comment_line_of_order', text, [orderLineId, orderSn, actor.userId]) !== null
}
