import type { Category, CategoryRef, FilterAttr, PriceGrade, Brand } from '../contract/index.ts'
import type { Ctx, TxCtx } from '../database/index.ts'
import { ShopError } from '../errors/index.ts'
import { brandsIn } from './brands.ts'
import { type CategoryNode, getStructure, nearest, pathTo, refOf, type Structure, structureWith } from './structure.ts'

const FEN_PER_YUAN = 100

const COUNTS = 'SELECT "categoryId", count(*)::int AS "count" FROM "CategoryPlacement" WHERE "categoryId" = ANY($1::int[]) AND "isListed" GROUP BY "categoryId"'

/** How many products can be bought in each category and below it, each product once. */
async function countsOf({ sql }: Pick<TxCtx, 'sql'>, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await sql.rows<{ categoryId: number, count: number }>('category_counts', COUNTS, [ids])
  return new Map(rows.map((row) => [row.categoryId, row.count]))
}

const visibleChildren = (node: CategoryNode): CategoryNode[] => node.children.filter((child) => child.isVisible)

function toCategory(node: CategoryNode, counts: ReadonlyMap<number, number>, depth: number): Category {
  return {
    categoryId: node.id,
    parentId: node.parentId,
    categoryName: node.name,
    categoryDesc: node.description,
    keywords: node.keywords,
    categoryImage: node.imageUrl,
    measureUnit: node.measureUnit,
    sortOrder: node.sortOrder,
    showInNav: node.showInNav,
    isShow: node.isVisible,
    grade: node.priceSteps,
    goodsCount: counts.get(node.id) ?? 0,
    children: depth > 1 ? visibleChildren(node).map((child) => toCategory(child, counts, depth - 1)) : [],
  }
}

function idsDown(nodes: readonly CategoryNode[], depth: number): number[] {
  return nodes.flatMap((node) => [node.id, ...depth > 1 ? idsDown(visibleChildren(node), depth - 1) : []])
}

async function visibleCategory(ctx: Ctx, categoryId: number): Promise<{ structure: Structure, node: CategoryNode }> {
  const structure = await structureWith(ctx, categoryId)
  const node = structure.categories.get(categoryId)
  if (!node?.isVisible) throw new ShopError('NOT_FOUND')
  return { structure, node }
}

// Steps of equal width in whole yuan from the cheapest product on; the dearest belongs to the last.
const GRADES = `WITH listed AS (SELECT g."shopPriceFen" AS "fen" FROM "CategoryPlacement" p JOIN "Goods" g ON g."id" = p."goodsId" WHERE p."categoryId" = $1 AND p."isListed"),
  range AS (SELECT min("fen") / ${FEN_PER_YUAN} AS "low", (max("fen") + ${FEN_PER_YUAN - 1}) / ${FEN_PER_YUAN} AS "high" FROM listed),
  step AS (SELECT "low", greatest(1, ("high" - "low" + $2::int - 1) / $2::int) AS "width" FROM range WHERE "low" IS NOT NULL)
  SELECT "low" + "width" * "at" AS "from", "low" + "width" * ("at" + 1) AS "to", count(*)::int AS "count"
  FROM (SELECT "low", "width", least($2::int - 1, ("fen" - "low" * ${FEN_PER_YUAN}) / ("width" * ${FEN_PER_YUAN})) AS "at" FROM listed CROSS JOIN step) placed
  GROUP BY 1, 2 ORDER BY 1`

async function priceGrades({ sql }: Ctx, categoryId: number, steps: number): Promise<PriceGrade[]> {
  if (steps === 0) return []
  const rows = await sql.rows<{ from: number, to: number, count: number }>('category_grades', GRADES, [categoryId, steps])
  return rows.map((row) => ({ priceMinFen: row.from * FEN_PER_YUAN, priceMaxFen: row.to * FEN_PER_YUAN, goodsCount: row.count }))
}

const FILTERS = `SELECT a."id", a."name", av."value", count(DISTINCT av."goodsId")::int AS "count"
  FROM "CategoryPlacement" p JOIN "AttributeValue" av ON av."goodsId" = p."goodsId" JOIN "Attribute" a ON a."id" = av."attributeId"
  WHERE p."categoryId" = $1 AND p."isListed" AND a."id" = ANY($2::int[]) AND av."value" <> ''
  GROUP BY 1, 2, 3 ORDER BY array_position($2::int[], a."id"), 4 DESC, 3`

async function filterAttrs({ sql }: Ctx, categoryId: number, attributeIds: readonly number[]): Promise<FilterAttr[]> {
  if (attributeIds.length === 0) return []
  const rows = await sql.rows<{ id: number, name: string, value: string, count: number }>('category_filters', FILTERS, [categoryId, attributeIds])
  const attrs = new Map<number, FilterAttr>()
  for (const { id, name, value, count } of rows) {
    const attr = attrs.get(id) ?? { attrId: id, attrName: name, values: [] }
    attr.values.push({ attrValue: value, goodsCount: count })
    attrs.set(id, attr)
  }
  return [...attrs.values()]
}

export interface CategoryPage {
  category: Category
  categoryPath: CategoryRef[]
  brands: Brand[]
  priceGrades: PriceGrade[]
  filterAttrs: FilterAttr[]
}

/** 分类: itself, the way to it, and what its products can be filtered by. */
export async function getCategory(ctx: Ctx, { categoryId }: { categoryId: number }): Promise<CategoryPage> {
  const { structure, node } = await visibleCategory(ctx, categoryId)
  const path = pathTo(structure, categoryId)
  const steps = nearest(path, (one) => (one.priceSteps > 0 ? one.priceSteps : null)) ?? 0
  const attributeIds = nearest(path, (one) => (one.filterAttributeIds.length > 0 ? one.filterAttributeIds : null)) ?? []
  const [counts, brands, grades, attrs] = await Promise.all([
    countsOf(ctx, idsDown([node], 2)),
    brandsIn(ctx, categoryId),
    priceGrades(ctx, categoryId, steps),
    filterAttrs(ctx, categoryId, attributeIds),
  ])
  return { category: toCategory(node, counts, 2), categoryPath: path.map(refOf), brands, priceGrades: grades, filterAttrs: attrs }
}

export interface CategoriesInput {
  parentId: number
  depth: number
  showInNav?: boolean | undefined
  pageNo: number
  pageSize: number
}

/** 分类列表: the shown children with theirs below them; pages and the navigation filter look at the first level. */
export async function listCategories(ctx: Ctx, { parentId, depth, showInNav, pageNo, pageSize }: CategoriesInput): Promise<{ items: Category[], totalResults: number, pageNo: number, pageSize: number }> {
  const level = parentId === 0
    ? (await getStructure(ctx)).top.filter((node) => node.isVisible)
    : visibleChildren((await visibleCategory(ctx, parentId)).node)
  const wanted = level.filter((node) => showInNav === undefined || node.showInNav === showInNav)
  const page = wanted.slice((pageNo - 1) * pageSize, pageNo * pageSize)
  const counts = await countsOf(ctx, idsDown(page, depth))
  return { items: page.map((node) => toCategory(node, counts, depth)), totalResults: wanted.length, pageNo, pageSize }
}
