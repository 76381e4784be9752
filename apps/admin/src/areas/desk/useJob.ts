import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref } from 'vue'
import { api } from '../../api.ts'
import type { JobKind, JobRow } from './job-text.ts'

const PAGE_MOST = 100

/** The latest work of a kind. */
export function useJobs(kind: JobKind, page: () => { pageNo: number, pageSize: number }) {
  return useQuery({ queryKey: computed(() => ['desk', kind, 'list', page()]), queryFn: () => api.desk[kind].list.query(page()), placeholderData: keepPreviousData })
}

/** One piece of work, and what is done with it: run to its end, taken back. */
export function useJob(kind: JobKind, input: () => { jobId: number, state: JobRow['state'] | '', pageNo: number, pageSize: number }) {
  const queries = useQueryClient()
  const isRunning = ref(false)
  const gone = new AbortController()
  onScopeDispose(() => gone.abort())
  const { data, error, isPending, refetch } = useQuery({ queryKey: computed(() => ['desk', kind, 'one', input()]), queryFn: () => api.desk[kind].get.query(input()), placeholderData: keepPreviousData })

  /** Slice by slice until nothing is left; a page that was left stops asking, and can go on later. */
  async function toTheEnd(slice: () => Promise<{ left: number }>): Promise<void> {
    isRunning.value = true
    try {
      for (let left = 1; left > 0 && !gone.signal.aborted;) {
        left = (await slice()).left
        await refetch()
      }
    } finally {
      isRunning.value = false
      await Promise.all([['desk'], ['goods'], ['orders'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    }
  }
  const run = (): Promise<void> => toTheEnd(() => api.desk[kind].run.mutate({ jobId: input().jobId }))
  const undo = (): Promise<void> => toTheEnd(() => api.desk.bulkEdit.undo.mutate({ jobId: input().jobId }))

  /** Every row of the work, for a file. */
  async function allRows(): Promise<JobRow[]> {
    const rows: JobRow[] = []
    for (let pageNo = 1; ; pageNo++) {
      const { items, totalResults } = await api.desk[kind].get.query({ ...input(), pageNo, pageSize: PAGE_MOST })
      rows.push(...items)
      if (items.length === 0 || rows.length >= totalResults) return rows
    }
  }
  return { data, error, isPending, refetch, run, undo, allRows, isRunning }
}
