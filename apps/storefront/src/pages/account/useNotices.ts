import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { api, type Outputs } from '../../api.ts'
import { useSession } from '../../stores/session.ts'

const PAGE_SIZE = 20
/** What counts everything that waits to be read. */
export const UNREAD = ['notices', 'unread'] as const

/** How many notices and announcements wait to be read; guests ask for nothing. */
export function useUnreadNotices() {
  const session = useSession()
  const { data } = useQuery({ queryKey: UNREAD, queryFn: () => api.user.notices.unread.query(), enabled: () => session.signedIn })
  return computed(() => data.value?.unread ?? 0)
}

type Notice = Outputs['user']['notices']['get']['items'][number]

/** Where a notice leads: the goods, the order or the after-sales case it is about, or the survey that asks. */
export function placeOf({ kind, goodsId, params }: Pick<Notice, 'kind' | 'goodsId' | 'params'>): RouteLocationRaw {
  if (kind === 'survey_invited') return { name: 'survey', params: { sid: params.sid ?? '' }, query: { order: params.orderSn } }
  if (params.caseId) return { name: 'aftersale', params: { id: params.caseId } }
  if (params.orderSn) return { name: 'order', params: { sn: params.orderSn } }
  return { name: 'goods', params: { id: goodsId } }
}

/** The inbox. What was shown counts as read; it keeps its mark until the page is left. */
export function useNotices() {
  const queries = useQueryClient()
  const { mutate: markRead } = useMutation({
    mutationFn: (upToId: number) => api.user.notices.read.mutate({ upToId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: UNREAD }),
  })
  const list = useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: async ({ pageParam }) => {
      const page = await api.user.notices.get.query({ pageNo: pageParam, pageSize: PAGE_SIZE })
      const [newest] = page.items
      if (pageParam === 1 && newest && page.items.some((one) => !one.isRead)) markRead(newest.noticeId)
      return page
    },
    initialPageParam: 1,
    getNextPageParam: (last) => last.pageNo * last.pageSize < last.totalResults ? last.pageNo + 1 : undefined,
  })
  const notices = computed(() => list.data.value?.pages.flatMap((page) => page.items) ?? [])
  return { ...list, notices }
}
