import { categoriesForStaff, getStructure, listCategories } from '@xiaopu/shared/catalogue'
import type { CareyCtx } from './method.ts'
import { absolute, bit } from './wire.ts'

export interface CategoryFacts {
  id: number
  parentId: number
  name: string
  imageUrl: string
  keywords: string
  description: string
  sortOrder: number
  showInNav: boolean
  isShown: boolean
}

/** Categories have one name and no number of their own meaning here: those are empty. */
export function wireCategory(facts: CategoryFacts, baseUrl: string) {
  return {
    goods_category_id: facts.id,
    parent_id: facts.parentId,
    name: facts.name,
    name_phonetic: '',
    alias: '',
    alias_phonetic: '',
    category_pic: absolute(facts.imageUrl, baseUrl),
    category_ioc: '',
    keywords: facts.keywords,
    description: facts.description,
    category_type: 0,
    sort: facts.sortOrder,
    is_navi: bit(facts.showInNav),
    status: bit(facts.isShown),
  }
}

/** The categories a caller may see, in the order of the shop: all of them for the staff, the shown ones for everybody else. */
export async function seenCategories(ctx: CareyCtx): Promise<CategoryFacts[]> {
  if (ctx.actor.kind === 'staff') return (await categoriesForStaff(ctx)).map(({ categoryId: id, ...row }) => ({ ...row, id }))
  return [...(await getStructure(ctx)).categories.values()].filter(({ isVisible }) => isVisible).map((node) => ({ ...node, isShown: true }))
}

export interface TreeWish {
  /** 0: the whole tree. */
  rootId: number
  /** How many levels below the first; undefined for all. */
  depth: number | undefined
  withRoot: boolean
}

export type TreeRow = ReturnType<typeof wireCategory> & { children_total: number, level: number }

/** A part of the tree, each category before what lies below it. */
export function treeRows(all: readonly CategoryFacts[], { rootId, depth, withRoot }: TreeWish, baseUrl: string): TreeRow[] {
  const below = new Map<number, CategoryFacts[]>()
  for (const facts of all) below.set(facts.parentId, [...below.get(facts.parentId) ?? [], facts])
  const rowOf = (facts: CategoryFacts, level: number): TreeRow => ({ ...wireCategory(facts, baseUrl), children_total: below.get(facts.id)?.length ?? 0, level })
  const walk = (parentId: number, level: number): TreeRow[] => (depth !== undefined && level > depth ? [] : (below.get(parentId) ?? []).flatMap((facts) => [rowOf(facts, level), ...walk(facts.id, level + 1)]))
  const root = withRoot ? all.find(({ id }) => id === rootId) : undefined
  return root ? [rowOf(root, 0), ...walk(rootId, 1)] : walk(rootId, 0)
}

const [DEPTH, MOST] = [5, 1000]

interface Counted { categoryId: number, goodsCount: number, children: Counted[] }

/** How many products can be bought in each shown category and below it. */
export async function goodsTotals(ctx: CareyCtx): Promise<ReadonlyMap<number, number>> {
  const { items } = await listCategories(ctx, { parentId: 0, depth: DEPTH, pageNo: 1, pageSize: MOST })
  const flat = (list: readonly Counted[]): [number, number][] => list.flatMap((one) => [[one.categoryId, one.goodsCount], ...flat(one.children)])
  return new Map(flat(items))
}
