import type { Inputs } from '../../api.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

export type OrderFilters = Inputs['orders']['list']

export const orderKeys = {
  all: ['orders'] as const,
  one: (id: number) => ['orders', 'one', id] as const,
}

export function useOrders(filters: () => OrderFilters) {
  const { data: page, isPending, error, refetch } = useQuery({
    queryKey: computed(() => [...orderKeys.all, 'list', filters()]),
    queryFn: () => api.orders.list.query(filters()),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const { data: choices } = useQuery({ queryKey: [...orderKeys.all, 'choices'], queryFn: () => api.orders.choices.query(), staleTime: 600_000 })
  return { page, choices, isPending, error, refetch }
}

export function useOrderRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: orderKeys.all }), queries.invalidateQueries({ queryKey: ['work', 'orders'] })])
  }
}

export function useOrder(id: () => number) {
  const { data: order, isPending, error, refetch } = useQuery({ queryKey: computed(() => orderKeys.one(id())), queryFn: () => api.orders.get.query({ orderId: id() }) })
  const refresh = useOrderRefresh()
  const { mutateAsync: run, isPending: isRunning } = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: refresh })
  return { order, isPending, error, refetch, run, isRunning }
}
