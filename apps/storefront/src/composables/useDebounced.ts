import type { Ref } from 'vue'
import { onBeforeUnmount, ref, watch } from 'vue'

/** The value once it has rested for `ms`. Takes a getter; stops with the component. */
export function useDebounced<Value>(source: () => Value, ms: number): Readonly<Ref<Value>> {
  const rested = ref(source()) as Ref<Value>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => { rested.value = value }, ms)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  return rested
}
