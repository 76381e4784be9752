import type { Inputs, Outputs } from '../../api.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

export const KINDS = ['pack', 'card'] as const
export type Kind = typeof KINDS[number]
export type Wrapping = Outputs['wrappings']['list']['items'][number]
export type WrappingForm = Omit<Inputs['wrappings']['save'], 'kind'>

export function useWrappings(kind: () => Kind) {
  const queries = useQueryClient()
  const { data, isPending, error, refetch } = useQuery({ queryKey: computed(() => ['wrappings', kind()]), queryFn: () => api.wrappings.list.query({ kind: kind() }) })
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['wrappings'] })
  return { rows: computed(() => data.value?.items), isPending, error, refetch, refresh }
}

export function formOf({ id, name, description, imageUrl, feeFen, freeFromFen, isEnabled }: Wrapping): WrappingForm {
  return { id, name, description, imageUrl, feeFen, freeFromFen, isEnabled }
}
