import type { Ref } from 'vue'
import { onBeforeUnmount, shallowRef, watch } from 'vue'

/** A quarter of a screen: browsers fetch what they call lazy up to three screens ahead, most of which nobody ever sees. */
const MARGIN = '150px 0px'

/** Whether the element has been close to the view; at once where nothing can tell. */
export function useNear(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const isNear = shallowRef(typeof IntersectionObserver === 'undefined')
  let seen: IntersectionObserver | undefined
  watch(element, (target) => {
    seen?.disconnect()
    if (isNear.value || !target) return
    seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      isNear.value = true
      seen?.disconnect()
    }, { rootMargin: MARGIN })
    seen.observe(target)
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(() => seen?.disconnect())
  return isNear
}
