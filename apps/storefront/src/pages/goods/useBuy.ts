import type { GoodsDetail } from '@xiaopu/shared/contract'
import type { SpecChoice } from './useSpecChoice.ts'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useAddToCart } from '../../composables/useCart.ts'
import { useErrorText } from '../../composables/useErrorText.ts'
import { showToast } from '../../composables/useToast.ts'

/** Into the cart, or straight to the checkout. A product with options asks for them in the sheet first. */
export function useBuy(goods: () => GoodsDetail | undefined, choice: SpecChoice) {
  const router = useRouter()
  const { t } = useI18n()
  const { toastError } = useErrorText()
  const { mutateAsync: addToCart, isPending: adding } = useAddToCart()
  const sheetOpen = ref(false)

  async function add(buyNow: boolean): Promise<void> {
    const item = goods()
    if (!item || adding.value) return
    if (choice.missing.value.length) {
      showToast(t('goods.spec.chooseFirst', { names: choice.missing.value.map((spec) => spec.attrName).join('、') }))
      return
    }
    try {
      await addToCart({
        goodsId: item.goodsId,
        number: choice.quantity.value,
        skuId: choice.sku.value?.skuId,
        optionValueIds: choice.optionValueIds.value.length ? choice.optionValueIds.value : undefined,
        buyNow,
      })
    } catch (error) {
      await toastError(error)
      return
    }
    sheetOpen.value = false
    if (buyNow) await router.push({ name: 'checkout' })
    else showToast(t('goods.inCart'))
  }

  /** From the bar of the page: with options to choose the sheet comes first. */
  function ask(buyNow: boolean): void {
    if (goods()?.specs.length) sheetOpen.value = true
    else void add(buyNow)
  }

  return { sheetOpen, adding, add, ask }
}
