import type { Outputs } from '../../api.ts'

export type Category = Outputs['categories']['tree']['categories'][number]
export interface CategoryNode extends Category { children: CategoryNode[] }

export function treeOf(categories: readonly Category[], parentId = 0): CategoryNode[] {
  return categories.filter((one) => one.parentId === parentId).map((one) => ({ ...one, children: treeOf(categories, one.categoryId) }))
}

/** A category and everything below it: nowhere it could be moved to. */
export function idsBelow(categories: readonly Category[], categoryId: number): Set<number> {
  const ids = new Set([categoryId])
  for (const one of treeOf(categories, categoryId)) {
    for (const id of idsBelow(categories, one.categoryId)) ids.add(id)
  }
  return ids
}

export function pathOf(categories: readonly Category[], categoryId: number): string {
  const one = categories.find((category) => category.categoryId === categoryId)
  if (!one) return ''
  const above = pathOf(categories, one.parentId)
  return above ? `${above} / ${one.name}` : one.name
}
