import type { Prisma } from '../database/generated/client.ts'
import type { Ctx } from '../database/index.ts'
import { sellerOf } from './goods-rules.ts'

const FIELDS = { id: true, name: true, promotePriceFen: true, promoteStartAt: true, promoteEndAt: true } satisfies Prisma.GoodsSelect

export const PROMOTE_SORTS = ['id', 'name', 'promoteStartAt', 'promoteEndAt'] as const

/** A product with a price for a while. */
export interface PromotePrice {
  goodsId: number
  name: string
  priceFen: number
  startAt: Date
  endAt: Date
}

export interface PromoteFilter {
  name: string
  /** Whether it is not over yet. */
  isOn?: boolean | undefined
  startsFrom?: Date | undefined
  endsBefore?: Date | undefined
}

export interface PromotePage {
  sort: typeof PROMOTE_SORTS[number]
  isDescending: boolean
  pageNo: number
  pageSize: number
}

type Row = Prisma.GoodsGetPayload<{ select: typeof FIELDS }>

function toPrice({ id: goodsId, name, promotePriceFen: priceFen, promoteStartAt: startAt, promoteEndAt: endAt }: Row): PromotePrice[] {
  return startAt && endAt ? [{ goodsId, name, priceFen, startAt, endAt }] : []
}

const PROMOTED: Prisma.GoodsWhereInput = { isDeleted: false, promotePriceFen: { gt: 0 }, promoteStartAt: { not: null }, promoteEndAt: { not: null } }

/** The caller's own products with a price for a while, past ones included. */
export async function listPromotePrices(ctx: Ctx, filter: PromoteFilter, { sort, isDescending, pageNo, pageSize }: PromotePage): Promise<{ items: PromotePrice[], totalResults: number }> {
  const sellerId = sellerOf(ctx.actor)
  const { name, isOn, startsFrom, endsBefore } = filter
  const where: Prisma.GoodsWhereInput = {
    ...PROMOTED,
    ...sellerId === null ? {} : { sellerId },
    AND: [
      ...name === '' ? [] : [{ name: { contains: name, mode: 'insensitive' as const } }],
      ...isOn === undefined ? [] : [{ promoteEndAt: isOn ? { gt: ctx.now } : { lte: ctx.now } }],
      ...startsFrom ? [{ promoteStartAt: { gte: startsFrom } }] : [],
      ...endsBefore ? [{ promoteEndAt: { lt: endsBefore } }] : [],
    ],
  }
  const direction = isDescending ? 'desc' : 'asc'
  const [rows, totalResults] = await Promise.all([
    ctx.db.goods.findMany({ where, select: FIELDS, orderBy: sort === 'id' ? [{ id: direction }] : [{ [sort]: direction }, { id: 'desc' }], skip: (pageNo - 1) * pageSize, take: pageSize }),
    ctx.db.goods.count({ where }),
  ])
  return { items: rows.flatMap(toPrice), totalResults }
}

/** One of them. */
export async function promotePriceOf(ctx: Ctx, goodsId: number): Promise<PromotePrice | null> {
  const sellerId = sellerOf(ctx.actor)
  const row = await ctx.db.goods.findFirst({ where: { ...PROMOTED, id: goodsId, ...sellerId === null ? {} : { sellerId } }, select: FIELDS })
  return row ? toPrice(row)[0] ?? null : null
}

/** Which of these products on sale have such a price now, in the order asked for. */
export async function runningPromotePrices(ctx: Ctx, goodsIds: readonly number[]): Promise<PromotePrice[]> {
  const rows = await ctx.db.goods.findMany({ where: { ...PROMOTED, id: { in: [...goodsIds] }, isOnSale: true, promoteStartAt: { lte: ctx.now }, promoteEndAt: { gt: ctx.now } }, select: FIELDS })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(goodsIds)].flatMap((id) => toPrice(byId.get(id) ?? { id, name: '', promotePriceFen: 0, promoteStartAt: null, promoteEndAt: null }))
}
