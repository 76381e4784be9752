import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'

const FIVE_MINUTES = 300_000

/** The articles of the category and word in the address. */
export function useArticles() {
  const route = useRoute()
  const router = useRouter()
  // On the way out the address is another page's.
  const asked = computed<{ categoryId: number | undefined, keyword: string }>((before) => (
    route.name === 'articles' || !before ? { categoryId: Number(route.query.cat) || undefined, keyword: typeof route.query.q === 'string' ? route.query.q.slice(0, 50) : '' } : before
  ))
  const categories = useQuery({ queryKey: ['articles', 'categories'], queryFn: () => api.promotion.article.cats.query({}), staleTime: FIVE_MINUTES })
  const query = useInfiniteQuery({
    queryKey: computed(() => ['articles', 'list', asked.value]),
    queryFn: ({ pageParam }) => api.promotion.article.list.query({ ...asked.value, keyword: asked.value.keyword || undefined, pageNo: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  const show = (change: { categoryId?: number | undefined, keyword?: string }): void => {
    const { categoryId, keyword } = { ...asked.value, ...change }
    void router.replace({ name: 'articles', query: { ...categoryId && { cat: categoryId }, ...keyword && { q: keyword } } })
  }
  return { ...query, asked, show, categories: computed(() => (categories.data.value?.cats ?? []).filter((one) => one.articleCount > 0)), articles: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}
