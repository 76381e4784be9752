import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api, type Inputs } from '../../api.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'

const PAGE_SIZE = 10
export const MAX_PICTURES = 6

/** Everything a case shows up in is asked for again. */
function useRefresh() {
  const queries = useQueryClient()
  return async (): Promise<void> => {
    await Promise.all([['aftersales'], ['aftersale'], ['orders'], ['order'], ['me']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

/** The shopper's cases, page after page. */
export function useCases() {
  const query = useInfiniteQuery({
    queryKey: ['aftersales'],
    queryFn: ({ pageParam }) => api.aftersale.list.query({ pageNo: pageParam, pageSize: PAGE_SIZE }),
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  return { ...query, cases: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** One case and what can be done with it. */
export function useCase(aftersaleId: () => number) {
  const { toastError } = useErrorText()
  const refresh = useRefresh()
  const query = useQuery({ queryKey: ['aftersale', aftersaleId], queryFn: () => api.aftersale.get.query({ aftersaleId: aftersaleId() }) })
  const then = { onError: toastError, onSettled: refresh }
  return {
    ...query,
    withdraw: useMutation({ mutationFn: () => api.aftersale.withdraw.mutate({ aftersaleId: aftersaleId() }), ...then }),
    sendBack: useMutation({ mutationFn: (parcel: { shippingName: string, trackingNo: string }) => api.aftersale.sendBack.mutate({ aftersaleId: aftersaleId(), ...parcel }), ...then }),
    receiveOut: useMutation({ mutationFn: () => api.aftersale.receiveOut.mutate({ aftersaleId: aftersaleId() }), ...then }),
  }
}

/** What can be asked for about an order, and asking. */
export function useAsk(orderSn: () => string) {
  const { t } = useI18n()
  const router = useRouter()
  const { toastError } = useErrorText()
  const refresh = useRefresh()
  const options = useQuery({ queryKey: ['aftersale', 'options', orderSn], queryFn: async () => (await api.aftersale.options.query({ orderSn: orderSn() })).lines })
  const ask = useMutation({
    mutationFn: (input: Omit<Inputs['aftersale']['ask'], 'orderSn'>) => api.aftersale.ask.mutate({ orderSn: orderSn(), ...input }),
    onError: toastError,
    async onSuccess({ aftersale }) {
      showToast(t('aftersales.sent'))
      await refresh()
      await router.replace({ name: 'aftersale', params: { id: aftersale.aftersaleId } })
    },
  })
  const addPicture = useMutation({ mutationFn: (picture: { name: string, base64: string }) => api.aftersale.addPicture.mutate({ picture }), onError: toastError })
  return { options, ask, addPicture }
}
