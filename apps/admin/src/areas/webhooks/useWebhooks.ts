import type { Inputs, Outputs } from '../../api.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api } from '../../api.ts'

export type Endpoint = Outputs['webhooks']['get']
export type Delivery = Outputs['webhooks']['deliveries']['items'][number]

const ALL = ['webhooks'] as const
const A_WHILE = 10_000

/** Those of one app, or with 0 of all. */
export function useEndpoints(appId: () => number) {
  const { data, isPending, error, refetch } = useQuery({ queryKey: computed(() => [...ALL, 'list', appId()]), queryFn: () => api.webhooks.list.query({ appId: appId() }) })
  return { endpoints: computed(() => data.value?.items), isPending, error, refetch }
}

export function useEventTypes() {
  const { data } = useQuery({ queryKey: [...ALL, 'events'], queryFn: () => api.webhooks.events.query(), staleTime: Infinity })
  return computed(() => data.value)
}

/** A secret just issued, by endpoint. It lives in memory until the page is left, and is nowhere else. */
const issued = ref<{ id: number, secret: string, oldUntil: string } | null>(null)

export function keepIssuedSecret({ endpoint, secret }: Outputs['webhooks']['create']): void {
  issued.value = { id: endpoint.id, secret, oldUntil: endpoint.oldSecretUntil }
}

export function forgetIssuedSecret(): void {
  issued.value = null
}

/** One endpoint and what can be done to it; it is looked at anew every few seconds. */
export function useEndpoint(id: () => number) {
  const queries = useQueryClient()
  const { data: endpoint, isPending, error, refetch } = useQuery({ queryKey: computed(() => [...ALL, 'one', id()]), queryFn: () => api.webhooks.get.query({ id: id() }), refetchInterval: A_WHILE })
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ALL })
  async function after<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work
    } finally {
      await refresh()
    }
  }
  return {
    endpoint, isPending, error, refetch, refresh,
    secret: computed(() => (issued.value?.id === id() ? issued.value : null)),
    setEnabled: (isEnabled: boolean) => after(api.webhooks.setEnabled.mutate({ id: id(), isEnabled })),
    rotate: async (overlapHours: number) => { keepIssuedSecret(await after(api.webhooks.rotateSecret.mutate({ id: id(), overlapHours }))) },
    test: () => after(api.webhooks.test.mutate({ id: id() })),
    replay: (input: Inputs['webhooks']['replay']) => after(api.webhooks.replay.mutate(input)),
    async remove() {
      await api.webhooks.delete.mutate({ id: id() })
      queries.removeQueries({ queryKey: [...ALL, 'one', id()] })
      await queries.invalidateQueries({ queryKey: [...ALL, 'list'] })
    },
  }
}

type Filter = Omit<Inputs['webhooks']['deliveries'], 'state'> & { state: string }
const STATES = ['queued', 'delivered', 'failed'] as const

export function useDeliveries(filter: () => Filter) {
  const { data: page, isPending, error, refetch } = useQuery({
    queryKey: computed(() => [...ALL, 'deliveries', filter()]),
    queryFn: () => api.webhooks.deliveries.query({ ...filter(), state: STATES.find((one) => one === filter().state) ?? 'all' }),
    placeholderData: keepPreviousData,
    refetchInterval: A_WHILE,
  })
  return { page, isPending, error, refetch }
}

export function useDelivery(id: () => number, tries: () => number) {
  const { data: delivery, error, refetch } = useQuery({ queryKey: computed(() => [...ALL, 'delivery', id(), tries()]), queryFn: () => api.webhooks.delivery.query({ id: id() }), placeholderData: keepPreviousData })
  return { delivery, error, refetch }
}
