import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { api, isRefusal } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { useSignInFirst } from '../../composables/useSignInFirst.ts'
import { showToast } from '../../composables/useToast.ts'

/** The article in the address, and saying that it was useful. */
export function useArticle() {
  const route = useRoute()
  const queries = useQueryClient()
  const signedIn = useSignInFirst()
  const { toastError } = useErrorText()
  const articleId = computed<number>((before) => route.name === 'article' || !before ? Number(route.params.id) : before)
  const key = computed(() => ['article', articleId.value])
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => api.promotion.article.page.query({ articleId: articleId.value }),
    retry: (count, failure) => !isRefusal(failure, 'NOT_FOUND') && count < 1,
  })
  const { mutate, isPending: isLiking } = useMutation({
    mutationFn: (like: boolean) => api.promotion.article.like.mutate({ articleId: articleId.value, like }),
    onError: toastError,
    onSettled: () => queries.invalidateQueries({ queryKey: key.value }),
  })
  function like(): void {
    if (signedIn() && data.value && !isLiking.value) mutate(!data.value.article.liked)
  }
  return { articleId, whole: data, isPending, error, refetch, isGone: computed(() => isRefusal(error.value, 'NOT_FOUND')), like, isLiking }
}

/** What is said under it, and saying something. */
export function useArticleComments(articleId: () => number) {
  const { t } = useI18n()
  const queries = useQueryClient()
  const { toastError } = useErrorText()
  const key = computed(() => ['article', articleId(), 'comments'])
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => api.promotion.article.comments.query({ articleId: articleId(), pageNo: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  const text = ref('')
  const { mutate: send, isPending: isSending } = useMutation({
    mutationFn: () => api.promotion.article.comment.mutate({ articleId: articleId(), content: text.value.trim() }),
    async onSuccess({ visible }) {
      text.value = ''
      showToast(t(visible ? 'articles.comment.sent' : 'articles.comment.waiting'))
      await queries.invalidateQueries({ queryKey: ['article', articleId()] })
    },
    onError: toastError,
  })
  return { ...query, comments: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []), total: computed(() => query.data.value?.pages[0]?.totalResults ?? 0), text, send, isSending }
}
