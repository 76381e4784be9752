import type { Inputs } from '../../api.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

type Filter = Omit<Inputs['apps']['calls'], 'outcome'> & { outcome: string }

function outcomeOf(text: string): 'all' | 'ok' | 'failed' {
  return text === 'ok' || text === 'failed' ? text : 'all'
}

export function useCalls(filter: () => Filter) {
  const { data: page, isPending, error, refetch, isFetching } = useQuery({
    queryKey: computed(() => ['calls', filter()]),
    queryFn: () => api.apps.calls.query({ ...filter(), outcome: outcomeOf(filter().outcome) }),
    placeholderData: keepPreviousData,
  })
  return { page, isPending, error, refetch, isFetching }
}

/** Why one call failed; asked for when its row opens. */
export function useFinding(id: () => number) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['calls', 'finding', id()]),
    queryFn: () => api.apps.finding.query({ id: id() }),
    staleTime: 60_000,
  })
  return { finding: computed(() => data.value?.finding), isPending, error, refetch }
}
