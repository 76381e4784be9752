import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'
import { useGoodsList } from '../../composables/useGoodsList.ts'

const FIVE_MINUTES = 300_000
const PROMOTIONS_SHOWN = 6

function useAds(positionCode: string, limit: number) {
  const { data, isPending } = useQuery({
    queryKey: ['ads', positionCode],
    queryFn: () => api.shop.ad.list.query({ positionCode, limit }),
    staleTime: FIVE_MINUTES,
  })
  // A shop without ads in this place shows the page without them.
  return { ads: computed(() => data.value?.ads ?? []), isPending }
}

export function useHome() {
  const { ads: banners, isPending: bannersPending } = useAds('home_banner', 5)
  const { ads: shortcuts } = useAds('home_grid', 10)
  const { ads: middle } = useAds('home_middle', 3)

  const promotions = useQuery({
    queryKey: ['promotions'],
    queryFn: () => api.items.get.query({ intro: 'promote', inStock: true, pageSize: PROMOTIONS_SHOWN }),
  })
  const endsAt = computed(() => (promotions.data.value?.items ?? []).map((goods) => goods.promoteEndDate).filter(Boolean).sort()[0] ?? '')

  const hot = useQuery({
    queryKey: ['hot-words'],
    queryFn: () => api.search.keywords.hot.query({}),
    staleTime: FIVE_MINUTES,
  })

  const picks = useGoodsList(() => ({ intro: 'best' }))

  return {
    banners,
    shortcuts,
    middle,
    isPending: computed(() => bannersPending.value || promotions.isPending.value || picks.isPending.value),
    promotions: computed(() => promotions.data.value?.items ?? []),
    promotionCount: computed(() => promotions.data.value?.totalResults ?? 0),
    promotionsEndAt: endsAt,
    reloadPromotions: promotions.refetch,
    searchHint: computed(() => hot.data.value?.defaultKeyword ?? ''),
    picks,
  }
}
