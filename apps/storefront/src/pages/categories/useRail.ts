import { nextTick, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const SETTLED_MS = 150

/**
 * A tap on the rail scrolls the sections, scrolling the sections moves the rail. The place is kept in the address, so that
 * Back and a reload find it again. Takes a getter of the sections' ids.
 */
export function useRail(ids: () => number[]) {
  const route = useRoute()
  const router = useRouter()
  const current = ref(Number(route.query.at) || 0)
  let settled: ReturnType<typeof setTimeout> | undefined
  let pane: HTMLElement | null = null

  function keepInAddress(): void {
    if (route.name !== 'categories' || Number(route.query.at) === current.value) return
    void router.replace({ name: 'categories', query: { at: current.value } })
  }

  function follow(): void {
    if (!pane) return
    const edge = pane.scrollTop + 40
    const above = ids().filter((id) => (document.getElementById(`section-${id}`)?.offsetTop ?? Infinity) <= edge)
    current.value = above.at(-1) ?? ids()[0] ?? 0
    document.getElementById(`rail-${current.value}`)?.scrollIntoView({ block: 'nearest' })
    clearTimeout(settled)
    settled = setTimeout(keepInAddress, SETTLED_MS)
  }

  function showSection(id: number): void {
    const section = document.getElementById(`section-${id}`)
    if (section && pane) pane.scrollTo({ top: section.offsetTop - 12 })
    current.value = id
  }

  async function begin(): Promise<void> {
    await nextTick()
    const found = document.getElementById('category-sections')
    if (!found || found === pane) return
    pane = found
    pane.addEventListener('scroll', follow, { passive: true })
    const [first = 0] = ids()
    if (ids().includes(current.value)) showSection(current.value)
    else current.value = first
  }

  onMounted(begin)
  watch(ids, begin)
  onBeforeUnmount(() => {
    clearTimeout(settled)
    pane?.removeEventListener('scroll', follow)
  })

  return { current, showSection }
}
