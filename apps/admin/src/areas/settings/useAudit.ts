import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../api.ts'

const DAYS: Record<string, number> = { week: 7, month: 30 }
const DAY_MS = 86_400_000
const SHOP_OFFSET_MS = 8 * 3_600_000

/** Where a range begins, counted in the shop's days. */
export function rangeStart(range: string, now: number = Date.now()): string {
  const today = Math.floor((now + SHOP_OFFSET_MS) / DAY_MS) * DAY_MS - SHOP_OFFSET_MS
  if (range === 'today') return new Date(today).toISOString()
  const days = DAYS[range]
  return days ? new Date(today - (days - 1) * DAY_MS).toISOString() : ''
}

interface AuditFilters { q: string, staffId: number, kind: string, target: string, range: string, pageNo: number, pageSize: number }

export function useAudit(filters: () => AuditFilters) {
  const input = computed(() => {
    const { q, staffId, kind, target, range, pageNo, pageSize } = filters()
    return { q, staffId, targetKind: kind, targetId: target, from: rangeStart(range), pageNo, pageSize }
  })
  const { data: page, isPending, error, refetch } = useQuery({
    queryKey: computed(() => ['audit', input.value]),
    queryFn: () => api.audit.list.query(input.value),
    placeholderData: keepPreviousData,
  })
  const { data: choices } = useQuery({ queryKey: ['audit', 'choices'], queryFn: () => api.audit.choices.query(), staleTime: 60_000 })

  /** All rows of the filter for the CSV, a hundred at a time and at most two thousand. */
  async function everything() {
    const rows = []
    for (let pageNo = 1; pageNo <= 20; pageNo++) {
      const part = await api.audit.list.query({ ...input.value, pageNo, pageSize: 100 })
      rows.push(...part.items)
      if (part.items.length < 100) break
    }
    return rows
  }
  return { page, choices, isPending, error, refetch, everything }
}

export function useAuditEntry(id: () => number) {
  const { data: entry, error, refetch } = useQuery({
    queryKey: computed(() => ['audit', 'entry', id()]),
    queryFn: () => api.audit.get.query({ id: id() }),
    enabled: computed(() => id() > 0),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
  return { entry, error, refetch }
}
