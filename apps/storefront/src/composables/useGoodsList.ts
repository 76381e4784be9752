import type { Inputs } from '../api.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../api.ts'

const PAGE_SIZE = 20
const TWO_MINUTES = 120_000

/** A list of goods, page after page, kept while the shopper looks into one of them. Takes a getter. */
export function useGoodsList(input: () => Inputs['items']['get']) {
  const query = useInfiniteQuery({
    queryKey: ['goods-list', computed(input)],
    queryFn: ({ pageParam }) => api.items.get.query({ ...input(), pageNo: pageParam, pageSize: PAGE_SIZE }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
    staleTime: TWO_MINUTES,
    placeholderData: keepPreviousData,
  })

  const items = computed(() => {
    const seen = new Map((query.data.value?.pages ?? []).flatMap((page) => page.items).map((goods) => [goods.goodsId, goods]))
    return [...seen.values()]
  })
  const total = computed(() => query.data.value?.pages.at(-1)?.totalResults ?? 0)

  function more(): void {
    if (query.hasNextPage.value && !query.isFetchingNextPage.value && !query.isFetchNextPageError.value) void query.fetchNextPage()
  }

  return { ...query, items, total, more }
}
