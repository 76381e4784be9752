import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type Inputs } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'

const PAGE_SIZE = 20
/** The newest deposit is among these; open ones are five at most. */
const RECENT = 100
const ASK_AGAIN_MS = 3000

interface Paged { pageNo: number, pageSize: number, totalResults: number }

const nextPage = (last: Paged): number | undefined => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined

type Detail = Inputs['user']['account']['detail']
export type Figure = NonNullable<Detail['accountType']>
export type Direction = NonNullable<Detail['direction']>
export const FIGURES: readonly Figure[] = ['user_money', 'frozen_money', 'pay_points', 'rank_points']
export const DIRECTIONS: readonly Direction[] = ['all', 'in', 'out']

/** One figure of the purse and what moved it, page after page. */
export function useDetail(figure: () => Figure, direction: () => Direction) {
  const query = useInfiniteQuery({
    queryKey: ['wallet', 'detail', figure, direction],
    queryFn: ({ pageParam }) => api.user.account.detail.query({ accountType: figure(), direction: direction(), pageNo: pageParam, pageSize: PAGE_SIZE }),
    initialPageParam: 1,
    getNextPageParam: nextPage,
  })
  return { ...query, purse: computed(() => query.data.value?.pages[0]), rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** Deposits and withdrawals, page after page. */
export function useRequests(processType: () => number | undefined) {
  const query = useInfiniteQuery({
    queryKey: ['wallet', 'requests', processType],
    queryFn: ({ pageParam }) => api.user.account.log.query({ processType: processType(), pageNo: pageParam, pageSize: PAGE_SIZE }),
    initialPageParam: 1,
    getNextPageParam: nextPage,
  })
  return { ...query, requests: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** One deposit; while it is open it is asked for again. */
export function useDeposit(id: () => number) {
  return useQuery({
    queryKey: ['wallet', 'deposit', id],
    queryFn: async () => (await api.user.account.log.query({ processType: 0, pageSize: RECENT })).items.find((one) => one.id === id()) ?? null,
    refetchInterval: (query) => query.state.data?.isPaid === 0 ? ASK_AGAIN_MS : false,
  })
}

/** What changes money is seen on every page that shows any. */
export function useRefreshMoney(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([['wallet'], ['me']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

export function useCancelRequest() {
  const { t } = useI18n()
  const refresh = useRefreshMoney()
  const { toastError } = useErrorText()
  return useMutation({
    mutationFn: (id: number) => api.user.account.cancel.mutate({ id }),
    onError: toastError,
    onSuccess: () => showToast(t('wallet.requests.canceled')),
    onSettled: refresh,
  })
}

/** "12.5" as fen; null while it is no amount. */
export { parseYuan as amountIn } from '@xiaopu/shared/money'
