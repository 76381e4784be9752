import type { GoodsDetail } from '@xiaopu/shared/contract'
import type { Ref } from 'vue'
import type { SpecChoice } from './useSpecChoice.ts'
import { ref } from 'vue'
import { useSignInFirst } from '../../composables/useSignInFirst.ts'

/** The way to a booking: signed in, and with options chosen where there are any. */
export function useBooking(goods: () => GoodsDetail | undefined, choice: SpecChoice, sheetOpen: Ref<boolean>) {
  const signInFirst = useSignInFirst()
  const bookingOpen = ref(false)

  function askToBook(): void {
    if (!signInFirst()) return
    if (goods()?.hasSku && !choice.sku.value) {
      sheetOpen.value = true
      return
    }
    sheetOpen.value = false
    bookingOpen.value = true
  }

  return { bookingOpen, askToBook }
}
