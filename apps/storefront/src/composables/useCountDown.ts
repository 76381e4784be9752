import type { ComputedRef } from 'vue'
import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { serverNow } from './server-clock.ts'

const SECOND = 1000

interface Remaining {
  hours: ComputedRef<number>
  minutes: ComputedRef<number>
  seconds: ComputedRef<number>
  over: ComputedRef<boolean>
}

/** Ticks by the server's clock until `until` (ISO text) and calls `ended` once. Takes a getter; stops with the component. */
export function useCountDown(until: () => string, ended: () => void = () => {}): Remaining {
  const left = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  function tick(): void {
    clearTimeout(timer)
    const rest = until() ? new Date(until()).getTime() - serverNow() : 0
    left.value = Math.max(0, Math.ceil(rest / SECOND))
    if (left.value > 0) timer = setTimeout(tick, rest % SECOND || SECOND)
    else if (until()) ended()
  }

  watch(until, tick, { immediate: true })
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    hours: computed(() => Math.floor(left.value / 3600)),
    minutes: computed(() => Math.floor(left.value / 60) % 60),
    seconds: computed(() => left.value % 60),
    over: computed(() => left.value === 0),
  }
}
