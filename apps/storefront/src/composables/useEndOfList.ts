import type { Ref } from 'vue'
import { onBeforeUnmount, watch } from 'vue'

/** Calls `near` each time the marker at the end of a list comes within a screen of the view. */
export function useEndOfList(marker: Readonly<Ref<HTMLElement | null>>, near: () => void): void {
  let seen: IntersectionObserver | undefined
  watch(marker, (element) => {
    seen?.disconnect()
    if (!element) return
    seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) near()
    }, { rootMargin: '600px 0px' })
    seen.observe(element)
  }, { immediate: true })
  onBeforeUnmount(() => seen?.disconnect())
}
