import { useRoute, useRouter } from 'vue-router'
import { useSession } from '../stores/session.ts'

/** True for those signed in; guests are led to the sign-in page, which brings them back here. */
export function useSignInFirst(): () => boolean {
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  return () => {
    if (session.signedIn) return true
    void router.push({ name: 'sign-in', query: { next: route.fullPath } })
    return false
  }
}
