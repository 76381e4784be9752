import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useDebounced } from '../../composables/useDebounced.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'
import { useSession } from '../../stores/session.ts'
import { forgetSearches, guestSearches, keepSearch } from './guest-searches.ts'

const REST_MS = 200
const LONGEST = 30

export function useSearch() {
  const route = useRoute()
  const router = useRouter()
  const queries = useQueryClient()
  const session = useSession()
  const { t } = useI18n()
  const { toastError } = useErrorText()

  const typed = ref(typeof route.query.q === 'string' ? route.query.q : '')
  const rested = useDebounced(() => typed.value.trim().slice(0, LONGEST), REST_MS)

  const hot = useQuery({ queryKey: ['hot-words'], queryFn: () => api.search.keywords.hot.query({}), staleTime: 300_000 })
  const suggest = useQuery({
    queryKey: ['suggest', rested],
    queryFn: () => api.search.keywords.suggest.query({ keyword: rested.value }),
    enabled: () => rested.value !== '',
  })
  const history = useQuery({
    queryKey: ['search-history', computed(() => session.signedIn)],
    queryFn: async () => session.signedIn ? (await api.search.keywords.history.query({})).keywords.map((one) => one.keyword) : guestSearches(),
    staleTime: 0,
  })

  const { mutate: clearHistory } = useMutation({
    mutationFn: async () => {
      if (session.signedIn) await api.search.keywords.clear.mutate({})
      else forgetSearches()
    },
    onSuccess() {
      showToast(t('home.search.historyCleared'))
      return queries.invalidateQueries({ queryKey: ['search-history'] })
    },
    onError: toastError,
  })

  function search(word: string): void {
    const asked = word.trim() || hot.data.value?.defaultKeyword || ''
    if (!session.signedIn && asked) keepSearch(asked)
    void router.push({ name: 'list', query: asked ? { q: asked } : {} })
  }

  return {
    typed,
    hint: computed(() => hot.data.value?.defaultKeyword ?? ''),
    hotWords: computed(() => hot.data.value?.keywords ?? []),
    suggestions: computed(() => typed.value.trim() ? suggest.data.value?.keywords ?? [] : []),
    history: computed(() => history.data.value ?? []),
    isPending: hot.isPending,
    error: hot.error,
    refetch: hot.refetch,
    search,
    clearHistory: () => clearHistory(),
  }
}
