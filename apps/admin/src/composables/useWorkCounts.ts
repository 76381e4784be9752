import type { ComputedRef } from 'vue'
import { useQueries } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useMenu } from './useMenu.ts'

const A_MINUTE = 60_000

/** How much work waits behind each menu entry, by route; asked for once a minute. What cannot be counted shows nothing. */
export function useWorkCounts(): ComputedRef<Record<string, number>> {
  const { permitted } = useMenu()
  const counted = computed(() => permitted.value.filter((entry) => entry.badge))
  const results = useQueries({
    queries: computed(() => counted.value.map((entry) => ({
      queryKey: ['work', entry.route],
      queryFn: async () => entry.badge?.() ?? 0,
      refetchInterval: A_MINUTE,
      retry: false,
    }))),
  })
  return computed(() => Object.fromEntries(counted.value.map((entry, at) => [entry.route, results.value[at]?.data ?? 0])))
}
