import { useRouter } from 'vue-router'

/** One page back, or home for a shopper who came in from outside. */
export function useGoBack(): () => void {
  const router = useRouter()
  return () => {
    const before: unknown = window.history.state?.back
    if (typeof before === 'string') router.back()
    else void router.replace({ name: 'home' })
  }
}
