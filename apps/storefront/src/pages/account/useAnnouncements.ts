import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { api, isRefusal } from '../../api.ts'
import { UNREAD } from './useNotices.ts'

const SHOWN = 20
const LIST = ['announcements', 'list'] as const

/** The newest things the shop told this member, those on top first. */
export function useAnnouncements() {
  const { data, isPending, error, refetch } = useQuery({ queryKey: LIST, queryFn: () => api.user.announcements.get.query({ pageSize: SHOWN }) })
  return { announcements: computed(() => data.value?.items ?? []), isPending, error, refetch }
}

/** The one in the address. Fetching it marks it as read. */
export function useAnnouncement() {
  const route = useRoute()
  const queries = useQueryClient()
  const id = computed<number>((before) => (route.name === 'announcement' || !before ? Number(route.params.id) : before))
  const { data, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['announcements', 'one', id.value]),
    async queryFn() {
      const { announcement } = await api.user.announcements.read.mutate({ announcementId: id.value })
      await Promise.all([queries.invalidateQueries({ queryKey: LIST }), queries.invalidateQueries({ queryKey: UNREAD })])
      return announcement
    },
    // Each fetch counts as a look.
    staleTime: Infinity,
    retry: (count, failure) => !isRefusal(failure, 'NOT_FOUND') && count < 1,
  })
  return { announcement: data, isPending, error, refetch, isGone: computed(() => isRefusal(error.value, 'NOT_FOUND')) }
}
