import type { Order } from '@xiaopu/shared/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'

const ASK_AGAIN_MS = 3000

/** One order by its number; while a payment may be on its way it is asked for again. */
export function useOrder(orderSn: () => string, isWaiting: () => boolean = () => false) {
  return useQuery({
    queryKey: ['order', orderSn],
    queryFn: async () => (await api.order.get.query({ orderSn: orderSn() })).order,
    refetchInterval: (query) => isWaiting() && query.state.data?.state === 'await_pay' ? ASK_AGAIN_MS : false,
  })
}

/** Paying one order: a method is chosen, the server says how, the provider's page opens. */
export function useCashier(orderSn: () => string) {
  const queries = useQueryClient()
  const router = useRouter()
  const { toastError } = useErrorText()
  const { data: order, isPending, error, refetch } = useOrder(orderSn)
  const picked = ref(0)

  const methods = useQuery({
    queryKey: ['payments', orderSn],
    queryFn: async () => (await api.shop.payment.query({ orderSn: orderSn(), client: 'h5', purpose: 'order' })).payments,
  })
  const payId = computed(() => picked.value || order.value?.payId || 0)
  const usable = computed(() => (methods.data.value ?? []).filter((method) => !method.isCod))
  const method = computed(() => usable.value.find((one) => one.payId === payId.value))

  const toResult = () => router.replace({ name: 'result', params: { orderSn: orderSn() } })
  const paying = useMutation({
    mutationFn: () => api.order.pay.mutate({ orderSn: orderSn(), payId: payId.value, client: 'h5', returnUrl: `${window.location.origin}/result/${orderSn()}?paying=1` }),
    onError: toastError,
    async onSuccess({ payment }) {
      await queries.invalidateQueries({ queryKey: ['order'] })
      if (payment.payUrl) window.location.assign(payment.payUrl)
      else if (payment.logId === 0 || payment.isOnline) await toResult()
    },
  })

  /** The shop knows how it will be paid; the rest happens at the bank. */
  const isTold = computed(() => paying.data.value?.payment.isOnline === false && paying.data.value.payment.payId === payId.value)

  return { order, isPending, error, refetch, usable, method, payId, choose: (id: number) => { picked.value = id }, pay: paying.mutate, isPaying: paying.isPending, isTold, toResult }
}

export const isClosed = (order: Order) => ['canceled', 'invalid', 'returned'].includes(order.state)
