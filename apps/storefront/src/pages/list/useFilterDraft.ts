import type { ListFilters } from './list-address.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { api } from '../../api.ts'
import { useDebounced } from '../../composables/useDebounced.ts'
import { itemsInput, withoutFilters } from './list-address.ts'

const REST_MS = 150

/** The filters as they stand in the open sheet, and how many products wait behind them. Takes getters. */
export function useFilterDraft(open: () => boolean, filters: () => ListFilters) {
  const draft = ref<ListFilters>(filters())
  watch(open, (now) => { if (now) draft.value = { ...filters() } })

  const asked = useDebounced(() => itemsInput(draft.value), REST_MS)
  const { data, isFetching } = useQuery({
    queryKey: ['goods-count', asked],
    queryFn: () => api.items.get.query({ ...asked.value, pageSize: 1 }),
    enabled: open,
    placeholderData: keepPreviousData,
  })

  function toggleAttr(attr: string): void {
    const { attrs } = draft.value
    draft.value.attrs = attrs.includes(attr) ? attrs.filter((one) => one !== attr) : [...attrs, attr]
  }

  return {
    draft,
    waiting: computed(() => data.value?.totalResults ?? 0),
    counting: isFetching,
    toggleAttr,
    reset: () => { draft.value = withoutFilters(draft.value) },
  }
}
