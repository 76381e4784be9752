import { shallowRef } from 'vue'

interface Toast { id: number, text: string }

const SHOWN_MS = 2400
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined

export const toast = shallowRef<Toast>()

/** A short word at the lower edge, read out politely. One at a time; a new one replaces the old. */
export function showToast(text: string): void {
  if (!text) return
  clearTimeout(timer)
  toast.value = { id: ++last, text }
  timer = setTimeout(() => { toast.value = undefined }, SHOWN_MS)
}
