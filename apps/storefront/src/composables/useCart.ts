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

/** Shows the cart as it was answered and keeps a guest's new cart key. */
function useKeepCart(): (answer: CartAnswer) => void {
  const queries = useQueryClient()
  const session = useSession()
  return ({ cart }) => {
    if (cart.cartKey && !session.signedIn) session.keepCartKey(cart.cartKey)
    queries.setQueryData<CartAnswer>(CART_QUERY, { cart })
  }
}

/** Puts goods into the cart. */
export function useAddToCart() {
  const owner = useCartOwner()
  return useMutation({ mutationFn: (addition: CartAddition) => api.cart.add.mutate({ ...addition, ...owner() }), onSuccess: useKeepCart() })
}

/** Puts packages into the cart. */
export function useAddPackage() {
  const owner = useCartOwner()
  return useMutation({ mutationFn: (addition: { packageId: number, number: number }) => api.cart.package.add.mutate({ ...addition, ...owner() }), onSuccess: useKeepCart() })
}

/** Leaves one line selected: what is bought at once. */
export function useSelectOnly(): (cartLineId: number) => Promise<void> {
  const queries = useQueryClient()
  const owner = useCartOwner()
  const keep = useKeepCart()
  return async (cartLineId) => {
    const others = queries.getQueryData<CartAnswer>(CART_QUERY)?.cart.lines.filter((line) => line.selected && line.cartLineId !== cartLineId && line.giftActivityId === 0).map((line) => line.cartLineId) ?? []
    if (others.length > 0) keep(await api.cart.update.mutate({ cartLineIds: others, selected: false, ...owner() }))
  }
}
