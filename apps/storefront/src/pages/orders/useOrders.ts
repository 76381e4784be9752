import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api, type Inputs } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { useFormat } from '../../composables/useFormat.ts'
import { showToast } from '../../composables/useToast.ts'

export type OrderTab = Inputs['orders']['get']['state'] & string
export const TABS: readonly OrderTab[] = ['all', 'await_pay', 'await_ship', 'await_receive', 'await_comment', 'canceled']
const PAGE_SIZE = 10

/** A state's orders, page after page. */
export function useOrders(state: () => OrderTab, keywords: () => string) {
  const query = useInfiniteQuery({
    queryKey: ['orders', state, keywords],
    queryFn: ({ pageParam }) => api.orders.get.query({ state: state(), pageNo: pageParam, pageSize: PAGE_SIZE, ...(keywords() ? { keywords: keywords() } : {}) }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  return { ...query, orders: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** What a buyer does with an order; every page that shows it asks again afterwards. */
export function useOrderActions(orderSn: () => string) {
  const queries = useQueryClient()
  const router = useRouter()
  const { t } = useI18n()
  const { shortTime } = useFormat()
  const { toastError } = useErrorText()

  async function refresh(): Promise<void> {
    await Promise.all([['orders'], ['order'], ['me']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }

  const cancel = useMutation({
    mutationFn: (input: { reason: string, refundTo: 'balance' | 'original' }) => api.order.cancel.mutate({ orderSn: orderSn(), ...input }),
    async onError(error) {
      await toastError(error)
      await refresh()
    },
    async onSuccess({ pending }) {
      showToast(t(pending ? 'orders.asked' : 'orders.canceled'))
      await refresh()
    },
  })
  const receive = useMutation({
    mutationFn: () => api.order.received.mutate({ orderSn: orderSn() }),
    onError: toastError,
    async onSuccess() {
      showToast(t('orders.received'))
      await refresh()
    },
  })
  const again = useMutation({
    mutationFn: () => api.order.again.mutate({ orderSn: orderSn() }),
    onError: toastError,
    async onSuccess({ added, skipped }) {
      showToast(added === 0 ? t('aftersales.again.none') : skipped.length ? t('aftersales.again.some', { count: added, left: skipped.length }) : t('aftersales.again.done', { count: added }))
      await queries.invalidateQueries({ queryKey: ['cart'] })
      if (added > 0) await router.push({ name: 'cart' })
    },
  })
  const remind = useMutation({
    mutationFn: () => api.order.reminder.mutate({ orderSn: orderSn() }),
    onError: toastError,
    async onSuccess({ nextTime }) {
      showToast(t('aftersales.reminded', { time: shortTime(nextTime) }))
      await refresh()
    },
  })
  const merge = useMutation({
    mutationFn: (fromOrder: string) => api.order.merge.mutate({ fromOrder, toOrder: orderSn() }),
    onError: toastError,
    async onSuccess({ order }) {
      showToast(t('aftersales.merge.done'))
      await refresh()
      await router.replace({ name: 'order', params: { sn: order.orderSn } })
    },
  })
  return { cancel, receive, again, remind, merge }
}
