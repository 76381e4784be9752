import type { LocationQuery } from 'vue-router'
import { computed, nextTick, reactive, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export type FilterValue = string | number | boolean | string[]
export type FilterDefaults = Record<string, FilterValue>

/** `'a' as const` would freeze a filter to its default; a filter is as wide as its kind of value. */
type Widened<T> = { [K in keyof T]: T[K] extends string ? (string extends T[K] ? string : T[K]) : T[K] extends number ? number : T[K] extends boolean ? boolean : T[K] }

function parsed(text: string | null | (string | null)[] | undefined, fallback: FilterValue): FilterValue {
  const all = (Array.isArray(text) ? text : [text]).filter((one) => typeof one === 'string')
  if (Array.isArray(fallback)) return all.length > 0 ? all : fallback
  const one = all[0]
  if (one === undefined) return fallback
  if (typeof fallback === 'number') return one !== '' && Number.isSafeInteger(Number(one)) ? Number(one) : fallback
  if (typeof fallback === 'boolean') return one === '1'
  return one
}

function written(value: FilterValue): string | string[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}

const same = (a: FilterValue, b: FilterValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Filters that live in the address: a list can be sent as a link, reloaded, and stepped back through. Only what differs from
 * its default is written. Changing any filter but the page goes back to page 1.
 */
export function useAddressFilters<T extends FilterDefaults>(defaults: T) {
  const route = useRoute()
  const router = useRouter()
  const home = route.name
  const pending = ref<Partial<FilterDefaults>>({})

  const current = computed<FilterDefaults>((before) => {
    // While another page is already in the address, this one keeps what it showed.
    if (route.name !== home && before) return before
    return Object.fromEntries(Object.entries(defaults).map(([key, fallback]) => [key, pending.value[key] ?? parsed(route.query[key], fallback)]))
  })

  async function flush(): Promise<void> {
    await nextTick()
    const values = current.value
    const query: LocationQuery = { ...route.query }
    for (const [key, fallback] of Object.entries(defaults)) {
      const value = values[key] ?? fallback
      if (same(value, fallback)) delete query[key]
      else query[key] = written(value)
    }
    await router.replace({ query })
    pending.value = {}
  }

  function update(patch: Partial<Widened<T>>): void {
    const wanted: Partial<FilterDefaults> = { ...patch }
    const changed = Object.keys(wanted).filter((key) => !same(wanted[key] ?? '', current.value[key] ?? ''))
    if (changed.length === 0) return
    const isOtherFilter = changed.some((key) => key !== 'pageNo' && key !== 'pageSize')
    const isFirst = Object.keys(pending.value).length === 0
    pending.value = { ...pending.value, ...(isOtherFilter && 'pageNo' in defaults && !('pageNo' in wanted) ? { pageNo: 1 } : {}), ...wanted }
    if (isFirst) void flush()
  }

  /** `v-model="filters.q"` reads and writes the address. */
  const byKey: Record<string, unknown> = reactive(Object.fromEntries(Object.keys(defaults).map((key) => [key, computed({
    get: () => current.value[key],
    set: (value) => update({ [key]: value } as Partial<Widened<T>>), // one key of the defaults
  })])))
  const filters = byKey as Widened<T> // the same keys, unwrapped

  /** How many filters differ from their defaults, paging aside. */
  const activeCount = computed(() => Object.entries(defaults).filter(([key, fallback]) => key !== 'pageNo' && key !== 'pageSize' && !same(current.value[key] ?? fallback, fallback)).length)

  function reset(): void {
    update({ ...defaults, ...('pageSize' in defaults ? { pageSize: current.value.pageSize } : {}) } as Partial<Widened<T>>) // every key is one of the defaults
  }

  return { filters, update, reset, activeCount }
}
