import type { BonusOption, Checkout } from '@xiaopu/shared/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api, type Inputs, isRefusal } from '../../api.ts'
import { CART_QUERY, useCartQuery } from '../../composables/useCart.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { keptReferral, originWith } from '../../composables/referral.ts'
import { showToast } from '../../composables/useToast.ts'
import { useNote } from './useNote.ts'

/** The usable bonus that takes off most; the one that ends first when several take off the same. */
export function bestBonus(bonuses: readonly BonusOption[]): BonusOption | undefined {
  return bonuses
    .filter((option) => option.available)
    .sort((a, b) => b.amountFen - a.amountFen || a.bonus.useEndDate.localeCompare(b.bonus.useEndDate))[0]
}

async function start(): Promise<Checkout> {
  const { checkout } = await api.flow.check.mutate({})
  const best = checkout.bonusId === 0 ? bestBonus(checkout.bonuses) : undefined
  if (!best || best.amountFen === 0) return checkout
  return (await api.flow.bonus.update.mutate({ checkoutToken: checkout.checkoutToken, bonusId: best.bonus.bonusId })).checkout
}

/** One checkout, named by the token in the address: it survives a reload, and each choice is the server's answer. */
export function useCheckout(token: () => string) {
  const queries = useQueryClient()
  const router = useRouter()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const { note, forgetNote } = useNote(token)
  const hasChanged = ref(false)
  const key = (name: string) => ['checkout', name] as const

  const query = useQuery({
    queryKey: ['checkout', token],
    async queryFn() {
      if (token()) return (await api.flow.check.mutate({ checkoutToken: token() })).checkout
      const checkout = await start()
      queries.setQueryData(key(checkout.checkoutToken), checkout)
      await router.replace({ name: 'checkout', params: { token: checkout.checkoutToken } })
      return checkout
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })

  // A line that can no longer be bought leaves the checkout; the cart still knows its name and why.
  const { data: cart, refetch: readCart } = useCartQuery()
  const seenLineIds = ref(new Set<number>())
  watch(query.data, (checkout) => checkout?.lines.forEach((line) => seenLineIds.value.add(line.cartLineId)))
  const goneLines = computed(() => cart.value?.cart.lines.filter((line) => line.invalidReason !== 'none' && seenLineIds.value.has(line.cartLineId)) ?? [])

  const choosing = useMutation({
    // One after the other: an answer that overtakes a later one would show figures that no longer hold.
    scope: { id: 'checkout' },
    mutationFn: async (call: (checkoutToken: string) => Promise<{ checkout: Checkout }>) => (await call(token())).checkout,
    onError: toastError,
    onSuccess(checkout) {
      hasChanged.value = false
      queries.setQueryData(key(checkout.checkoutToken), checkout)
      if (checkout.problems.some((problem) => problem.cartLineId > 0)) void readCart()
    },
  })
  const choose = (call: (checkoutToken: string) => Promise<{ checkout: Checkout }>) => choosing.mutate(call)

  const placing = useMutation({
    mutationFn: async () => api.order.add.mutate({ checkoutToken: token(), buyerNote: note.value, referer: originWith(await keptReferral()), client: 'h5' }),
    async onError(error) {
      // The newest figures replace the old ones and the button waits for a second tap.
      if (isRefusal(error, 'CHECKOUT_CHANGED', 'OUT_OF_STOCK', 'GOODS_OFF_SALE')) {
        hasChanged.value = true
        await Promise.all([query.refetch(), readCart()])
        window.scrollTo({ top: 0 })
      }
      await toastError(error)
    },
    async onSuccess({ order, payment }) {
      forgetNote()
      void queries.invalidateQueries({ queryKey: CART_QUERY })
      const target = payment.logId > 0 ? 'cashier' : 'result'
      await router.replace({ name: target, params: { orderSn: order.orderSn } })
    },
  })

  function startAgain(): void {
    showToast(t('checkout.expired'))
    void router.replace({ name: 'checkout', params: { token: '' } })
  }

  return {
    ...query,
    isExpired: () => isRefusal(query.error.value, 'CHECKOUT_EXPIRED'),
    isNothing: () => isRefusal(query.error.value, 'CART_EMPTY'),
    isChoosing: choosing.isPending,
    isPlacing: placing.isPending,
    place: () => placing.mutate(),
    note,
    hasChanged,
    goneLines,
    startAgain,
    chooseAddress: (addressId: number) => choose((checkoutToken) => api.flow.check.mutate({ checkoutToken, addressId })),
    chooseShipping: (sellerId: number, shippingId: number) => choose((checkoutToken) => api.flow.shipping.update.mutate({ checkoutToken, sellerId, shippingId })),
    chooseInsure: (sellerId: number, needInsure: boolean) => choose((checkoutToken) => api.flow.insure.update.mutate({ checkoutToken, sellerId, needInsure })),
    choosePayment: (payId: number) => choose((checkoutToken) => api.flow.payment.update.mutate({ checkoutToken, payId })),
    choosePack: (packId: number) => choose((checkoutToken) => api.flow.pack.update.mutate({ checkoutToken, packId })),
    chooseCard: (cardId: number, cardMessage: string) => choose((checkoutToken) => api.flow.card.update.mutate({ checkoutToken, cardId, cardMessage })),
    choosePoints: (points: number) => choose((checkoutToken) => api.flow.integral.update.mutate({ checkoutToken, points })),
    chooseBalance: (balanceFen: number) => choose((checkoutToken) => api.flow.surplus.update.mutate({ checkoutToken, balanceFen })),
    chooseBonus: (bonusId: number) => choose((checkoutToken) => api.flow.bonus.update.mutate({ checkoutToken, bonusId })),
    chooseOos: (oosChoice: number) => choose((checkoutToken) => api.flow.oos.update.mutate({ checkoutToken, oosChoice })),
    chooseInvoice: (invoice: Omit<Inputs['flow']['needinv']['update'], 'checkoutToken'>) => choose((checkoutToken) => api.flow.needinv.update.mutate({ checkoutToken, ...invoice })),
  }
}
