import type { Ctx } from '../database/index.ts'
import { iso } from '../time/index.ts'
import { sellerOf } from './goods-rules.ts'
import { wordCondition, wordsOf } from './search-conditions.ts'

export const GOODS_STATES = ['all', 'on', 'off', 'bin'] as const
export type GoodsState = typeof GOODS_STATES[number]
export const GOODS_SORTS = ['id', 'name', 'shopPriceFen', 'stock', 'salesCount', 'updatedAt', 'sortOrder'] as const
export const STOCK_FILTERS = ['', 'short', 'low', 'out'] as const

export interface AdminGoodsFilter {
  q: string
  /** 0: all. */
  categoryId: number
  brandId: number
  state: GoodsState
  /** low: below the warning, out: none left, short: either; of any SKU on sale. */
  stock: typeof STOCK_FILTERS[number]
  sort: typeof GOODS_SORTS[number]
  direction: 'asc' | 'desc'
  pageNo: number
  pageSize: number
}

interface StoredRow {
  id: number
  sn: string
  name: string
  thumbUrl: string
  categoryId: number
  categoryName: string
  brandName: string
  shopPriceFen: number
  stock: number
  warnStock: number
  skuCount: number
  lowCount: number
  outCount: number
  salesCount: number
  isOnSale: boolean
  onSaleAt: Date | null
  offSaleAt: Date | null
  extensionCode: string
  isDeleted: boolean
  isBest: boolean
  isNew: boolean
  isHot: boolean
  sortOrder: number
  updatedAt: Date
}
export interface AdminGoodsRow extends Omit<StoredRow, 'updatedAt' | 'onSaleAt' | 'offSaleAt'> { updatedAt: string, onSaleAt: string, offSaleAt: string }
export type StateCounts = Record<GoodsState, number>

const LOW = 's."stock" > 0 AND s."stock" < g."warnStock"'
const OUT = 's."stock" <= 0'
const STATES: Record<GoodsState, string> = { all: 'NOT g."isDeleted"', on: 'NOT g."isDeleted" AND g."isOnSale"', off: 'NOT g."isDeleted" AND NOT g."isOnSale"', bin: 'g."isDeleted"' }

/** A test of the stock of every SKU on sale, or of the product itself when it has none. */
function stockTest(test: string): string {
  return `CASE WHEN g."hasSku" THEN EXISTS (SELECT 1 FROM "Sku" s WHERE s."goodsId" = g."id" AND s."isOnSale" AND (${test})) ELSE (${test.replaceAll('s."stock"', 'g."stock"')}) END`
}
const STOCK_TESTS: Record<AdminGoodsFilter['stock'], string> = { '': '', 'low': stockTest(LOW), 'out': stockTest(OUT), 'short': stockTest('s."stock" < greatest(g."warnStock", 1)') }

function conditions(ctx: Ctx, filter: Pick<AdminGoodsFilter, 'q' | 'categoryId' | 'brandId' | 'stock'>): { text: string, values: unknown[] } {
  const values: unknown[] = []
  const parameter = (value: unknown): string => `$${values.push(value)}`
  const sellerId = sellerOf(ctx.actor)
  const parts = [
    ...sellerId === null ? [] : [`g."sellerId" = ${parameter(sellerId)}`],
    ...wordsOf(filter.q).map((word) => wordCondition(word, parameter)),
    ...filter.categoryId > 0 ? [`EXISTS (SELECT 1 FROM "CategoryPlacement" p WHERE p."goodsId" = g."id" AND p."categoryId" = ${parameter(filter.categoryId)})`] : [],
    ...filter.brandId > 0 ? [`g."brandId" = ${parameter(filter.brandId)}`] : [],
    ...filter.stock === '' ? [] : [STOCK_TESTS[filter.stock]],
  ]
  return { text: parts.length > 0 ? parts.join(' AND ') : 'true', values }
}

