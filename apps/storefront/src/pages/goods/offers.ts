import type { FavourableRef, GoodsDetail } from '@xiaopu/shared/contract'

/** One line of what applies to a product, as the key of a sentence and its figures in fen or percent. */
export interface Offer {
  id: string
  key: 'minusFrom' | 'minus' | 'percentFrom' | 'percent' | 'giftFrom' | 'gift' | 'volume' | 'bonus' | 'bundle'
  minFen: number
  valueFen: number
  figure: number
  name: string
  endsAt: string
}

const GIFT = 0
const MINUS = 1
const FEN_PER_YUAN = 100

function activityOffer(activity: FavourableRef): Offer {
  const kind = activity.activityType === GIFT ? 'gift' : activity.activityType === MINUS ? 'minus' : 'percent'
  return {
    id: `activity-${activity.activityId}`,
    key: activity.minAmountFen > 0 ? `${kind}From` : kind,
    minFen: activity.minAmountFen,
    valueFen: Math.round(activity.activityValue * FEN_PER_YUAN),
    figure: activity.activityValue,
    name: activity.activityName,
    endsAt: activity.endTime,
  }
}

/** Everything that can lower the bill for this product, in the order of its use to most shoppers. */
export function offersOf(goods: GoodsDetail): Offer[] {
  const none = { minFen: 0, figure: 0, name: '', endsAt: '' }
  return [
    ...goods.activities.map(activityOffer),
    ...(goods.bonusMoneyFen > 0 ? [{ ...none, id: 'bonus', key: 'bonus' as const, valueFen: goods.bonusMoneyFen }] : []),
    ...goods.volumePrices.map((tier) => ({ ...none, id: `volume-${tier.fromQuantity}`, key: 'volume' as const, figure: tier.fromQuantity, valueFen: tier.volumePriceFen })),
    ...goods.packages.map((bundle) => ({ ...none, id: `bundle-${bundle.activityId}`, key: 'bundle' as const, name: bundle.packageName, valueFen: bundle.packagePriceFen, endsAt: bundle.endTime })),
  ]
}
