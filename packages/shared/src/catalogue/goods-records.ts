import type { Ctx } from '../database/index.ts'
import type { Prisma } from '../database/generated/client.ts'
import { sellerOf } from './goods-rules.ts'

const BY_PLACE = [{ sortOrder: 'asc' as const }, { id: 'asc' as const }]
const PARTS = {
  images: { orderBy: BY_PLACE },
  values: { include: { attribute: true }, orderBy: [{ attribute: { sortOrder: 'asc' } }, { attributeId: 'asc' }, ...BY_PLACE] },
  skus: { orderBy: { id: 'asc' } },
} satisfies Prisma.GoodsInclude

/** A product with its pictures, facts, options and SKUs as they are stored. */
export type GoodsRecord = Prisma.GoodsGetPayload<{ include: typeof PARTS }>

export async function goodsRecords({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Promise<GoodsRecord[]> {
  if (ids.length === 0) return []
  const rows = await db.goods.findMany({ where: { id: { in: [...ids] } }, include: PARTS })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}

/** The caller's own products by id, the recycle bin included, in the order asked for. */
export async function ownGoodsRecords(ctx: Ctx, ids: readonly number[]): Promise<GoodsRecord[]> {
  const sellerId = sellerOf(ctx.actor)
  return (await goodsRecords(ctx, ids)).filter((row) => sellerId === null || row.sellerId === sellerId)
}

export const RECORD_SORTS = ['id', 'sn', 'name', 'shopPriceFen', 'stock', 'pointsLimitYuan', 'isBest', 'isNew', 'isHot'] as const

/** What a program of the merchant looks for; what is undefined is not asked. */
export interface RecordFilter {
  ids?: readonly number[] | undefined
  exceptIds?: readonly number[] | undefined
  categoryId?: number | undefined
  brandId?: number | undefined
  words: string
  sn: string
  stock?: { least: number | undefined, most: number | undefined } | undefined
  isShippingFree?: boolean | undefined
  takesPoints?: boolean | undefined
  isBest?: boolean | undefined
  isNew?: boolean | undefined
  isHot?: boolean | undefined
  isOnSale?: boolean | undefined
  isDeleted: boolean
}

export interface RecordPage {
  sort: typeof RECORD_SORTS[number]
  isDescending: boolean
  pageNo: number
  pageSize: number
}

function conditionsOf(ctx: Ctx, filter: RecordFilter): Prisma.GoodsWhereInput {
  const { ids, exceptIds, categoryId, brandId, words, sn, stock, takesPoints, isShippingFree, isBest, isNew, isHot, isOnSale, isDeleted } = filter
  const sellerId = sellerOf(ctx.actor)
  const flags = Object.fromEntries(Object.entries({ isShippingFree, isBest, isNew, isHot, isOnSale }).filter(([, wanted]) => wanted !== undefined))
  return {
    isDeleted,
    ...flags,
    ...sellerId === null ? {} : { sellerId },
    ...brandId === undefined ? {} : { brandId: brandId || null },
    ...categoryId === undefined ? {} : { placements: { some: { categoryId } } },
    ...takesPoints === undefined ? {} : { pointsLimitYuan: takesPoints ? { gt: 0 } : 0 },
    AND: [
      ...ids ? [{ id: { in: [...ids] } }] : [],
      ...exceptIds ? [{ id: { notIn: [...exceptIds] } }] : [],
      ...sn === '' ? [] : [{ snKey: { contains: sn.toLowerCase() } }],
      ...stock?.least === undefined ? [] : [{ stock: { gte: stock.least } }],
      ...stock?.most === undefined ? [] : [{ stock: { lte: stock.most } }],
      ...words.toLowerCase().split(/\s+/).filter(Boolean).map((word) => ({ searchText: { contains: word } })),
    ],
  }
}

/** A page of the caller's own products, off sale ones included. */
export async function listGoodsRecords(ctx: Ctx, filter: RecordFilter, { sort, isDescending, pageNo, pageSize }: RecordPage): Promise<{ items: GoodsRecord[], totalResults: number }> {
  const where = conditionsOf(ctx, filter)
  const direction = isDescending ? 'desc' : 'asc'
  const [items, totalResults] = await Promise.all([
    ctx.db.goods.findMany({ where, include: PARTS, orderBy: sort === 'id' ? [{ id: direction }] : [{ [sort]: direction }, { id: 'desc' }], skip: (pageNo - 1) * pageSize, take: pageSize }),
    ctx.db.goods.count({ where }),
  ])
  return { items, totalResults }
}

/** Whether a number is no product's yet, those of the recycle bin included. */
export async function isGoodsNumberFree({ db }: Pick<Ctx, 'db'>, sn: string, exceptId = 0): Promise<boolean> {
  return !await db.goods.findFirst({ where: { snKey: sn.trim().toLowerCase(), id: { not: exceptId } }, select: { id: true } })
}
