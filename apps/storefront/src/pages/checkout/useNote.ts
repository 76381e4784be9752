import type { Ref } from 'vue'
import { ref, watch } from 'vue'

const KEPT = 'xp.checkoutNote'

/** The note kept in this tab, if it was written for this checkout: token, then the text. */
function read(token: string): string {
  try {
    const kept = sessionStorage.getItem(KEPT) ?? ''
    return token && kept.startsWith(`${token}|`) ? kept.slice(token.length + 1) : ''
  } catch {
    return ''
  }
}

function write(text: string): void {
  try {
    if (text) sessionStorage.setItem(KEPT, text)
    else sessionStorage.removeItem(KEPT)
  } catch {
    // A private window may refuse to keep it; the page works on without.
  }
}

/** What the shopper tells the shop with the order. It outlives a reload and a way to the address form, as the choices do. */
export function useNote(token: () => string): { note: Ref<string>, forgetNote: () => void } {
  const note = ref(read(token()))
  watch(token, (now, before) => { if (before && now) note.value = read(now) })
  watch([note, token], ([text, name]) => { if (name) write(text ? `${name}|${text}` : '') })
  return { note, forgetNote: () => write('') }
}
