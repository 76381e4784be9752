import type { Ref } from 'vue'
import { onBeforeUnmount } from 'vue'
import { useRouter } from 'vue-router'

/** While `open`, Back closes instead of leaving the page; a link inside closes and leaves. */
export function useBackCloses(open: Ref<boolean>): void {
  const stopGuard = useRouter().beforeEach((to) => {
    if (!open.value) return true
    open.value = false
    // Only Back and Forward have moved the browser's history before the guards run.
    const moved: unknown = window.history.state?.current
    return moved !== to.fullPath
  })
  onBeforeUnmount(stopGuard)
}
