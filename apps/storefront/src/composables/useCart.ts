import type { ComputedRef } from 'vue'
import type { Inputs, Outputs } from '../api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../api.ts'
import { useSession } from '../stores/session.ts'

export type CartAnswer = Outputs['cart']['get']

/** One key for everybody who shows the cart: the page, the badge, the product page. */
export const CART_QUERY = ['cart'] as const

/** The input that names a guest's cart; nothing for those signed in. */
export function useCartOwner(): () => { cartKey?: string } {
  const session = useSession()
  return () => session.signedIn || !session.cartKey ? {} : { cartKey: session.cartKey }
}

export function useCartQuery() {
  const session = useSession()
  const owner = useCartOwner()
  return useQuery({
    queryKey: CART_QUERY,
    queryFn: () => api.cart.get.query(owner()),
    // A guest who never put anything in has no cart to ask for.
    enabled: () => session.signedIn || session.cartKey !== '',
  })
}

/** Units of all lines, for the badge. */
export function useCartCount(): ComputedRef<number> {
  const { data } = useCartQuery()
  return computed(() => data.value?.cart.number ?? 0)
}

export type CartAddition = Omit<Inputs['cart']['add'], 'cartKey'>

/** Puts goods into the cart and keeps a guest's new cart key. */
export function useAddToCart() {
  const queries = useQueryClient()
  const session = useSession()
  const owner = useCartOwner()
  return useMutation({
    mutationFn: (addition: CartAddition) => api.cart.add.mutate({ ...addition, ...owner() }),
    onSuccess({ cart }) {
      if (cart.cartKey && !session.signedIn) session.keepCartKey(cart.cartKey)
      queries.setQueryData<CartAnswer>(CART_QUERY, { cart })
    },
  })
}
