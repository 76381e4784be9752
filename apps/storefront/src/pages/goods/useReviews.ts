import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'

export const REVIEW_FILTERS = ['all', 'good', 'medium', 'bad', 'image'] as const
export type ReviewFilter = typeof REVIEW_FILTERS[number]

/** All reviews of the product in the address, narrowed by `?show=`. */
export function useReviews() {
  const route = useRoute()
  const router = useRouter()
  const goodsId = Number(route.params.id)
  const filter = computed<ReviewFilter>(() => REVIEW_FILTERS.find((one) => one === route.query.show) ?? 'all')

  const query = useInfiniteQuery({
    queryKey: ['reviews', goodsId, filter],
    queryFn: ({ pageParam }) => api.comment.get.query({ commentType: 0, idValue: goodsId, filter: filter.value, pageNo: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })

  return {
    ...query,
    filter,
    reviews: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []),
    summary: computed(() => query.data.value?.pages[0]?.summary),
    show: (wanted: ReviewFilter) => router.replace({ name: 'reviews', params: { id: goodsId }, query: wanted === 'all' ? {} : { show: wanted } }),
  }
}
