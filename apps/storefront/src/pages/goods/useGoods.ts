import { useQuery } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { api } from '../../api.ts'
import { goodsQuery } from '../../composables/useFavourite.ts'

const REVIEWS_SHOWN = 2

/** One product with its first reviews. Takes a getter. */
export function useGoods(goodsId: () => number) {
  const { t } = useI18n()
  const route = useRoute()
  const goods = useQuery({
    queryKey: computed(() => goodsQuery(goodsId())),
    queryFn: () => api.item.get.query({ goodsId: goodsId() }),
  })
  const reviews = useQuery({
    queryKey: ['reviews-shown', computed(goodsId)],
    queryFn: () => api.comment.get.query({ commentType: 0, idValue: goodsId(), pageSize: REVIEWS_SHOWN }),
  })
  const item = computed(() => goods.data.value?.item)

  watch(item, (found) => {
    if (found && route.name === 'goods') document.title = `${found.goodsName} · ${t('common.shopName')}`
  }, { immediate: true })

  return {
    item,
    isPending: goods.isPending,
    error: goods.error,
    refetch: goods.refetch,
    reviews: computed(() => reviews.data.value?.items ?? []),
    reviewSummary: computed(() => reviews.data.value?.summary),
  }
}
