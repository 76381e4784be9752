import type { Offer } from './offers.ts'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/useFormat.ts'
import { useSession } from '../../stores/session.ts'

const WHOLE_PERCENT = 100
const TENTH = 10

/** An offer in words: 满 200 减 20. Chinese says what is paid (95 折), English what is taken off (5%). */
export function useOfferText(): (offer: Offer) => string {
  const { t } = useI18n()
  const { shortYuan, yuan } = useFormat()
  const session = useSession()
  return (offer) => t(`goods.offers.${offer.key}`, {
    min: shortYuan(offer.minFen),
    value: offer.key === 'volume' ? yuan(offer.valueFen) : shortYuan(offer.valueFen),
    percent: session.language === 'zh'
      ? (offer.figure % TENTH === 0 ? offer.figure / TENTH : offer.figure)
      : WHOLE_PERCENT - offer.figure,
    count: offer.figure,
    name: offer.name,
  })
}
