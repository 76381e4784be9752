import type { Sql, TxCtx } from '../database/index.ts'
import { getSettings, versionedCache } from '../shop/index.ts'
import type { CategoryRef } from '../contract/index.ts'
import type { ListNames } from './goods-row.ts'

export interface CategoryNode {
  id: number
  parentId: number
  name: string
  description: string
  keywords: string
  imageUrl: string
  measureUnit: string
  sortOrder: number
  showInNav: boolean
  /** Itself and everything above it is shown. */
  isVisible: boolean
  priceSteps: number
  filterAttributeIds: number[]
  children: CategoryNode[]
}

export interface BrandRow {
  id: number
  name: string
  logoUrl: string
  description: string
  siteUrl: string
  sortOrder: number
  isShown: boolean
}

/** Categories and brands, held in memory. Children and brands are in the order they are shown. */
export interface Structure {
  categories: ReadonlyMap<number, CategoryNode>
  top: readonly CategoryNode[]
  brands: ReadonlyMap<number, BrandRow>
}

type CategoryRow = Omit<CategoryNode, 'parentId' | 'isVisible' | 'children'> & { parentId: number | null, isShown: boolean }

function treeOf(rows: readonly CategoryRow[]): Pick<Structure, 'categories' | 'top'> {
  const shown = new Map(rows.map((row) => [row.id, row.isShown]))
  const categories = new Map<number, CategoryNode>()
  for (const { isShown: _, ...row } of rows) categories.set(row.id, { ...row, parentId: row.parentId ?? 0, isVisible: false, children: [] })
  const top: CategoryNode[] = []
  for (const node of categories.values()) {
    const siblings = node.parentId === 0 ? top : categories.get(node.parentId)?.children
    siblings?.push(node)
  }
  const reveal = (nodes: readonly CategoryNode[]): void => {
    for (const node of nodes) {
      if (!shown.get(node.id)) continue
      node.isVisible = true
      reveal(node.children)
    }
  }
  reveal(top)
  return { categories, top }
}

async function load(sql: Sql): Promise<Structure> {
  const [categories, brands] = await Promise.all([
    sql.rows<CategoryRow>('structure_categories', `SELECT "id", "parentId", "name", "description", "keywords", "imageUrl", "measureUnit", "sortOrder", "showInNav",
      "isShown", "priceSteps", "filterAttributeIds" FROM "Category" ORDER BY "sortOrder", "id"`),
    sql.rows<BrandRow>('structure_brands', `SELECT "id", "name", "logoUrl", "description", "siteUrl", "sortOrder", "isShown" FROM "Brand" ORDER BY "sortOrder", "id"`),
  ])
  return { ...treeOf(categories), brands: new Map(brands.map((brand) => [brand.id, brand])) }
}

const cache = versionedCache({ name: 'structure', tables: ['Category', 'Brand'], load })

export function getStructure(ctx: Pick<TxCtx, 'sql'>): Promise<Structure> {
  return cache.get(ctx)
}

/** The structure with this category in it, if there is such a category at all. */
export async function structureWith(ctx: Pick<TxCtx, 'sql'>, categoryId: number): Promise<Structure> {
  const known = await cache.get(ctx)
  return known.categories.has(categoryId) ? known : cache.refresh(ctx)
}

/** The structure with this brand in it, if there is such a brand at all. */
export async function structureWithBrand(ctx: Pick<TxCtx, 'sql'>, brandId: number): Promise<Structure> {
  const known = await cache.get(ctx)
  return known.brands.has(brandId) ? known : cache.refresh(ctx)
}

/** To be called after writing categories or brands. */
export const structureChanged = cache.changed

/** From the top category down to the one named; [] for an unknown one. */
export function pathTo({ categories }: Structure, categoryId: number): CategoryNode[] {
  const path: CategoryNode[] = []
  for (let node = categories.get(categoryId); node; node = categories.get(node.parentId)) path.unshift(node)
  return path
}

export function refOf(node: CategoryNode): CategoryRef {
  return { categoryId: node.id, categoryName: node.name }
}

/** A setting that a category leaves to its nearest ancestor when it has none. */
export function nearest<Value>(path: readonly CategoryNode[], read: (node: CategoryNode) => Value | null): Value | null {
  for (const node of path.toReversed()) {
    const value = read(node)
    if (value !== null) return value
  }
  return null
}

/** Names for rows that only know ids. */
export async function namesFor(ctx: Pick<TxCtx, 'sql'>, rows: readonly { brandId: number | null }[]): Promise<ListNames> {
  const [known, { shopName }] = await Promise.all([cache.get(ctx), getSettings(ctx)])
  // A product cannot name a brand that does not exist: the brand is newer than what is held.
  const isMissing = rows.some(({ brandId }) => brandId !== null && !known.brands.has(brandId))
  const { brands } = isMissing ? await cache.refresh(ctx) : known
  return {
    brandName: (brandId) => brands.get(brandId)?.name ?? '',
    shopName: (sellerId) => (sellerId === 0 ? shopName : ''),
  }
}
