import { useQuery } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { api, isRefusal } from '../../api.ts'
import { useAddPackage, useSelectOnly } from '../../composables/useCart.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'

/** One package, and putting it into the cart or straight through the checkout. */
export function usePackage() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const { toastError } = useErrorText()
  const id = computed<number>((before) => route.name === 'package' || !before ? Number(route.params.id) : before)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['packages', 'one', id],
    queryFn: () => api.promotion.package.get.query({ activityId: id.value }),
    retry: (count, failure) => !isRefusal(failure, 'NOT_FOUND') && count < 1,
  })
  const bundle = computed(() => data.value?.package)
  const quantity = ref(1)
  const { mutateAsync: addPackage, isPending: adding } = useAddPackage()
  const selectOnly = useSelectOnly()

  async function add(buyNow: boolean): Promise<void> {
    if (adding.value) return
    try {
      const { cartLineId } = await addPackage({ packageId: id.value, number: quantity.value })
      if (buyNow) await selectOnly(cartLineId)
    } catch (failure) {
      await toastError(failure)
      await refetch()
      return
    }
    if (buyNow) await router.push({ name: 'checkout' })
    else showToast(t('goods.inCart'))
  }

  return { bundle, isPending, error, refetch, isGone: computed(() => isRefusal(error.value, 'NOT_FOUND')), quantity, add, adding }
}
