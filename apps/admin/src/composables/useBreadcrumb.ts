import { onScopeDispose, shallowRef, watch } from 'vue'

/** The name of the thing a detail page shows, for the end of the breadcrumb. */
export const pageName = shallowRef('')

/** A detail page tells what it shows: `useBreadcrumb(() => order.value?.sn)`. */
export function useBreadcrumb(name: () => string | undefined): void {
  watch(name, (now) => { pageName.value = now ?? '' }, { immediate: true })
  onScopeDispose(() => { pageName.value = '' })
}
