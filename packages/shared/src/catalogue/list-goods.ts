import type { Goods } from '../contract/index.ts'
import { listParameter, type Ctx, type TxCtx } from '../database/index.ts'
import { getSettings } from '../shop/index.ts'
import { GOODS_COLUMNS, type GoodsRow, toGoods, VIEWER_COLUMNS, viewerJoins } from './goods-row.ts'
import { type AttributeGroup, type ListInput, type ListPlan, listStatement } from './list-statement.ts'
import { groupValues, wordsOf } from './search-conditions.ts'
import { recordSearch } from './search-words.ts'
import { namesFor, nearest, pathTo, structureWith } from './structure.ts'

export interface GoodsPage {
  items: Goods[]
  totalResults: number
  pageNo: number
  pageSize: number
}

export function userIdOf({ actor }: Pick<TxCtx, 'actor'>): number {
  return actor.kind === 'shopper' ? actor.userId : 0
}

/** Inside a category only its filter attributes count, elsewhere all of them. */
async function attributeGroups(ctx: TxCtx, { filterAttr, categoryId }: ListInput): Promise<AttributeGroup[]> {
  if (!filterAttr || filterAttr.length === 0) return []
  const structure = categoryId === undefined ? null : await structureWith(ctx, categoryId)
  const ids = structure && nearest(pathTo(structure, categoryId ?? 0), (node) => (node.filterAttributeIds.length > 0 ? node.filterAttributeIds : null))
  const uses = await ctx.sql.rows<{ attributeId: number, value: string }>(
    'list_attribute_uses',
    'SELECT DISTINCT "attributeId", "value" FROM "AttributeValue" WHERE "value" = ANY($1::text[]) AND ($2::int[] IS NULL OR "attributeId" = ANY($2::int[]))',
    [filterAttr, ids],
  )
  return groupValues(filterAttr, uses)
}

/** 商品列表: one statement for the page and its number of products. */
export async function listGoods(ctx: Ctx, input: ListInput): Promise<GoodsPage> {
  const words = wordsOf(input.keywords)
  const plan: ListPlan = {
    input: input.inStock && !(await getSettings(ctx)).useStorage ? { ...input, inStock: false } : input,
    words,
    attributeGroups: await attributeGroups(ctx, input),
    userId: userIdOf(ctx),
    now: ctx.now,
  }
  const { name, text, values } = listStatement(plan)
  const [page] = await Promise.all([
    ctx.sql.row<{ total: number, rows: GoodsRow[] | null }>(name, text, values),
    words.length > 0 && input.pageNo === 1 ? recordSearch(ctx, input.keywords ?? '') : null,
  ])
  const rows = page?.rows ?? []
  const names = await namesFor(ctx, rows)
  return {
    items: rows.map((row) => toGoods(row, names, ctx.now)),
    totalResults: page?.total ?? 0,
    pageNo: input.pageNo,
    pageSize: input.pageSize,
  }
}

const SUMMARIES_FOR_GUESTS = `SELECT ${GOODS_COLUMNS} FROM "Goods" g WHERE g."id" = ANY(${listParameter('$1', 'int')}) AND NOT g."isDeleted"`
const SUMMARIES = `SELECT ${GOODS_COLUMNS}${VIEWER_COLUMNS} FROM "Goods" g${viewerJoins('$2::int')} WHERE g."id" = ANY(${listParameter('$1', 'int')}) AND NOT g."isDeleted"`

/** Products by id as this caller sees them, off sale ones included; those in the recycle bin are left out. */
export async function goodsSummaries(ctx: TxCtx, ids: readonly number[]): Promise<Map<number, Goods>> {
  if (ids.length === 0) return new Map()
  const userId = userIdOf(ctx)
  const rows = userId === 0
    ? await ctx.sql.rows<GoodsRow>('goods_summaries_guest', SUMMARIES_FOR_GUESTS, [ids])
    : await ctx.sql.rows<GoodsRow>('goods_summaries', SUMMARIES, [ids, userId])
  const names = await namesFor(ctx, rows)
  return new Map(rows.map((row) => [row.id, toGoods(row, names, ctx.now)]))
}
