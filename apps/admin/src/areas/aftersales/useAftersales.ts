import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'
import { givesMoney, isClosed, stateOf, type Tab } from './case-text.ts'

const PAGE_SIZE = 50

/** The queue of one tab. */
export function useQueue(filters: () => { tab: Tab, q: string, pageNo: number }) {
  const { data: page, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['aftersales', 'list', filters()]),
    queryFn: () => api.aftersales.list.query({ ...filters(), pageSize: PAGE_SIZE }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  return { page, isPending, error, refetch, pageSize: PAGE_SIZE }
}

/** One case, and the refund as it would be with these choices. */
export function useDesk(aftersaleId: () => number, choice: () => { quantity?: number, extraFen?: number }) {
  const queries = useQueryClient()
  const { data: found, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['aftersales', 'one', aftersaleId()]),
    queryFn: () => api.aftersales.get.query({ aftersaleId: aftersaleId() }),
    enabled: () => aftersaleId() > 0,
  })
  const { data: preview } = useQuery({
    queryKey: computed(() => ['aftersales', 'preview', aftersaleId(), choice()]),
    queryFn: () => api.aftersales.preview.query({ aftersaleId: aftersaleId(), ...choice() }),
    enabled: () => found.value?.aftersaleId === aftersaleId() && givesMoney(found.value) && !isClosed(stateOf(found.value)),
    placeholderData: (before) => before,
  })
  const { mutateAsync: run, isPending: isRunning } = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => Promise.all([['aftersales'], ['orders'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  return { found, preview, isPending, error, refetch, run, isRunning }
}
