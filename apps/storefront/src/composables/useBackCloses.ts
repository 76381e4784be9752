import type { Ref } from 'vue'
import { onBeforeUnmount } from 'vue'
import { useRouter } from 'vue-router'

/** While `open`, Back closes instead of leaving the page; a link inside closes and leaves. */
export function useBackCloses(open: Ref<boolean>): void {
  let backPressed = false
  const onPop = (): void => {
    backPressed = true
    setTimeout(() => { backPressed = false })
  }
  // Capturing, so that it is known before the router begins.
  window.addEventListener('popstate', onPop, true)
  const stopGuard = useRouter().beforeEach(() => {
    if (!open.value) return true
    open.value = false
    return !backPressed
  })
  onBeforeUnmount(() => {
    window.removeEventListener('popstate', onPop, true)
    stopGuard()
  })
}
