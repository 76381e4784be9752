import { onScopeDispose, ref, type Ref, watch } from 'vue'

const PATIENCE_MS = 120

/** True once `isWaiting` has been true for 120 ms: a short wait shows nothing, a long one a skeleton. */
export function useDelayed(isWaiting: () => boolean): Ref<boolean> {
  const isLong = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(isWaiting, (waiting) => {
    clearTimeout(timer)
    if (waiting) timer = setTimeout(() => { isLong.value = true }, PATIENCE_MS)
    else isLong.value = false
  }, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return isLong
}
