import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

/** The ranks from the lowest up, for choosing and for saying whom an activity is for. */
export function useChoices() {
  const { data, error, refetch } = useQuery({ queryKey: ['favourables', 'choices'], queryFn: () => api.favourables.choices.query(), staleTime: 60_000 })
  return { ranks: computed(() => data.value?.ranks ?? []), isReady: computed(() => data.value !== undefined), error, refetch }
}
