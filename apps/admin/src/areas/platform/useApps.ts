import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { api } from '../../api.ts'

export const appKeys = {
  all: ['apps'] as const,
  one: (id: number) => ['apps', id] as const,
}

export function useApps() {
  const { data, isPending, error, refetch } = useQuery({ queryKey: appKeys.all, queryFn: () => api.apps.list.query() })
  return { apps: computed(() => data.value?.items), isPending, error, refetch }
}

/** A secret just issued, by app. It lives in memory until the page is left, and is nowhere else. */
const issued = ref<{ id: number, secret: string, isReset: boolean, oldUntil: string } | null>(null)

export function keepIssued(id: number, secret: string, oldUntil?: string): void {
  issued.value = { id, secret, isReset: oldUntil !== undefined, oldUntil: oldUntil ?? '' }
}

export function forgetIssued(): void {
  issued.value = null
}

/** One app, its use, and what can be done to it. */
export function useApp(id: () => number) {
  const queries = useQueryClient()
  const { data: app, isPending, error, refetch } = useQuery({ queryKey: computed(() => appKeys.one(id())), queryFn: () => api.apps.get.query({ id: id() }) })
  const { data: usage } = useQuery({ queryKey: computed(() => [...appKeys.one(id()), 'usage']), queryFn: () => api.apps.usage.query({ id: id() }), refetchInterval: 30_000 })
  const { data: choices } = useQuery({ queryKey: [...appKeys.all, 'choices'], queryFn: () => api.apps.choices.query(), staleTime: Infinity })
  const secret = computed(() => (issued.value?.id === id() ? issued.value : null))

  const refresh = () => queries.invalidateQueries({ queryKey: appKeys.all })
  const { mutateAsync: setEnabled } = useMutation({ mutationFn: (isEnabled: boolean) => api.apps.setEnabled.mutate({ id: id(), isEnabled }), onSuccess: refresh })
  const { mutateAsync: resetSecret } = useMutation({
    mutationFn: (overlapHours: number) => api.apps.resetSecret.mutate({ id: id(), overlapHours }),
    async onSuccess(fresh) {
      keepIssued(id(), fresh.secret, fresh.app.oldSecretUntil)
      await refresh()
    },
  })
  const { mutateAsync: remove } = useMutation({
    mutationFn: () => api.apps.delete.mutate({ id: id() }),
    onSuccess: () => {
      queries.removeQueries({ queryKey: appKeys.one(id()) })
      void queries.invalidateQueries({ queryKey: appKeys.all, exact: true })
    },
  })
  return { app, usage, choices, isPending, error, refetch, secret, setEnabled, resetSecret, remove }
}
