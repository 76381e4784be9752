import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { useRoute, useRouter } from 'vue-router'
import { useCartOwner } from '../../composables/useCart.ts'
import { useSession } from '../../stores/session.ts'

/** Only a page of ours: a link from outside must not lead people away after they signed in. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && next.startsWith('/') && !next.startsWith('//') ? next : '/me'
}

/** Signing in and up share what follows: everything asked for before was asked as a guest and is asked again. */
export function useSignIn<Input>(call: (input: Input & { cartKey?: string }) => Promise<unknown>) {
  const queries = useQueryClient()
  const session = useSession()
  const router = useRouter()
  const route = useRoute()
  const owner = useCartOwner()
  return useMutation({
    mutationFn: (input: Input) => call({ ...input, ...owner() }),
    async onSuccess() {
      session.rememberSignIn()
      queries.clear()
      await router.replace(safeNext(route.query.next))
    },
  })
}
