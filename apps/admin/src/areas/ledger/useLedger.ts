import type { RouteLocationRaw } from 'vue-router'
import type { Outputs } from '../../api.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'
import { moneyText } from '../../composables/money-text.ts'

export type LedgerCheck = Outputs['ledger']['list']['items'][number]
export type Difference = NonNullable<LedgerCheck['parts'][number]['first']>

const LATEST = ['ledger', 'latest'] as const

/** The last run; undefined while it is asked for and for a shop that never ran one. */
export function useLatestCheck(isAllowed: boolean) {
  const { data } = useQuery({ queryKey: LATEST, queryFn: async () => (await api.ledger.list.query({ pageSize: 1 })).items, enabled: isAllowed, refetchInterval: 300_000 })
  return computed(() => data.value?.[0])
}

export function useLedgerChecks(page: () => { pageNo: number, pageSize: number }) {
  const queries = useQueryClient()
  const { data, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['ledger', 'list', page()]),
    queryFn: () => api.ledger.list.query(page()),
    placeholderData: keepPreviousData,
  })
  const { mutateAsync: run, isPending: isRunning } = useMutation({
    mutationFn: () => api.ledger.check.mutate(),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['ledger'] }), queries.invalidateQueries({ queryKey: ['work', 'ledger'] })]),
  })
  return { data, isPending, error, refetch, run, isRunning }
}

/** Where the figure stands; the whole table has no page. */
export function placeOf({ figure, subjectId, goodsId }: Difference): RouteLocationRaw | null {
  if (goodsId > 0) return { name: 'goods-edit', params: { id: goodsId } }
  if (subjectId === 0) return null
  return { name: ['moneyPaidFen', 'orderBalanceFen', 'refundedFen', 'goodsAmountFen'].includes(figure) ? 'order' : 'user', params: { id: subjectId } }
}

/** Money as money, points and units as they are. */
export function valueOf({ figure }: Difference, value: number): string {
  return figure.endsWith('Fen') || figure === 'total' ? moneyText(value) : String(value)
}
