import type { ShippingMethod } from '@xiaopu/shared/contract'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/useFormat.ts'

/** What sending costs, in one line: the method, its fee, what makes it free, how long it takes. */
export function useDeliveryText() {
  const { t } = useI18n()
  const { yuan, shortYuan } = useFormat()

  return (method: ShippingMethod | undefined, known: boolean, placed: boolean): string => {
    if (!known) return ''
    if (!method) return placed ? t('goods.delivery.none') : t('goods.delivery.noMethod')
    const fee = !method.feeKnown ? '' : method.feeFen > 0 ? t('goods.delivery.fee', { fee: yuan(method.feeFen) }) : t('goods.delivery.free')
    const freeFrom = method.freeMoneyFen > 0 && (!method.feeKnown || method.feeFen > 0) ? t('goods.delivery.freeFrom', { min: shortYuan(method.freeMoneyFen) }) : ''
    const days = method.estimateDays > 0 ? t('goods.delivery.days', { count: method.estimateDays }, method.estimateDays) : ''
    return [method.shippingName, fee, freeFrom, days].filter(Boolean).join(' · ')
  }
}
