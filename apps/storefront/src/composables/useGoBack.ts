import type { RouteLocationRaw } from 'vue-router'
import { useRouter } from 'vue-router'

/** One page back, or for a shopper who came in from outside, home or where the page says. */
export function useGoBack(fallback: () => RouteLocationRaw = () => ({ name: 'home' })): () => void {
  const router = useRouter()
  return () => {
    const before: unknown = window.history.state?.back
    if (typeof before === 'string') router.back()
    else void router.replace(fallback())
  }
}
