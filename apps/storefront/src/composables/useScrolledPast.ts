import type { Ref } from 'vue'
import { onBeforeUnmount, onMounted, ref } from 'vue'

/** Whether the page is scrolled further down than `edge` pixels. */
export function useScrolledPast(edge: number): Readonly<Ref<boolean>> {
  const past = ref(false)
  const follow = (): void => { past.value = window.scrollY > edge }
  onMounted(() => {
    follow()
    window.addEventListener('scroll', follow, { passive: true })
  })
  onBeforeUnmount(() => window.removeEventListener('scroll', follow))
  return past
}
