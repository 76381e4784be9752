import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

const BRANDS_OFFERED = 30
const TEN_MINUTES = 600_000

/** What a list can be narrowed by: the category's own brands, prices and attributes; without a category, the brands. */
export function useFacets(categoryId: () => number) {
  const inCategory = useQuery({
    queryKey: ['category', computed(categoryId)],
    queryFn: () => api.category.get.query({ categoryId: categoryId() }),
    enabled: () => categoryId() > 0,
    staleTime: TEN_MINUTES,
  })
  const everywhere = useQuery({
    queryKey: ['brands'],
    queryFn: () => api.brands.get.query({ pageSize: BRANDS_OFFERED }),
    enabled: () => categoryId() === 0,
    staleTime: TEN_MINUTES,
  })
  return {
    categoryName: computed(() => categoryId() > 0 ? inCategory.data.value?.category.categoryName ?? '' : ''),
    brands: computed(() => (categoryId() > 0 ? inCategory.data.value?.brands : everywhere.data.value?.items) ?? []),
    priceGrades: computed(() => categoryId() > 0 ? inCategory.data.value?.priceGrades ?? [] : []),
    attributes: computed(() => categoryId() > 0 ? inCategory.data.value?.filterAttrs ?? [] : []),
  }
}

export type Facets = ReturnType<typeof useFacets>
