import type { Cart, CartLine } from '@xiaopu/shared/contract'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api } from '../../api.ts'
import { CART_QUERY, type CartAnswer, useCartOwner, useCartQuery } from '../../composables/useCart.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'

const CART_CHANGE = ['cart', 'change'] as const
/** Quick taps reach the shop in the order they were made. */
const ONE_BY_ONE = { mutationKey: CART_CHANGE, scope: { id: 'cart' } }

interface QuantityChange { cartLineId: number, number: number }
interface SelectionChange { cartLineIds: number[], selected: boolean }

function withLines(answer: CartAnswer, change: (line: CartLine) => CartLine): CartAnswer {
  return { cart: { ...answer.cart, lines: answer.cart.lines.map(change) } }
}

export function linesBySeller(cart: Cart): { sellerId: number, shopName: string, lines: CartLine[] }[] {
  const groups = new Map<number, { sellerId: number, shopName: string, lines: CartLine[] }>()
  for (const line of cart.lines.filter((one) => one.invalidReason === 'none')) {
    const group = groups.get(line.sellerId) ?? { sellerId: line.sellerId, shopName: line.shopName, lines: [] }
    group.lines.push(line)
    groups.set(line.sellerId, group)
  }
  return [...groups.values()]
}

/** The cart as a page: every change shows at once and rolls back, in words, when the shop refuses. */
export function useCartPage() {
  const queries = useQueryClient()
  const router = useRouter()
  const owner = useCartOwner()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const { data, isLoading, error, refetch } = useCartQuery()

  const keep = (answer: CartAnswer): void => { queries.setQueryData<CartAnswer>(CART_QUERY, answer) }
  /** What the shopper has tapped since is on the page already; the answer to the last change has it too. */
  const keepLast = (answer: CartAnswer): void => { if (queries.isMutating({ mutationKey: CART_CHANGE }) === 1) keep(answer) }

  async function showAtOnce(change: (line: CartLine) => CartLine): Promise<{ before: CartAnswer | undefined }> {
    await queries.cancelQueries({ queryKey: CART_QUERY })
    const before = queries.getQueryData<CartAnswer>(CART_QUERY)
    if (before) keep(withLines(before, change))
    return { before }
  }

  function rollBack(failure: unknown, _change: unknown, shown: { before: CartAnswer | undefined } | undefined): Promise<void> {
    if (shown?.before) keep(shown.before)
    void queries.invalidateQueries({ queryKey: CART_QUERY })
    return toastError(failure)
  }

  const quantity = useMutation({
    mutationFn: ({ cartLineId, number }: QuantityChange) => api.cart.update.mutate({ cartLineIds: [cartLineId], number, ...owner() }),
    onMutate: ({ cartLineId, number }) => showAtOnce((line) => line.cartLineId === cartLineId ? { ...line, quantity: number, subtotalFen: line.goodsPriceFen * number } : line),
    onError: rollBack,
    onSuccess: keepLast,
    ...ONE_BY_ONE,
  })
  const selection = useMutation({
    mutationFn: ({ cartLineIds, selected }: SelectionChange) => api.cart.update.mutate({ cartLineIds, selected, ...owner() }),
    onMutate: ({ cartLineIds, selected }) => showAtOnce((line) => cartLineIds.includes(line.cartLineId) ? { ...line, selected } : line),
    onError: rollBack,
    onSuccess: keepLast,
    ...ONE_BY_ONE,
  })
  const removal = useMutation({ mutationFn: (cartLineIds: number[]) => api.cart.delete.mutate({ cartLineIds, ...owner() }), onError: toastError, onSuccess: keep })
  const clearing = useMutation({ mutationFn: () => api.cart.clear.mutate({ invalidOnly: true, ...owner() }), onError: toastError, onSuccess: keep })
  const moving = useMutation({
    mutationFn: (cartLineIds: number[]) => api.cart.collect.mutate({ cartLineIds }),
    onError: toastError,
    onSuccess(answer) {
      keep(answer)
      showToast(t('cart.moved'))
    },
  })

  const cart = computed(() => data.value?.cart)
  const valid = computed(() => cart.value?.lines.filter((line) => line.invalidReason === 'none') ?? [])
  const selected = computed(() => valid.value.filter((line) => line.selected))
  const isAllSelected = computed(() => valid.value.length > 0 && selected.value.length === valid.value.length)

  return {
    cart,
    isLoading,
    error,
    refetch,
    groups: computed(() => cart.value ? linesBySeller(cart.value) : []),
    invalid: computed(() => cart.value?.lines.filter((line) => line.invalidReason !== 'none') ?? []),
    selected,
    isAllSelected,
    isBusy: computed(() => selection.isPending.value || quantity.isPending.value),
    setQuantity: quantity.mutate,
    select: (lines: readonly CartLine[], isSelected: boolean) => selection.mutate({ cartLineIds: lines.filter((line) => line.giftActivityId === 0).map((line) => line.cartLineId), selected: isSelected }),
    selectAll: () => selection.mutate({ cartLineIds: valid.value.filter((line) => line.giftActivityId === 0).map((line) => line.cartLineId), selected: !isAllSelected.value }),
    remove: removal.mutate,
    clearInvalid: clearing.mutate,
    toFavourites: moving.mutate,
    checkOut: () => router.push({ name: 'checkout' }),
  }
}
