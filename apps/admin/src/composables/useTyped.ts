import type { Ref } from 'vue'
import { ref, watch } from 'vue'

const TYPING_MS = 250

/** A search field: what stands in it, and what is asked for once the typing has paused. */
export function useTyped(): { typed: Ref<string>, asked: Ref<string> } {
  const typed = ref('')
  const asked = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = text.trim() }, TYPING_MS)
  })
  return { typed, asked }
}