const skuCount = (test: string): string => `(SELECT count(*)::int FROM "Sku" s WHERE s."goodsId" = g."id" AND s."isOnSale" AND ${test})`
const COLUMNS = `g."id", g."sn", g."name", g."thumbUrl", g."categoryId", c."name" AS "categoryName", coalesce(b."name", '') AS "brandName", g."shopPriceFen", g."stock", g."warnStock",
  ${skuCount('true')} AS "skuCount", ${skuCount(LOW)} AS "lowCount", ${skuCount(OUT)} AS "outCount", g."salesCount", g."isOnSale", g."onSaleAt", g."offSaleAt", g."extensionCode", g."isDeleted", g."isBest", g."isNew", g."isHot",
  g."sortOrder", g."updatedAt"`

/** A merchant's own products, off sale and binned ones included, with how many each state holds under the same filter. */
export async function listGoodsForStaff(ctx: Ctx, filter: AdminGoodsFilter): Promise<{ items: AdminGoodsRow[], totalResults: number, counts: StateCounts }> {
  const { text, values } = conditions(ctx, filter)
  const direction = filter.direction === 'asc' ? 'ASC' : 'DESC'
  const sort = filter.sort === 'id' ? `g."id" ${direction}` : `g."${filter.sort}" ${direction}, g."id" DESC`
  const counting = (Object.entries(STATES)).map(([state, test]) => `count(*) FILTER (WHERE ${test})::int AS "${state}"`).join(', ')
  const shape = [filter.state, filter.stock, filter.sort, direction, wordsOf(filter.q).length, filter.categoryId > 0, filter.brandId > 0, sellerOf(ctx.actor) === null].join('_')
  const [rows, counts] = await Promise.all([
    ctx.sql.rows<StoredRow & Record<string, unknown>>(
      `admin_goods_list_${shape}`,
      `SELECT ${COLUMNS} FROM "Goods" g JOIN "Category" c ON c."id" = g."categoryId" LEFT JOIN "Brand" b ON b."id" = g."brandId"
       WHERE ${STATES[filter.state]} AND ${text} ORDER BY ${sort} LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, filter.pageSize, (filter.pageNo - 1) * filter.pageSize],
    ),
    ctx.sql.row<StateCounts & Record<string, unknown>>(`admin_goods_counts_${shape}`, `SELECT ${counting} FROM "Goods" g WHERE ${text}`, values),
  ])
  const known = { all: counts?.all ?? 0, on: counts?.on ?? 0, off: counts?.off ?? 0, bin: counts?.bin ?? 0 }
  return { items: rows.map((row) => ({ ...row, updatedAt: iso(row.updatedAt), onSaleAt: iso(row.onSaleAt), offSaleAt: iso(row.offSaleAt) })), totalResults: known[filter.state], counts: known }
}

/** The ids of a filter's products, the newest first, below `belowId` (0: from the top): for work on more than one page. */
export async function goodsIdsForStaff(ctx: Ctx, filter: Pick<AdminGoodsFilter, 'q' | 'categoryId' | 'brandId' | 'state' | 'stock'>, { belowId, limit }: { belowId: number, limit: number }): Promise<number[]> {
  const { text, values } = conditions(ctx, filter)
  const [below, most] = [`$${values.length + 1}`, `$${values.length + 2}`]
  // Not prepared: asked seldom, in as many shapes as there are filters.
  const rows = await ctx.sql.rows<{ id: number }>('', `SELECT g."id" FROM "Goods" g WHERE ${STATES[filter.state]} AND ${text} AND (${below}::int = 0 OR g."id" < ${below}::int) ORDER BY g."id" DESC LIMIT ${most}::int`, [...values, belowId, limit])
  return rows.map((row) => row.id)
}

/** How many products on sale run short, and how many of them are sold out: the work behind the menu's badge and the dashboard's. */
export async function countShortGoods(ctx: Pick<Ctx, 'sql' | 'actor'>): Promise<{ lowStock: number, soldOut: number }> {
  const row = await ctx.sql.row<{ lowStock: number, soldOut: number }>(
    'admin_goods_short',
    `SELECT count(*)::int AS "lowStock", (count(*) FILTER (WHERE ${STOCK_TESTS.out}))::int AS "soldOut" FROM "Goods" g WHERE ${STATES.on} AND ($1::int IS NULL OR g."sellerId" = $1) AND ${STOCK_TESTS.short}`,
    [sellerOf(ctx.actor)],
  )
  return row ?? { lowStock: 0, soldOut: 0 }
}
