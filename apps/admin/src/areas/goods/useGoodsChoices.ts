import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

export interface TreeOption { value: number, label: string, children: TreeOption[] }

/** Categories, brands, types and ranks that the pages of this area choose from. */
export function useGoodsChoices() {
  const { data } = useQuery({ queryKey: ['goods', 'choices'], queryFn: () => api.goods.choices.query(), staleTime: 60_000 })
  const categories = computed(() => data.value?.categories ?? [])
  const tree = computed(() => {
    const below = (parentId: number): TreeOption[] => categories.value.filter((one) => one.parentId === parentId).map((one) => ({ value: one.categoryId, label: one.name, children: below(one.categoryId) }))
    return below(0)
  })
  /** 茶器 / 壶 */
  function categoryPath(categoryId: number): string {
    const names: string[] = []
    for (let at = categories.value.find((one) => one.categoryId === categoryId); at; at = categories.value.find((one) => one.categoryId === at?.parentId)) names.unshift(at.name)
    return names.join(' / ')
  }
  const flatCategories = computed(() => categories.value.map((one) => ({ value: one.categoryId, label: categoryPath(one.categoryId) })).toSorted((a, b) => a.label.localeCompare(b.label, 'zh')))
  return {
    data,
    tree,
    flatCategories,
    categoryPath,
    brands: computed(() => data.value?.brands ?? []),
    goodsTypes: computed(() => data.value?.goodsTypes ?? []),
    ranks: computed(() => data.value?.ranks ?? []),
    bonusTypes: computed(() => data.value?.bonusTypes ?? []),
  }
}
