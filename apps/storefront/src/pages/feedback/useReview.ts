import type { OrderLine } from '@xiaopu/shared/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'
import { readFile } from '../account/read-file.ts'

const MINE = ['reviews', 'mine'] as const
const CHANGED = [['reviews'], ['goods'], ['orders'], ['order'], ['me']]

/** The form under one line of an order. */
export function useReviewForm(line: OrderLine) {
  const queries = useQueryClient()
  const { t } = useI18n()
  /** A package is reviewed by one of its products. */
  const form = reactive({ goodsId: line.packageGoods[0]?.goodsId ?? line.goodsId, stars: 5, content: '', anonymous: false, files: [] as File[] })
  const { mutate: send, isPending, error } = useMutation({
    mutationFn: async () => {
      const images = await Promise.all(form.files.map(readFile))
      const { stars: commentRank, content, anonymous } = form
      return api.comment.add.mutate({ idValue: form.goodsId, orderLineId: line.orderLineId, commentRank, content, anonymous, ...images.length ? { images } : {} })
    },
    async onSuccess({ needCheck }) {
      showToast(t(needCheck ? 'feedback.review.waits' : 'feedback.review.sent'))
      await Promise.all(CHANGED.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  return { form, send, isPending, error }
}

/** Everything the shopper has written, page after page. */
export function useMyReviews() {
  const queries = useQueryClient()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const query = useInfiniteQuery({
    queryKey: MINE,
    queryFn: ({ pageParam }) => api.comment.get.query({ mine: true, pageNo: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  const { mutate: remove, isPending: isRemoving } = useMutation({
    mutationFn: (commentId: number) => api.comment.delete.mutate({ commentId }),
    onError: toastError,
    async onSuccess() {
      showToast(t('feedback.review.removed'))
      await Promise.all(CHANGED.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  return { ...query, reviews: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []), remove, isRemoving }
}
