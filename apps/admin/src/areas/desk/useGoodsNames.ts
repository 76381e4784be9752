import type { Names } from './useJobText.ts'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../api.ts'

/** Categories, brands and types by their ids. Who ships parcels may not see goods, and needs none. */
export function useGoodsNames(isAsked: boolean): Names {
  const { data } = useQuery({ queryKey: ['goods', 'choices'], queryFn: () => api.goods.choices.query(), staleTime: 60_000, enabled: isAsked })
  return {
    category: (id) => data.value?.categories.find((one) => one.categoryId === id)?.name ?? '',
    brand: (id) => data.value?.brands.find((one) => one.brandId === id)?.name ?? '',
    goodsType: (id) => data.value?.goodsTypes.find((one) => one.goodsTypeId === id)?.name ?? '',
  }
}
