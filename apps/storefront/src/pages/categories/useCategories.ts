import type { Category } from '@xiaopu/shared/contract'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

const TEN_MINUTES = 600_000

export interface CategoryGroup {
  /** The second level, 0 for those that hold no third one and stand together. */
  categoryId: number
  name: string
  goodsCount: number
  tiles: Category[]
}

/** Second-level categories with children are groups; those without stand together in one group before them. */
export function groupsOf(top: Category): CategoryGroup[] {
  const single = top.children.filter((category) => category.children.length === 0)
  const groups = top.children.filter((category) => category.children.length > 0).map((category) => ({
    categoryId: category.categoryId,
    name: category.categoryName,
    goodsCount: category.goodsCount,
    tiles: category.children,
  }))
  return single.length ? [{ categoryId: 0, name: '', goodsCount: 0, tiles: single }, ...groups] : groups
}

export function useCategories() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['categories'],
    queryFn: () => api.categories.get.query({ depth: 3, pageSize: 100 }),
    staleTime: TEN_MINUTES,
  })
  return { tops: computed(() => data.value?.items ?? []), isPending, error, refetch }
}
