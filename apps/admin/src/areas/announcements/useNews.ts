import type { Outputs } from '../../api.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

export type News = Outputs['announcements']['own']['items'][number]

const A_MINUTE = 60_000

/** What the shop tells its own people; asked for once a minute. */
export function useNews() {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: ['announcements', 'own'], queryFn: () => api.announcements.own.query(), refetchInterval: A_MINUTE, retry: false })
  const news = computed(() => data.value?.items ?? [])

  /** Opening one is reading it. */
  async function read(one: News): Promise<void> {
    if (one.isRead) return
    await api.announcements.read.mutate({ id: one.id })
    await queries.invalidateQueries({ queryKey: ['announcements', 'own'] })
  }
  return { news, unread: computed(() => data.value?.unread ?? 0), firstUnread: computed(() => news.value.find((one) => !one.isRead)), read }
}
